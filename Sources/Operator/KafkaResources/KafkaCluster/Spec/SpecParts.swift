import JSON

extension KafkaCluster {
  /// How a KRaft quorum finds its members.
  public enum ControllerQuorum: String, Sendable, Hashable, CaseIterable {
    /// By a fixed list of voters that every node is started with (`controller.quorum.voters`), as the fork has it.
    case `static`
    /// By bootstrap servers; voters join and leave while it runs (KIP-853).
    case dynamic
  }

  /// What happens to the claims of a broker's volumes when nothing needs them any more.
  public enum PVCPolicy: String, Sendable, Hashable, CaseIterable {
    /// They stay.
    case retain
    /// They are deleted.
    case delete
  }

  /// Where racks come from.
  public struct RackAwareness: Sendable, Hashable {
    /// The labels of Kubernetes nodes whose values make a rack; empty where racks are not wanted.
    public let labels: [String]

    /// Whether racks are wanted.
    public var isEnabled: Bool { !labels.isEmpty }
  }

  /// How many Pods may be away at a time, by the will of others.
  public struct DisruptionBudget: Sendable, Hashable {
    /// Whether there is a PodDisruptionBudget.
    public let create: Bool
    /// A number, or a percentage; empty where it is not said.
    public let budget: String

    init(_ object: ManifestObject) {
      create = object.bool("create") ?? false
      budget = object.string("budget") ?? ""
    }
  }

  /// How brokers are restarted.
  public struct RollingUpgradeConfig: Sendable, Hashable {
    /// No broker is restarted from that many failures on (default 1).
    public let failureThreshold: Int
    /// How many brokers of one rack are restarted at a time (default 1).
    public let concurrentBrokerRestartCountPerRack: Int

    init(_ object: ManifestObject) {
      failureThreshold = object.integer("failureThreshold") ?? 1
      concurrentBrokerRestartCountPerRack = object.integer("concurrentBrokerRestartCountPerRack") ?? 1
    }
  }

  /// Bounds of what alerts may do to the number of brokers.
  public struct AlertManagerConfig: Sendable, Hashable {
    /// No broker is removed from that many on downwards; nil where there is no bound.
    public let downScaleLimit: Int?
    /// No broker is added from that many on; nil where there is no bound.
    public let upScaleLimit: Int?

    init(_ object: ManifestObject) {
      downScaleLimit = object.integer("downScaleLimit").flatMap { $0 > 0 ? $0 : nil }
      upScaleLimit = object.integer("upScaleLimit").flatMap { $0 > 0 ? $0 : nil }
    }
  }
}
