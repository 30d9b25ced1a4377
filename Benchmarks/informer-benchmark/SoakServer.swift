import JSON
import KubernetesClient
import KubernetesObjects
import Synchronization

/// A server of pods that a script plays: it makes the next events when the last were read, until there were enough.
final class SoakServer: APITransport {
  private struct State {
    var random: UInt64 = 11
    var version = 1
    var told = 0
    var lists = 0
    var watches = 0
    /// The generation of each pod under its name; nil where it is deleted.
    var pods: [Int?]
    var generation = 0
    var waiting: (Int, CheckedContinuation<Void, Never>)?
  }

  /// Events in a chunk.
  private static let chunk = 20
  /// A watch ends after so many events, and every tenth one expires then.
  private static let watchLength = 10_000

  private let events: Int
  private let state: Mutex<State>

  init(events: Int, objects: Int) {
    self.events = events
    state = Mutex(State(pods: Array(repeating: 0, count: objects)))
  }

  var lists: Int { state.withLock { $0.lists } }
  var watches: Int { state.withLock { $0.watches } }

  /// Waits until so many events were told; gives the version by then, and how many there were.
  func reached(_ count: Int) async -> (ResourceVersion, Int) {
    await withCheckedContinuation { continuation in
      let isReached = state.withLock { state in
        if state.told >= count { return true }
        state.waiting = (count, continuation)
        return false
      }
      if isReached { continuation.resume() }
    }
    return state.withLock { (ResourceVersion("\($0.version)"), $0.told) }
  }

  func send(_ request: APIRequest, within: Duration?) async throws(ClientError) -> APIAnswer {
    state.withLock { state in
      state.lists += 1
      var items: [String] = []
      for (number, generation) in state.pods.enumerated() {
        if let generation { items.append(Self.pod(number, generation, version: state.version)) }
      }
      let list = #"{"kind":"PodList","metadata":{"resourceVersion":"\#(state.version)"},"items":["#
      return APIAnswer(body: Array("\(list)\(items.joined(separator: ","))]}".utf8))
    }
  }

  func watch(_ request: APIRequest) async throws(ClientError) -> WatchBytes {
    let number = state.withLock { state in
      state.watches += 1
      return state.watches
    }
    if number.isMultiple(of: 10) { throw Self.expired(request) }
    let sent = Mutex(0)
    return WatchBytes { [self] () async throws(ClientError) -> [UInt8]? in
      if sent.withLock({ $0 >= Self.watchLength }) { return nil }
      let (chunk, count, woken) = state.withLock { next(&$0) }
      woken?.resume()
      guard count > 0 else {
        // The end: nothing more comes.
        do { try await Task.sleep(for: .seconds(3600)) } catch { throw ClientError(.cancelled) }
        return nil
      }
      let total = sent.withLock { sent in
        sent += count
        return sent
      }
      return total >= Self.watchLength ? chunk + Array(#"{"type":"MODIFIED","obj"#.utf8) : chunk
    }
  }

  private static func expired(_ request: APIRequest) -> ClientError {
    let body = #"{"kind":"Status","status":"Failure","reason":"Expired","message":"too old","code":410}"#
    return ClientError(.refused(APIError(httpStatus: 410, body: Array(body.utf8), subject: request.subject)))
  }

  private func next(_ state: inout State) -> ([UInt8], Int, CheckedContinuation<Void, Never>?) {
    var text = ""
    var count = 0
    while count < Self.chunk, state.told < events {
      state.random = state.random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Int(state.random >> 33) % state.pods.count
      let isDeletion = state.random >> 20 & 31 == 0
      state.version += 1
      state.generation += 1
      let type: String
      let generation: Int
      switch (state.pods[number], isDeletion) {
      case (let before?, true):
        (type, generation) = ("DELETED", before)
        state.pods[number] = nil
      case (let before?, false):
        (type, generation) = ("MODIFIED", before)
      case (nil, _):
        (type, generation) = ("ADDED", state.generation)
        state.pods[number] = generation
      }
      text += #"{"type":"\#(type)","object":\#(Self.pod(number, generation, version: state.version))}"# + "\n"
      count += 1
      state.told += 1
    }
    var woken: CheckedContinuation<Void, Never>?
    if let (wanted, continuation) = state.waiting, state.told >= wanted {
      woken = continuation
      state.waiting = nil
    }
    return (Array(text.utf8), count, woken)
  }

  private static func pod(_ number: Int, _ generation: Int, version: Int) -> String {
    let name = "broker-\(number)"
    let node = "node-\(number % 40).example.internal"
    let metadata = #"""
      {"name":"\#(name)","namespace":"soak","uid":"uid-\#(number)-\#(generation)","resourceVersion":"\#(version)",\#
      "creationTimestamp":"2026-11-27T00:00:00Z","labels":{"app":"kafka","kafka_cr":"cluster-\#(number % 9)",\#
      "brokerId":"\#(number)"},"annotations":{"change":"\#(version)","checksum":"sha256-of-the-config-\#(number % 9)"},\#
      "managedFields":[{"manager":"kubelet","operation":"Update","fieldsV1":{"f:status":{"f:phase":{}}}}]}
      """#
    let container = #"""
      {"name":"kafka","image":"registry.example.com/kafka:4.3.1","command":["bash","-c","/config/broker-start.sh"],\#
      "env":[{"name":"CLUSTER","value":"cluster-\#(number % 9)"},{"name":"HEAP","value":"-Xmx4g -Xms4g -XX:+UseG1GC"}],\#
      "ports":[{"name":"internal","containerPort":29092,"protocol":"TCP"}],"resources":{"limits":{"cpu":"2",\#
      "memory":"6Gi"}},"volumeMounts":[{"name":"config","mountPath":"/config"},{"name":"data","mountPath":"/data"}]}
      """#
    let volumes = #"""
      [{"name":"config","configMap":{"name":"\#(name)-config"}},\#
      {"name":"data","persistentVolumeClaim":{"claimName":"\#(name)-data-\#(generation)"}}]
      """#
    let status = #"""
      {"phase":"Running","podIP":"10.1.\#(number % 250).\#(version % 250)","startTime":"2026-11-27T00:00:00Z",\#
      "conditions":[{"type":"Ready","status":"\#(version % 2 == 0 ? "True" : "False")",\#
      "lastTransitionTime":"2026-11-27T00:00:00Z"}]}
      """#
    return #"""
      {"metadata":\#(metadata),"spec":{"nodeName":"\#(node)","containers":[\#(container)],"volumes":\#(volumes)},\#
      "status":\#(status)}
      """#
  }
}
