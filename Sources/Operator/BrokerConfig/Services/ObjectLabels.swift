import KafkaResources

/// The labels by which the objects of a cluster are found: Koperator's.
public struct ObjectLabels: Sendable, Hashable {
  /// The label with the name of the cluster.
  public static let cluster = CruiseControlOperation.clusterLabel
  /// The label with the id of a node.
  public static let brokerID = "brokerId"
  /// The label that says whether a node is a broker; with KRaft.
  public static let isBrokerNode = "isBrokerNode"
  /// The label that says whether a node is a controller; with KRaft.
  public static let isControllerNode = "isControllerNode"

  /// The label with the name of an access point, on its Envoys and their Service.
  public static let accessPoint = "eListenerName"
  /// The value of `app` of Envoys and their Service.
  public static let envoyApp = "envoyingress"
  /// The value of `app` of Kafka nodes.
  public static let kafkaApp = "kafka"

  /// The name of the cluster.
  public let cluster: String

  /// The labels of a cluster.
  public init(cluster: String) { self.cluster = cluster }

  /// Of all Kafka nodes.
  public var kafka: [String: String] { app(Self.kafkaApp) }
  /// Of one node.
  public func broker(_ id: Int32) -> [String: String] { kafka.adding([Self.brokerID: String(id)]) }
  /// Of the nodes that are brokers; with KRaft.
  public var brokers: [String: String] { kafka.adding([Self.isBrokerNode: "true"]) }
  /// Of the nodes that are controllers; with KRaft.
  public var controllers: [String: String] { kafka.adding([Self.isControllerNode: "true"]) }
  /// Of the Envoys of an access point.
  public func envoy(_ point: String) -> [String: String] { app(Self.envoyApp).adding([Self.accessPoint: point]) }
  /// Of Cruise Control.
  public var cruiseControl: [String: String] { app("cruisecontrol") }
  /// Of the JMX exporter's configuration for brokers.
  public var kafkaJMXExporter: [String: String] { app("kafka-jmx") }
  /// Of the JMX exporter's configuration for Cruise Control.
  public var cruiseControlJMXExporter: [String: String] { app("cruisecontrol-jmx") }

  private func app(_ name: String) -> [String: String] { ["app": name, Self.cluster: cluster] }
}

extension [String: String] {
  /// These entries and others, which come first where both have a key.
  func adding(_ others: [String: String]) -> [String: String] { merging(others) { _, other in other } }
}
