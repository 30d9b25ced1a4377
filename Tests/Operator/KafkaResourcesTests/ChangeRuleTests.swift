import JSON
import Testing
import YAML

@testable import KafkaResources

/// The rules about changes: a cluster as it was, as it is wanted, and what is said of that.
struct ChangeRuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: String
    let old: String
    let new: String
    let problem: String

    var testDescription: String { "\(rule): \(problem.prefix(60))" }
  }

  private static func storage(_ sizes: (path: String, size: String)..., group: Bool = false) -> String {
    let list = sizes.map { path, size in
      "{mountPath: \(path), pvcSpec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: \(size)}}}}"
    }.joined(separator: ", ")
    if group {
      return manifest(
        brokers: "[{id: 3, brokerConfigGroup: g}]", more: "brokerConfigGroups: {g: {storageConfigs: [\(list)]}}")
    }
    return manifest(brokers: "[{id: 3, brokerConfig: {storageConfigs: [\(list)]}}]")
  }

  private static func controller(_ path: String) -> String {
    RuleTests.kRaft(
      ["controller"], broker: ", storageConfigs: [{mountPath: \(path), emptyDir: {sizeLimit: 1Gi}}]")
  }

  private static let quorum = RuleTests.kRaft(["controller", "controller", "controller", "broker"])
  private static let dynamic = "controllerQuorum: dynamic"

  static let cases: [Case] = [
    Case(
      rule: "kRaftStays", old: quorum, new: manifest(),
      problem: "!spec.kRaft: a cluster with kRaft cannot go back to ZooKeeper; write 'kRaft: true'"),
    Case(
      rule: "kRaftStays", old: manifest(), new: quorum,
      problem: "spec.kRaft: the metadata in ZooKeeper is not that of the quorum until it has been migrated; "
        + "migrate it first, as Kafka's documentation says (KIP-866)"),
    Case(
      rule: "dynamicQuorumStays", old: RuleTests.kRaft(["controller"], more: dynamic),
      new: RuleTests.kRaft(["controller"]),
      problem: "!spec.controllerQuorum: a dynamic quorum cannot become a static one; write 'controllerQuorum: dynamic'"),
    Case(
      rule: "dynamicQuorumStays", old: RuleTests.kRaft(["controller"]),
      new: RuleTests.kRaft(["controller"], more: dynamic),
      problem: "spec.controllerQuorum: a quorum that was formed as a static one becomes dynamic only by an upgrade of "
        + "kraft.version; use Kafka 4.1 or newer, and upgrade the feature kraft.version (KIP-853)"),
    Case(
      rule: "zooKeepersPathStays", old: manifest(more: "zkPath: /a"), new: manifest(),
      problem: "spec.zkPath: the cluster is kept at '/a': at '/' brokers find another one and do not start; "
        + "write '/a', or move what ZooKeeper keeps there first"),
    Case(
      rule: "someControllersStay", old: RuleTests.kRaft(["controller", "controller", "broker"]),
      new: RuleTests.kRaft(["broker", "broker", "controller"]),
      problem: "!spec.brokers: none of the controllers 0, 1 stays, and with them the cluster's metadata is gone; "
        + "add the new ones first, and remove the old ones one by one"),
    Case(
      rule: "someControllersStay", old: quorum, new: RuleTests.kRaft(["controller"]),
      problem:
        "spec.brokers: of the controllers 0, 1, 2 no majority stays: what they alone know of the metadata is gone; "
        + "remove one controller at a time"),
    Case(
      rule: "someControllersStay", old: quorum, new: RuleTests.kRaft(["controller", "controller"]),
      problem:
        "spec.brokers: the controllers become 0, 1, which every node of a static quorum learns at its next restart "
        + "only; change one controller at a time, or use 'controllerQuorum: dynamic' for a new cluster"),
    Case(
      rule: "someControllersStay", old: quorum, new: RuleTests.kRaft(["controller", "controller"], more: dynamic),
      problem: ""),
    Case(
      rule: "controllersKeepTheirRole", old: quorum,
      new: RuleTests.kRaft(["controller", "controller", "broker", "broker"]),
      problem: "spec.brokers[2]: node 2 is a controller of a static quorum and would be none any more; "
        + "leave it the role, or put another controller in its place"),
    Case(
      rule: "brokersKeepTheirRole", old: RuleTests.kRaft(["controller, broker"]), new: RuleTests.kRaft(["controller"]),
      problem: "spec.brokers[0]: node 0 holds partitions and would be no broker any more; "
        + "move its partitions away first"),
    Case(
      rule: "volumesStay", old: storage(("/a", "1Gi"), ("/b", "1Gi")), new: storage(("/b", "1Gi")),
      problem: "spec.brokers[0]: the volume '/a' of broker 3 goes as soon as its partitions are on others; "
        + "see to it that the other volumes have the room"),
    Case(
      rule: "volumesStay", old: controller("/a"), new: controller("/b"),
      problem: "!spec.brokers[0]: the volume '/a' of controller 0 would go, and with it the metadata that it keeps; "
        + "leave it, or put another controller in the node's place"),
    Case(
      rule: "volumesDoNotShrink", old: storage(("/a", "10Gi"), ("/b", "1Gi")),
      new: storage(("/a", "10Gi"), ("/b", "1G")),
      problem:
        "!spec.brokers[0].brokerConfig.storageConfigs[1].pvcSpec.resources.requests.storage: the volume '/b' has "
        + "1Gi, and cannot shrink to 1G; "
        + "write 1Gi or more, or add a volume of another mountPath and remove this one"),
    Case(
      rule: "volumesDoNotShrink", old: storage(("/a", "10Gi")), new: storage(("/a", "9Gi"), group: true),
      problem: "!spec.brokerConfigGroups.g.storageConfigs[0].pvcSpec.resources.requests.storage: the volume '/a' has "
        + "10Gi, and cannot shrink to 9Gi; "
        + "write 10Gi or more, or add a volume of another mountPath and remove this one"),
    Case(
      rule: "volumesDoNotShrink", old: storage(("/a", "1Gi")), new: storage(("/a", "1024Mi"), ("/b", "1")), problem: ""),
  ]

  @Test(arguments: cases)
  func aChangeThatCannotBeIsToldWithWhatToDo(_ example: Case) throws {
    let rule = try #require(KafkaClusterRules.all.first { $0.name == example.rule })
    let new = try cluster(example.new)
    let old = try cluster(example.old)
    #expect(RuleTests.shown(rule.problems(in: new, replacing: old)) == example.problem)
    #expect(rule.problems(in: new).isEmpty)
  }

  @Test(arguments: cases.map(\.old) + cases.map(\.new))
  func noChangeIsNeverSpokenOf(text: String) throws {
    let cluster = try cluster(text)
    #expect(cluster.problems(replacing: cluster).isEmpty)
  }
}
