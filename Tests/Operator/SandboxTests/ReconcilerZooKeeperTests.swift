import JSON
import KubernetesClient
import KubernetesObjects
import Testing

@testable import Sandbox

@Suite struct ReconcilerZooKeeperTests {
  private func place(_ address: String) -> ZooKeeperPlace? {
    ZooKeeperPlace(address, namespace: "kafka", domain: "cluster.local")
  }

  private func cluster(_ name: String, _ address: String) throws(ObjectError) -> UnstructuredObject {
    var spec = ReconcilerSamples.spec(isOutside: false)
    spec["kRaft"] = false
    spec["zkAddresses"] = [.string(address)]
    spec["brokerConfigGroups"] = nil
    spec["brokers"] = [["id": 0, "brokerConfig": [:]]]
    var manifest = try ReconcilerSamples.manifest(spec)
    manifest.metadata.name = name
    return manifest
  }

  @Test(arguments: [
    ("zookeeper-server-client.zookeeper:2181", "zookeeper/zookeeper-server-client"), ("zk:2182", "kafka/zk"),
    ("zk.other.svc.cluster.local:2181", "other/zk"), ("zk.other.svc", "other/zk"),
  ])
  func anAddressNamesAService(_ address: String, _ path: String) {
    #expect(place(address)?.service.path == path)
  }

  @Test(arguments: [
    "10.0.0.1:2181", "zk-0.zk.example.com:2181", "zk.other.svc.example.com:2181", "zk:0", "zk:x", "", "ZK:2181",
    "[::1]:2181",
  ])
  func anAddressOutsideIsSomebodyElses(_ address: String) { #expect(place(address) == nil) }

  @Test func aZooKeeperIsMadeInItsNamespaceAndGoesWithTheLastCluster() throws {
    var world = ZooKeeperPlanner.World()
    world.clusters = [try cluster("a", "zk.zookeeper:2181"), try cluster("b", "zk.zookeeper:2181")]
    var plan = ZooKeeperPlanner(world: world).plan()
    #expect(plan.writes.map(\.key.path) == ["zookeeper"])
    world.namespaces = ["zookeeper"]
    plan = ZooKeeperPlanner(world: world).plan()
    #expect(
      plan.writes.map(\.key.path) == ["zookeeper/zk", "zookeeper/zk-data", "zookeeper/zk-config", "zookeeper/zk-0"])
    for case .create(let resource, var json) in plan.writes {
      json["metadata"]?["uid"] = "uid"
      switch resource {
      case Pod.resource: world.pods = [try Pod(json: json)]
      case Service.resource: world.services = [try Service(json: json)]
      case ConfigMap.resource: world.configMaps = [try ConfigMap(json: json)]
      default: world.claims = [try PersistentVolumeClaim(json: json)]
      }
    }
    #expect(world.services[0].spec?.selector == world.pods[0].metadata.labels)
    #expect(ZooKeeperPlanner(world: world).plan().writes.isEmpty)
    world.clusters.removeLast()
    #expect(ZooKeeperPlanner(world: world).plan().writes.isEmpty)
    world.clusters = []
    #expect(
      ZooKeeperPlanner(world: world).plan().writes.map(\.key.path)
        == ["zookeeper/zk-0", "zookeeper/zk", "zookeeper/zk-config", "zookeeper/zk-data"])
  }

  @Test func aServiceOfTheUsersIsTheirZooKeeper() throws {
    var world = ZooKeeperPlanner.World()
    world.clusters = [try cluster("a", "zk.zookeeper:2181")]
    world.namespaces = ["zookeeper"]
    world.services = [Service(metadata: ObjectMeta(name: "zk", namespace: "zookeeper"))]
    #expect(ZooKeeperPlanner(world: world).plan().writes.isEmpty)
  }

  @Test func aClusterThatIsWrongKeepsItsZooKeeper() throws {
    var world = ZooKeeperPlanner.World()
    var wrong = try cluster("a", "zk.zookeeper:2181")
    wrong.content["spec"] = ["zkAddresses": ["zk.zookeeper:2181"], "brokers": 7]
    world.clusters = [wrong]
    world.namespaces = ["zookeeper"]
    let pod = ZooKeeperObjects(place: try #require(place("zk.zookeeper:2181"))).pod
    world.pods = [pod]
    let plan = ZooKeeperPlanner(world: world).plan()
    #expect(!plan.writes.contains { if case .delete = $0 { true } else { false } })
  }
}
