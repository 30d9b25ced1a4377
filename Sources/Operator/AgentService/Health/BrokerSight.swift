import AgentAPI

/// What an agent's newest words say of whether its broker serves clients.
public enum BrokerSight: Sendable, Hashable {
  /// Nothing: it was not asked yet.
  case nothing
  /// Kafka answers.
  case serves
  /// It may serve: a time-out, or an answer that is none.
  case doubtful(String)
  /// It certainly does not serve.
  case proven(String)
}

extension BrokerSight {
  /// An answer that is so much newer than the sight of the process proves that the agent does not see it.
  static let blindSpot: Duration = .seconds(2)

  /// Log directories and listeners but for the one that is asked decide nothing here: a broker with a failed disk serves the
  /// other disks' partitions, and every bootstrap request.
  ///
  /// - Parameters:
  ///   - processSeen: When the agent saw the process like that, in monotonic time.
  ///   - kafkaSeen: When it asked Kafka.
  init(
    _ process: Process?, seen processSeen: Duration, _ kafka: Kafka?, seen kafkaSeen: Duration, broker id: Int32
  ) {
    let answers = kafka?.state == .stateAnswers || kafka?.state == .stateTlsOnly
    switch process?.state ?? .stateUnknown {
    case .stateGone where !(answers && kafkaSeen >= processSeen + Self.blindSpot):
      self = .proven("the process is gone")
      return
    case .stateStopped:
      self = .proven("the process is stopped")
      return
    default: break
    }
    guard let kafka else {
      self = .nothing
      return
    }
    switch kafka.state {
    case .stateAnswers where kafka.nodeIdPlusOne != 0 && kafka.nodeIdPlusOne != UInt32(id) + 1:
      self = .proven("the node \(kafka.nodeIdPlusOne - 1) answers in its place")
    case .stateAnswers, .stateTlsOnly: self = .serves
    case .stateRefused: self = .proven("connections are refused")
    case .stateTimedOut: self = .doubtful("Kafka does not answer in time")
    case .stateBroken: self = .doubtful("Kafka's answer is none")
    case .stateUnreachable: self = .doubtful("the agent cannot reach Kafka")
    default: self = .nothing
    }
  }
}
