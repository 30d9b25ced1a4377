import JSON
import KubernetesClient
import KubernetesObjects
import Testing

@testable import Sandbox

private typealias Samples = ControllerSamples

@Suite struct ControllerDeploymentTests {
  /// A Deployment with Pods that become ready and go as a node would have it.
  private struct World {
    var objects = ClusterObjects()
    var leastAvailable = Int.max
    var mostPods = 0
    var mostHolders = 0

    init(_ deployment: Deployment, balancer: Service? = nil) {
      objects.now = Samples.now
      objects.deployments = [deployment]
      objects.services = balancer.map { [$0] } ?? []
    }

    /// Carries out what is decided; false where nothing was.
    mutating func pass() throws -> Bool {
      let decision = DeploymentController(objects).decision()
      for write in decision.writes {
        switch write {
        case .create(Pod.resource, let json):
          var pod = try Pod(json: json)
          pod.metadata.uid = "uid-\(pod.metadata.name)-\(objects.now.secondsSince1970)"
          #expect(!objects.pods.contains { $0.metadata.name == pod.metadata.name })
          objects.pods.append(pod)
        case .delete(Pod.resource, let key, let uid, _):
          for index in objects.pods.indices where objects.pods[index].objectKey == key {
            #expect(objects.pods[index].metadata.uid == uid)
            objects.pods[index].metadata.deletionTimestamp = objects.now
          }
        case .replace(Deployment.resource, let json, "status"):
          objects.deployments[0].status = try Deployment(json: json).status
        default: Issue.record("an unexpected write: \(write)")
        }
      }
      look()
      return !decision.writes.isEmpty
    }

    /// What runs is ready, what is deleted is gone.
    mutating func nodeActs() {
      objects.now = Time(secondsSince1970: objects.now.secondsSince1970 + 1)
      objects.pods.removeAll(where: \.isTerminating)
      for index in objects.pods.indices where !objects.pods[index].isReady {
        objects.pods[index].status = PodStatus(
          phase: "Running", conditions: [Condition(type: "Ready", status: "True", lastTransitionTime: objects.now)])
      }
      look()
    }

    private mutating func look() {
      let living = objects.pods.filter { !$0.isTerminating }
      leastAvailable = min(leastAvailable, living.filter(\.isReady).count)
      mostPods = max(mostPods, living.count)
      mostHolders = max(
        mostHolders, objects.pods.filter { $0.metadata.annotations[SandboxAnnotation.address] != nil }.count)
    }

    mutating func settle() throws {
      for _ in 0..<50 {
        let hasWritten = try pass()
        let before = objects.pods
        nodeActs()
        if !hasWritten, before == objects.pods { return }
      }
      Issue.record("it does not settle")
    }

    mutating func beginCounting() {
      leastAvailable = .max
      mostPods = 0
    }

    mutating func change(image: String) {
      objects.deployments[0].spec?.template.spec = PodSpec(containers: [Container(name: "envoy", image: image)])
      objects.deployments[0].metadata.generation = 2
      beginCounting()
    }

    var images: [String?] { objects.pods.map { $0.spec?.containers.first?.image } }
    var addresses: [String] { objects.pods.compactMap { $0.metadata.annotations[SandboxAnnotation.address] } }
    var status: DeploymentStatus? { objects.deployments[0].status }
    func condition(_ type: String) -> Condition? { status?.conditions.first { $0.type == type } }
  }

  @Test func aDeploymentGetsItsPodsAndSaysSo() throws {
    var world = World(Samples.deployment(replicas: 3))
    _ = try world.pass()
    #expect(world.objects.pods.count == 3)
    #expect(world.condition("Available")?.status == "False")
    #expect(world.condition("Progressing")?.reason == "ReplicaSetUpdated")
    try world.settle()
    #expect(world.status?.readyReplicas == 3)
    #expect(world.status?.availableReplicas == 3)
    #expect(world.status?.unavailableReplicas == nil)
    #expect(world.status?.observedGeneration == 1)
    #expect(world.condition("Available")?.status == "True")
    #expect(world.condition("Progressing")?.reason == "NewReplicaSetAvailable")
    let hasWritten = try world.pass()
    #expect(!hasWritten)
  }

  @Test func aChangedTemplateReplacesAllPodsAndNoneIsMissingMeanwhile() throws {
    let strategy = DeploymentStrategy(
      type: "RollingUpdate", rollingUpdate: RollingUpdate(maxUnavailable: 0, maxSurge: 1))
    var world = World(Samples.deployment(replicas: 3, strategy: strategy))
    try world.settle()
    world.change(image: "two")
    try world.settle()
    #expect(world.images == ["two", "two", "two"])
    #expect(world.leastAvailable == 3)
    #expect(world.mostPods == 4)
    #expect(world.status?.updatedReplicas == 3)
  }

  @Test func recreateStopsAllBeforeItStartsAny() throws {
    var world = World(Samples.deployment(replicas: 2, strategy: DeploymentStrategy(type: "Recreate")))
    try world.settle()
    world.change(image: "two")
    _ = try world.pass()
    #expect(world.objects.pods.map(\.isTerminating) == [true, true])
    _ = try world.pass()
    #expect(world.objects.pods.map(\.isTerminating) == [true, true])
    try world.settle()
    #expect(world.images == ["two", "two"])
    #expect(world.mostPods == 2)
  }

  @Test func thePodOfALoadBalancerHasItsAddressAndKeepsIt() throws {
    let strategy = DeploymentStrategy(type: "RollingUpdate", rollingUpdate: RollingUpdate(maxUnavailable: 0))
    var world = World(Samples.deployment(strategy: strategy), balancer: Samples.balancer("127.1.0.9"))
    try world.settle()
    #expect(world.addresses == ["127.1.0.9"])
    world.change(image: "two")
    try world.settle()
    #expect(world.images == ["two"])
    #expect(world.addresses == ["127.1.0.9"])
    // No two Pods ever had it at once, which is why it was not there for a while.
    #expect(world.mostHolders == 1)
    #expect(world.leastAvailable == 0)
  }

  @Test func ofSeveralPodsOneHasTheAddressAndIsReplacedLast() throws {
    let strategy = DeploymentStrategy(
      type: "RollingUpdate", rollingUpdate: RollingUpdate(maxUnavailable: 0, maxSurge: 1))
    var world = World(
      Samples.deployment(replicas: 3, strategy: strategy), balancer: Samples.balancer("127.1.0.9"))
    try world.settle()
    #expect(world.addresses == ["127.1.0.9"])
    world.change(image: "two")
    try world.settle()
    #expect(world.images == ["two", "two", "two"])
    #expect(world.addresses == ["127.1.0.9"])
    #expect(world.mostHolders == 1)
    #expect(world.leastAvailable == 2)
    #expect(DeploymentController(world.objects).decision().notes.map(\.reason) == ["OneAddress"])
  }

  @Test func noPodIsMadeBeforeItsLoadBalancerHasAnAddress() throws {
    var world = World(Samples.deployment(), balancer: Samples.balancer(nil))
    _ = try world.pass()
    #expect(world.objects.pods.isEmpty)
    world.objects.services = [Samples.balancer("127.1.0.9")]
    try world.settle()
    #expect(world.addresses == ["127.1.0.9"])
  }

  @Test func aPodMovesWithTheAddressOfItsLoadBalancer() throws {
    var world = World(Samples.deployment(), balancer: Samples.balancer("127.1.0.9"))
    try world.settle()
    world.objects.services = [Samples.balancer("127.2.0.9")]
    try world.settle()
    #expect(world.addresses == ["127.2.0.9"])
  }

  @Test func scalingDownTakesThePodsThatAreNotReadyFirst() throws {
    var world = World(Samples.deployment(replicas: 3))
    try world.settle()
    world.objects.pods[0].status?.conditions = []
    world.objects.deployments[0].spec?.replicas = 2
    let name = world.objects.pods[0].metadata.name
    #expect(DeploymentController(world.objects).decision().deleted == ["Pod/\(name)"])
  }

  @Test func aPodThatHasEndedIsMadeAnew() throws {
    var world = World(Samples.deployment())
    try world.settle()
    world.objects.pods[0].status?.phase = "Failed"
    let uid = world.objects.pods[0].metadata.uid
    try world.settle()
    #expect(world.objects.pods.count == 1)
    #expect(world.objects.pods[0].metadata.uid != uid)
  }

  @Test func aRolloutThatTakesTooLongSaysSo() throws {
    var world = World(Samples.deployment())
    _ = try world.pass()
    _ = try world.pass()
    let decision = DeploymentController(world.objects).decision()
    #expect(decision.writes.isEmpty)
    #expect(decision.again == .seconds(600))
    world.objects.now = Time(secondsSince1970: Samples.now.secondsSince1970 + 601)
    _ = try world.pass()
    #expect(world.condition("Progressing")?.reason == "ProgressDeadlineExceeded")
    let hasWritten = try world.pass()
    #expect(!hasWritten)
  }

  @Test func podsWithoutTheirDeploymentGo() throws {
    var world = World(Samples.deployment(replicas: 2))
    try world.settle()
    world.objects.deployments = []
    #expect(DeploymentController(world.objects).decision().deleted.count == 2)
  }
}
