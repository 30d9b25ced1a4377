import JSON
import KubernetesClient
import KubernetesObjects
import Synchronization

/// An API server in memory, as far as watch caches and readers of Secrets ask one: lists, watches, gets.
final class TestServer: APITransport {
  private struct Watcher {
    let kind: String
    let events: AsyncStream<[UInt8]>.Continuation
  }

  private struct State {
    var version = 100
    /// By plural, then by `<namespace>/<name>`.
    var objects: [String: [String: JSONValue]] = [:]
    var watchers: [Watcher] = []
    /// All that ever happened.
    var events: [(kind: String, version: Int, event: [UInt8])] = []
    /// The plurals for which no answer comes.
    var silent: Set<String> = []
  }

  private let state = Mutex(State())

  /// No answer comes for these kinds; `answer` ends that.
  func fall(silent kinds: String...) { state.withLock { $0.silent.formUnion(kinds) } }

  /// All kinds are answered.
  func answer() { state.withLock { $0.silent = [] } }

  /// Makes an object what this text says.
  func set(_ kind: String, _ text: String) { set(kind, kafkaCluster(text)) }

  /// Makes an object what this value says.
  func set(_ kind: String, _ value: JSONValue) {
    change(kind, value, remove: false)
  }

  /// Deletes an object.
  func remove(_ kind: String, _ name: String, in namespace: String = "shop") {
    let object = state.withLock { $0.objects[kind]?["\(namespace)/\(name)"] }
    if let object { change(kind, object, remove: true) }
  }

  private func change(_ kind: String, _ value: JSONValue, remove: Bool) {
    guard var object = value.objectValue, var metadata = object["metadata"]?.objectValue else { return }
    let key = "\(metadata["namespace"]?.stringValue ?? "shop")/\(metadata["name"]?.stringValue ?? "")"
    state.withLock { state in
      state.version += 1
      metadata["resourceVersion"] = .string(String(state.version))
      metadata["uid"] = metadata["uid"] ?? .string(key)
      object["metadata"] = .object(metadata)
      let isNew = state.objects[kind]?[key] == nil
      state.objects[kind, default: [:]][key] = remove ? nil : .object(object)
      let event: JSONValue = [
        "type": remove ? "DELETED" : isNew ? "ADDED" : "MODIFIED", "object": .object(object),
      ]
      let line = event.serialized() + [10]
      state.events.append((kind, state.version, line))
      for watcher in state.watchers where watcher.kind == kind { watcher.events.yield(line) }
    }
  }

  func send(_ request: APIRequest, within: Duration?) async throws(ClientError) -> APIAnswer {
    let parts = request.path.split(separator: "/").map(String.init)
    let body: [UInt8]? = try state.withLock { state throws(ClientError) in
      let kind = request.subject.resource
      if state.silent.contains(kind) { throw ClientError(.outOfTime, subject: request.subject) }
      if request.subject.verb == "get" {
        return state.objects[kind]?["\(parts[parts.count - 3])/\(parts[parts.count - 1])"]?.serialized()
      }
      let items = state.objects[kind, default: [:]].sorted { $0.key < $1.key }.map(\.value)
      let list: JSONValue = [
        "metadata": ["resourceVersion": .string(String(state.version))], "items": .array(items),
      ]
      return list.serialized()
    }
    if let body { return APIAnswer(body: body) }
    let error = APIError(code: .notFound, message: "not found", subject: request.subject, httpStatus: 404)
    throw ClientError(.refused(error), subject: request.subject)
  }

  func watch(_ request: APIRequest) async throws(ClientError) -> WatchBytes {
    let kind = request.subject.resource
    let (stream, events) = AsyncStream.makeStream(of: [UInt8].self)
    let since = request.query.first { $0.name == "resourceVersion" }.flatMap { Int($0.value) } ?? 0
    state.withLock { state in
      // What happened between the list and the watch.
      for event in state.events where event.kind == kind && event.version > since { events.yield(event.event) }
      state.watchers.append(Watcher(kind: kind, events: events))
    }
    // Every iterator of the stream goes on where the last one was.
    return WatchBytes { () async throws(ClientError) in
      for await bytes in stream { return bytes }
      return nil
    }
  }
}
