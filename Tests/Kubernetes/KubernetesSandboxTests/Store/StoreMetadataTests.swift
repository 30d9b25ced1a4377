import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct StoreMetadataTests {
  private func fields(_ metadata: JSONValue) throws -> [String] {
    var world = try StoreWorld()
    return refused(.invalid) { try world.create("configmaps", ["metadata": metadata]) }.causes.map { $0.field ?? "" }
  }

  @Test func namesAreSubdomains() throws {
    var world = try StoreWorld()
    for name in ["Upper", "under_score", "-dash", "a..b", "a-", String(repeating: "x", count: 254)] {
      #expect(try fields(["name": .string(name)]) == ["metadata.name"], "\(name)")
    }
    for name in ["a", "a.b-c", "0"] { try world.create("configmaps", ["metadata": ["name": .string(name)]]) }
    let failure = refused(.invalid) { try world.create("configmaps", [:]) }
    #expect(
      failure.message == "ConfigMap \"\" is invalid: metadata.name: Required value: name or generateName is required")
  }

  @Test func labelsAnnotationsAndFinalizersHaveTheirForms() throws {
    #expect(try fields(["name": "a", "labels": ["l": "no good!"]]) == ["metadata.labels"])
    #expect(try fields(["name": "a", "labels": ["bad key": "x"]]) == ["metadata.labels"])
    #expect(try fields(["name": "a", "labels": ["UPPER/x": "x"]]) == ["metadata.labels"])
    #expect(try fields(["name": "a", "annotations": ["a/b/c": "x"]]) == ["metadata.annotations"])
    #expect(try fields(["name": "a", "finalizers": ["plain"]]) == ["metadata.finalizers"])
    let large = JSONValue.string(String(repeating: "x", count: 300_000))
    #expect(try fields(["name": "a", "annotations": ["a": large]]) == ["metadata.annotations"])
  }

  @Test func ownersAreNamedWhole() throws {
    let owner: JSONValue = ["apiVersion": "v1", "kind": "ConfigMap", "name": "o", "uid": "1"]
    #expect(
      try fields(["name": "a", "ownerReferences": [owner.with("uid", "")]]) == ["metadata.ownerReferences[0].uid"])
    let controller = owner.with("controller", true)
    #expect(
      try fields(["name": "a", "ownerReferences": [controller, controller.with("uid", "2")]])
        == ["metadata.ownerReferences"])
  }
}
