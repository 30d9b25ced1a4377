import JSON
import KubernetesClient
import KubernetesObjects
import Testing

@testable import Sandbox

private typealias Samples = ControllerSamples

@Suite struct ControllerDisruptionTests {
  private func budget(_ spec: PodDisruptionBudgetSpec) -> PodDisruptionBudget {
    var spec = spec
    spec.selector = LabelSelector(matchLabels: ["app": "kafka"])
    return PodDisruptionBudget(
      metadata: ObjectMeta(name: "budget", namespace: "kafka", uid: "uid", resourceVersion: "7", generation: 3),
      spec: spec)
  }

  private func world(_ budget: PodDisruptionBudget, ready: Int, other: Int = 0) -> ClusterObjects {
    var objects = ClusterObjects()
    objects.now = Samples.now
    objects.budgets = [budget]
    for number in 0..<(ready + other) {
      objects.pods.append(Samples.pod("k\(number)", on: "a", labels: ["app": "kafka"], isReady: number < ready))
    }
    return objects
  }

  private func status(_ objects: ClusterObjects) throws -> PodDisruptionBudgetStatus {
    let written = try #require(DisruptionController(objects).decision().replaced("PodDisruptionBudget").first)
    return try #require(try PodDisruptionBudget(json: written).status)
  }

  @Test func aBudgetSaysHowManyPodsMayBeEvicted() throws {
    var objects = world(budget(PodDisruptionBudgetSpec(minAvailable: 2)), ready: 3)
    let status = try status(objects)
    #expect(status.expectedPods == 3)
    #expect(status.currentHealthy == 3)
    #expect(status.desiredHealthy == 2)
    #expect(status.disruptionsAllowed == 1)
    #expect(status.observedGeneration == 3)
    #expect(status.conditions.first?.reason == "SufficientPods")
    objects.budgets[0].status = status
    #expect(DisruptionController(objects).decision().writes.isEmpty)
  }

  @Test func aPodThatIsNotReadyUsesTheBudgetUp() throws {
    let status = try status(world(budget(PodDisruptionBudgetSpec(minAvailable: 2)), ready: 2, other: 1))
    #expect(status.currentHealthy == 2)
    #expect(status.disruptionsAllowed == 0)
    #expect(status.conditions.first?.reason == "InsufficientPods")
  }

  @Test func aShareOfADeploymentCountsItsReplicas() throws {
    var objects = world(budget(PodDisruptionBudgetSpec(maxUnavailable: "50%")), ready: 3)
    objects.deployments = [Samples.deployment(replicas: 4)]
    for index in objects.pods.indices { objects.pods[index].metadata.ownerReferences = [objects.deployments[0].owner] }
    let status = try status(objects)
    #expect(status.expectedPods == 4)
    #expect(status.desiredHealthy == 2)
    #expect(status.disruptionsAllowed == 1)
  }

  @Test func aShareOfSomethingUnknownAllowsNothing() throws {
    var objects = world(budget(PodDisruptionBudgetSpec(maxUnavailable: 1)), ready: 3)
    let owner = OwnerReference(apiVersion: "example.com/v1", kind: "Other", name: "o", uid: "uid-o", controller: true)
    for index in objects.pods.indices { objects.pods[index].metadata.ownerReferences = [owner] }
    let status = try status(objects)
    #expect(status.disruptionsAllowed == 0)
    #expect(status.conditions.first?.reason == "SyncFailed")
  }

  @Test func podsThatNobodyControlsDoNotCountInAShare() throws {
    let status = try status(world(budget(PodDisruptionBudgetSpec(maxUnavailable: 1)), ready: 3))
    #expect(status.expectedPods == 0)
    #expect(status.disruptionsAllowed == 0)
    #expect(status.conditions.first?.reason == "InsufficientPods")
  }

  @Test func anEvictionCountsUntilItsPodIsDeletedOrTwoMinutesHavePassed() throws {
    var objects = world(budget(PodDisruptionBudgetSpec(minAvailable: 1)), ready: 3)
    var before = PodDisruptionBudgetStatus()
    before.disruptedPods = ["k0": Samples.now]
    objects.budgets[0].status = before
    let first = try status(objects)
    #expect(first.currentHealthy == 2)
    #expect(first.disruptedPods == ["k0": Samples.now])
    objects.budgets[0].status = first
    #expect(DisruptionController(objects).decision().again == .seconds(120))
    objects.pods[0].metadata.deletionTimestamp = Samples.now
    let deleted = try status(objects)
    #expect(deleted.disruptedPods.isEmpty)
    objects.pods[0].metadata.deletionTimestamp = nil
    objects.now = Time(secondsSince1970: Samples.now.secondsSince1970 + 120)
    let later = try status(objects)
    #expect(later.currentHealthy == 3)
  }
}
