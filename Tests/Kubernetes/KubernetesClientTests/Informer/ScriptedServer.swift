import JSON
import KubernetesObjects
import Synchronization

@testable import KubernetesClient

/// A server of config maps that a test plays: it lists what it has, and tells open watches what the test changes.
final class ScriptedServer: APITransport {
  private struct State {
    var objects: [ObjectKey: JSONValue] = [:]
    var version = 100
    var requests: [APIRequest] = []
    var watches: [ScriptedWatch] = []
    /// What the next lists and watches are answered, instead of what the server has.
    var listFailures: [ClientError] = []
    var watchFailures: [ClientError] = []
    var isMute = false
    /// What happened, for watches that begin at an earlier version.
    var history: [(version: Int, line: String)] = []
  }

  private let state = Mutex(State())

  // MARK: What the test does

  /// Creates or changes an object, and tells the watches.
  @discardableResult
  func set(
    _ name: String, uid: String = "u", _ value: String = "", labels: JSONValue = [:], managers: [String] = [],
    silently: Bool = false
  ) -> ResourceVersion {
    state.withLock { state in
      state.version += 1
      let key = ObjectKey(namespace: "n", name: name)
      var metadata: JSONValue = [
        "name": .string(name), "namespace": "n", "uid": .string(uid), "resourceVersion": .string("\(state.version)"),
        "labels": labels,
      ]
      if !managers.isEmpty {
        let entries = managers.map { JSONValue.object(["manager": .string($0), "operation": "Apply"]) }
        metadata["managedFields"] = .array(entries)
      }
      let object: JSONValue = [
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": ["value": .string(value)],
      ]
      let type = state.objects.updateValue(object, forKey: key) == nil ? "ADDED" : "MODIFIED"
      if !silently { Self.tell(type, object, &state) }
      return ResourceVersion("\(state.version)")
    }
  }

  func delete(_ name: String, silently: Bool = false) {
    state.withLock { state in
      guard var object = state.objects.removeValue(forKey: ObjectKey(namespace: "n", name: name)) else { return }
      state.version += 1
      var metadata = object["metadata"] ?? [:]
      metadata["resourceVersion"] = .string("\(state.version)")
      object["metadata"] = metadata
      if !silently { Self.tell("DELETED", object, &state) }
    }
  }

  private static func tell(_ type: String, _ object: JSONValue, _ state: inout State) {
    let line = #"{"type":"\#(type)","object":\#(object)}"# + "\n"
    state.history.append((state.version, line))
    for watch in state.watches { watch.put(Array(line.utf8)) }
  }

  /// Sends this to all who watch.
  func send(_ text: String) {
    let watches = state.withLock { $0.watches }
    for watch in watches { watch.put(Array(text.utf8)) }
  }

  func endWatches(_ error: ClientError? = nil) {
    let watches = state.withLock { state in
      defer { state.watches = [] }
      return state.watches
    }
    for watch in watches { watch.end(error) }
  }

  func failLists(_ errors: [ClientError]) { state.withLock { $0.listFailures += errors } }
  func failWatches(_ errors: [ClientError]) { state.withLock { $0.watchFailures += errors } }
  /// From now on no list is answered.
  func fallMute() { state.withLock { $0.isMute = true } }
  var isMute: Bool { state.withLock { $0.isMute } }

  var requests: [APIRequest] { state.withLock { $0.requests } }
  var lists: Int { requests.count { !$0.isWatch } }
  var watches: Int { requests.count { $0.isWatch } }
  /// How many watches are read.
  var openWatches: Int { state.withLock { $0.watches.count { !$0.isLetGo } } }

  /// The error of a request that the server refuses.
  static func refusal(_ verb: String, _ status: Int, _ reason: String, _ message: String = "no") -> ClientError {
    let body: JSONValue = [
      "kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": .string(reason),
      "message": .string(message), "code": .number(JSONNumber(status)),
    ]
    let subject = RequestSubject(verb: verb, resource: "configmaps", namespace: "n")
    return ClientError(.refused(APIError(httpStatus: status, body: body.serialized(), subject: subject)))
  }

  // MARK: What the cache asks

  func send(_ request: APIRequest, within: Duration?) async throws(ClientError) -> APIAnswer {
    let (failure, isMute) = state.withLock { state in
      state.requests.append(request)
      return (state.listFailures.isEmpty ? nil : state.listFailures.removeFirst(), state.isMute)
    }
    if let failure { throw failure }
    if isMute {
      _ = await Latest(false).changed(from: false)
      throw ClientError(.cancelled)
    }
    return state.withLock { state in
      let items = state.objects.sorted { $0.key.name < $1.key.name }.map(\.value)
      let limit = request.query.first { $0.name == "limit" }.flatMap { Int($0.value) } ?? items.count
      let from = request.query.first { $0.name == "continue" }.flatMap { Int($0.value) } ?? 0
      var metadata: JSONValue = ["resourceVersion": .string("\(state.version)")]
      if from + limit < items.count { metadata["continue"] = .string("\(from + limit)") }
      let list: JSONValue = [
        "apiVersion": "v1", "kind": "ConfigMapList", "metadata": metadata,
        "items": .array(Array(items.dropFirst(from).prefix(limit))),
      ]
      return APIAnswer(body: list.serialized())
    }
  }

  func watch(_ request: APIRequest) async throws(ClientError) -> WatchBytes {
    let watch = ScriptedWatch()
    let failure: ClientError? = state.withLock { state in
      state.requests.append(request)
      if !state.watchFailures.isEmpty { return state.watchFailures.removeFirst() }
      let version = request.query.first { $0.name == "resourceVersion" }.flatMap { Int($0.value) } ?? 0
      for event in state.history where event.version > version { watch.put(Array(event.line.utf8)) }
      state.watches.append(watch)
      return nil
    }
    if let failure { throw failure }
    return watch.bytes
  }
}

/// A watch that a test feeds.
final class ScriptedWatch: Sendable {
  private struct State {
    var chunks: [[UInt8]] = []
    var isEnded = false
    var error: ClientError?
  }

  private let state = Mutex(State())
  private let changes = Latest(0)
  private let letGo = Mutex(false)

  /// Whether its reader was cancelled.
  var isLetGo: Bool { letGo.withLock { $0 } }

  func put(_ chunk: [UInt8]) {
    state.withLock { state in
      state.chunks.append(chunk)
      changes.set(changes.value + 1)
    }
  }

  func end(_ error: ClientError?) {
    state.withLock { state in
      state.isEnded = true
      state.error = error
      changes.set(changes.value + 1)
    }
  }

  var bytes: WatchBytes {
    WatchBytes { [self] () async throws(ClientError) -> [UInt8]? in
      while true {
        let (seen, chunk, end) = state.withLock { state in
          (changes.value, state.chunks.isEmpty ? nil : state.chunks.removeFirst(), state.isEnded ? state.error : nil)
        }
        if let chunk { return chunk }
        if let end { throw end }
        if state.withLock({ $0.isEnded }) { return nil }
        _ = await changes.changed(from: seen)
        if Task.isCancelled {
          letGo.withLock { $0 = true }
          throw ClientError(.cancelled)
        }
      }
    }
  }
}
