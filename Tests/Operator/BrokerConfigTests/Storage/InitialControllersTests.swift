import KafkaResources
import Testing

@testable import BrokerConfig

@Suite struct InitialControllersTests {
  private func lists(
    _ facts: RenderingFacts, quorum: String = "dynamic", lost: String = "[]"
  ) throws -> [Int32: String] {
    let disk = "storageConfigs: [{mountPath: /d, pvcSpec: {}}]"
    let controller = "brokerConfig: {processRoles: [controller], \(disk)}"
    let cluster = try Pods.cluster(
      brokers: """
        {id: 2, \(controller), lostVolumes: \(lost)}, {id: 1, \(controller)},
        {id: 10, brokerConfig: {processRoles: [broker], \(disk)}}
        """, spec: "controllerQuorum: \(quorum)", kRaft: true)
    var lists: [Int32: String] = [:]
    for broker in try ClusterRendering(of: cluster, facts: facts).brokers {
      lists[broker.id] = broker.configMap.data["initial-controllers"]
    }
    return lists
  }

  private let clusterID = "IRUtDZ4MSQyyZCrbQDWcLg"

  @Test func everyControllerOfANewClusterIsToldTheSameList() throws {
    let lists = try lists(RenderingFacts(clusterID: clusterID))
    #expect(lists.keys.sorted() == [1, 2])
    #expect(lists[1] == lists[2])
    let entries = try #require(lists[1]).split(separator: ",")
    let domain = "kafka-controller-headless.kafka.svc.cluster.local:29093"
    #expect(entries.count == 2)
    #expect(entries[0].hasPrefix("1@kafka-1.\(domain):") && entries[1].hasPrefix("2@kafka-2.\(domain):"))
  }

  @Test func aControllerThatJoinsLaterOrWasThereOrLostItsDiskIsToldNone() throws {
    #expect(try lists(RenderingFacts(clusterID: clusterID, initialControllers: [1])).keys.sorted() == [1])
    #expect(try lists(RenderingFacts(clusterID: clusterID, usedVolumes: [1: ["/d"]])).keys.sorted() == [2])
    #expect(try lists(RenderingFacts(clusterID: clusterID), lost: "[/d]").keys.sorted() == [1])
  }

  @Test func thereIsNoListForAStaticQuorumOrWhereTheClustersIdIsNotKnown() throws {
    #expect(try lists(RenderingFacts(clusterID: clusterID), quorum: "static").isEmpty)
    #expect(try lists(RenderingFacts()).isEmpty)
  }

  @Test func theIdThatTheManifestSetsForAllNodesIsTheClusters() throws {
    let facts = RenderingFacts(clusterID: clusterID)
    let cluster = try Pods.cluster(
      brokers: "{id: 0, brokerConfig: {processRoles: [controller, broker]}}",
      spec: "controllerQuorum: dynamic\nenvs: [{name: CLUSTER_ID, value: own}]", kRaft: true)
    let list = try ClusterRendering(of: cluster, facts: facts).brokers[0].configMap.data["initial-controllers"]
    #expect(list?.hasSuffix(":29093:\(InitialControllers.directoryID(of: 0, in: "own"))") == true)
  }

  @Test func folderIdsAreOfKafkasFormAndDependOnClusterAndController() {
    var ids: Set<String> = []
    for controller: Int32 in 0..<300 {
      let id = InitialControllers.directoryID(of: controller, in: clusterID)
      #expect(id == InitialControllers.directoryID(of: controller, in: clusterID))
      #expect(id.utf8.count == 22 && !id.hasPrefix("-"))
      // The last digit of 16 bytes holds two bits.
      #expect("AQgw".contains(id.last ?? "x"))
      ids.insert(id)
    }
    #expect(ids.count == 300)
    #expect(InitialControllers.directoryID(of: 0, in: "other") != InitialControllers.directoryID(of: 0, in: clusterID))
  }
}
