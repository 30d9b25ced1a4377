import Foundation
import JSON
import Testing

@testable import KubernetesSandbox

/// A cluster with the built-in kinds.
struct KindsWorld {
  var state: APIState
  let now: Int64 = 1_800_000_000

  init(validator: ObjectValidator = .none) throws {
    state = APIState(
      types: BuiltInResources.types, now: now, seed: 1, functions: .standard(rules: { _, _, _, _ in RuleVerdict() }),
      definedType: { definition throws(APIFailure) in try Definitions.type(of: definition, validator: validator) })
    try state.makeNamespaces(now: now)
    try make("namespaces", ["metadata": ["name": "kinds-test"]], in: nil)
  }

  /// A file of the recorded cases.
  static func recorded(_ name: String) throws -> JSONValue {
    var folder = URL(filePath: #filePath)
    for _ in 0..<5 { folder.deleteLastPathComponent() }
    let file = folder.appending(path: "Tests/Peer/kubernetes-kinds").appending(path: name)
    return try JSONValue(parsing: String(contentsOf: file, encoding: .utf8))
  }

  @discardableResult mutating func make(
    _ resource: String, _ body: JSONValue, in namespace: String? = "kinds-test"
  ) throws -> WriteResult {
    try state.create(WriteRequest(resource, namespace: namespace, body: body), now: now)
  }

  @discardableResult mutating func update(
    _ resource: String, _ body: JSONValue, in namespace: String? = "kinds-test"
  ) throws -> WriteResult {
    let name = body["metadata"]?["name"]?.stringValue
    return try state.update(WriteRequest(resource, namespace: namespace, name: name, body: body), now: now)
  }

  @discardableResult mutating func patch(
    _ resource: String, _ name: String, _ body: JSONValue, in namespace: String? = "kinds-test",
    subresource: String = "",
    form: WriteRequest.PatchForm = .merge
  ) throws -> WriteResult {
    try state.patch(
      WriteRequest(
        resource, namespace: namespace, name: name, subresource: subresource, body: body, patchForm: form), now: now)
  }

  /// What refuses a write; nil where it is done.
  static func refusal(_ write: () throws -> some Any) -> APIFailure? {
    do {
      _ = try write()
      return nil
    } catch { return error as? APIFailure }
  }
}
