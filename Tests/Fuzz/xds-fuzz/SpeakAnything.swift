import EnvoyAPI
import EnvoyConfig
import JSON
import Protobuf
import XDS

/// What libFuzzer calls: requests, snapshots and time against the subscription core.
///
/// Steps: a byte that says what happens, and what it needs: the bytes of a request as they are, a request of a client that
/// knows what it was sent, a snapshot, a stream that opens or ends, time.
@_cdecl("LLVMFuzzerTestOneInput")
public func speakAnything(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  var subject = Subject()
  subject.run(input[...])
  return 0
}

/// A core with a few streams, and what must hold of what it sends.
struct Subject {
  private struct Stream {
    let variant: XDSVariant
    /// The nonce of the response that waits for its answer, by type.
    var outstanding: [String: String] = [:]
    var lastNonce: [String: String] = [:]
    var lastVersion: [String: String] = [:]
  }

  private static let types: [TypeURL] = [.cluster, .endpoints, .listener, .route, .secret, TypeURL(rawValue: "other")]
  private static let names = ["a", "b", "c", "d", "*", ""]
  private static let group = GroupID(rawValue: "n/c/p")

  private var core: SubscriptionCore
  private var now = Duration.zero
  private var generation: UInt64 = 0
  private var streams: [StreamID: Stream] = [:]

  init() {
    var configuration = SubscriptionConfiguration(identifier: "fuzz")
    configuration.maximumNamesPerSubscription = 64
    configuration.maximumNameBytes = 4096
    configuration.maximumTypesPerStream = 8
    configuration.maximumCachedResponses = 8
    core = SubscriptionCore(configuration: configuration)
    publish(0b1111, isRestored: false)
  }

  mutating func run(_ input: ArraySlice<UInt8>) {
    var rest = input
    while let step = rest.popFirst() {
      let stream = StreamID(rawValue: UInt64(step & 3))
      let argument = rest.popFirst() ?? 0
      switch step >> 2 & 0xF {
      case 0, 1, 2:
        let length = Int(argument) + (step & 0x80 == 0 ? 0 : Int(rest.popFirst() ?? 0) << 8)
        let bytes = Array(rest.prefix(length))
        rest = rest.dropFirst(length)
        receive(bytes, from: stream)
      case 3: open(stream, argument)
      case 4: close(stream)
      case 5, 6: publish(argument, isRestored: step & 0x80 != 0 && argument & 1 == 0)
      case 7: take(core.withdraw(Self.group))
      case 8: pass(.milliseconds(Int(argument) * 10))
      case 9: pass(.seconds(Int(argument)))
      default: ask(stream, kind: step >> 2 & 0xF, argument, more: rest.popFirst() ?? 0)
      }
      check()
    }
    for stream in core.status(at: now) { _ = stream.jsonValue.serialized() }
    for stream in streams.keys.sorted() { close(stream) }
    precondition(core.streamCount == 0, "a stream is left")
  }

  // MARK: What happens

  private mutating func open(_ id: StreamID, _ argument: UInt8) {
    let variant: XDSVariant = argument & 1 == 0 ? .delta : .stateOfTheWorld
    let service: XDSService =
      argument & 0x0E == 0x0E ? .single(Self.types[Int(argument >> 4) % Self.types.count]) : .aggregated
    streams[id] = Stream(variant: variant)
    let directives = core.open(id, variant: variant, service: service, at: now) { node in
      // What a stranger says of itself is read by the very code of the server.
      do throws(EnvoyNodeError) { return .group(try EnvoyGroup.group(of: node)) } catch {
        return .refuse(.invalidArgument, message: error.description)
      }
    }
    take(directives)
  }

  private mutating func close(_ id: StreamID) {
    core.close(id)
    streams[id] = nil
  }

  private mutating func pass(_ time: Duration) {
    now += time
    if let due = core.nextDeadline, due <= now { take(core.timeout(at: now)) }
  }

  private mutating func publish(_ set: UInt8, isRestored: Bool) {
    generation += 1
    var resources: [XDSResource] = []
    for index in 0..<4 where set >> index & 1 == 1 {
      let name = Self.names[index]
      let content = [UInt8](repeating: set, count: index)
      resources.append(XDSResource(type: .endpoints, name: name, body: content))
      let endpoints = XDSResourceName(type: .endpoints, name: name)
      resources.append(XDSResource(type: .cluster, name: name, body: content, references: [endpoints]))
      let cluster = XDSResourceName(type: .cluster, name: name)
      resources.append(XDSResource(type: .listener, name: name, body: content + [set >> 4], references: [cluster]))
    }
    do throws(SnapshotError) {
      let snapshot = try Snapshot(generation: generation, resources: resources)
      if isRestored {
        take(try core.restore(snapshot, to: Self.group, at: now))
      } else {
        take(
          try core.publish(
            snapshot, to: Self.group, allowingRemovalOfEverything: set & 0x80 != 0, at: now))
      }
    } catch { precondition(!error.description.isEmpty) }
  }

  /// A request of a client that knows what it was sent.
  private mutating func ask(_ id: StreamID, kind: UInt8, _ argument: UInt8, more: UInt8) {
    guard let stream = streams[id] else { return }
    let type = Self.types[Int(argument & 7) % Self.types.count]
    let nonce = kind & 1 == 0 ? stream.lastNonce[type.rawValue] ?? "" : ""
    let failure: SubscriptionRequest.Failure? = argument & 8 == 0 ? nil : .init(code: 3, message: "no")
    let count = Int(argument >> 4 & 3)
    let named = (0..<count).map { Self.names[Int(more >> (2 * $0) & 7) % Self.names.count] }
    let dropped = argument & 0x40 == 0 ? [] : [Self.names[Int(more >> 5) % Self.names.count]]
    let change: SubscriptionRequest.Change
    switch stream.variant {
    case .stateOfTheWorld: change = .stateOfTheWorld(version: stream.lastVersion[type.rawValue] ?? "", names: named)
    case .delta:
      let versions = argument & 0x80 == 0 ? [:] : ["a": "old", "gone": "1"]
      change = .delta(subscribe: named, unsubscribe: dropped, initialVersions: versions)
    }
    let node = XDSNode(id: "node-\(id)", cluster: "c", metadata: ["namespace": "n", "accessPoint": "p"])
    answer(SubscriptionRequest(node: node, type: type, nonce: nonce, failure: failure, change: change), from: id)
  }

  private mutating func receive(_ bytes: [UInt8], from id: StreamID) {
    if let variant = streams[id]?.variant, let request = try? SubscriptionRequest(serialized: bytes, variant: variant) {
      note(request, from: id)
    }
    take(core.receive(serialized: bytes, from: id, at: now))
  }

  private mutating func answer(_ request: SubscriptionRequest, from id: StreamID) {
    note(request, from: id)
    take(core.receive(request, from: id, at: now))
  }

  /// Keeps the books: what a request answers waits no more. In state of the world, one without a nonce begins anew.
  private mutating func note(_ request: SubscriptionRequest, from id: StreamID) {
    guard let stream = streams[id] else { return }
    for (type, nonce) in stream.outstanding where request.type == type || request.type.isEmpty {
      let isNew = stream.variant == .stateOfTheWorld && request.nonce.isEmpty
      if nonce == request.nonce || isNew { streams[id]?.outstanding[type] = nil }
    }
  }

  // MARK: What must hold

  private mutating func take(_ directives: [XDSDirective]) {
    for directive in directives {
      switch directive {
      case .send(let id, let bytes): sent(bytes, to: id)
      case .close(let id, _, let message):
        precondition(streams[id] != nil, "a stream that is not open is ended")
        precondition(!message.isEmpty, "an end without a reason")
        streams[id] = nil
      case .rejected(let rejection): precondition(rejection.attempt > 0 && rejection.retryAt > now)
      case .acknowledged(let acknowledgement): precondition(acknowledgement.delay >= .zero)
      }
    }
  }

  private mutating func sent(_ bytes: [UInt8], to id: StreamID) {
    guard let stream = streams[id] else { preconditionFailure("something is sent where no stream is open") }
    let type: String
    let nonce: String
    let version: String
    switch stream.variant {
    case .delta:
      guard let response = try? DeltaDiscoveryResponse(serialized: bytes) else { preconditionFailure("unreadable") }
      (type, nonce, version) = (response.typeUrl, response.nonce, response.systemVersionInfo)
      precondition(Set(response.resources.map(\.name)).isDisjoint(with: response.removedResources), "both at once")
      precondition(Set(response.resources.map(\.name)).count == response.resources.count, "a resource comes twice")
    case .stateOfTheWorld:
      guard let response = try? DiscoveryResponse(serialized: bytes) else { preconditionFailure("unreadable") }
      (type, nonce, version) = (response.typeUrl, response.nonce, response.versionInfo)
    }
    precondition(!nonce.isEmpty && nonce != stream.lastNonce[type], "a nonce is used twice")
    precondition(stream.outstanding[type] == nil, "two responses of a type wait for their answers")
    streams[id]?.outstanding[type] = nonce
    streams[id]?.lastNonce[type] = nonce
    streams[id]?.lastVersion[type] = version
  }

  private func check() {
    precondition(core.streamCount == streams.count, "streams are counted wrongly")
    let progress = core.progress(of: Self.group)
    precondition(progress.acknowledged <= generation, "more is acknowledged than was published")
  }
}
