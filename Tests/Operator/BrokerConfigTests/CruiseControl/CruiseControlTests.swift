import JavaProperties
import JSON
import KafkaResources
import KubernetesObjects
import Testing

@testable import BrokerConfig

@Suite struct CruiseControlTests {
  private func rendering(
    _ config: String = "{}", spec: String = "", inner: String = "type: plaintext", labels: String = "{}"
  ) throws -> ClusterRendering {
    let text = """
      apiVersion: kafka.banzaicloud.io/v1beta1
      kind: KafkaCluster
      metadata: {name: events, namespace: shop, labels: \(labels)}
      spec:
        zkAddresses: [z-0:2181, z-1:2181]
        zkPath: kafka
        headlessServiceEnabled: true
        oneBrokerPerNode: false
        rollingUpgradeConfig: {failureThreshold: 1}
        cruiseControlConfig: \(config)
        brokers:
          - id: 0
            brokerConfig:
              storageConfigs: [{mountPath: /logs, emptyDir: {sizeLimit: 2Gi}}]
              processRoles: [broker, controller]
        listenersConfig:
          internalListeners:
            - {\(inner), name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
      \(spec)
      """
    return try ClusterRendering(of: cluster(text), facts: RenderingFacts())
  }

  private func cruiseControl(
    _ config: String = "{}", spec: String = "", inner: String = "type: plaintext"
  ) throws -> CruiseControlRendering {
    try #require(rendering(config, spec: spec, inner: inner).cruiseControl)
  }

  private func properties(_ rendering: CruiseControlRendering) throws -> JavaProperties {
    try JavaProperties(text: rendering.configMap.data["cruisecontrol.properties"] ?? "")
  }

  @Test func namesLabelsAndVolumesAreKoperators() throws {
    let rendering = try #require(rendering(labels: "{tier: gold}").cruiseControl)
    #expect(
      rendering.objects.map(\.metadata.name) == [
        "events-cruise-control-topic", "events-cruisecontrol-svc", "events-cruisecontrol-config",
        "events-cruisecontrol",
      ])
    let labels = ["app": "cruisecontrol", "kafka_cr": "events"]
    #expect(rendering.service.metadata.labels == labels.adding(["tier": "gold"]))
    #expect(rendering.configMap.metadata.labels == labels.adding(["tier": "gold"]))
    #expect(rendering.deployment.metadata.labels == labels)
    #expect(rendering.service.spec?.selector == labels)
    #expect(rendering.service.spec?.ports == [ServicePorts.tcp("cc", 8090), ServicePorts.tcp("metrics", 9020)])
    let pod = try #require(rendering.deployment.spec?.template.spec)
    #expect(pod.containers.map(\.name) == ["events-cruisecontrol"])
    #expect(pod.initContainers.map(\.name) == ["jmx-exporter"])
    #expect(pod.volumes.map(\.name) == ["events-cruisecontrol-config", "events-cc-jmx-exporter", "jmx-jar-data"])
    #expect(pod.volumes.last?.json == ["name": "jmx-jar-data", "emptyDir": [:]])
    #expect(
      pod.containers[0].volumeMounts.map(\.mountPath) == [
        "/opt/cruise-control/config", "/opt/jmx-exporter/", "/etc/jmx-exporter/",
      ])
  }

  @Test func whereAnotherOneIsNamedNothingOfItIsMade() throws {
    let rendering = try rendering("{cruiseControlEndpoint: 'cc.example:8090'}")
    #expect(rendering.cruiseControl == nil)
    #expect(rendering.objects.allSatisfy { !$0.metadata.name.contains("cruise") })
    #expect(rendering.jmxExporterConfigs.map(\.metadata.name) == ["events-kafka-jmx-exporter"])
  }

  @Test func theManifestsPropertiesAreOverruledByWhereTheClusterIs() throws {
    let rendering = try cruiseControl(
      #"{config: "bootstrap.servers=elsewhere:1\ncapacity.config.file=mine.json\nnum.metric.fetchers = 2\n"}"#)
    #expect(
      try properties(rendering) == [
        "bootstrap.servers": "events-headless.shop.svc.cluster.local:29092", "capacity.config.file": "mine.json",
        "cluster.configs.file": "config/clusterConfigs.json", "num.metric.fetchers": "2",
        "zookeeper.connect": "z-0:2181,z-1:2181/kafka",
      ])
  }

  @Test func withKRaftThereIsNoZooKeeper() throws {
    let rendering = try cruiseControl(
      "{config: zookeeper.connect=old}",
      spec: """
              - {type: plaintext, name: controller, containerPort: 29093, usedForControllerCommunication: true}
          kRaft: true
        """)
    let properties = try properties(rendering)
    #expect(properties["zookeeper.connect"] == nil)
    #expect(properties["kafka.broker.failure.detection.enable"] == "true")
    #expect(properties["topic.config.provider.class"]?.hasSuffix(".KafkaAdminTopicConfigProvider") == true)
  }

  @Test func aPasswordIsReadFromTheMountedSecret() throws {
    let rendering = try cruiseControl(spec: "  clientSSLCertSecret: {name: client}", inner: "type: ssl")
    let properties = try properties(rendering)
    #expect(properties["security.protocol"] == "SSL")
    #expect(properties["ssl.keystore.password"] == "${dir:/var/run/secrets/java.io/keystores:password}")
    #expect(properties["config.providers"] == "env,dir")
    let pod = try #require(rendering.deployment.spec?.template.spec)
    #expect(pod.volumes.first?.secret?.secretName == "client")
    #expect(pod.containers[0].volumeMounts[0].mountPath == "/var/run/secrets/java.io/keystores")
  }

  @Test func aGeneratedCertificateIsReadAsPEMFiles() throws {
    let rendering = try cruiseControl(
      spec: "    sslSecrets: {tlsSecretName: ca, create: true}", inner: "type: ssl")
    let properties = try properties(rendering)
    #expect(properties["ssl.keystore.location"] == "/var/run/secrets/java.io/keystores/keystore.pem")
    #expect(properties["ssl.keystore.type"] == "PEM")
    #expect(properties["ssl.truststore.location"] == "/var/run/secrets/java.io/keystores/ca.crt")
    #expect(properties["config.providers"] == nil)
    #expect(rendering.deployment.spec?.template.spec?.volumes.first?.secret?.secretName == "events-controller")
  }

  @Test func itStartsAnewForWhatItReadsAsItStarts() throws {
    func annotations(_ config: String) throws -> [String: String] {
      try cruiseControl(config).deployment.spec?.template.metadata.annotations ?? [:]
    }
    let before = try annotations("{cruiseControlAnnotations: {mine: x}}")
    #expect(
      before.keys.sorted() == [
        "cruiseControlCapacity.json", "cruiseControlClusterConfig.json", "cruiseControlConfig.json",
        "cruiseControlLogConfig.json", "mine",
      ])
    let changes = [
      ("cruiseControlConfig.json", "{config: a=b}"), ("cruiseControlClusterConfig.json", "{clusterConfig: '{}'}"),
      ("cruiseControlLogConfig.json", "{log4jConfig: x}"),
      ("cruiseControlCapacity.json", #"{capacityConfig: '{"brokerCapacities": []}'}"#),
    ]
    for (annotation, config) in changes where annotation != "cruiseControlCapacity.json" {
      #expect(try annotations(config)[annotation] != before[annotation])
    }
    #expect(
      try annotations(#"{capacityConfig: '{"brokerCapacities": [{"brokerId": "-1"}]}'}"#)["cruiseControlCapacity.json"]
        != before["cruiseControlCapacity.json"])
    let key = "cruise-control.banzaicloud.com/broker-capacity-config"
    #expect(try annotations("{cruiseControlAnnotations: {\(key): dynamic}}")["cruiseControlCapacity.json"] == nil)
    #expect(try annotations("{cruiseControlAnnotations: {\(key): static}}")["cruiseControlCapacity.json"] != nil)
  }

  @Test func thereIsOneAtATimeAndItIsToldToStop() throws {
    let deployment = try cruiseControl().deployment
    #expect(deployment.spec?.replicas == 1)
    #expect(deployment.spec?.strategy == DeploymentStrategy(type: "Recreate"))
    let pod = try #require(deployment.spec?.template.spec)
    #expect(pod.terminationGracePeriodSeconds == 30)
    #expect(pod.containers[0].readinessProbe?.tcpSocket == TCPSocketAction(port: 8090))
    #expect(pod.containers[0].lifecycle?.preStop?.exec?.command.first == "bash")
  }

  @Test func theTopicIsMadeUnlessTheReporterDoes() throws {
    let topic = try #require(
      cruiseControl(
        "{topicConfig: {partitions: 7, replicationFactor: 2}}",
        spec: "  readOnlyConfig: cruise.control.metrics.topic=metrics"
      ).topic)
    #expect(
      topic.json == [
        "apiVersion": "kafka.banzaicloud.io/v1alpha1", "kind": "KafkaTopic",
        "metadata": [
          "name": "events-cruise-control-topic", "namespace": "shop",
          "labels": ["app": "kafka", "clusterName": "events", "clusterNamespace": "shop"],
        ],
        "spec": [
          "name": "metrics", "partitions": 7, "replicationFactor": 2,
          "clusterRef": ["name": "events", "namespace": "shop"],
        ],
      ])
    #expect(try KafkaTopicObject(json: topic.json) == topic)
    #expect(try cruiseControl().topic?.spec["name"] == "__CruiseControlMetrics")
    #expect(try cruiseControl(spec: "  readOnlyConfig: cruise.control.metrics.topic.auto.create=true").topic == nil)
  }

  @Test func aTextThatIsNoPropertiesIsAnErrorWithItsPlace() throws {
    let error = #expect(throws: RenderingError.self) { try cruiseControl(#"{config: "a=\\uXY"}"#) }
    #expect(error?.problem.path == .spec("cruiseControlConfig", "config"))
    #expect(error?.problem.message.hasPrefix("line 1 of the text: ") == true)
  }
}
