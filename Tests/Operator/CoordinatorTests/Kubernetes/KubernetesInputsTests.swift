import ClusterTopology
import EnvoyConfig
import JSON
import KubernetesClient
import KubernetesObjects
import Testing
import XDS

@testable import Coordinator

@Suite struct KubernetesInputsTests {
  // MARK: Synchronisation

  @Test func nothingIsPublishedBeforeEverythingWasTold() {
    var world = World()
    world.set(cluster: manifest([0, 1]))
    world.set(brokerPod(0, at: "10.0.0.1"))
    world.update()
    #expect(world.directives.isEmpty)
    #expect(!world.inputs.hasLoaded)
    world.set(brokerPod(1, at: "10.0.0.2"))
    world.inputs.synced()
    world.update()
    #expect(world.inputs.hasLoaded)
    #expect(world.publishes == 1)
    #expect(world.bootstrap == [0, 1])
  }

  @Test func anEmptyApiServerIsLoadedToo() {
    var world = World()
    world.inputs.synced()
    world.update()
    #expect(world.inputs.hasLoaded)
    #expect(world.directives.isEmpty)
  }

  @Test func whatAnEarlierRunServedStaysUntilEverythingWasTold() {
    var world = World()
    world.inputs.restored(World.group)
    world.update()
    #expect(world.directives.isEmpty)
    world.set(cluster: manifest([0]))
    world.set(brokerPod(0, at: "10.0.0.1"))
    world.inputs.synced()
    world.update()
    #expect(world.publishes == 1)
    #expect(world.withdrawn.isEmpty)
  }

  @Test func whatAnEarlierRunServedOfAClusterThatIsNotThereIsWithdrawn() {
    var world = World()
    world.inputs.restored(World.group)
    world.inputs.restored(GroupID(rawValue: "other/kafka/external"))
    world.set(cluster: manifest([0]))
    world.inputs.synced()
    world.update()
    #expect(world.withdrawn.map(\.rawValue) == ["other/kafka/external"])
    #expect(world.gone == [ObjectKey(namespace: "other", name: "kafka")])
  }

  @Test func whatAnEarlierRunServedOfAClusterThatIsRefusedStays() {
    var world = World()
    world.inputs.restored(World.group)
    world.set(cluster: manifest([0, 0]))
    world.inputs.synced()
    world.update()
    #expect(!world.refusals.isEmpty)
    #expect(world.withdrawn.isEmpty && world.gone.isEmpty)
  }

  @Test func anAccessPointOfAnEarlierRunThatTheClusterNoLongerHasIsWithdrawn() {
    var world = World()
    world.inputs.restored(World.group)
    world.inputs.restored(GroupID(rawValue: "shop/kafka/partners"))
    world.set(cluster: manifest([0]))
    world.inputs.synced()
    world.update()
    #expect(world.withdrawn.map(\.rawValue) == ["shop/kafka/partners"])
  }

  // MARK: Pods

  @Test func eachBrokerIsWhereItsPodIs() {
    let world = World.running("RRR")
    #expect(world.bootstrap == [0, 1, 2])
    #expect((0...2).map { world.address($0) } == ["10.0.0.1", "10.0.0.2", "10.0.0.3"])
  }

  @Test(arguments: [
    ("R", BrokerHealth.healthy), ("N", .unhealthy), ("P", .unhealthy), ("T", .draining), ("E", .unreachable),
    ("U", .unknown),
  ])
  func aPodsStateIsTheBrokersHealth(letter: String, health: BrokerHealth) {
    let world = World.running("RR\(letter)")
    #expect(world.broker(2)?.health == health)
  }

  @Test func aPodThatIsAboutToBeEvictedIsDraining() {
    var world = World.running("RRR")
    var pod = brokerPod(1, at: "10.0.0.2")
    pod.status?.conditions.append(Condition(type: "DisruptionTarget", status: "True"))
    world.set(pod)
    world.update()
    #expect(world.broker(1)?.health == .draining)
    #expect(world.bootstrap == [0, 2])
  }

  @Test func aPodOfAKubeletWithoutAReadyConditionIsUnknown() {
    var world = World.running("RRR")
    var pod = brokerPod(1, at: "10.0.0.2")
    pod.status?.conditions = []
    world.set(pod)
    world.update()
    #expect(world.broker(1)?.health == .unknown)
    // It keeps its last state.
    #expect(world.bootstrap == [0, 1, 2])
  }

  @Test func lostReadinessChangesTheBootstrapAndNothingElse() {
    var world = World.running("RRR")
    let listeners = world.versions(.listener)
    let clusters = world.versions(.cluster)
    let endpoints = world.versions(.endpoints)
    world.set(brokerPod(1, "N", at: "10.0.0.2"))
    world.update()
    #expect(world.bootstrap == [0, 2])
    #expect(world.versions(.listener) == listeners && world.versions(.cluster) == clusters)
    let changed = world.versions(.endpoints).filter { endpoints[$0.key] != $0.value }
    #expect(Array(changed.keys) == ["all-brokers"])
  }

  @Test func aPodThatIsReplacedMovesItsBrokerAlone() {
    var world = World.running("RRR")
    let listeners = world.versions(.listener)
    let endpoints = world.versions(.endpoints)
    world.set(brokerPod(1, "T", at: "10.0.0.2"))
    world.update()
    #expect(world.broker(1)?.health == .draining)
    world.remove(pod: "kafka-1-a")
    world.set(brokerPod(1, "P", name: "kafka-1-b", at: nil, created: 5))
    world.update()
    #expect(world.address(1) == "10.0.0.2")
    #expect(world.broker(1)?.health == .unreachable)
    world.set(brokerPod(1, "R", name: "kafka-1-b", at: "10.0.0.20", created: 5))
    world.update()
    #expect(world.address(1) == "10.0.0.20")
    #expect(world.bootstrap == [0, 1, 2])
    #expect(world.versions(.listener) == listeners)
    let changed = world.versions(.endpoints).filter { endpoints[$0.key] != $0.value }
    #expect(changed.keys.sorted() == ["all-brokers", "broker-1"])
  }

  @Test func ofTwoPodsTheNewestThatDoesNotTerminateCounts() {
    var world = World.running("RRR")
    world.set(brokerPod(1, "T", at: "10.0.0.2", created: 100))
    world.set(brokerPod(1, "N", name: "kafka-1-b", at: "10.0.0.20", created: 5))
    world.update()
    #expect(world.address(1) == "10.0.0.20")
    #expect(world.broker(1)?.health == .unhealthy)
    world.set(brokerPod(1, "R", name: "kafka-1-c", at: "10.0.0.21", created: 6))
    world.update()
    #expect(world.address(1) == "10.0.0.21")
    #expect(world.warnings.count == 1 && world.warnings.first?.contains("broker 1 has 2 living pods") == true)
  }

  @Test func theOldPodCountsWhileTheNewOneHasNoAddress() {
    var world = World.running("RRR")
    world.set(brokerPod(1, "T", at: "10.0.0.2"))
    world.set(brokerPod(1, "P", name: "kafka-1-b", at: nil, created: 5))
    world.update()
    #expect(world.address(1) == "10.0.0.2")
    #expect(world.broker(1)?.health == .draining)
  }

  @Test func aPodThatHasEndedComesLast() {
    var world = World.running("RRR")
    world.set(brokerPod(1, "E", name: "kafka-1-evicted", at: "10.0.0.66", created: 50))
    world.update()
    #expect(world.address(1) == "10.0.0.2")
    #expect(world.broker(1)?.health == .healthy)
  }

  @Test func podsOfTheSameSecondAreChosenAlikeInWhateverOrderTheyAreSeen() {
    let pods = [
      brokerPod(0, name: "a", at: "10.0.0.1", uid: "u1"), brokerPod(0, name: "b", at: "10.0.0.2", uid: "u2"),
    ]
    #expect(BrokerPods(pods.compactMap { BrokerPod($0) }) == BrokerPods(pods.reversed().compactMap { BrokerPod($0) }))
  }

  @Test func aBrokerWithoutAPodIsUnreachableAndKeepsItsAddress() {
    var world = World.running("RRR")
    world.remove(pod: "kafka-2-a")
    world.update()
    #expect(world.broker(2)?.health == .unreachable)
    #expect(world.address(2) == "10.0.0.3")
    #expect(world.bootstrap == [0, 1])
  }

  @Test func whenEveryPodIsGoneTheLastBrokersStayInTheBootstrap() {
    var world = World.running("RRR")
    let endpoints = world.versions(.endpoints)
    for id in 0...2 { world.remove(pod: "kafka-\(id)-a") }
    world.update()
    #expect(world.bootstrap == [0, 1, 2])
    #expect(world.versions(.endpoints) == endpoints)
  }

  @Test func aBrokerThatNeverHadAPodHasAListenerAndNoEndpoint() {
    let world = World.running("RR-")
    #expect(world.versions(.listener).keys.contains("broker-2"))
    #expect(world.address(2) == nil)
    #expect(world.bootstrap == [0, 1])
  }

  @Test func dualStackPodsAreReachedAtTheirFirstAddress() {
    var world = World.running("RRR")
    var pod = brokerPod(1, at: nil)
    pod.status?.podIPs = [HostIP(ip: "fd00::7"), HostIP(ip: "10.0.0.7")]
    world.set(pod)
    world.update()
    #expect(world.address(1) == "fd00::7")
  }

  @Test func podsOnTheHostsNetworkMayShareAnAddress() {
    var world = World.running("RRR")
    world.set(brokerPod(1, at: "10.0.0.1"))
    world.update()
    #expect(world.address(0) == world.address(1))
    #expect(world.bootstrap == [0, 1, 2])
  }

  @Test(arguments: ["kafka-0", "0.0.0.0", "10.0.0.1:9092"])
  func whatIsNoAddressIsNotUsedAndSaid(address: String) {
    var world = World.running("RRR")
    world.set(brokerPod(1, at: address))
    world.update()
    #expect(world.address(1) == "10.0.0.2")
    #expect(world.warnings.first?.contains("kafka-1-a") == true)
    world.set(brokerPod(1, "N", at: address))
    world.update()
    #expect(world.warnings.isEmpty)
  }

  @Test func aPodOfNoBrokerOfTheManifestChangesNothing() {
    var world = World.running("RRR")
    let before = world.published
    world.set(brokerPod(7, at: "10.0.0.8"))
    world.update()
    #expect(world.published == before)
  }

  @Test func aPodWithoutKafkasLabelsIsNone() {
    var world = World.running("RRR")
    var pod = brokerPod(1, name: "stranger", at: "10.9.9.9", created: 99)
    pod.metadata.labels["brokerId"] = "01"
    world.set(pod)
    world.update()
    #expect(world.directives.isEmpty)
  }

  @Test func aChangeOfAPodThatSaysNothingNewGivesNoDirective() {
    var world = World.running("RRR")
    var pod = brokerPod(1, at: "10.0.0.2")
    pod.metadata.resourceVersion = "99"
    pod.metadata.annotations = ["a": "b"]
    world.set(pod)
    world.update()
    #expect(world.directives.isEmpty)
  }

  @Test func aPodThatChangesItsClusterLeavesTheOldOne() {
    var world = World.running("RRR")
    world.set(brokerPod(1, at: "10.0.0.2", cluster: "other"))
    world.update()
    #expect(world.broker(1)?.health == .unreachable)
  }

  // MARK: Manifests

  @Test(arguments: [(manifest([0, 0]), "spec.brokers[1].id"), (manifest([50000]), "65535")])
  func aRefusedManifestKeepsWhatWasInUse(text: String, word: String) {
    var world = World.running("RRR")
    let before = world.published
    world.set(cluster: text)
    world.update()
    #expect(world.refusals.contains { $0.contains(word) }, "\(world.refusals)")
    #expect(world.published == before)
    // Pods are followed on.
    world.set(brokerPod(1, "N", at: "10.0.0.2"))
    world.update()
    #expect(world.bootstrap == [0, 2])
    #expect(world.refusals.isEmpty)
    world.set(cluster: manifest([0, 1]))
    world.update()
    #expect(world.acceptances == 1)
    #expect(world.versions(.cluster).keys.sorted() == ["all-brokers", "broker-0", "broker-1"])
  }

  @Test func theSameRefusalIsSaidOnce() {
    var world = World.running("RRR")
    world.set(cluster: manifest([0, 0]))
    world.update()
    #expect(world.refusals.count == 1)
    world.set(cluster: manifest([0, 0], more: "  clusterImage: a\n"))
    world.update()
    #expect(world.directives.isEmpty)
  }

  @Test func aChangeOfTheStatusIsNone() {
    var world = World.running("RRR")
    world.set(cluster: manifest([0, 1, 2], more: "status: {state: ClusterRunning}\n"))
    world.update()
    #expect(world.directives.isEmpty)
  }

  @Test func aManifestThatLeavesNoBrokerIsRefused() {
    var world = World.running("RRR")
    let before = world.published
    world.set(cluster: manifest([]))
    world.update()
    #expect(world.refusals.first?.contains("delete the KafkaCluster") == true, "\(world.refusals)")
    #expect(world.published == before)
  }

  @Test func anAccessPointThatIsTakenOutIsWithdrawnEvenTheLast() {
    var world = World.running("RRR", listeners: ["external", "partners"])
    world.set(cluster: manifest([0, 1, 2], listeners: ["external"]))
    world.update()
    #expect(world.withdrawn.map(\.rawValue) == ["shop/kafka/partners"])
    world.set(cluster: manifest([0, 1, 2], listeners: []))
    world.update()
    #expect(world.withdrawn == [World.group])
    #expect(world.gone.isEmpty)
  }

  @Test func aDeletedClusterIsWithdrawnAndForgotten() {
    var world = World.running("RRR")
    world.set(cluster: nil)
    world.update()
    #expect(world.withdrawn == [World.group])
    #expect(world.gone == [World.key])
    #expect(world.inputs.inputs(of: World.key)?.topology == nil)
    // What comes under its name later begins anew, with the pods that are there.
    world.set(cluster: manifest([0, 1]))
    world.update()
    #expect(world.bootstrap == [0, 1])
    for id in 0...2 { world.remove(pod: "kafka-\(id)-a") }
    world.set(cluster: nil)
    world.update()
    #expect(world.inputs.inputs(of: World.key) == nil)
  }

  @Test func aClusterThatIsDeletedAndMadeAnewBetweenTwoLooksIsServedOn() {
    var world = World.running("RRR")
    world.set(cluster: nil)
    world.set(cluster: manifest([0, 1, 2, 3]))
    world.update()
    #expect(world.withdrawn.isEmpty)
    #expect(world.versions(.cluster).count == 5)
  }

  // MARK: Several clusters

  @Test func clustersOfTheSameNameInTwoNamespacesAreTwo() {
    var world = World.running("RRR")
    let before = world.published
    let other = ObjectKey(namespace: "other", name: "kafka")
    world.set(cluster: manifest([0]).replacing("namespace: shop", with: "namespace: other"), of: other)
    world.set(brokerPod(0, at: "10.1.0.1", namespace: "other"))
    world.update()
    #expect(world.published.keys.sorted().map(\.rawValue) == ["other/kafka/external", "shop/kafka/external"])
    #expect(world.published[World.group] == before[World.group])
    world.set(cluster: nil, of: other)
    world.update()
    #expect(world.published == before)
  }

  @Test func anInvalidClusterDoesNotKeepOthersFromBeingServed() {
    var world = World()
    world.set(cluster: manifest([0, 0], name: "bad"), of: ObjectKey(namespace: "shop", name: "bad"))
    world.set(cluster: manifest([0]))
    world.set(brokerPod(0, at: "10.0.0.1"))
    world.inputs.synced()
    world.update()
    #expect(world.inputs.hasLoaded)
    #expect(world.published.keys.map(\.rawValue) == ["shop/kafka/external"])
    #expect(world.refusals.count == 1)
  }

  // MARK: Replicas

  @Test func replicasThatSawTheSameInAnotherOrderGiveTheSameBytes() {
    let first = World.running("RNRTR")
    var second = World()
    for (id, letter) in Array("RNRTR".enumerated()).reversed() {
      second.set(brokerPod(Int32(id), letter, at: "10.0.0.\(id + 1)"))
    }
    second.inputs.synced()
    second.update()
    second.set(cluster: manifest([0, 1, 2, 3, 4]))
    second.update()
    #expect(first.published == second.published)
  }

  @Test func aReplicaThatSawTheWayHereGivesTheBytesOfOneThatSeesOnlyTheEnd() {
    var first = World.running("RRRR")
    for id: Int32 in 0...3 {
      first.set(brokerPod(id, "T", at: "10.0.0.\(id + 1)"))
      first.update()
      first.remove(pod: "kafka-\(id)-a")
      first.set(brokerPod(id, "P", name: "kafka-\(id)-b", at: nil, created: 5))
      first.update()
      first.set(brokerPod(id, "R", name: "kafka-\(id)-b", at: "10.0.1.\(id + 1)", created: 5))
      first.update()
    }
    var second = World()
    second.set(cluster: manifest([0, 1, 2, 3]))
    for id: Int32 in 0...3 { second.set(brokerPod(id, "R", name: "kafka-\(id)-b", at: "10.0.1.\(id + 1)", created: 5)) }
    second.inputs.synced()
    second.update()
    #expect(first.published == second.published)
  }

  @Test func whatAnEarlierRunRememberedOfBrokersIsUsed() throws {
    var first = World.running("RRR")
    first.set(brokerPod(2, "N", at: "10.0.0.3"))
    first.update()
    let membership = try BootstrapMembership(
      saved: first.inputs.inputs(of: World.key)?.membership.saved ?? .null)
    var second = World(KubernetesInputs(memberships: ["shop/kafka": membership]))
    second.set(cluster: manifest([0, 1, 2]))
    second.set(brokerPod(0, at: "10.0.0.1"))
    second.set(brokerPod(2, "U", at: "10.0.0.3"))
    second.inputs.synced()
    second.update()
    #expect(second.address(1) == "10.0.0.2")
    #expect(second.bootstrap == [0])
  }

  @Test func whatWasRememberedOfAClusterThatIsNotThereIsForgotten() {
    var world = World(KubernetesInputs(memberships: ["shop/old": BootstrapMembership()]))
    world.inputs.synced()
    world.update()
    #expect(world.gone.map(\.name) == ["old"])
  }
}
