import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct ApplyTests {
  private let schema = BuiltInSchemas.schema(group: "", version: "v1", kind: "ConfigMap") ?? .anything

  private func configMap(_ data: JSONValue?) -> JSONValue {
    var object: JSONValue = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"]]
    object["data"] = data
    return object
  }

  private func apply(
    _ data: JSONValue?, to live: JSONValue?, by manager: String, force: Bool = false
  ) throws -> JSONValue {
    try ServerSideApply.apply(
      configMap(data), to: live, manager: manager, force: force, apiVersion: "v1", subresource: "", schema: schema,
      now: 0)
  }

  @Test func aFieldOfAnotherManagerIsAConflictThatNamesItAndTheField() throws {
    let made = try apply(["a": "1"], to: nil, by: "one")
    let failure = #expect(throws: APIFailure.self) { try apply(["a": "2"], to: made, by: "two") }
    #expect(failure?.message == "Apply failed with 1 conflict: conflict with \"one\": .data.a")
    #expect(failure?.causes == [.init("FieldManagerConflict", "conflict with \"one\"", field: ".data.a")])
    let forced = try apply(["a": "2"], to: made, by: "two", force: true)
    #expect(forced["data"] == ["a": "2"])
    #expect(forced["metadata"]?["managedFields"]?.arrayValue?.map { $0["manager"] } == ["two"])
  }

  @Test func aFieldThatIsNotAppliedAnyMoreGoesWhereNobodyElseHasIt() throws {
    var object = try apply(["a": "1", "b": "1"], to: nil, by: "one")
    object = try apply(["a": "1"], to: object, by: "two")
    object = try apply(nil, to: object, by: "one")
    #expect(object["data"] == ["a": "1"])
  }

  @Test func applyingTheSameAgainChangesNothing() throws {
    let made = try apply(["a": "1"], to: nil, by: "one")
    let again = try ServerSideApply.apply(
      configMap(["a": "1"]), to: made, manager: "one", force: false, apiVersion: "v1", subresource: "", schema: schema,
      now: 100)
    #expect(again == made)
  }
}
