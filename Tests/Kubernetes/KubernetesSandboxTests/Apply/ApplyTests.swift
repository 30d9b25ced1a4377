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

  @Test func kubectlTakesOverWhatItAppliedInTheClientAndNobodyChangedSince() throws {
    let annotation = "kubectl.kubernetes.io/last-applied-configuration"
    var made = configMap(["a": "1", "b": "1"])
    let text = made.text()
    made["metadata"]?["annotations"] = .object([annotation: .string(text)])
    let live = ManagedFields.afterUpdate(
      old: nil, new: made, manager: "kubectl-client-side-apply", apiVersion: "v1", subresource: "", schema: schema,
      now: 0)
    let other = #expect(throws: APIFailure.self) { try apply(["a": "2"], to: live, by: "other") }
    #expect(other?.causes.count == 1)
    let applied = try apply(["a": "2"], to: live, by: "kubectl")
    #expect(applied["data"] == ["a": "2", "b": "1"])
    #expect(
      applied["metadata"]?["annotations"]?[annotation]
        == "{\"apiVersion\":\"v1\",\"data\":{\"a\":\"2\"},\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}\n")
    let edited = ManagedFields.afterUpdate(
      old: applied, new: MergePatch.apply(["data": ["a": "9"]], to: applied), manager: "editor", apiVersion: "v1",
      subresource: "", schema: schema, now: 0)
    let failure = #expect(throws: APIFailure.self) { try apply(["a": "3"], to: edited, by: "kubectl") }
    #expect(failure?.causes == [.init("FieldManagerConflict", "conflict with \"editor\" using v1", field: ".data.a")])
  }

  @Test func anApplyThatLeavesTheObjectAsItIsHasNoTimeOfItsOwn() throws {
    let made = try apply(["a": "1"], to: nil, by: "one")
    let shared = try apply(["a": "1"], to: made, by: "two")
    let entries = shared.managedFields?.arrayValue ?? []
    #expect(entries.map { $0["manager"] } == ["two", "one"])
    #expect(entries[0]["time"] == nil)
    #expect(entries[1]["time"] != nil)
  }

  @Test func managersOfManyUpdatesAreLimited() throws {
    var object: JSONValue?
    for index in 0..<15 {
      var new = object ?? configMap([:])
      new["data"]?["k\(index)"] = "v"
      object = ManagedFields.afterUpdate(
        old: object, new: new, manager: "m\(index)", apiVersion: "v1", subresource: "", schema: schema,
        now: Int64(index))
    }
    let entries = object?.managedFields?.arrayValue ?? []
    #expect(entries.count == 10)
    #expect(entries.first?["manager"] == "ancient-changes")
    #expect(entries.first?["fieldsV1"]?["f:data"]?.objectValue?.count == 7)
    #expect(entries.first?["time"] == "1970-01-01T00:00:05Z")
  }

  @Test func applyingTheSameAgainChangesNothing() throws {
    let made = try apply(["a": "1"], to: nil, by: "one")
    let again = try ServerSideApply.apply(
      configMap(["a": "1"]), to: made, manager: "one", force: false, apiVersion: "v1", subresource: "", schema: schema,
      now: 100)
    #expect(again == made)
  }
}
