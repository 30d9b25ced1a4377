import JSON
import KubernetesClient
import Synchronization

/// An API server's server-side apply in small, for one kind whose schema is in the names: `atomic…` is owned as a whole,
/// `map…` is a list map by `name` and `kind` (which has the default `A`), `set…` is a set, all else has members. It adds
/// defaults, and can be told to write a field otherwise than it is asked.
final class ModelServer: APITransport {
  struct State {
    var object: JSONValue?
    var version = 0
    var requests: [APIRequest] = []
  }

  let state = Mutex(State())
  /// What a webhook makes of each object that is applied.
  let webhook: @Sendable (JSONValue) -> JSONValue

  init(webhook: @escaping @Sendable (JSONValue) -> JSONValue = { $0 }) { self.webhook = webhook }

  var live: JSONValue? { state.withLock { $0.object } }
  var requests: [APIRequest] { state.withLock { $0.requests } }

  /// Changes the live object as somebody else would, who owns nothing of it afterwards.
  func edit(_ change: (JSONValue) -> JSONValue) {
    state.withLock { state in
      state.version += 1
      state.object = state.object.map { change($0).with(.string("\(state.version)"), at: "metadata/resourceVersion") }
    }
  }

  func watch(_ request: APIRequest) async throws(ClientError) -> WatchBytes { throw ClientError(.stopped) }

  func send(_ request: APIRequest, within: Duration?) async throws(ClientError) -> APIAnswer {
    let isDryRun = request.query.contains(QueryItem("dryRun", "All"))
    return try state.withLock { state throws(ClientError) in
      state.requests.append(request)
      guard let desired = try? JSONValue(parsing: request.body ?? []) else { throw ClientError(.stopped) }
      let applied = webhook(Self.applied(desired, to: state.object))
      let isSame = state.object?.with(nil, at: "metadata/resourceVersion") == applied
      let version = isSame ? state.version : state.version + 1
      let object = applied.with(.string("\(version)"), at: "metadata/resourceVersion")
      if !isDryRun { (state.object, state.version) = (object, version) }
      return APIAnswer(status: 200, body: object.serialized())
    }
  }

  /// What is there after an apply, with the manager's record and without a version.
  static func applied(_ desired: JSONValue, to live: JSONValue?) -> JSONValue {
    let record = AppliedFields(of: "koperator", in: live ?? [:])?.owned
    let object = defaulted(merged(live?["spec"], desired["spec"] ?? [:], record?.member("spec"), "spec") ?? [:], "spec")
    let entry: JSONValue = [
      "manager": "koperator", "operation": "Apply", "apiVersion": "example.com/v1",
      "fieldsV1": fields(of: ["spec": desired["spec"] ?? [:]], ""),
    ]
    var metadata = live?["metadata"] ?? ["uid": "1"]
    for (name, value) in desired["metadata"]?.objectValue ?? [:] where name != "uid" { metadata[name] = value }
    metadata["managedFields"] = [entry]
    metadata["resourceVersion"] = nil
    return ["apiVersion": "example.com/v1", "kind": "Thing", "metadata": metadata, "spec": object]
  }

  /// The same with the defaults that the server adds where nothing is said.
  static func defaulted(_ value: JSONValue, _ name: String) -> JSONValue {
    switch value {
    case .object(var members) where !name.hasPrefix("atomic"):
      for (name, value) in members { members[name] = defaulted(value, name) }
      if name == "spec", members["defaulted"] == nil { members["defaulted"] = "by the server" }
      return .object(members)
    case .array(let items) where name.hasPrefix("map"):
      return .array(
        items.map { item in
          var item = defaulted(item, "")
          if item["kind"] == nil { item["kind"] = "A" }
          if item["defaulted"] == nil { item["defaulted"] = true }
          return item
        })
    default: return value
    }
  }

  private static func keys(of item: JSONValue) -> JSONObject {
    ["kind": item["kind"] ?? "A", "name": item["name"] ?? ""]
  }

  private static func fields(of desired: JSONValue, _ name: String) -> JSONValue {
    var record = JSONObject()
    switch desired {
    case .object(let members) where !name.hasPrefix("atomic"):
      for (name, value) in members {
        let inner = fields(of: value, name)
        let isEntry = value.arrayValue == nil && value.objectValue == nil || value == [:] || name.hasPrefix("atomic")
        if isEntry || inner != [:] { record["f:\(name)"] = inner }
      }
    case .array(let items) where name.hasPrefix("map"):
      for item in items {
        var fields: JSONValue = fields(of: item, "")
        fields["."] = [:]
        record["k:\(JSONValue.object(keys(of: item)))"] = fields
      }
    case .array(let items) where name.hasPrefix("set"):
      for item in items { record["v:\(item)"] = [:] }
    default: break
    }
    return .object(record)
  }

  private static func merged(
    _ live: JSONValue?, _ desired: JSONValue?, _ record: OwnedFields?, _ name: String
  ) -> JSONValue? {
    guard let desired else { return live }
    switch desired {
    case .object(let members) where !name.hasPrefix("atomic"):
      var result = live?.objectValue ?? JSONObject()
      for name in record?.memberNames ?? [] where members[name] == nil { result[name] = nil }
      for (name, value) in members { result[name] = merged(result[name], value, record?.member(name), name) }
      return .object(result)
    case .array(let items) where name.hasPrefix("map"):
      return .array(mergedItems(live?.arrayValue ?? [], items, record))
    case .array(let items) where name.hasPrefix("set"):
      let owned = record?.values ?? []
      return .array(woven(items, into: live?.arrayValue ?? [], dropping: { owned.contains($0) }, by: { $0 }))
    default: return desired
    }
  }

  private static func mergedItems(_ live: [JSONValue], _ desired: [JSONValue], _ record: OwnedFields?) -> [JSONValue] {
    let owned = record?.items ?? []
    var items: [JSONValue] = []
    for item in desired {
      let key = keys(of: item)
      let old = live.first { keys(of: $0) == key }
      items.append(merged(old, item, owned.first { $0.keys == key }?.owned, "") ?? item)
    }
    return woven(
      items, into: live, dropping: { item in owned.contains { $0.keys == keys(of: item) } },
      by: { .object(keys(of: $0)) })
  }

  /// The items in their order, in between those of others, which stay where they are.
  private static func woven(
    _ items: [JSONValue], into live: [JSONValue], dropping isDropped: (JSONValue) -> Bool,
    by key: (JSONValue) -> JSONValue
  ) -> [JSONValue] {
    let wanted = items.map(key)
    var result: [JSONValue] = []
    var next = 0
    func takeOthers(to end: Int) {
      while next < end {
        if !wanted.contains(key(live[next])), !isDropped(live[next]) { result.append(live[next]) }
        next += 1
      }
    }
    for item in items {
      if let position = live.firstIndex(where: { key($0) == key(item) }), position >= next { takeOthers(to: position) }
      result.append(item)
    }
    takeOthers(to: live.count)
    return result
  }
}
