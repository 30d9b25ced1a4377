import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct StorePropagationTests {
  private func reference(_ owner: JSONValue, blocks: Bool = false) -> JSONValue {
    let reference: JSONValue = [
      "apiVersion": "v1", "kind": "ConfigMap", "name": .string(owner.name), "uid": .string(owner.uid),
    ]
    return blocks ? reference.with("blockOwnerDeletion", true) : reference
  }

  private func child(_ name: String, held: Bool = false, _ references: JSONValue...) -> JSONValue {
    let child: JSONValue = ["metadata": ["name": .string(name), "ownerReferences": .array(references)]]
    return held ? child.meta("finalizers", ["example.com/hold"]) : child
  }

  private let plain: JSONValue = ["metadata": ["name": "owner"]]

  @Test func inTheForegroundTheOwnerStaysUntilWhatBlocksItIsGone() throws {
    var world = try StoreWorld()
    let owner = try world.create("configmaps", plain)
    try world.create("configmaps", child("child", held: true, reference(owner, blocks: true)))
    let marked = try world.delete("configmaps", "owner") { $0.propagationPolicy = "Foreground" }
    #expect(marked["metadata"]?["finalizers"] == ["foregroundDeletion"] && marked.deletionTimestamp != nil)
    world.tick()
    #expect(try world.get("configmaps", "child").deletionTimestamp != nil)
    #expect(world.find("configmaps", "owner") != nil && world.state.nextDeadline == nil)
    try world.patch("configmaps", "child", ["metadata": ["finalizers": nil]])
    world.tick()
    #expect(try world.list("configmaps").names == [])
  }

  @Test func inTheForegroundWhatDoesNotBlockIsNotWaitedFor() throws {
    var world = try StoreWorld()
    let owner = try world.create("configmaps", plain)
    try world.create("configmaps", child("child", held: true, reference(owner)))
    try world.delete("configmaps", "owner") { $0.propagationPolicy = "Foreground" }
    world.tick()
    #expect(world.find("configmaps", "owner") == nil)
    #expect(try world.get("configmaps", "child").deletionTimestamp != nil)
  }

  @Test func inTheForegroundAWholeFamilyGoesFromItsYoungest() throws {
    var world = try StoreWorld()
    let owner = try world.create("configmaps", plain)
    let middle = try world.create("configmaps", child("middle", reference(owner, blocks: true)))
    try world.create("configmaps", child("young", held: true, reference(middle, blocks: true)))
    try world.delete("configmaps", "owner") { $0.propagationPolicy = "Foreground" }
    world.tick()
    #expect(try world.get("configmaps", "middle")["metadata"]?["finalizers"] == ["foregroundDeletion"])
    #expect(try world.list("configmaps").names == ["middle", "owner", "young"])
    let version = world.state.version
    try world.patch("configmaps", "young", ["metadata": ["finalizers": nil]])
    world.tick()
    let gone = try world.state.events(after: version, of: "configmaps").filter { $0.kind == .deleted }
    #expect(gone.map(\.object.name) == ["young", "middle", "owner"])
  }

  @Test func inTheForegroundAFamilyOfManyGenerationsGoesWithoutAnotherWrite() throws {
    var world = try StoreWorld()
    var parent = try world.create("configmaps", plain)
    for generation in 0..<30 {
      parent = try world.create("configmaps", child("child-\(generation)", reference(parent, blocks: true)))
    }
    try world.delete("configmaps", "owner") { $0.propagationPolicy = "Foreground" }
    for _ in 0..<100 where world.state.nextDeadline != nil { world.tick() }
    #expect(try world.list("configmaps").names == [])
  }

  @Test func whatBlocksAndHasAnotherOwnerStaysWithThatOne() throws {
    var world = try StoreWorld()
    let owner = try world.create("configmaps", plain)
    let other = try world.create("configmaps", ["metadata": ["name": "other"]])
    try world.create("configmaps", child("child", reference(owner, blocks: true), reference(other)))
    try world.delete("configmaps", "owner") { $0.propagationPolicy = "Foreground" }
    world.tick()
    #expect(try world.list("configmaps").names == ["child", "other"])
    #expect(try world.get("configmaps", "child")["metadata"]?["ownerReferences"] == [reference(other)])
  }

  @Test func orphansStayWithoutTheirOwner() throws {
    var world = try StoreWorld()
    let owner = try world.create("configmaps", plain)
    let made = try world.create("configmaps", child("child", reference(owner)))
    let marked = try world.delete("configmaps", "owner") { $0.propagationPolicy = "Orphan" }
    #expect(marked["metadata"]?["finalizers"] == ["orphan"])
    world.tick()
    let left = try world.get("configmaps", "child")
    #expect(world.find("configmaps", "owner") == nil)
    #expect(left["metadata"]?["ownerReferences"] == nil && left.uid == made.uid)
    world.tick()
    #expect(try world.get("configmaps", "child") == left)
  }

  @Test func aLaterDeletionMayAskForAnotherWay() throws {
    var world = try StoreWorld()
    let owner = try world.create("configmaps", plain)
    try world.create("configmaps", child("child", held: true, reference(owner, blocks: true)))
    try world.delete("configmaps", "owner") { $0.propagationPolicy = "Foreground" }
    let same = try world.delete("configmaps", "owner")
    #expect(same["metadata"]?["finalizers"] == ["foregroundDeletion"])
    try world.delete("configmaps", "owner") { $0.propagationPolicy = "Background" }
    #expect(world.find("configmaps", "owner") == nil)
  }
}
