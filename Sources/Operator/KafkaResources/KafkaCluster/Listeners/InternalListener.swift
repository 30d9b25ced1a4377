import JSON

extension KafkaCluster {
  /// A listener for traffic within the Kubernetes cluster.
  public struct InternalListener: Sendable, Hashable {
    /// What every listener has.
    public let common: ListenerSettings
    /// Broker i listens on this port + i, where clusters of several Kubernetes clusters form one (the fork); nil where
    /// every broker has `containerPort`.
    public let internalStartingPort: Int32?
    /// The external listener whose host names this one advertises (the fork); nil where it has its own.
    public let externalListenerForHostname: String?

    /// Whether brokers talk to each other over it.
    public var usedForInnerBrokerCommunication: Bool { common.usedForInnerBrokerCommunication }
    /// Whether controllers are reached over it.
    public var usedForControllerCommunication: Bool { common.usedForControllerCommunication }

    init(_ object: ManifestObject) {
      common = ListenerSettings(object)
      let start = object.integer("internalStartingPort").flatMap { Int32(exactly: $0) } ?? 0
      internalStartingPort = start > 0 ? start : nil
      externalListenerForHostname = object.nonEmptyString("externalListenerForHostname")
    }
  }
}
