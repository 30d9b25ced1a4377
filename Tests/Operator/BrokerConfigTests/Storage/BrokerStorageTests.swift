import JSON
import KafkaResources
import KubernetesObjects
import Testing

@testable import BrokerConfig

@Suite struct BrokerStorageTests {
  private func claims(_ storage: String, spec: String = "", facts: RenderingFacts = RenderingFacts()) throws
    -> [PersistentVolumeClaim]
  {
    try Pods.broker("{storageConfigs: [\(storage)]}", spec: spec, facts: facts).claims
  }

  @Test func aClaimIsFoundByLabelsAndMountPathAndGoesWithNobody() throws {
    let claim = try #require(
      try claims(
        "{mountPath: /kafka-logs, pvcSpec: {}}", facts: RenderingFacts(ownerUID: "u")
      )
      .first)
    #expect(
      claim.metadata.labels == ["app": "kafka", "kafka_cr": "kafka", "brokerId": "0", "pvcRoles": "broker"])
    #expect(claim.metadata.annotations["mountPath"] == "/kafka-logs")
    #expect(claim.metadata.ownerReferences.isEmpty)
    #expect(claim.metadata.finalizers == ["koperator.kafka.banzaicloud.io/volume"])
    #expect(claim.metadata.annotations["koperator.kafka.banzaicloud.io/pvc-policy"] == "retain")
    #expect(claim.spec?.accessModes == ["ReadWriteOnce"])
    let deleted = try claims("{mountPath: /kafka-logs, pvcSpec: {}}", spec: "pvcPolicy: delete")
    #expect(deleted.first?.metadata.annotations["koperator.kafka.banzaicloud.io/pvc-policy"] == "delete")
  }

  @Test func aNameStaysWhenADiskIsPutBeforeAnother() throws {
    let old = "{mountPath: /kafka-logs, pvcSpec: {}}"
    let alone = try claims(old).map(\.metadata.name)
    #expect(alone == ["kafka-0-storage-kafka-logs-9e423fa7"])
    let both = try claims("{mountPath: /a, pvcSpec: {}}, \(old)").map(\.metadata.name)
    #expect(both.count == 2 && both[1] == alone[0])
  }

  @Test func pathsThatLookAlikeHaveNamesOfTheirOwnThatKubernetesTakes() {
    let paths = ["/a/b", "/a-b", "/A-b", "/", "/" + String(repeating: "x", count: 300), "/ü/_", "/a/b-"]
    let names = paths.map { BrokerStorage.claimName(of: 1, mountPath: $0, in: "kafka") }
    #expect(Set(names).count == paths.count)
    for name in names {
      #expect(name.utf8.count < 100)
      #expect(name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }, "\(name)")
    }
    #expect(
      BrokerStorage.claimName(of: 1, mountPath: "/a/", in: "k")
        == BrokerStorage.claimName(of: 1, mountPath: "/a", in: "k"))
  }

  @Test func persistentVolumesComeInTheManifestsOrderThenTheOthersByPath() throws {
    let broker = try Pods.broker(
      """
      {storageConfigs: [{mountPath: /z, emptyDir: {}}, {mountPath: /y, pvcSpec: {}}, {mountPath: /b, emptyDir: {}},
        {mountPath: /a, pvcSpec: {}, emptyDir: {}}]}
      """)
    let mounts = broker.kafka?.volumeMounts.filter { $0.name.hasPrefix("kafka-data-") }.map(\.mountPath)
    #expect(mounts == ["/y", "/a", "/b", "/z"])
    #expect(broker.claims.count == 2)
  }

  @Test func templatesAreRenderedAndWrongOnesNameTheirPlace() throws {
    let claim = try #require(
      try claims(
        """
        {mountPath: /kafka-logs, pvcSpec: {accessModes: [ReadWriteOnce], selector: {matchLabels: {
          brokerId: '{{ .BrokerId }}', path: '{{ trimPrefix "/" .MountPath }}'}}, resources: {requests: {storage: 10Gi}}}}
        """
      ).first)
    #expect(claim.spec?.selector?.matchLabels == ["brokerId": "0", "path": "kafka-logs"])
    do {
      _ = try claims(
        "{mountPath: /a, pvcSpec: {}}, {mountPath: /b, pvcSpec: {accessModes: [ReadWriteOnce], volumeName: '{{ range }}', resources: {requests: {storage: 1Gi}}}}"
      )
      Issue.record("it is rendered")
    } catch let error as RenderingError {
      #expect(
        error.description.hasPrefix(
          "spec.brokers[0].brokerConfig.storageConfigs[1].pvcSpec: a template cannot be rendered: 'range' is no function"
        ),
        "\(error)")
    }
  }

  @Test func theRecordOfUsedVolumesLeavesOutLostOnesAndThoseThatGoWithThePod() throws {
    let volumes = """
      storageConfigs: [{mountPath: /b, pvcSpec: {}}, {mountPath: /a/, pvcSpec: {}}, {mountPath: /new, pvcSpec: {}},
        {mountPath: /lost, pvcSpec: {}}, {mountPath: /scratch, emptyDir: {}}]
      """
    let cluster = try Pods.cluster(brokers: "{id: 4, lostVolumes: [/lost/], brokerConfig: {\(volumes)}}, {id: 5}")
    let facts = RenderingFacts(usedVolumes: [4: ["/a", "/b", "/lost", "/scratch", "/gone"]])
    let rendering = try ClusterRendering(of: cluster, facts: facts).brokers
    #expect(rendering[0].configMap.data["used-volumes"] == "/a\n/b\n")
    #expect(rendering[1].configMap.data["used-volumes"] == nil)
    #expect(rendering[0].configMap.data["initial-controllers"] == nil)
    #expect(rendering[0].configMap.data.keys.sorted() == ["broker-config", "start.sh", "used-volumes"])
  }

  @Test func theLoggingConfigurationIsAKeyAndAnOptionOfJava() throws {
    let broker = try Pods.broker("{log4jConfig: 'log4j.rootLogger=INFO'}")
    #expect(broker.configMap.data["log4j.properties"] == "log4j.rootLogger=INFO")
    #expect(broker.environment("KAFKA_LOG4J_OPTS") == "-Dlog4j.configuration=file:/config/log4j.properties")
  }
}
