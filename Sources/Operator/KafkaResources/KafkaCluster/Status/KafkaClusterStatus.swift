public import JSON

extension KafkaCluster {
  /// What is known of a cluster. It is read and written without losing members that are not known here.
  public struct Status: Sendable, Hashable {
    /// What is being done.
    public var state: ClusterState
    /// How many alerts fire.
    public var alertCount: Int
    /// How restarts go.
    public var rollingUpgradeStatus: RollingUpgradeStatus?
    /// Whether the topic of Cruise Control's metrics is there.
    public var cruiseControlTopicStatus: CruiseControlTopicStatus?
    /// Where clients reach the cluster.
    public var listenerStatuses: ListenerStatuses
    /// Each broker, by its id as text.
    public var brokersState: [String: BrokerState]
    /// The id of the KRaft cluster; nil with ZooKeeper, or as long as there is none.
    public var clusterID: String?
    /// What is true of the cluster: ours.
    public var conditions: [StatusCondition]
    /// The generation of the object that this is about: ours.
    public var observedGeneration: Int?
    /// Members that are not known here.
    public var other: JSONObject

    /// A cluster of which nothing is known yet.
    public init() { self.init(json: [:]) }

    /// Reads a status.
    public init(json members: JSONObject) {
      var reader = StatusReader(members)
      state = reader.open("state") ?? .reconciling
      alertCount = reader.integer("alertCount") ?? 0
      rollingUpgradeStatus = reader.object("rollingUpgradeStatus").map { RollingUpgradeStatus(json: $0) }
      cruiseControlTopicStatus = reader.open("cruiseControlTopicStatus")
      listenerStatuses = ListenerStatuses(json: reader.object("listenerStatuses") ?? [:])
      brokersState = reader.map("brokersState") { BrokerState(json: $0) }
      clusterID = reader.string("clusterID")
      conditions = reader.objects("conditions").map { StatusCondition($0) }
      observedGeneration = reader.integer("observedGeneration")
      other = reader.other
    }

    /// The status as it is written: the same value always in the same order.
    public var json: JSONObject {
      var writer = StatusWriter()
      writer.set("state", state.rawValue)
      writer.set("alertCount", alertCount)
      writer.set("observedGeneration", observedGeneration)
      writer.set("clusterID", clusterID)
      writer.set("conditions", conditions.map(\.json))
      writer.set("rollingUpgradeStatus", rollingUpgradeStatus?.json)
      writer.set("cruiseControlTopicStatus", cruiseControlTopicStatus?.rawValue)
      writer.set("listenerStatuses", listenerStatuses.json)
      writer.set("brokersState", brokersState) { .object($0.json) }
      return writer.object(with: other)
    }

    /// What is known of a broker; nil where nothing is.
    public subscript(broker id: Int32) -> BrokerState? {
      get { brokersState[String(id)] }
      set { brokersState[String(id)] = newValue }
    }
  }

  /// What is being done with a cluster, in Koperator's words.
  public struct ClusterState: RawRepresentable, Sendable, Hashable {
    /// The word.
    public let rawValue: String
    /// A state by its word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It is not yet as it is wanted.
    public static let reconciling = ClusterState(rawValue: "ClusterReconciling")
    /// Brokers are restarted.
    public static let rollingUpgrading = ClusterState(rawValue: "ClusterRollingUpgrading")
    /// It is as it is wanted.
    public static let running = ClusterState(rawValue: "ClusterRunning")
  }

  /// Whether the topic of Cruise Control's metrics is there, in Koperator's words.
  public struct CruiseControlTopicStatus: RawRepresentable, Sendable, Hashable {
    /// The word.
    public let rawValue: String
    /// A state by its word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It is not there yet.
    public static let notReady = CruiseControlTopicStatus(rawValue: "CruiseControlTopicNotReady")
    /// It is there.
    public static let ready = CruiseControlTopicStatus(rawValue: "CruiseControlTopicReady")
  }

  /// How restarts go.
  public struct RollingUpgradeStatus: Sendable, Hashable {
    /// When every broker had been restarted last (`2006-01-02 15:04:05`, UTC); empty where that never was.
    public var lastSuccess: String
    /// How many alerts speak against going on.
    public var errorCount: Int
    /// Members that are not known here.
    public var other: JSONObject

    /// Restarts.
    public init(lastSuccess: String = "", errorCount: Int = 0) {
      self.lastSuccess = lastSuccess
      self.errorCount = errorCount
      other = [:]
    }

    init(json members: JSONObject) {
      var reader = StatusReader(members)
      lastSuccess = reader.string("lastSuccess") ?? ""
      errorCount = reader.integer("errorCount") ?? 0
      other = reader.other
    }

    var json: JSONObject {
      var writer = StatusWriter()
      writer.set("lastSuccess", lastSuccess)
      writer.set("errorCount", errorCount)
      return writer.object(with: other)
    }
  }
}
