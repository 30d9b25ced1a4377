import JavaProperties
import JSON
import KafkaResources

/// What Kafka is told of its listeners: where it listens, how each is protected, what each is for.
struct ListenerProperties {
  private let cluster: KafkaCluster
  private let roles: [KafkaCluster.ProcessRole]
  private let written: JavaProperties
  private let provider: String

  /// - Parameters:
  ///   - written: What the manifest says for the file.
  ///   - provider: The name of the provider of configuration that reads mounted Secrets.
  init(of broker: KafkaCluster.Broker, in cluster: KafkaCluster, beside written: JavaProperties, provider: String) {
    self.cluster = cluster
    roles = cluster.spec.roles(of: broker)
    self.written = written
    self.provider = provider
  }

  private var config: KafkaCluster.ListenersConfig { cluster.spec.listenersConfig }

  /// The listeners, external ones first, as Koperator writes them.
  private var all: [KafkaCluster.ListenerSettings] {
    config.externalListeners.map(\.common) + config.internalListeners.map(\.common)
  }

  /// Kafka's name of a listener.
  static func name(_ listener: KafkaCluster.ListenerSettings) -> String { listener.name.uppercased() }

  /// The listeners that a node of these roles has: with KRaft the controllers' is theirs alone.
  static func bound(
    _ listeners: [KafkaCluster.ListenerSettings], _ roles: [KafkaCluster.ProcessRole], in spec: KafkaCluster.Spec
  ) -> [KafkaCluster.ListenerSettings] {
    guard spec.kRaft, let controller = spec.listenersConfig.controllerListener else { return listeners }
    return listeners.filter { roles.contains($0.name == controller.name ? .controller : .broker) }
  }

  /// The keys that speak of listeners, but for what clients are told.
  var properties: JavaProperties {
    var properties = JavaProperties()
    let bound = Self.bound(all, roles, in: cluster.spec)
    properties["listeners"] = bound.map { "\(Self.name($0))://:\($0.containerPort)" }.joined(separator: ",")
    let protocols = all.map { "\(Self.name($0)):\($0.type.rawValue.uppercased())" }
    properties["listener.security.protocol.map"] = protocols.joined(separator: ",")
    if let inner = config.innerBrokerListener { properties["inter.broker.listener.name"] = Self.name(inner) }
    if let controller = config.controllerListener {
      let key = cluster.spec.kRaft ? "controller.listener.names" : "control.plane.listener.name"
      properties[key] = Self.name(controller)
    }
    for listener in all {
      guard let stores = cluster.keyStores(of: listener), !(listener.type == .saslSSL && hasOwnKeyStore(listener))
      else { continue }
      let folder = KeyStores.folder(ofListener: listener.name)
      properties.merge(stores.properties(prefix: Self.prefix(listener), folder: folder, provider: provider))
      properties[Self.prefix(listener) + "ssl.client.auth"] = listener.sslClientAuth.rawValue
    }
    return properties
  }

  private static func prefix(_ listener: KafkaCluster.ListenerSettings) -> String {
    "listener.name.\(listener.name.lowercased())."
  }

  /// Whether the manifest's text says where the key store of a listener is. Koperator leaves all of that to the text
  /// where the listener has SASL, too, so the text counts there.
  private func hasOwnKeyStore(_ listener: KafkaCluster.ListenerSettings) -> Bool {
    written.keys.contains { listener.hasKeyStoreKey($0) }
  }
}
