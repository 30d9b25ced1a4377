import JSON
import KafkaResources
import KubernetesObjects

/// What a node's Pod mounts, under Koperator's names and paths: others' containers may use them.
struct BrokerVolumes {
  /// Where Kafka's container finds its configuration and the start script.
  static let configFolder = "/config"
  /// Where further jars for Kafka are.
  static let extensionsFolder = "/opt/kafka/libs/extensions"
  /// Where the JMX exporter is.
  static let exporterFolder = "/opt/jmx-exporter"
  /// Where its configuration is.
  static let exporterConfigFolder = "/etc/jmx-exporter"
  /// The volume with Kafka's configuration and start script.
  static let configName = "broker-config"
  /// The volume with the agent's certificate.
  static let agentCertificateName = "agent-certificate"

  /// The volumes: the operator's by name, then those of the manifest.
  let volumes: [Volume]
  /// What Kafka's container mounts, in the same order.
  let mounts: [VolumeMount]

  init(of broker: KafkaCluster.Broker, storage: BrokerStorage, _ context: RenderingContext) throws(RenderingError) {
    var pairs: [(Volume, VolumeMount)] = []
    func add(_ volume: Volume, at folder: String, readOnly: Bool? = nil) {
      pairs.append((volume, VolumeMount(name: volume.name, readOnly: readOnly, mountPath: folder)))
    }
    for volume in storage.volumes { add(volume.volume, at: volume.mountPath) }
    let config = ConfigMapVolumeSource(name: context.names.brokerConfig(broker.id))
    add(Volume(name: Self.configName, configMap: config), at: Self.configFolder)
    add(Volume(name: "exitfile", emptyDir: EmptyDirVolumeSource()), at: "/var/run/wait")
    add(Volume(name: "extensions", emptyDir: EmptyDirVolumeSource()), at: Self.extensionsFolder)
    add(Volume(name: "jmx-jar-data", emptyDir: EmptyDirVolumeSource()), at: Self.exporterFolder)
    let exporter = context.names.kafkaJMXExporter
    add(Volume(name: exporter, configMap: ConfigMapVolumeSource(name: exporter)), at: Self.exporterConfigFolder)
    for listener in context.spec.listenersConfig.all {
      guard let stores = context.cluster.keyStores(of: listener) else { continue }
      let volume = Volume(name: Self.name(ofCertificatesOf: listener.name), secret: .init(secretName: stores.secret))
      add(volume, at: KeyStores.folder(ofListener: listener.name), readOnly: true)
    }
    if context.spec.roles(of: broker).contains(.broker), let stores = context.cluster.clientKeyStores {
      let volume = Volume(name: "client-ks-files", secret: SecretVolumeSource(secretName: stores.secret))
      add(volume, at: KeyStores.clientFolder, readOnly: true)
    }
    pairs.sort { $0.0.name < $1.0.name }

    let settings = context.spec.settings(of: broker)
    let written: [Volume] = try context.parts(settings.written.volumes, at: context.path(of: broker, "volumes"))
    for (index, volume) in written.enumerated() where pairs.contains(where: { $0.0.name == volume.name }) {
      throw RenderingError(
        at: context.path(of: broker, "volumes").appending(index), "the operator has a volume '\(volume.name)' itself",
        remedy: "give it another name")
    }
    // The agent alone mounts it. A broker does not wait for it: without, the agent says so and reports nothing.
    if let secret = context.agentCertificate(of: broker.id) {
      var source = SecretVolumeSource(secretName: secret)
      source.optional = true
      let volume = Volume(name: Self.agentCertificateName, secret: source)
      volumes = ([volume] + pairs.map(\.0)).sorted { $0.name < $1.name } + written
    } else {
      volumes = pairs.map(\.0) + written
    }
    let path = context.path(of: broker, "volumeMounts")
    let others: [VolumeMount] = try context.parts(settings.written.volumeMounts, at: path)
    mounts = pairs.map(\.1) + others
    try Self.checkThatFoldersDiffer(mounts, own: pairs.count, storage, broker, context)
  }

  /// Kubernetes mounts one volume at a folder.
  private static func checkThatFoldersDiffer(
    _ mounts: [VolumeMount], own: Int, _ storage: BrokerStorage, _ broker: KafkaCluster.Broker,
    _ context: RenderingContext
  ) throws(RenderingError) {
    var owners: [String: String] = [:]
    for (index, mount) in mounts.enumerated() {
      let folder = VolumeIdentity.normalized(mount.mountPath)
      guard let owner = owners.updateValue(mount.name, forKey: folder) else { continue }
      let place =
        index < own
        ? context.path(of: broker, "storageConfigs")
        : context.path(of: broker, "volumeMounts").appending(index - own)
      throw RenderingError(
        at: place, "two volumes are mounted at '\(mount.mountPath)': '\(owner)' and '\(mount.name)'",
        remedy: "mount one of them elsewhere")
    }
  }

  /// The volume with the certificates of a listener.
  static func name(ofCertificatesOf listener: String) -> String { "listener-\(listener)-certs" }
}
