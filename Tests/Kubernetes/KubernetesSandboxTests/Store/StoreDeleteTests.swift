import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct StoreDeleteTests {
  @Test func aDeletionAnswersSuccessWithTheUIDAndTheObjectIsGone() throws {
    var world = try StoreWorld()
    let made = try world.create("things.example.com", ["metadata": ["name": "a"]])
    let status = try world.delete("things.example.com", "a")
    #expect(status["status"] == "Success")
    #expect(
      status["details"]
        == ["name": "a", "group": "example.com", "kind": "things", "uid": .string(made.uid)])
    refused(.notFound) { try world.get("things.example.com", "a") }
    refused(.notFound) { try world.delete("things.example.com", "a") }
    #expect(try world.create("things.example.com", ["metadata": ["name": "a"]]).uid != made.uid)
  }

  @Test func preconditionsAreHeldAgainstTheObject() throws {
    var world = try StoreWorld()
    let made = try world.create("configmaps", ["metadata": ["name": "a"]])
    let next = try world.patch("configmaps", "a", ["data": ["a": "2"]])
    let uid = refused(.conflict) { try world.delete("configmaps", "a") { $0.uid = "other" } }
    #expect(uid.message.contains("the UID in the precondition (other) does not match the UID in record (\(made.uid))"))
    let stale = refused(.conflict) { try world.delete("configmaps", "a") { $0.resourceVersion = "\(made.version)" } }
    #expect(stale.message.contains("the ResourceVersion in the precondition (\(made.version)) does not match"))
    try world.delete("configmaps", "a") { ($0.uid, $0.resourceVersion) = (made.uid, "\(next.version)") }
    #expect(world.find("configmaps", "a") == nil)
  }

  @Test func anObjectWithAFinalizerStaysUntilTheLastOneGoes() throws {
    var world = try StoreWorld()
    let made = try world.create("things.example.com", ["metadata": ["name": "a", "finalizers": ["x.y/1", "x.y/2"]]])
    let marked = try world.delete("things.example.com", "a")
    #expect(marked.deletionTimestamp == "2023-11-14T22:13:20Z")
    #expect(marked["metadata"]?["deletionGracePeriodSeconds"] == 0)
    #expect(marked.generation == 2)
    world.now += 60
    #expect(try world.delete("things.example.com", "a") == marked)
    let one = try world.patch("things.example.com", "a", ["metadata": ["finalizers": ["x.y/2"]]])
    try world.patch("things.example.com", "a", ["metadata": ["finalizers": nil]])
    #expect(world.find("things.example.com", "a") == nil)
    let watch = try world.watch("things.example.com") { $0.resourceVersion = "\(made.version)" }
    #expect(try world.told(watch, "things.example.com") == ["MODIFIED a", "MODIFIED a", "DELETED a"])
    let events = try world.state.events(after: one.version, of: "things.example.com")
    #expect(events.map(\.object.version) == [one.version + 1])
    #expect(events.first?.object.json.version == one.version + 1)
  }

  @Test func whatIsBeingDeletedTakesNoNewFinalizerAndKeepsTheTime() throws {
    var world = try StoreWorld()
    try world.create("configmaps", ["metadata": ["name": "a", "finalizers": ["x.y/1"]]])
    let marked = try world.delete("configmaps", "a")
    let failure = refused(.invalid) {
      try world.patch("configmaps", "a", ["metadata": ["finalizers": ["x.y/1", "x.y/late"]]])
    }
    #expect(failure.causes[0].reason == "FieldValueForbidden" && failure.message.contains("x.y/late"))
    let written = try world.update("configmaps", marked.meta("deletionTimestamp", nil).with("data", ["a": "1"]))
    #expect(written.deletionTimestamp == marked.deletionTimestamp)
  }

  @Test func aPodOnANodeIsLeftItsGraceWhichCanOnlyBeShortened() throws {
    var world = try StoreWorld()
    try world.create("pods", ["metadata": ["name": "nowhere"], "spec": [:]])
    let gone = try world.delete("pods", "nowhere") { $0.gracePeriodSeconds = 10 }
    #expect(gone["kind"] == "Pod" && gone.version == world.state.version && gone.generation == 2)
    #expect(gone["metadata"]?["deletionGracePeriodSeconds"] == 0)
    #expect(world.find("pods", "nowhere") == nil)
    try world.create("pods", ["metadata": ["name": "bound"], "spec": ["nodeName": "n1"]])
    let marked = try world.delete("pods", "bound")
    #expect(marked["metadata"]?["deletionGracePeriodSeconds"] == 30)
    #expect(marked.deletionTimestamp == "2023-11-14T22:13:50Z")
    #expect(try world.delete("pods", "bound") { $0.gracePeriodSeconds = 60 } == marked)
    world.now += 3
    let sooner = try world.delete("pods", "bound") { $0.gracePeriodSeconds = 5 }
    #expect(sooner["metadata"]?["deletionGracePeriodSeconds"] == 5)
    #expect(sooner.deletionTimestamp == "2023-11-14T22:13:25Z" && sooner.generation == marked.generation)
    world.now += 3600
    world.tick()
    #expect(world.find("pods", "bound") != nil)
    try world.delete("pods", "bound") { $0.gracePeriodSeconds = 0 }
    #expect(world.find("pods", "bound") == nil)
  }

  @Test func aCollectionIsDeletedByItsSelectors() throws {
    var world = try StoreWorld()
    for (name, color) in [("a", "red"), ("b", "red"), ("c", "blue")] {
      try world.create("configmaps", ["metadata": ["name": .string(name), "labels": ["color": .string(color)]]])
    }
    try world.create("configmaps", ["metadata": ["name": "d", "labels": ["color": "red"]]], in: "default")
    let request = DeleteRequest("configmaps", namespace: "test", labelSelector: "color=red")
    let list = try world.state.deleteCollection(request, now: world.now).object
    #expect(list["kind"] == "ConfigMapList")
    #expect(list["items"]?.arrayValue?.map(\.name) == ["a", "b"])
    #expect(try world.list("configmaps", in: nil).names == ["d", "c"])
  }

  @Test func aPropagationThatIsNoneIsRefused() throws {
    var world = try StoreWorld()
    try world.create("configmaps", ["metadata": ["name": "a"]])
    let failure = refused(.invalid) { try world.delete("configmaps", "a") { $0.propagationPolicy = "Sideways" } }
    #expect(failure.causes[0].field == "propagationPolicy")
    try world.delete("configmaps", "a") { $0.propagationPolicy = "Background" }
  }

  @Test(arguments: [Int.max, 1 << 40, -1, Int.min]) func aGraceOfAnyLengthCanBeCounted(seconds: Int) throws {
    var world = try StoreWorld()
    try world.create("pods", ["metadata": ["name": "bound"], "spec": ["nodeName": "n1"]])
    let marked = try world.delete("pods", "bound") { $0.gracePeriodSeconds = seconds }
    #expect(marked["metadata"]?["deletionGracePeriodSeconds"]?.intValue == (seconds < 0 ? 1 : Int(Int32.max)))
    try world.delete("pods", "bound") { $0.gracePeriodSeconds = 0 }
    #expect(world.find("pods", "bound") == nil)
  }
}
