import EnvoyAPI
import Protobuf
import Testing

@testable import XDS

/// A response as a client reads it, by the generated messages.
struct Received: Equatable {
  var stream: UInt64
  var type: TypeURL
  var nonce: String
  var version: String
  var identifier: String
  /// Content by name.
  var resources: [String: [UInt8]]
  /// In the order of the message.
  var names: [String]
  var versions: [String: String]
  var removed: [String]
  var bytes: [UInt8]

  init(_ bytes: [UInt8], from stream: StreamID, variant: XDSVariant) throws {
    self.stream = stream.rawValue
    self.bytes = bytes
    resources = [:]
    names = []
    versions = [:]
    switch variant {
    case .stateOfTheWorld:
      let response = try DiscoveryResponse(serialized: bytes)
      type = TypeURL(rawValue: response.typeUrl)
      nonce = response.nonce
      version = response.versionInfo
      identifier = response.controlPlane?.identifier ?? ""
      removed = []
      for any in response.resources {
        #expect(any.typeURL == response.typeUrl)
        let name = Received.name(in: any.value)
        names.append(name)
        resources[name] = any.value
      }
    case .delta:
      let response = try DeltaDiscoveryResponse(serialized: bytes)
      type = TypeURL(rawValue: response.typeUrl)
      nonce = response.nonce
      version = response.systemVersionInfo
      identifier = response.controlPlane?.identifier ?? ""
      removed = response.removedResources
      for resource in response.resources {
        #expect(resource.resource?.typeURL == response.typeUrl)
        names.append(resource.name)
        resources[resource.name] = resource.resource?.value
        versions[resource.name] = resource.version
      }
    }
  }

  /// Field 1 of a resource, which is its name in every type.
  static func name(in body: [UInt8]) -> String {
    guard body.count >= 2, body[0] == 0x0a, body.count >= 2 + Int(body[1]) else { return "" }
    return String(decoding: body[2..<2 + Int(body[1])], as: UTF8.self)
  }
}

/// A resource whose body is its name (field 1) and a content (field 2).
func resource(
  _ type: TypeURL, _ name: String, _ content: String = "1", endpoints: String? = nil, references: [XDSResourceName] = []
) -> XDSResource {
  let body =
    [0x0a, UInt8(name.utf8.count)] + Array(name.utf8) + [0x12, UInt8(content.utf8.count)] + Array(content.utf8)
  var all = references
  if let endpoints { all.append(XDSResourceName(type: .endpoints, name: endpoints)) }
  return XDSResource(type: type, name: name, body: body, references: all)
}

/// A cluster whose endpoints have its name.
func cluster(_ name: String, _ content: String = "1") -> XDSResource {
  resource(.cluster, name, content, endpoints: name)
}

func endpoints(_ name: String, _ content: String = "1") -> XDSResource { resource(.endpoints, name, content) }

func listener(_ name: String, _ content: String = "1") -> XDSResource { resource(.listener, name, content) }

func secret(_ name: String, _ content: String = "1") -> XDSResource { resource(.secret, name, content) }

/// A core with one group, `group`, and a hand for each side.
struct Fixture {
  static let group = GroupID(rawValue: "group")
  static let opaque = TypeURL(rawValue: "type.googleapis.com/example.Opaque")

  var core: SubscriptionCore
  var now: Duration = .seconds(1000)
  var generation: UInt64 = 0
  var variants: [UInt64: XDSVariant] = [:]
  /// What was closed, rejected and acknowledged since the beginning.
  var closed: [UInt64: (code: XDSStatusCode, message: String)] = [:]
  var rejections: [XDSRejection] = []
  var acknowledgements: [XDSAcknowledgement] = []

  init(_ resources: [XDSResource] = [], configure: (inout SubscriptionConfiguration) -> Void = { _ in }) throws {
    var configuration = SubscriptionConfiguration(identifier: "replica-0 test")
    configure(&configuration)
    core = SubscriptionCore(configuration: configuration)
    if !resources.isEmpty { try publish(resources) }
  }

  @discardableResult mutating func publish(_ resources: [XDSResource], allowingRemoval: Bool = false) throws
    -> [Received]
  {
    generation += 1
    let snapshot = try Snapshot(generation: generation, resources: resources)
    return try take(try core.publish(snapshot, to: Self.group, allowingRemovalOfEverything: allowingRemoval, at: now))
  }

  mutating func open(_ stream: UInt64, _ variant: XDSVariant = .delta, _ service: XDSService = .aggregated) throws {
    variants[stream] = variant
    let group = Self.group
    let directives = core.open(StreamID(rawValue: stream), variant: variant, service: service, at: now) { node in
      node.cluster == "unknown" ? .refuse(.notFound, message: "no group for '\(node.cluster)'") : .group(group)
    }
    _ = try take(directives)
  }

  static let node = XDSNode(id: "envoy-0", cluster: "group")

  @discardableResult mutating func delta(
    _ stream: UInt64, _ type: TypeURL, subscribe: [String] = [], unsubscribe: [String] = [],
    versions: [String: String] = [:], nonce: String = "", failure: String? = nil, node: XDSNode? = Fixture.node
  ) throws -> [Received] {
    let request = SubscriptionRequest(
      node: node, type: type, nonce: nonce, failure: failure.map { .init(code: 13, message: $0) },
      change: .delta(subscribe: subscribe, unsubscribe: unsubscribe, initialVersions: versions))
    return try take(core.receive(request, from: StreamID(rawValue: stream), at: now))
  }

  @discardableResult mutating func world(
    _ stream: UInt64, _ type: TypeURL, _ names: [String] = [], version: String = "", nonce: String = "",
    failure: String? = nil, node: XDSNode? = Fixture.node
  ) throws -> [Received] {
    let request = SubscriptionRequest(
      node: node, type: type, nonce: nonce, failure: failure.map { .init(code: 13, message: $0) },
      change: .stateOfTheWorld(version: version, names: names))
    return try take(core.receive(request, from: StreamID(rawValue: stream), at: now))
  }

  /// A first request of either variant, with the names that are wanted.
  mutating func ask(_ stream: UInt64, _ type: TypeURL, _ names: [String] = []) throws -> [Received] {
    variants[stream] == .delta ? try delta(stream, type, subscribe: names) : try world(stream, type, names)
  }

  /// Accepts a response; `names` are what a SotW client repeats.
  @discardableResult mutating func accept(_ response: Received, _ names: [String] = []) throws -> [Received] {
    variants[response.stream] == .delta
      ? try delta(response.stream, response.type, nonce: response.nonce, node: nil)
      : try world(response.stream, response.type, names, version: response.version, nonce: response.nonce, node: nil)
  }

  /// Rejects a response.
  @discardableResult mutating func reject(_ response: Received, _ names: [String] = [], version: String = "") throws
    -> [Received]
  {
    variants[response.stream] == .delta
      ? try delta(response.stream, response.type, nonce: response.nonce, failure: "bad", node: nil)
      : try world(
        response.stream, response.type, names, version: version, nonce: response.nonce, failure: "bad", node: nil)
  }

  /// Accepts responses, and what comes in answer to that, until nothing comes.
  mutating func acceptAll(_ responses: [Received], names: [TypeURL: [String]] = [:]) throws -> [Received] {
    var waiting = responses
    var all: [Received] = []
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      all.append(next)
      waiting += try accept(next, names[next.type] ?? [])
      if all.count > 1000 {
        Issue.record("it never ends")
        break
      }
    }
    return all
  }

  /// Lets time pass.
  mutating func wait(_ duration: Duration) throws -> [Received] {
    now += duration
    return try take(core.timeout(at: now))
  }

  mutating func take(_ directives: [XDSDirective]) throws -> [Received] {
    var received: [Received] = []
    for directive in directives {
      switch directive {
      case .send(let stream, let bytes):
        let variant = try #require(variants[stream.rawValue])
        received.append(try Received(bytes, from: stream, variant: variant))
      case .close(let stream, let code, let message): closed[stream.rawValue] = (code, message)
      case .rejected(let rejection): rejections.append(rejection)
      case .acknowledged(let acknowledgement): acknowledgements.append(acknowledgement)
      }
    }
    return received
  }

  /// The one response of a list.
  func only(_ responses: [Received], sourceLocation: SourceLocation = #_sourceLocation) throws -> Received {
    #expect(responses.count == 1, sourceLocation: sourceLocation)
    return try #require(responses.first, sourceLocation: sourceLocation)
  }
}
