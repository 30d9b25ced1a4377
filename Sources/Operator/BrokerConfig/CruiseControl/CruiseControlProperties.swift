import JavaProperties
import JSON
import KafkaResources

/// `cruisecontrol.properties`: what the manifest says, overruled by where the cluster is and how to connect.
struct CruiseControlProperties {
  /// Where the Secret of its client is mounted (Koperator).
  static let keyStoreFolder = "/var/run/secrets/java.io/keystores"

  /// The files beside it, where the manifest does not say it.
  private static let files: JavaProperties = [
    "capacity.config.file": "config/\(CruiseControlConfigMap.capacity)",
    "cluster.configs.file": "config/\(CruiseControlConfigMap.clusterConfigs)",
  ]
  /// What makes Cruise Control do without ZooKeeper (its own documentation).
  private static let kRaft: JavaProperties = [
    "kafka.broker.failure.detection.enable": "true",
    "topic.config.provider.class": "com.linkedin.kafka.cruisecontrol.config.KafkaAdminTopicConfigProvider",
  ]

  /// The properties, by key.
  let properties: JavaProperties

  init(of context: RenderingContext) throws(RenderingError) {
    let spec = context.spec
    let written: JavaProperties
    do {
      written = try JavaProperties(text: spec.cruiseControlConfig.config)
    } catch {
      throw RenderingError(
        at: .spec("cruiseControlConfig", "config"), "line \(error.line) of the text: \(error.message)",
        remedy: "correct the line")
    }
    let inner = spec.listenersConfig.innerBrokerListener
    var result = Self.files.merging(written)
    result["bootstrap.servers"] = "\(NodeAddresses(of: context.cluster).anyBroker):\(inner?.containerPort ?? 0)"
    if spec.kRaft {
      result["zookeeper.connect"] = nil
      result.merge(Self.kRaft)
    } else {
      result["zookeeper.connect"] = spec.zkAddresses.joined(separator: ",") + spec.zkPath
    }
    if inner?.type == .ssl { result.merge(Self.tls(of: context.cluster, beside: written)) }
    properties = result.sorted()
  }

  /// How it connects by TLS. Of a key store Cruise Control passes on the file, its type and its password alone.
  private static func tls(of cluster: KafkaCluster, beside written: JavaProperties) -> JavaProperties {
    var properties: JavaProperties = ["security.protocol": "SSL"]
    guard let stores = cluster.clientKeyStores else { return properties }
    switch stores {
    case .java:
      // Without any provider Cruise Control has one for the environment, which the manifest may use.
      var others = written
      if others["config.providers"] == nil { others["config.providers"] = "env" }
      let providers = ConfigProviders(beside: others)
      properties.merge(providers.properties)
      properties.merge(stores.properties(prefix: "", folder: keyStoreFolder, provider: providers.name))
    case .pem:
      properties.merge([
        "ssl.keystore.type": "PEM", "ssl.keystore.location": "\(keyStoreFolder)/keystore.pem",
        "ssl.truststore.type": "PEM", "ssl.truststore.location": "\(keyStoreFolder)/ca.crt",
      ])
    }
    return properties
  }
}

extension RenderingContext {
  /// The Secret by which Cruise Control connects to brokers; nil where it needs none.
  var cruiseControlKeyStores: KeyStores? {
    spec.listenersConfig.innerBrokerListener?.type == .ssl ? cluster.clientKeyStores : nil
  }
}
