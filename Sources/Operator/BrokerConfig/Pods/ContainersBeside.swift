import JSON
import KafkaResources
import KubernetesObjects

/// The containers that the operator puts beside Kafka's: what brings jars before it starts, and the agent.
struct ContainersBeside {
  /// The agent's name.
  static let agentName = "broker-agent"
  /// The agent's image where the manifest names none.
  static let defaultAgentImage = "ghcr.io/koperator/broker-agent:0.1.0"
  /// The names of all that the operator has in a Pod; a Pod has each once, also among what only starts it.
  static let allNames: Set<String> = [agentName, exporterName, reporterName, KafkaContainer.name]
  private static let exporterName = "jmx-exporter"
  private static let reporterName = "cruise-control-reporter"
  /// The folder of a volume that the agent may write: it tries the disk there.
  static let probeFolder = ".koperator"
  /// Where the agent finds its certificate, key and the control plane's CA.
  static let agentCertificateFolder = "/etc/koperator/agent"

  private static let jarResources: JSONObject = [
    "limits": ["cpu": "100m", "memory": "100Mi"], "requests": ["cpu": "100m", "memory": "100Mi"],
  ]
  /// As much as is asked for, as with the jars: a Pod whose Kafka has all that it may use stays a guaranteed one.
  private static let agentResources: JSONObject = [
    "limits": ["cpu": "50m", "memory": "32Mi"], "requests": ["cpu": "50m", "memory": "32Mi"],
  ]

  let broker: KafkaCluster.Broker
  let security: ContainerSecurity
  let context: RenderingContext

  /// What copies the JMX exporter, and for brokers Cruise Control's reporter, to where Kafka looks for them.
  func jars() throws(RenderingError) -> [Container] {
    let settings = context.spec.settings(of: broker)
    let monitoring = context.spec.monitoringConfig
    let resources: ResourceRequirements = try context.part(.object(Self.jarResources), at: [])
    let exporter = Container(
      name: Self.exporterName, image: monitoring.jmxImage,
      command: ["cp", monitoring.pathToJar, "\(BrokerVolumes.exporterFolder)/jmx_prometheus.jar"], resources: resources,
      volumeMounts: [VolumeMount(name: "jmx-jar-data", mountPath: BrokerVolumes.exporterFolder)],
      securityContext: security.beside)
    guard settings.isBroker else { return [exporter] }
    let jar = "cruise-control-metrics-reporter.jar"
    let reporter = Container(
      name: Self.reporterName, image: settings.metricsReporterImage,
      command: [
        "cp", "/opt/cruise-control/cruise-control/build/dependant-libs/\(jar)",
        "\(BrokerVolumes.extensionsFolder)/\(jar)",
      ],
      resources: resources,
      volumeMounts: [VolumeMount(name: "extensions", mountPath: BrokerVolumes.extensionsFolder)],
      securityContext: security.beside)
    return [reporter, exporter]
  }

  /// The agent, as a sidecar that starts before Kafka and ends behind it; nil where the manifest wants none.
  ///
  /// It sees the volumes, of which it may write one folder, the broker's configuration, and the processes of the Pod.
  func agent(_ storage: BrokerStorage) throws(RenderingError) -> Container? {
    let config = context.spec.agent
    guard config.enabled else { return nil }
    var mounts: [VolumeMount] = []
    for volume in storage.volumes {
      let folder = VolumeIdentity.normalized(volume.mountPath)
      mounts.append(VolumeMount(name: volume.name, readOnly: true, mountPath: folder))
      mounts.append(
        VolumeMount(name: volume.name, mountPath: "\(folder)/\(Self.probeFolder)", subPath: Self.probeFolder))
    }
    mounts.append(VolumeMount(name: BrokerVolumes.configName, readOnly: true, mountPath: BrokerVolumes.configFolder))
    let certificate = context.agentCertificate(of: broker.id)
    if certificate != nil {
      mounts.append(
        VolumeMount(
          name: BrokerVolumes.agentCertificateName, readOnly: true, mountPath: Self.agentCertificateFolder))
    }
    let endpoint = context.facts.controlPlane
    let service = NodeAddresses(of: context.cluster).domainName(ControlPlaneEndpoint.defaultService)
    func field(_ name: String, _ path: String) -> EnvVar {
      EnvVar(name: name, valueFrom: EnvVarSource(fieldRef: ObjectFieldSelector(fieldPath: path)))
    }
    return Container(
      name: Self.agentName, image: config.image ?? Self.defaultAgentImage,
      ports: [ContainerPort(name: "agent", containerPort: ServicePorts.agent, protocol: "TCP")],
      env: [
        EnvVar(name: "BROKER_ID", value: String(broker.id)),
        EnvVar(name: "CONTROL_PLANE", value: "\(endpoint.host ?? service):\(endpoint.port)"),
        EnvVar(name: "KAFKA_CLUSTER", value: context.cluster.name),
        EnvVar(name: "KAFKA_CONFIG", value: "\(BrokerVolumes.configFolder)/\(BrokerConfigMap.propertiesKey)"),
        EnvVar(name: "LOG_VOLUMES", value: storage.volumes.map(\.mountPath).joined(separator: ",")),
        EnvVar(name: "METRICS_PORT", value: String(ServicePorts.metrics)), field("NODE_NAME", "spec.nodeName"),
        field("POD_IP", "status.podIP"), field("POD_NAME", "metadata.name"),
        field("POD_NAMESPACE", "metadata.namespace"),
        field("POD_UID", "metadata.uid"),
      ] + (certificate == nil ? [] : [EnvVar(name: "TLS_FOLDER", value: Self.agentCertificateFolder)]),
      resources: try context.part(
        .object(config.resourceRequirements ?? Self.agentResources), at: .spec("agent", "resourceRequirements")),
      restartPolicy: "Always", volumeMounts: mounts, securityContext: security.beside)
  }
}
