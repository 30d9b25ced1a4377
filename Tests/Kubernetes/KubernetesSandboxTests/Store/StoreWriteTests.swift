import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct StoreWriteTests {
  @Test func aNewObjectGetsUIDVersionTimeAndGeneration() throws {
    var world = try StoreWorld()
    let made = try world.create("things.example.com", ["metadata": ["name": "a", "uid": "mine"], "spec": ["n": 1]])
    #expect(made.uid.count == 36 && made.uid != "mine")
    #expect(made.version == world.state.version)
    #expect(made["metadata"]?["creationTimestamp"] == "2023-11-14T22:13:20Z")
    #expect(made["metadata"]?["namespace"] == "test")
    #expect(made.generation == 1)
    #expect(made["kind"] == "Thing" && made["apiVersion"] == "example.com/v1")
    #expect(try world.get("things.example.com", "a") == made)
  }

  @Test func aStatusIsDroppedFromANewObject() throws {
    var world = try StoreWorld()
    let made = try world.create("things.example.com", ["metadata": ["name": "a"], "status": ["ready": 1]])
    #expect(made["status"] == nil)
  }

  @Test func aNameThatIsTakenIsRefusedAndANewVersionIsNotUsed() throws {
    var world = try StoreWorld()
    try world.create("configmaps", ["metadata": ["name": "a"]])
    let version = world.state.version
    let failure = refused(.alreadyExists) { try world.create("configmaps", ["metadata": ["name": "a"]]) }
    #expect(failure.message == "configmaps \"a\" already exists")
    #expect(world.state.version == version)
  }

  @Test func generatedNamesDifferAndKeepTheirBase() throws {
    var world = try StoreWorld()
    let body: JSONValue = ["metadata": ["generateName": "part-"]]
    let names = try (0..<50).map { _ in try world.create("configmaps", body).name }
    #expect(Set(names).count == 50)
    #expect(names.allSatisfy { $0.hasPrefix("part-") && $0.count == 10 })
  }

  @Test func whatDoesNotBelongToThePathIsRefused() throws {
    var world = try StoreWorld()
    refused(.badRequest) { try world.create("configmaps", ["metadata": ["name": "a", "namespace": "other"]]) }
    refused(.badRequest) { try world.create("configmaps", ["kind": "Secret", "metadata": ["name": "a"]]) }
    refused(.badRequest) { try world.create("configmaps", ["apiVersion": "v2", "metadata": ["name": "a"]]) }
    refused(.badRequest) { try world.create("configmaps", ["text"]) }
    refused(.notFound) { try world.create("unknown", ["metadata": ["name": "a"]]) }
    try world.create("configmaps", ["metadata": ["name": "a"]])
    let failure = refused(.badRequest) {
      try world.state.update(
        WriteRequest("configmaps", namespace: "test", name: "a", body: ["metadata": ["name": "b"]]), now: world.now)
    }
    #expect(failure.message == "the name of the object (b) does not match the name on the URL (a)")
  }

  @Test func aNewObjectMustNotNameAVersion() throws {
    var world = try StoreWorld()
    let failure = refused(.unknown) {
      try world.create("configmaps", ["metadata": ["name": "a", "resourceVersion": "1"]])
    }
    #expect(failure.message == "resourceVersion should not be set on objects to be created")
  }

  @Test func aNamespaceThatIsNotThereIsNamedByTheRefusal() throws {
    var world = try StoreWorld()
    let failure = refused(.notFound) { try world.create("configmaps", ["metadata": ["name": "a"]], in: "none") }
    #expect(failure.message == "namespaces \"none\" not found")
    #expect(failure.kind == "namespaces")
  }

  @Test func aStaleReplacementIsRefusedAndChangesNothing() throws {
    var world = try StoreWorld()
    let old = try world.create("configmaps", ["metadata": ["name": "a"], "data": ["a": "1"]])
    try world.update("configmaps", old.with("data", ["a": "2"]))
    let failure = refused(.conflict) { try world.update("configmaps", old.with("data", ["a": "3"])) }
    #expect(failure.message.contains("the object has been modified"))
    #expect(try world.get("configmaps", "a")["data"] == ["a": "2"])
  }

  @Test func aReplacementWithoutAVersionOverwritesWhereTheKindAllowsIt() throws {
    var world = try StoreWorld()
    let made = try world.create("configmaps", ["metadata": ["name": "a"], "data": ["a": "1"]])
    let written = try world.update("configmaps", ["metadata": ["name": "a"], "data": ["b": "2"]])
    #expect(written["data"] == ["b": "2"] && written.uid == made.uid && written.version > made.version)
    try world.create("things.example.com", ["metadata": ["name": "a"]])
    let failure = refused(.invalid) { try world.update("things.example.com", ["metadata": ["name": "a"]]) }
    #expect(failure.causes.map(\.field) == ["metadata.resourceVersion"])
  }

  @Test func aReplacementWithAnotherUIDIsRefused() throws {
    var world = try StoreWorld()
    let made = try world.create("configmaps", ["metadata": ["name": "a"]])
    refused(.conflict) { try world.update("configmaps", made.meta("uid", "x").meta("resourceVersion", nil)) }
  }

  @Test func aReplacementOfNothingMakesTheObjectWhereTheKindAllowsIt() throws {
    var world = try StoreWorld()
    refused(.notFound) { try world.update("configmaps", ["metadata": ["name": "a"]]) }
    let made = try world.update(
      "things.example.com", ["metadata": ["name": "a", "resourceVersion": ""]], subresource: "")
    #expect(made.version == world.state.version)
  }

  @Test func aWriteThatChangesNothingKeepsTheVersion() throws {
    var world = try StoreWorld()
    let made = try world.create("configmaps", ["metadata": ["name": "a"], "data": ["a": "1"]])
    #expect(try world.update("configmaps", made) == made)
    #expect(try world.patch("configmaps", "a", ["data": ["a": "1"]]) == made)
    #expect(world.state.version == made.version)
  }

  @Test func generationCountsWhatIsNeitherMetadataNorStatus() throws {
    var world = try StoreWorld()
    try world.create("things.example.com", ["metadata": ["name": "a"], "spec": ["n": 1]])
    let labelled = try world.patch("things.example.com", "a", ["metadata": ["labels": ["l": "x"]]])
    #expect(labelled.generation == 1)
    let status = try world.patch("things.example.com", "a", ["status": ["n": 1]], subresource: "status")
    #expect(status.generation == 1)
    let changed = try world.patch("things.example.com", "a", ["spec": ["n": 2]])
    #expect(changed.generation == 2)
    let plain = try world.create(
      "configmaps", ["metadata": ["name": "a", "labels": [:], "finalizers": [], "annotations": nil]])
    #expect(
      plain["metadata"]?.objectValue?.keys.sorted() == [
        "creationTimestamp", "name", "namespace", "resourceVersion", "uid",
      ])
  }

  @Test func statusIsIgnoredByTheObjectAndAllElseByTheStatus() throws {
    var world = try StoreWorld()
    let made = try world.create("things.example.com", ["metadata": ["name": "a"], "spec": ["n": 1]])
    let both = made.with("spec", ["n": 9]).with("status", ["n": 9]).meta("labels", ["l": "x"])
    let status = try world.update("things.example.com", both, subresource: "status")
    #expect(status["spec"] == ["n": 1] && status["status"] == ["n": 9])
    #expect(status["metadata"]?["labels"] == nil)
    let object = try world.update("things.example.com", status.with("spec", ["n": 8]).with("status", ["n": 7]))
    #expect(object["spec"] == ["n": 8] && object["status"] == ["n": 9])
    refused(.conflict) { try world.update("things.example.com", both, subresource: "status") }
    refused(.notFound) { try world.patch("configmaps", "a", [:], subresource: "status") }
  }

  @Test func aPatchIsHeldAgainstItsVersionNameAndUID() throws {
    var world = try StoreWorld()
    let made = try world.create("configmaps", ["metadata": ["name": "a"], "data": ["a": "1"]])
    try world.patch("configmaps", "a", ["data": ["a": "2"]])
    refused(.conflict) {
      try world.patch("configmaps", "a", ["metadata": ["resourceVersion": .string("\(made.version)")]])
    }
    refused(.badRequest) { try world.patch("configmaps", "a", ["metadata": ["name": "b"]]) }
    let other = refused(.invalid) { try world.patch("configmaps", "a", ["metadata": ["uid": "other"]]) }
    #expect(other.causes.map(\.field) == ["metadata.uid"])
    refused(.notFound) { try world.patch("configmaps", "none", [:]) }
    #expect(try world.get("configmaps", "a")["data"] == ["a": "2"])
  }

  @Test func anApplyMakesAnObjectOnceAndChangesItThen() throws {
    var world = try StoreWorld()
    func request(_ value: String, subresource: String = "") -> WriteRequest {
      WriteRequest(
        "things.example.com", namespace: "test", name: "a", subresource: subresource,
        body: ["metadata": ["name": "a"], "spec": ["n": .string(value)], "status": ["n": .string(value)]])
    }
    let first = try world.state.apply(request("1"), now: world.now)
    #expect(first.wasCreated && first.object["status"] == nil)
    let second = try world.state.apply(request("2"), now: world.now)
    #expect(!second.wasCreated && second.object["spec"] == ["n": "2"] && second.object.uid == first.object.uid)
    let status = try world.state.apply(request("3", subresource: "status"), now: world.now)
    #expect(status.object["spec"] == ["n": "2"] && status.object["status"] == ["n": "3"])
  }

  @Test func whatIsOnlyTriedIsAnsweredAndNotKept() throws {
    var world = try StoreWorld()
    let made = try world.create("configmaps", ["metadata": ["name": "a"], "data": ["a": "1"]])
    let tried = try world.create("configmaps", ["metadata": ["name": "b"]], dryRun: true)
    #expect(tried.uid.count == 36 && tried["metadata"]?["resourceVersion"] == nil)
    #expect(try world.update("configmaps", made.with("data", ["a": "2"]), dryRun: true)["data"] == ["a": "2"])
    #expect(try world.patch("configmaps", "a", ["data": ["b": "2"]], dryRun: true)["data"] == ["a": "1", "b": "2"])
    try world.delete("configmaps", "a") { $0.dryRun = true }
    refused(.conflict) { try world.delete("configmaps", "a") { ($0.dryRun, $0.resourceVersion) = (true, "1") } }
    #expect(try world.list("configmaps").objects.map(\.json) == [made])
    #expect(world.state.version == made.version)
  }

  @Test func whatAStrategyFindsIsRefusedWithItsField() throws {
    var world = try StoreWorld()
    let failure = refused(.invalid) {
      try world.create("things.example.com", ["metadata": ["name": "A"], "spec": ["bad": 1]])
    }
    #expect(failure.causes.map(\.field) == ["metadata.name", "spec.bad"])
    #expect(failure.message.hasPrefix("Thing.example.com \"A\" is invalid: [metadata.name: Invalid value: \"A\": "))
    #expect(failure.kind == "Thing" && failure.group == "example.com")
  }

  @Test func anObjectBeyondTheBoundIsRefused() throws {
    var limits = StoreLimits()
    limits.objectBytes = 1_000
    var world = try StoreWorld(limits: limits)
    let text = JSONValue.string(String(repeating: "x", count: 1_000))
    refused(.unknown) { try world.create("configmaps", ["metadata": ["name": "a"], "data": ["a": text]]) }
    #expect(world.find("configmaps", "a") == nil)
  }

  @Test func aliasesShowTheSameObjectsUnderOtherNames() throws {
    var world = try StoreWorld()
    let made = try world.create("events.events.k8s.io", ["metadata": ["name": "a"], "note": "it runs"])
    let stored = try world.get("events", "a")
    #expect(stored["message"] == "it runs" && stored["note"] == nil && stored["apiVersion"] == "v1")
    #expect(stored.uid == made.uid && made["apiVersion"] == "events.k8s.io/v1")
    let patched = try world.patch("events.events.k8s.io", "a", ["note": "it ran"])
    #expect(patched["note"] == "it ran" && patched["message"] == nil)
    let watch = try world.watch("events.events.k8s.io") { $0.resourceVersion = "\(made.version)" }
    #expect(try world.told(watch, "events.events.k8s.io") == ["MODIFIED a"])
  }

  @Test func aPodIsBoundOnce() throws {
    var world = try StoreWorld()
    try world.create("pods", ["metadata": ["name": "a"], "spec": [:]])
    let binding: JSONValue = ["metadata": ["name": "a"], "target": ["kind": "Node", "name": "n1"]]
    try world.create("pods", binding, subresource: "binding", name: "a")
    let bound = try world.get("pods", "a")
    #expect(bound["spec"]?["nodeName"] == "n1")
    #expect(bound["status"]?["conditions"]?[0]?["type"] == "PodScheduled")
    #expect(bound.generation == 1)
    refused(.conflict) { try world.create("pods", binding, subresource: "binding", name: "a") }
    refused(.badRequest) { try world.create("pods", ["target": ["name": "n1"]], subresource: "binding", name: "a") }
  }

  @Test func theScaleOfADeploymentIsReadAndWritten() throws {
    var world = try StoreWorld()
    let made = try world.create(
      "deployments.apps",
      ["metadata": ["name": "a"], "spec": ["replicas": 2, "selector": ["matchLabels": ["app": "x"]]]])
    let scale = try world.get("deployments.apps", "a", subresource: "scale")
    #expect(scale["spec"] == ["replicas": 2] && scale["status"]?["selector"] == "app=x" && scale.uid == made.uid)
    let patched = try world.patch("deployments.apps", "a", ["spec": ["replicas": 5]], subresource: "scale")
    #expect(patched["spec"] == ["replicas": 5] && patched["kind"] == "Scale")
    #expect(try world.get("deployments.apps", "a")["spec"]?["replicas"] == 5)
    #expect(try world.get("deployments.apps", "a").generation == 2)
    refused(.conflict) { try world.update("deployments.apps", scale, subresource: "scale") }
    refused(.invalid) {
      try world.patch("deployments.apps", "a", ["spec": ["replicas": -1]], subresource: "scale")
    }
    refused(.notFound) { try world.get("configmaps", "a", subresource: "scale") }
  }
}
