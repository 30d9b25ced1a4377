import JSON

extension KafkaCluster {
  /// What a KRaft node does.
  public enum ProcessRole: String, Sendable, Hashable, CaseIterable {
    /// It is one of the quorum that keeps the metadata.
    case controller
    /// It holds partitions and serves clients.
    case broker
  }

  /// A broker's settings, or those of a group: what decides how clients reach it.
  public struct BrokerConfig: Sendable, Hashable {
    /// What a KRaft node does; empty where it is not said.
    public let processRoles: [ProcessRole]
    /// The ingress configs that serve it; empty means the listener's default.
    public let brokerIngressMapping: [String]

    /// Settings that say nothing.
    public init() { self.init(processRoles: [], brokerIngressMapping: []) }

    /// Settings.
    public init(processRoles: [ProcessRole], brokerIngressMapping: [String]) {
      self.processRoles = processRoles
      self.brokerIngressMapping = brokerIngressMapping
    }

    /// These settings, completed by a group's: lists are this one's elements, then the group's that are not among them.
    public func merging(group: BrokerConfig) -> BrokerConfig {
      BrokerConfig(
        processRoles: Self.appending(group.processRoles, to: processRoles),
        brokerIngressMapping: Self.appending(group.brokerIngressMapping, to: brokerIngressMapping))
    }

    private static func appending<Element: Equatable>(_ more: [Element], to elements: [Element]) -> [Element] {
      var result: [Element] = []
      for element in elements + more where !result.contains(element) { result.append(element) }
      return result
    }
  }
}

extension KafkaCluster.BrokerConfig {
  /// The fields of broker settings, typed here or not.
  private static let fields: Set<String> = [
    "image", "metricsReporterImage", "config", "storageConfigs", "serviceAccountName", "resourceRequirements",
    "imagePullSecrets", "nodeSelector", "tolerations", "affinity", "podSecurityContext", "securityContext",
    "priorityClassName", "kafkaHeapOpts", "kafkaJvmPerfOpts", "log4jConfig", "brokerAnnotations", "brokerLabels",
    "networkConfig", "nodePortExternalIP", "nodePortNodeAddressType", "brokerIngressMapping", "initContainers",
    "containers", "volumes", "volumeMounts", "envs", "terminationGracePeriodSeconds", "processRoles",
  ]

  init(_ object: ManifestObject) {
    object.warnAboutFields(notIn: Self.fields)
    for text in ["image", "metricsReporterImage", "config", "serviceAccountName", "kafkaHeapOpts", "kafkaJvmPerfOpts"] {
      _ = object.string(text)
    }
    var roles: [KafkaCluster.ProcessRole] = []
    for (index, text) in (object.strings("processRoles") ?? []).enumerated() {
      if let role = KafkaCluster.ProcessRole(rawValue: text) {
        if !roles.contains(role) { roles.append(role) }
      } else {
        let allowed = KafkaCluster.ProcessRole.allCases.map(\.rawValue).joined(separator: ", ")
        object.problems.error(
          at: object.path.appending("processRoles").appending(index), "'\(text)' is no role",
          remedy: "use one or both of: \(allowed)")
      }
    }
    self.init(processRoles: roles, brokerIngressMapping: object.strings("brokerIngressMapping") ?? [])
  }
}
