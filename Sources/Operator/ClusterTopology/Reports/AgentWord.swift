/// What the agent of a broker says of it.
public struct AgentWord: Sendable, Hashable {
  /// The broker's id.
  public let id: Int32
  /// The address of its pod; nil where the agent does not know it.
  public let address: IPAddress?
  /// The UID of its pod; empty where the agent does not know it.
  public let podUID: String
  /// How the broker is, `unknown` where the agent is silent; nil where it speaks and cannot tell yet.
  public let health: BrokerHealth?

  /// A word.
  public init(id: Int32, address: IPAddress?, podUID: String, health: BrokerHealth?) {
    self.id = id
    self.address = address
    self.podUID = podUID
    self.health = health
  }
}

extension BrokerReports {
  /// What another source and the agents say together.
  ///
  /// The other source says where a broker is. How it is the agent says, but for one that the other source calls draining or
  /// unreachable, which is what only it can know; and of a silent agent's broker that it calls unhealthy, the agent knows
  /// nothing better. An agent that has spoken once and is silent leaves the broker unknown, whatever else is said of it: so
  /// it keeps its last state.
  ///
  /// - Parameter addsBrokers: Whether a broker that only its agent names is there, too: at the pod's address.
  public func heard(from words: [AgentWord], addsBrokers: Bool) -> BrokerReports {
    if words.isEmpty { return self }
    var byID: [Int32: AgentWord] = [:]
    for word in words { byID[word.id] = word }
    var reports: [BrokerReport] = []
    for report in brokers {
      let word = byID.removeValue(forKey: report.id)
      reports.append(
        BrokerReport(
          id: report.id, location: report.location, health: Self.health(report.health, word?.health)))
    }
    if addsBrokers {
      for word in byID.values {
        guard let address = word.address else { continue }
        reports.append(
          BrokerReport(id: word.id, location: BrokerLocation(address: address), health: word.health ?? .unknown))
      }
    }
    return BrokerReports(reports)
  }

  private static func health(_ other: BrokerHealth, _ agent: BrokerHealth?) -> BrokerHealth {
    guard let agent else { return other }
    switch other {
    case .draining, .unreachable: return other
    case .unhealthy where agent == .unknown: return other
    case .healthy, .unhealthy, .unknown: return agent
    }
  }
}
