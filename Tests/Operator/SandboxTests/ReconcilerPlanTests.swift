import BrokerConfig
import JSON
import KafkaResources
import KubernetesClient
import KubernetesObjects
import Testing

@testable import Sandbox

private typealias Samples = ReconcilerSamples

@Suite struct ReconcilerPlanTests {
  private func running(_ spec: JSONObject = Samples.spec()) throws -> ReconcilerWorld {
    var world = try ReconcilerWorld(spec)
    try world.settle()
    world.cloudActs()
    try world.settle()
    return world
  }

  @Test func theIdOfTheClusterIsWrittenDownBeforeAnythingIsMade() throws {
    var world = try ReconcilerWorld(Samples.spec())
    #expect(try world.pass() == 1)
    #expect(world.world.manifest?["status"]?["clusterID"] == "T3dlQfXFSr-H5UZixW2FAw")
    #expect(world.world.services.isEmpty)
  }

  @Test func brokersWaitForTheAddressThatTheyAdvertise() throws {
    var world = try ReconcilerWorld(Samples.spec())
    try world.settle()
    #expect(world.world.services.contains { $0.metadata.name == "envoy-loadbalancer-external-k" })
    #expect(world.world.deployments.map(\.metadata.name) == ["envoy-external-k"])
    #expect(world.world.pods.isEmpty)
    #expect(!world.world.configMaps.contains { $0.metadata.name.hasPrefix("k-config-") })
    #expect(world.reasons.contains("WaitingForAddress"))
    world.cloudActs()
    try world.settle()
    #expect(world.podNames == ["k-0", "k-1", "k-2"])
    #expect(world.config(1).contains("127.1.0.9:19091"))
    #expect(world.world.manifest?["status"]?["state"] == "ClusterRunning")
  }

  @Test func whatIsAsItIsWantedIsNotWritten() throws {
    var world = try running()
    #expect(try world.pass() == 0)
  }

  @Test func aChangedConfigurationReplacesOneBrokerAfterTheOther() throws {
    var world = try running()
    let before = world.world.pods.map(\.metadata.uid)
    world.change { $0["readOnlyConfig"] = "auto.create.topics.enable=false\n" }
    var fewest = 3
    var configs: [Int] = []
    for _ in 0..<40 {
      let writes = try world.pass()
      fewest = min(fewest, world.world.pods.filter { $0.isReady && !$0.isTerminating }.count)
      configs.append((0..<3).filter { world.config($0).contains("auto.create.topics.enable=false") }.count)
      if !world.nodeActs(), writes == 0 { break }
    }
    #expect(fewest == 2)
    // A broker's configuration changes with its turn, and not before.
    #expect(configs.first == 1)
    #expect(configs.last == 3)
    #expect(Set(world.world.pods.map(\.metadata.uid)).isDisjoint(with: before))
  }

  @Test func aSettingThatKafkaChangesWhileItRunsReplacesNobody() throws {
    var world = try running()
    let before = world.world.pods.map(\.metadata.uid)
    world.change { $0["readOnlyConfig"] = "log.retention.ms=9\n" }
    try world.settle()
    #expect(world.config(0).contains("log.retention.ms=9"))
    #expect(world.world.pods.map(\.metadata.uid) == before)
  }

  @Test func aWrongManifestTouchesNothing() throws {
    var world = try running()
    let before = world.world.pods
    world.change { $0["brokers"] = [["id": 0, "brokerConfigGroup": "none"]] }
    #expect(try world.pass() == 0)
    #expect(world.reasons == ["InvalidCluster"])
    #expect(world.last.notes.first?.message.contains("spec.brokers") == true)
    #expect(world.world.pods == before)
  }

  @Test func brokersThatCannotStartDoNotWaitForEachOther() throws {
    var world = try running()
    for index in world.world.pods.indices { world.world.pods[index].status?.conditions = [] }
    world.change { $0["readOnlyConfig"] = "auto.create.topics.enable=false\n" }
    for _ in 0..<60 where !(0..<3).allSatisfy({ world.config($0).contains("topics.enable=false") }) {
      try world.pass()
      world.world.now = Time(secondsSince1970: world.world.now.secondsSince1970 + 30)
      world.world.pods.removeAll(where: \.isTerminating)
      for index in world.world.pods.indices where world.world.pods[index].metadata.creationTimestamp == nil {
        world.world.pods[index].metadata.creationTimestamp = world.world.now
      }
    }
    #expect(world.config(2).contains("topics.enable=false"))
  }

  @Test func aBrokerThatIsTakenAwayGoesAndItsClaimStaysByDefault() throws {
    var world = try running()
    world.change { $0["brokers"] = [["id": 0, "brokerConfigGroup": "default"]] }
    try world.settle()
    #expect(world.podNames == ["k-0"])
    #expect(
      world.world.configMaps.filter { $0.metadata.name.hasPrefix("k-config-") }.map(\.metadata.name) == ["k-config-0"])
    #expect(world.world.claims.count == 3)
  }

  @Test func whereThePolicySaysSoItsClaimGoesWithIt() throws {
    var world = try running()
    world.change { $0["pvcPolicy"] = "delete" }
    try world.settle()
    world.change { $0["brokers"] = [["id": 0, "brokerConfigGroup": "default"]] }
    try world.settle()
    #expect(world.world.claims.map { $0.metadata.labels["brokerId"] } == ["0"])
  }

  @Test func theClaimsOfAClusterThatIsGoneStayAndKnowWhoUsedThem() throws {
    var world = try running()
    let manifest = world.world.manifest
    world.world.manifest = nil
    try world.settle()
    #expect(world.world.pods.isEmpty)
    #expect(world.world.services.isEmpty)
    #expect(world.world.deployments.isEmpty)
    #expect(world.world.configMaps.isEmpty)
    #expect(
      world.world.claims.map { $0.metadata.annotations[SandboxAnnotation.usedBy] }
        == Array(repeating: "T3dlQfXFSr-H5UZixW2FAw", count: 3))
    // The same cluster again goes on with them, and formats nothing.
    world.world.manifest = manifest
    world.world.manifest?.content["status"] = nil
    try world.settle()
    world.cloudActs()
    try world.settle()
    #expect(world.world.claims.count == 3)
    #expect(world.world.manifest?["status"]?["clusterID"] == "T3dlQfXFSr-H5UZixW2FAw")
    let used = world.world.configMaps.first { $0.metadata.name == "k-config-0" }?.data["used-volumes"]
    #expect(used?.contains("/kafka-logs") == true)
  }

  @Test func aVolumeIsUsedOnceItsBrokerWasReady() throws {
    var world = try ReconcilerWorld(Samples.spec(isOutside: false))
    for _ in 0..<3 { try world.pass() }
    #expect(!world.world.pods.isEmpty)
    #expect(world.world.claims.allSatisfy { $0.metadata.annotations[SandboxAnnotation.usedBy] == nil } as Bool)
    world.nodeActs()
    try world.settle()
    #expect(world.world.claims.allSatisfy { $0.metadata.annotations[SandboxAnnotation.usedBy] != nil } as Bool)
    #expect(
      world.world.manifest?["status"]?["brokersState"]?["0"]?["volumes"]?["/kafka-logs"]?["state"] == "used")
  }

  @Test func aClaimThatSomebodyDeletesIsHeldWhileItsBrokerIsWanted() throws {
    var world = try running(Samples.spec(isOutside: false))
    world.world.claims[0].metadata.deletionTimestamp = world.world.now
    try world.settle()
    #expect(world.world.claims.contains { $0.metadata.deletionTimestamp != nil })
    #expect(world.reasons.contains("ClaimIsKept"))
    // Its volume was used: another one is not formatted in its place without a word.
    let used = world.world.configMaps.first { $0.metadata.name == "k-config-0" }?.data["used-volumes"]
    #expect(used?.contains("/kafka-logs") == true)
  }

  @Test func aPausedBrokerHasNoPod() throws {
    var world = try running()
    world.change {
      $0["brokers"] = [
        ["id": 0, "brokerConfigGroup": "default"], ["id": 1, "brokerConfigGroup": "default", "paused": true],
        ["id": 2, "brokerConfigGroup": "default"],
      ]
    }
    try world.settle()
    #expect(world.podNames == ["k-0", "k-2"])
  }

  @Test func aRackIsThatOfTheNodeOnWhichTheBrokerIs() throws {
    var spec = Samples.spec(isOutside: false)
    spec["rackAwareness"] = ["labels": ["topology.kubernetes.io/zone"]]
    var world = try ReconcilerWorld(spec)
    try world.settle()
    let zones = world.world.pods.sorted { $0.metadata.name < $1.metadata.name }.map {
      "broker.rack=z\($0.spec?.nodeName ?? "")"
    }
    #expect(zones.count == 3)
    for (id, zone) in zones.enumerated() { #expect(world.config(id).contains(zone)) }
    #expect(world.world.pods.allSatisfy { $0.metadata.uid != nil } as Bool)
    #expect(try world.pass() == 0)
  }

  @Test func cruiseControlIsLeftOutAndThatIsSaid() throws {
    let world = try running()
    #expect(world.reasons.contains("LeftOut"))
    #expect(!world.world.deployments.contains { $0.metadata.name.contains("cruisecontrol") })
  }

  @Test func aClusterThatIsBeingDeletedIsLeftAlone() throws {
    var world = try running()
    world.world.manifest?.metadata.deletionTimestamp = world.world.now
    world.change { $0["readOnlyConfig"] = "auto.create.topics.enable=false\n" }
    #expect(try world.pass() == 0)
  }
}
