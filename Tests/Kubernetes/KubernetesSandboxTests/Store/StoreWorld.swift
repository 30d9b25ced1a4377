import JSON
import Testing

@testable import KubernetesSandbox

/// A cluster with a few kinds of its own and a clock that tests turn.
struct StoreWorld {
  var state: APIState
  var now: Int64 = 1_700_000_000

  init(seed: UInt64 = 1, limits: StoreLimits = StoreLimits(), version: Int = 1) throws {
    state = Self.state(seed: seed, limits: limits, version: version)
    try state.makeNamespaces(now: now)
    try create("namespaces", ["metadata": ["name": "test"]], in: nil)
    _ = state.takeChanges()
  }

  static func state(seed: UInt64, limits: StoreLimits = StoreLimits(), version: Int = 1) -> APIState {
    APIState(
      types: StoreKinds.all, now: 1_700_000_000, seed: seed, version: version, limits: limits,
      functions: .simple, definedType: { json throws(APIFailure) in try StoreKinds.defined(json) })
  }

  // MARK: Verbs

  @discardableResult mutating func create(
    _ resource: String, _ body: JSONValue, in namespace: String? = "test", dryRun: Bool = false,
    subresource: String = "", name: String? = nil
  ) throws -> JSONValue {
    let request = WriteRequest(
      resource, version: StoreKinds.version(resource), namespace: namespace, name: name, subresource: subresource,
      body: body, dryRun: dryRun)
    return try state.create(request, now: now).object
  }

  @discardableResult mutating func update(
    _ resource: String, _ body: JSONValue, in namespace: String? = "test", subresource: String = "",
    dryRun: Bool = false
  ) throws -> JSONValue {
    let request = WriteRequest(
      resource, version: StoreKinds.version(resource), namespace: namespace, name: body.name, subresource: subresource,
      body: body, dryRun: dryRun)
    return try state.update(request, now: now).object
  }

  @discardableResult mutating func patch(
    _ resource: String, _ name: String, _ patch: JSONValue, in namespace: String? = "test", subresource: String = "",
    dryRun: Bool = false
  ) throws -> JSONValue {
    let request = WriteRequest(
      resource, version: StoreKinds.version(resource), namespace: namespace, name: name, subresource: subresource,
      body: patch, dryRun: dryRun)
    return try state.patch(request, now: now).object
  }

  @discardableResult mutating func delete(
    _ resource: String, _ name: String, in namespace: String? = "test",
    _ change: (inout DeleteRequest) -> Void = { _ in }
  ) throws -> JSONValue {
    var request = DeleteRequest(
      resource, version: StoreKinds.version(resource), namespace: namespace, name: name)
    change(&request)
    return try state.delete(request, now: now).object
  }

  func get(_ resource: String, _ name: String, in namespace: String? = "test", subresource: String = "") throws
    -> JSONValue
  {
    try state.get(
      ReadRequest(
        resource, version: StoreKinds.version(resource), namespace: namespace, name: name, subresource: subresource))
  }

  func find(_ resource: String, _ name: String, in namespace: String? = "test") -> JSONValue? {
    try? get(resource, name, in: namespace)
  }

  func list(
    _ resource: String, in namespace: String? = "test", _ change: (inout ListRequest) -> Void = { _ in }
  ) throws -> ListPage {
    var request = ListRequest(resource, version: StoreKinds.version(resource), namespace: namespace)
    change(&request)
    return try state.list(request)
  }

  func watch(
    _ resource: String, in namespace: String? = "test", _ change: (inout WatchRequest) -> Void = { _ in }
  ) throws -> WatchStart {
    var request = WatchRequest(resource, version: StoreKinds.version(resource), namespace: namespace)
    change(&request)
    return try state.watchStart(request)
  }

  /// What a watch has told since its beginning: `ADDED a`.
  func told(_ start: WatchStart, _ resource: String) throws -> [String] {
    try state.events(after: start.resourceVersion, of: resource).compactMap { start.view.event($0) }.map(\.text)
  }

  mutating func tick() { state.tick(now: now) }
}

extension WatchEvent {
  /// `ADDED a`.
  var text: String {
    let word =
      switch kind {
      case .added: "ADDED"
      case .modified: "MODIFIED"
      case .deleted: "DELETED"
      }
    return "\(word) \(object.name)"
  }
}

extension ListPage {
  var names: [String] { objects.map(\.name) }
}

extension JSONValue {
  var name: String { self["metadata"]?["name"]?.stringValue ?? "" }
  var uid: String { self["metadata"]?["uid"]?.stringValue ?? "" }
  var version: Int { Int(self["metadata"]?["resourceVersion"]?.stringValue ?? "") ?? 0 }
  var generation: Int? { self["metadata"]?["generation"]?.intValue }
  var deletionTimestamp: String? { self["metadata"]?["deletionTimestamp"]?.stringValue }

  /// A copy with another value in its metadata.
  func meta(_ key: String, _ value: JSONValue?) -> JSONValue {
    var copy = self
    if copy["metadata"] == nil { copy["metadata"] = [:] }
    copy["metadata"]?[key] = value
    return copy
  }

  /// A copy with another member.
  func with(_ key: String, _ value: JSONValue?) -> JSONValue {
    var copy = self
    copy[key] = value
    return copy
  }
}

/// Fails unless the body is refused for that reason; returns the refusal.
@discardableResult func refused(
  _ reason: APIFailure.Reason, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> some Any
) -> APIFailure {
  do {
    _ = try body()
    Issue.record("it was not refused", sourceLocation: sourceLocation)
  } catch let failure as APIFailure {
    #expect(failure.reason == reason, "\(failure.message)", sourceLocation: sourceLocation)
    return failure
  } catch { Issue.record("another error: \(error)", sourceLocation: sourceLocation) }
  return APIFailure(.unknown, "it was not refused")
}
