import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct StoreEvictionTests {
  /// A world with ready pods under a budget whose controller counted that many disruptions.
  private func world(pods: [String], allowed: Int, observed: Int = 1) throws -> StoreWorld {
    var world = try StoreWorld()
    for name in pods {
      try world.create("pods", ["metadata": ["name": .string(name), "labels": ["app": "x"]], "spec": [:]])
      try world.patch(
        "pods", name, ["status": ["phase": "Running", "conditions": [["type": "Ready", "status": "True"]]]],
        subresource: "status")
    }
    try world.create(
      "poddisruptionbudgets.policy",
      ["metadata": ["name": "budget"], "spec": ["selector": ["matchLabels": ["app": "x"]]]])
    try world.patch(
      "poddisruptionbudgets.policy", "budget",
      [
        "status": [
          "observedGeneration": .number(JSONNumber(observed)), "disruptionsAllowed": .number(JSONNumber(allowed)),
          "desiredHealthy": 2, "currentHealthy": .number(JSONNumber(pods.count)),
        ]
      ], subresource: "status")
    return world
  }

  @discardableResult private func evict(_ world: inout StoreWorld, _ name: String, _ options: JSONValue = [:]) throws
    -> JSONValue
  {
    let body: JSONValue = ["metadata": ["name": .string(name)], "deleteOptions": options]
    return try world.create("pods", body, subresource: "eviction", name: name)
  }

  @Test func withoutABudgetThePodGoes() throws {
    var world = try StoreWorld()
    try world.create("pods", ["metadata": ["name": "a"], "spec": [:]])
    #expect(try evict(&world, "a")["status"] == "Success")
    #expect(world.find("pods", "a") == nil)
    refused(.notFound) { try evict(&world, "a") }
  }

  @Test func againstTheBudgetItIsRefusedAndThePodStays() throws {
    var world = try world(pods: ["a", "b"], allowed: 0)
    let failure = refused(.tooManyRequests) { try evict(&world, "a") }
    #expect(failure.message == "Cannot evict pod as it would violate the pod's disruption budget.")
    #expect(failure.causes.map(\.reason) == ["DisruptionBudget"])
    #expect(failure.causes[0].message.contains("budget needs 2 healthy pods and has 2 currently"))
    #expect(world.find("pods", "a") != nil)
  }

  @Test func withinTheBudgetOneGoesAndTheNextIsRefused() throws {
    var world = try world(pods: ["a", "b", "c"], allowed: 1)
    try evict(&world, "a")
    let status = try world.get("poddisruptionbudgets.policy", "budget")["status"]
    #expect(status?["disruptionsAllowed"] == 0 && status?["disruptedPods"]?["a"] != nil)
    refused(.tooManyRequests) { try evict(&world, "b") }
  }

  @Test func aBudgetThatIsNotCountedYetRefuses() throws {
    var world = try world(pods: ["a", "b"], allowed: 1, observed: 0)
    let failure = refused(.tooManyRequests) { try evict(&world, "a") }
    #expect(failure.causes[0].message == "The disruption budget budget is still being processed by the server.")
  }

  @Test func aTryAndARefusedPreconditionSpendNothing() throws {
    var world = try world(pods: ["a", "b", "c"], allowed: 1)
    try evict(&world, "a", ["dryRun": ["All"]])
    refused(.conflict) { try evict(&world, "a", ["preconditions": ["uid": "other"]]) }
    #expect(world.find("pods", "a") != nil)
    #expect(try world.get("poddisruptionbudgets.policy", "budget")["status"]?["disruptionsAllowed"] == 1)
  }

  @Test func aPodThatDoesNotRunIsEvictedWhateverTheBudgetSays() throws {
    var world = try world(pods: ["a"], allowed: 0)
    try world.patch("pods", "a", ["status": ["phase": "Pending"]], subresource: "status")
    try evict(&world, "a")
    #expect(world.find("pods", "a") == nil)
  }

  @Test func twoBudgetsForOnePodAreRefused() throws {
    var world = try world(pods: ["a"], allowed: 1)
    try world.create(
      "poddisruptionbudgets.policy", ["metadata": ["name": "second"], "spec": ["selector": [:]]])
    refused(.internalError) { try evict(&world, "a") }
  }
}
