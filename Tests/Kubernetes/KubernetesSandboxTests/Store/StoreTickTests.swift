import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct StoreTickTests {
  private func owner(_ object: JSONValue) -> JSONValue {
    [
      "apiVersion": object["apiVersion"] ?? "", "kind": object["kind"] ?? "", "name": .string(object.name),
      "uid": .string(object.uid),
    ]
  }

  private func child(_ name: String, _ owners: JSONValue...) -> JSONValue {
    ["metadata": ["name": .string(name), "ownerReferences": .array(owners.map(owner))]]
  }

  // MARK: Garbage

  @Test func whatAnOwnerOwnedGoesAfterItAndSoDoesWhatThatOwned() throws {
    var world = try StoreWorld()
    let first = try world.create("things.example.com", ["metadata": ["name": "first"]])
    let second = try world.create("configmaps", child("second", first))
    try world.create("secrets", child("third", second))
    world.tick()
    #expect(world.find("secrets", "third") != nil)
    try world.delete("things.example.com", "first")
    #expect(world.find("configmaps", "second") != nil)
    #expect(world.state.nextDeadline == world.now)
    world.tick()
    #expect(world.find("configmaps", "second") == nil && world.find("secrets", "third") == nil)
  }

  @Test func anOwnerThatWasNeverThereIsNoReasonToStay() throws {
    var world = try StoreWorld()
    let nobody: JSONValue = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "n", "uid": "1"]]
    try world.create("configmaps", child("a", nobody))
    try world.create("configmaps", child("b", nobody.with("kind", "Unknown")))
    world.tick()
    #expect(try world.list("configmaps").names == ["b"])
  }

  @Test func anObjectStaysWhileOneOfItsOwnersIsThere() throws {
    var world = try StoreWorld()
    let first = try world.create("configmaps", ["metadata": ["name": "first"]])
    let second = try world.create("configmaps", ["metadata": ["name": "second"]])
    try world.create("configmaps", child("child", first, second))
    try world.delete("configmaps", "first")
    world.tick()
    #expect(try world.get("configmaps", "child")["metadata"]?["ownerReferences"] == [owner(second)])
    try world.delete("configmaps", "second")
    world.tick()
    #expect(world.find("configmaps", "child") == nil)
  }

  @Test func anOwnerInAnotherNamespaceIsNone() throws {
    var world = try StoreWorld()
    let elsewhere = try world.create("configmaps", ["metadata": ["name": "owner"]], in: "default")
    try world.create("configmaps", child("child", elsewhere))
    let node = try world.create("nodes", ["metadata": ["name": "n1"]], in: nil)
    try world.create("configmaps", child("of-node", node))
    try world.delete("configmaps", "owner", in: "default")
    world.tick()
    #expect(try world.list("configmaps").names == ["of-node"])
  }

  @Test func anOwnerThatIsHeldByAFinalizerIsStillThere() throws {
    var world = try StoreWorld()
    let held = try world.create("configmaps", ["metadata": ["name": "owner", "finalizers": ["x.y/1"]]])
    try world.create("configmaps", child("child", held))
    try world.delete("configmaps", "owner")
    world.tick()
    #expect(world.find("configmaps", "child") != nil)
    try world.patch("configmaps", "owner", ["metadata": ["finalizers": nil]])
    world.tick()
    #expect(world.find("configmaps", "child") == nil)
  }

  @Test func garbageOfManyIsCollectedInSeveralTicks() throws {
    var limits = StoreLimits()
    limits.garbageCount = 20
    var world = try StoreWorld(limits: limits)
    let owner = try world.create("configmaps", ["metadata": ["name": "owner"]])
    for index in 0..<250 { try world.create("secrets", child("c\(index)", owner)) }
    try world.delete("configmaps", "owner")
    world.tick()
    var ticks = 1
    while let deadline = world.state.nextDeadline, deadline <= world.now, ticks < 100 {
      world.tick()
      ticks += 1
    }
    #expect(try world.list("secrets").names == [] && ticks == 2)
  }

  // MARK: Namespaces

  @Test func aDeletedNamespaceTakesAllThatIsInItAndGoes() throws {
    var world = try StoreWorld()
    try world.create("configmaps", ["metadata": ["name": "a"]])
    try world.create("things.example.com", ["metadata": ["name": "a"]])
    try world.create("configmaps", ["metadata": ["name": "a"]], in: "default")
    let answer = try world.delete("namespaces", "test", in: nil)
    #expect(answer["status"]?["phase"] == "Terminating" && answer.deletionTimestamp != nil)
    #expect(try world.delete("namespaces", "test", in: nil) == answer)
    world.tick()
    #expect(world.find("namespaces", "test", in: nil) == nil)
    #expect(try world.list("things.example.com").names == [])
    #expect(try world.list("configmaps", in: nil).names == ["a"])
  }

  @Test func inANamespaceThatEndsNothingCanBeMadeAndItSaysWhatIsLeft() throws {
    var world = try StoreWorld()
    try world.create("configmaps", ["metadata": ["name": "hold", "finalizers": ["x.y/hold"]]])
    try world.delete("namespaces", "test", in: nil)
    world.tick()
    let failure = refused(.forbidden) { try world.create("configmaps", ["metadata": ["name": "a"]]) }
    #expect(failure.message.hasSuffix("unable to create new content in namespace test because it is being terminated"))
    #expect(
      failure.causes == [
        .init("NamespaceTerminating", "namespace test is being terminated", field: "metadata.namespace")
      ])
    #expect(try world.patch("configmaps", "hold", ["data": ["a": "2"]])["data"] == ["a": "2"])
    let conditions = try world.get("namespaces", "test", in: nil)["status"]?["conditions"]?.arrayValue ?? []
    let remaining = try #require(conditions.first { $0["type"] == "NamespaceFinalizersRemaining" })
    #expect(remaining["status"] == "True")
    #expect(
      remaining["message"]
        == "Some content in the namespace has finalizers remaining: x.y/hold in 1 resource instances")
    let version = world.state.version
    world.tick()
    #expect(world.state.version == version)
    #expect(world.state.nextDeadline == nil)
    try world.patch("configmaps", "hold", ["metadata": ["finalizers": nil]])
    world.tick()
    #expect(world.find("namespaces", "test", in: nil) == nil)
  }

  @Test func podsOnNodesKeepTheirNamespaceUntilTheirNodeEndsThem() throws {
    var world = try StoreWorld()
    try world.create("pods", ["metadata": ["name": "a"], "spec": ["nodeName": "n1"]])
    try world.create("pods", ["metadata": ["name": "b"], "spec": [:]])
    try world.delete("namespaces", "test", in: nil)
    world.tick()
    #expect(try world.list("pods").names == ["a"])
    #expect(try world.get("pods", "a")["metadata"]?["deletionGracePeriodSeconds"] == 30)
    try world.delete("pods", "a") { $0.gracePeriodSeconds = 0 }
    world.tick()
    #expect(world.find("namespaces", "test", in: nil) == nil)
  }

  @Test func namespacesOfTheClusterStay() throws {
    var world = try StoreWorld()
    for name in ["default", "kube-system", "kube-public"] {
      let failure = refused(.forbidden) { try world.delete("namespaces", name, in: nil) }
      #expect(failure.message == "namespaces \"\(name)\" is forbidden: this namespace may not be deleted")
    }
  }

  // MARK: Claims

  @Test func aClaimThatAPodOnANodeUsesStaysUntilThePodGoes() throws {
    var world = try StoreWorld()
    let made = try world.create("persistentvolumeclaims", ["metadata": ["name": "data"], "spec": [:]])
    #expect(made["metadata"]?["finalizers"] == ["kubernetes.io/pvc-protection"])
    let volumes: JSONValue = [["name": "data", "persistentVolumeClaim": ["claimName": "data"]]]
    try world.create("pods", ["metadata": ["name": "user"], "spec": ["volumes": volumes, "nodeName": "n1"]])
    try world.create("pods", ["metadata": ["name": "waiting"], "spec": ["volumes": volumes]])
    #expect(try world.delete("persistentvolumeclaims", "data").deletionTimestamp != nil)
    world.tick()
    #expect(world.find("persistentvolumeclaims", "data") != nil)
    try world.delete("pods", "user") { $0.gracePeriodSeconds = 0 }
    world.tick()
    #expect(world.find("persistentvolumeclaims", "data") == nil)
  }

  // MARK: Events

  @Test func eventsGoAfterAnHourUnlessTheyAreWrittenAgain() throws {
    var world = try StoreWorld()
    try world.create("events", ["metadata": ["name": "a"]])
    try world.create("events", ["metadata": ["name": "b"]])
    #expect(world.state.nextDeadline == world.now + 3600)
    world.now += 3000
    try world.patch("events", "b", ["count": 2])
    world.now += 600
    world.tick()
    #expect(try world.list("events").names == ["b"])
    world.now += 3000
    world.tick()
    #expect(try world.list("events").names == [])
    #expect(world.state.nextDeadline == nil)
  }
}
