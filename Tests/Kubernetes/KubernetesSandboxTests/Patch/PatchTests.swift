import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct PatchTests {
  private let pod = BuiltInSchemas.schema(group: "", version: "v1", kind: "Pod") ?? .anything

  @Test func aMergePatchSetsMembersAndTakesThoseWithNullAway() {
    #expect(MergePatch.apply(["a": nil, "b": ["c": 1]], to: ["a": 1, "b": ["d": 2]]) == ["b": ["d": 2, "c": 1]])
  }

  @Test func aStrategicMergePatchMergesContainersByName() throws {
    let target: JSONValue = ["spec": ["containers": [["name": "a", "image": "x"], ["name": "b"]]]]
    let patched = try StrategicMergePatch.apply(
      ["spec": ["containers": [["name": "a", "image": "y"], ["name": "b", "$patch": "delete"]]]], to: target,
      schema: pod)
    #expect(patched == ["spec": ["containers": [["name": "a", "image": "y"]]]])
  }

  @Test func aNewContainerInThePlaceOfADeletedOneStandsWhereTheRealServerPutsIt() throws {
    let target: JSONValue = ["spec": ["containers": [["name": "a"], ["name": "b"]]]]
    let patched = try StrategicMergePatch.apply(
      [
        "spec": [
          "$setElementOrder/containers": [["name": "a"], ["name": "c"]],
          "containers": [["name": "c"], ["name": "a", "$patch": "delete"]],
        ]
      ], to: target, schema: pod)
    #expect(patched == ["spec": ["containers": [["name": "b"], ["name": "c"]]]])
  }

  @Test func anItemWithoutTheKeyOfItsListIsRefused() {
    let failure = #expect(throws: APIFailure.self) {
      try StrategicMergePatch.apply(
        ["spec": ["containers": [["image": "y"]]]], to: ["spec": ["containers": [["name": "a"]]]], schema: pod)
    }
    #expect(failure?.message == "map: map[image:y] does not contain declared merge key: name")
  }
}
