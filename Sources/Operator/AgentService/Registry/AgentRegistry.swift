public import AgentAPI
public import ClusterTopology

/// What the agent of each broker said last, and the health that follows: a value without clock or I/O.
///
/// A call begins with `open`. Reports of its brokers carry sequence numbers: one that is not newer than what is known changes
/// nothing. A broker belongs to one agent at a time; who may take it over is in `claim`. Equal sequences of messages, at equal
/// times, make equal registries, and the order of messages of different brokers makes no difference. What it keeps of an
/// agent is bounded. `advance` must be called when `nextDeadline` is reached.
public struct AgentRegistry: Sendable {
  /// The pod that owns a broker, as Kubernetes says.
  public struct OwnerPod: Sendable, Hashable {
    /// Its UID.
    public let uid: String
    /// The node that it runs on; empty where that is not known.
    public let node: String

    /// A pod.
    public init(uid: String, node: String) {
      self.uid = uid
      self.node = node
    }
  }

  /// The limits.
  public let limits: AgentServiceLimits
  /// When `advance` is to be called; nil for never.
  public internal(set) var nextDeadline: Duration?
  /// How many reports were passed over because newer ones were known.
  public internal(set) var staleReports = 0

  var records: [BrokerKey: AgentRecord] = [:]
  var calls: [AgentCallID: AgentCall] = [:]
  var blindness: [ClusterKey?: AgentBlindness] = [:]
  /// The clusters whose reports are others than when they were taken last.
  var changed: Set<ClusterKey> = []
  var pods: [ClusterKey: [Int32: OwnerPod]] = [:]
  /// Whether an agent that was silent has spoken since that was looked at.
  var isSomeoneBack = false
  /// Whether somebody says where pods run.
  let knowsPods: Bool

  /// Nothing known.
  ///
  /// - Parameter knowsPods: Whether `set(pods:of:)` will say which pods own brokers.
  public init(limits: AgentServiceLimits = AgentServiceLimits(), knowsPods: Bool = false) {
    self.limits = limits
    self.knowsPods = knowsPods
  }

  // MARK: What is known

  /// How many calls are open.
  public var callCount: Int { calls.count }

  /// How many brokers are known.
  public var brokerCount: Int { records.count }

  /// The brokers of a cluster by id, as their agents say; those that no agent ever spoke of are not there.
  public func brokers(of cluster: ClusterKey) -> [AgentReport] {
    var found: [AgentReport] = []
    for record in records.values where record.key.cluster == cluster { found.append(report(record)) }
    return found.sorted { $0.key.id < $1.key.id }
  }

  /// Every broker.
  public var brokers: [AgentReport] { records.values.map { report($0) }.sorted { $0.key < $1.key } }

  private func report(_ record: AgentRecord) -> AgentReport { AgentReport(record, lastHeard: lastHeard(record)) }

  /// Whether nothing is removed, since most agents of the cluster, or of all, were lost at once.
  public func isBlind(_ cluster: ClusterKey) -> Bool {
    blindness[cluster]?.isBlind ?? false || blindness[nil]?.isBlind ?? false
  }

  /// The clusters whose brokers are or lie otherwise than when they were taken last.
  public mutating func takeChanges() -> Set<ClusterKey> {
    defer { changed = [] }
    return changed
  }

  // MARK: Calls

  /// Begins a call.
  ///
  /// - Parameter identities: What the agent may report.
  /// - Returns: The last sequence number that is known of the agent's incarnation; 0 for none.
  /// - Throws: Why it is refused.
  public mutating func open(
    _ id: AgentCallID, _ hello: Hello, identities: [AgentIdentity]
  ) throws(AgentRefusal) -> UInt64 {
    guard calls.count < limits.maximumCalls else {
      throw AgentRefusal(.tooMuch, "there are \(limits.maximumCalls) agents already")
    }
    let call = try AgentCall(id, hello, identities)
    calls[id] = call
    var last: UInt64 = 0
    for record in records.values where record.incarnation == call.incarnation && record.agent == call.agent {
      last = max(last, record.report.sequence, record.lastPast)
    }
    return last
  }

  /// How many brokers a call reports, with those that wait for their pods.
  public func brokerCount(of id: AgentCallID) -> Int {
    calls[id].map { $0.brokers.count + $0.waiting.count } ?? 0
  }

  /// The agent of a call, for people.
  public func agent(of id: AgentCallID) -> String? { calls[id]?.agent }

  /// The agent of a call was told another interval.
  public mutating func setInterval(_ interval: Duration, of id: AgentCallID) {
    guard var call = calls[id] else { return }
    call.interval = interval
    calls[id] = call
    for key in call.brokers.values { records[key]?.interval = interval }
  }

  /// Ends a call. What its agent said stays, until its silence means something.
  public mutating func close(_ id: AgentCallID) {
    bringUp(id)
    guard let call = calls.removeValue(forKey: id) else { return }
    for key in call.brokers.values where records[key]?.call == id { records[key]?.call = nil }
  }

  // MARK: Pods

  /// Takes the pods that own the brokers of a cluster now.
  public mutating func set(pods next: [Int32: OwnerPod], of cluster: ClusterKey, at now: Duration) -> [AgentDirective] {
    if pods[cluster] ?? [:] == next { return [] }
    pods[cluster] = next.isEmpty ? nil : next
    release(cluster)
    var directives: [AgentDirective] = []
    for (id, call) in calls.sorted(by: { $0.key < $1.key }) where !call.waiting.isEmpty {
      directives += admitWaiting(on: id, at: now)
    }
    return directives
  }

  /// Takes brokers from agents of nodes that their pods have left: what these agents say of them waits again.
  private mutating func release(_ cluster: ClusterKey) {
    for (id, var call) in calls {
      bringUp(id)
      for (number, key) in call.brokers where key.cluster == cluster {
        guard let record = records[key], record.call == id, let identity = record.report.identity else { continue }
        let permission = try? call.permission(
          for: key, podUID: identity.podUid, pod: pods[cluster]?[key.id], knowsPods: knowsPods)
        if permission == .granted { continue }
        call.brokers[number] = nil
        call.waiting[number] = record.report
        records[key]?.call = nil
      }
      calls[id] = call
    }
  }
}

/// What a registry knows of a broker.
public struct AgentReport: Sendable, Hashable {
  /// The broker.
  public let key: BrokerKey
  /// How it is.
  public let health: BrokerHealth
  /// Why it is not healthy, in words; empty where it is.
  public let reason: String
  /// How long the agent has not spoken.
  public let silence: BrokerHealthMachine.Silence
  /// The pod's address; nil where the agent does not know it.
  public let address: IPAddress?
  /// The agent.
  public let agent: String
  /// When the agent spoke last.
  public let lastHeard: Duration
  /// All that it said.
  public let report: AgentAPI.BrokerReport
  /// What lay at the paths of its log directories.
  let directories: [String: DirectoryHistory]

  init(_ record: AgentRecord, lastHeard: Duration) {
    key = record.key
    health = record.machine.health
    reason = record.machine.reason
    silence = record.machine.silence
    address = IPAddress(record.identity.address)
    agent = record.agent
    self.lastHeard = lastHeard
    report = record.report
    directories = record.directories
  }
}
