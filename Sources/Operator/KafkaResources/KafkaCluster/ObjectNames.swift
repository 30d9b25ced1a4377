/// The names of the objects that a cluster consists of: Koperator's, for others' manifests may hold them.
public struct ObjectNames: Sendable, Hashable {
  /// The name of the cluster.
  public let cluster: String

  /// The names of a cluster.
  public init(cluster: String) { self.cluster = cluster }

  /// The Service that gives every broker a name of its own.
  public var headlessService: String { "\(cluster)-headless" }
  /// The Service that gives every controller a name of its own; with KRaft.
  public var controllerHeadlessService: String { "\(cluster)-controller-headless" }
  /// The Service of all brokers, where there is no headless one.
  public var allBrokerService: String { "\(cluster)-all-broker" }
  /// A node: its Service where there is no headless one, and its host name.
  public func broker(_ id: Int32) -> String { "\(cluster)-\(id)" }
  /// The Service of one broker on one listener, for clients outside.
  public func externalService(of id: Int32, listener: String) -> String { "\(cluster)-\(id)-\(listener)" }
  /// The ConfigMap of a node.
  public func brokerConfig(_ id: Int32) -> String { "\(cluster)-config-\(id)" }
  /// The disruption budget of brokers.
  public var disruptionBudget: String { "\(cluster)-pdb" }
  /// The disruption budget of controllers.
  public var controllerDisruptionBudget: String { "\(cluster)-controller-pdb" }
  /// The JMX exporter's configuration for brokers: the ConfigMap and the volume.
  public var kafkaJMXExporter: String { "\(cluster)-kafka-jmx-exporter" }
  /// The JMX exporter's configuration for Cruise Control: the ConfigMap and the volume.
  public var cruiseControlJMXExporter: String { "\(cluster)-cc-jmx-exporter" }
  /// Cruise Control's Deployment and container.
  public var cruiseControl: String { "\(cluster)-cruisecontrol" }
  /// Cruise Control's Service.
  public var cruiseControlService: String { "\(cluster)-cruisecontrol-svc" }
  /// Cruise Control's configuration: the ConfigMap and the volume.
  public var cruiseControlConfig: String { "\(cluster)-cruisecontrol-config" }
  /// The Secret with the certificate that is made for all brokers.
  public var brokerCertificate: String { "\(cluster)-server-certificate" }
  /// The Secret with the certificate that is made for the operator, Cruise Control and its reporter.
  public var clientCertificate: String { "\(cluster)-controller" }
  /// The topic of Cruise Control's metrics.
  public var cruiseControlTopic: String { "\(cluster)-cruise-control-topic" }

  /// The Deployment of the Envoys of an access point.
  public func envoy(_ point: String) -> String { "envoy-\(point)-\(cluster)" }
  /// Their Service.
  public func envoyService(_ point: String) -> String { "envoy-loadbalancer-\(point)-\(cluster)" }
  /// Their configuration: the ConfigMap and the volume.
  public func envoyConfig(_ point: String) -> String { "envoy-config-\(point)-\(cluster)" }
  /// Their disruption budget.
  public func envoyDisruptionBudget(_ point: String) -> String { "\(envoy(point))-pdb" }
  /// The Secret with which the Envoys prove who they are, where no other is given.
  public var envoyCertificate: String { "\(cluster)-envoy-xds" }
  /// The Secret by which the agent beside a broker proves to the control plane which broker it speaks of.
  public func agentCertificate(_ id: Int32) -> String { "\(cluster)-agent-\(id)" }
}
