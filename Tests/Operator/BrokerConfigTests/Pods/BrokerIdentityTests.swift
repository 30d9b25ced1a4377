import JSON
import KafkaResources
import KubernetesObjects
import Testing

@testable import BrokerConfig

/// Objects as Koperator leaves them in a cluster: their names are completed by the API server.
@Suite struct BrokerIdentityTests {
  private func pod(_ metadata: JSONValue) throws -> Pod {
    try Pod(json: ["apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": ["containers": []]])
  }

  private func claim(
    _ name: String, labels: JSONValue, mountPath: String? = "/kafka-logs", phase: String = "Bound",
    created: String = "2025-03-01T10:00:00Z", isDeleted: Bool = false
  ) throws -> PersistentVolumeClaim {
    var metadata: JSONObject = [
      "name": .string(name), "generateName": "kafka-0-storage-0-", "namespace": "kafka", "labels": labels,
      "creationTimestamp": .string(created),
    ]
    if let mountPath {
      metadata["annotations"] = ["banzaicloud.com/last-applied": "UEsDBBQ=", "mountPath": .string(mountPath)]
    }
    if isDeleted { metadata["deletionTimestamp"] = "2025-03-02T10:00:00Z" }
    return try PersistentVolumeClaim(json: [
      "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": .object(metadata),
      "spec": ["accessModes": ["ReadWriteOnce"]], "status": ["phase": .string(phase)],
    ])
  }

  private let labels: JSONValue = ["app": "kafka", "brokerId": "0", "kafka_cr": "kafka"]

  @Test func aPodOfKoperatorIsRecognisedByItsLabels() throws {
    let pod = try pod([
      "name": "kafka-0-x7f2k", "generateName": "kafka-0-", "namespace": "kafka",
      "labels": ["app": "kafka", "brokerId": "0", "kafka_cr": "kafka"],
    ])
    #expect(BrokerIdentity(of: pod.metadata) == BrokerIdentity(namespace: "kafka", cluster: "kafka", id: 0))
  }

  @Test func aControllerOfTheForkIsRecognisedByTheSameLabels() throws {
    let pod = try pod([
      "name": "kafka-controller-2-9zq4d", "generateName": "kafka-controller-2-", "namespace": "kafka",
      "labels": [
        "app": "kafka", "brokerId": "2", "isBrokerNode": "false", "isControllerNode": "true", "kafka_cr": "kafka",
        "processRoles": "controller",
      ],
    ])
    #expect(BrokerIdentity(of: pod.metadata) == BrokerIdentity(namespace: "kafka", cluster: "kafka", id: 2))
  }

  @Test(arguments: [
    ["app": "kafka", "kafka_cr": "kafka"], ["app": "kafka", "brokerId": "0"],
    ["app": "kafka", "brokerId": "01", "kafka_cr": "kafka"], ["app": "kafka", "brokerId": "-1", "kafka_cr": "kafka"],
    ["app": "kafka", "brokerId": "x", "kafka_cr": "kafka"], ["app": "kafka", "brokerId": "0", "kafka_cr": ""],
    ["app": "cruisecontrol", "brokerId": "0", "kafka_cr": "kafka"], [:],
  ])
  func whatHasNotAllOfTheLabelsIsNoBrokerWhateverItsName(_ labels: [String: String]) {
    #expect(BrokerIdentity(of: ObjectMeta(name: "kafka-0", namespace: "kafka", labels: labels)) == nil)
  }

  @Test func ourOwnObjectsAreRecognisedInTheSameWay() throws {
    let cluster = try Pods.cluster(brokers: "{id: 7, brokerConfig: {storageConfigs: [{mountPath: /d, pvcSpec: {}}]}}")
    let rendering = try ClusterRendering(of: cluster, facts: RenderingFacts()).brokers[0]
    let identity = BrokerIdentity(namespace: "kafka", cluster: "kafka", id: 7)
    #expect(BrokerIdentity(of: rendering.pod.metadata) == identity)
    #expect(BrokerIdentity(of: rendering.configMap.metadata) == identity)
    #expect(rendering.claims.map { VolumeIdentity(of: $0)?.mountPath } == ["/d"])
  }

  @Test func aClaimOfKoperatorKeepsItsVolumeAndTheBrokerGoesOnWithIt() throws {
    let cluster = try Pods.cluster(
      brokers: """
        {id: 0, brokerConfig: {storageConfigs: [
          {mountPath: /new, pvcSpec: {}}, {mountPath: /kafka-logs, pvcSpec: {}}, {mountPath: /kafka-logs2/, pvcSpec: {}}]}}
        """)
    let claims = [
      try claim("kafka-0-storage-0-abcde", labels: labels),
      try claim("kafka-0-storage-1-fghij", labels: labels, mountPath: "/kafka-logs2"),
      try claim("other-0-storage-0-klmno", labels: ["app": "kafka", "brokerId": "0", "kafka_cr": "other"]),
      try claim("data", labels: labels, mountPath: nil),
    ]
    let facts = RenderingFacts(existingClaims: ExistingClaims(claims, of: cluster))
    #expect(facts.existingClaims.mountPaths(of: 0) == ["/kafka-logs", "/kafka-logs2"])
    let rendering = try ClusterRendering(of: cluster, facts: facts).brokers[0]
    let mounted = rendering.pod.spec?.volumes.compactMap { $0.persistentVolumeClaim?.claimName }
    #expect(mounted == ["kafka-0-storage-new-c84eba96", "kafka-0-storage-0-abcde", "kafka-0-storage-1-fghij"])
    #expect(rendering.claims.map(\.metadata.name) == mounted)
  }

  @Test func aNewClaimDoesNotTakeTheNameOfOneThatIsBeingDeleted() throws {
    let cluster = try Pods.cluster(brokers: "{id: 0, brokerConfig: {storageConfigs: [{mountPath: /d, pvcSpec: {}}]}}")
    let name = BrokerStorage.claimName(of: 0, mountPath: "/d", in: "kafka")
    func mounted(_ claims: [PersistentVolumeClaim]) throws -> [String] {
      let facts = RenderingFacts(existingClaims: ExistingClaims(claims, of: cluster))
      return try ClusterRendering(of: cluster, facts: facts).brokers[0].claims.map(\.metadata.name)
    }
    let dying = try claim(name, labels: labels, mountPath: "/d", isDeleted: true)
    #expect(try mounted([dying]) == ["\(name)-2"])
    // The new one stays, whether the old one is gone or not.
    let new = try claim("\(name)-2", labels: labels, mountPath: "/d", phase: "Pending")
    #expect(try mounted([dying, new]) == ["\(name)-2"])
    #expect(try mounted([new]) == ["\(name)-2"])
    #expect(
      try mounted([dying, claim("\(name)-2", labels: labels, mountPath: "/d", isDeleted: true)]) == ["\(name)-3"])
  }

  @Test func ofSeveralClaimsForOneVolumeTheBoundOneCountsThenTheOlderNeverOneThatIsBeingDeleted() throws {
    let cluster = try Pods.cluster(brokers: "{id: 0}")
    let claims = [
      try claim("pending", labels: labels, phase: "Pending", created: "2024-01-01T00:00:00Z"),
      try claim("younger", labels: labels, created: "2025-01-02T00:00:00Z"),
      try claim("older", labels: labels, created: "2025-01-01T00:00:00Z"),
      try claim("dying", labels: labels, created: "2023-01-01T00:00:00Z", isDeleted: true),
    ]
    for order in [claims, claims.reversed()] {
      let existing = ExistingClaims(order, of: cluster)
      #expect(existing.claim(of: 0, mountPath: "/kafka-logs")?.metadata.name == "older")
    }
  }
}
