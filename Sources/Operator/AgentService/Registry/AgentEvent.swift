/// Something that changed with a broker, as its agent told.
public struct AgentEvent: Sendable, Hashable {
  /// What changed.
  public enum Subject: Sendable, Hashable, CustomStringConvertible {
    /// How the broker is, by all that is known.
    case health
    /// Its process.
    case process
    /// Whether Kafka answers.
    case kafka
    /// A listener, by name.
    case listener(String)
    /// A log directory, by path.
    case logDir(String)
    /// Which directory lies at the path of a log directory, by name.
    case directory(String)
    /// By the agent's own words, while this replica did not listen.
    case past(String)

    /// In the agent's words.
    public var description: String {
      switch self {
      case .health: "health"
      case .process: "process"
      case .kafka: "kafka"
      case .listener(let name): "listener \(name)"
      case .logDir(let path): "log-dir \(path)"
      case .directory(let path): "directory \(path)"
      case .past(let subject): subject
      }
    }
  }

  /// When it was seen, in the time that was passed in; of the past, when it was told.
  public let time: Duration
  /// The broker.
  public let broker: BrokerKey
  /// What changed.
  public let subject: Subject
  /// The state before, by name.
  public let before: String
  /// The state now.
  public let after: String
  /// Why, in words.
  public let reason: String
}

/// What a registry asks of whoever holds it.
public enum AgentDirective: Sendable, Hashable {
  /// Something changed: to be said.
  case event(AgentEvent)
  /// A call is to be ended.
  case end(AgentCallID, AgentRefusal)
  /// A broker of a call is another agent's; the others of that call are heard.
  case held(AgentCallID, AgentRefusal)
  /// Most agents were lost at once, of a cluster or (nil) of all: nothing is removed until they are back.
  case blind(ClusterKey?, agents: [String])
  /// Enough of them are back.
  case sees(ClusterKey?)
}

extension [AgentDirective] {
  /// Puts events of several brokers into the order of these; all else stays in its place before them.
  mutating func sort() {
    guard count > 1 else { return }
    var events: [AgentEvent] = []
    var others: [AgentDirective] = []
    for directive in self {
      if case .event(let event) = directive { events.append(event) } else { others.append(directive) }
    }
    events.sort { $0.broker < $1.broker }
    self = others + events.map { .event($0) }
  }
}

/// A call of an agent.
public struct AgentCallID: RawRepresentable, Sendable, Hashable, Comparable {
  /// A number of its own.
  public let rawValue: UInt64

  /// The call of that number.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// By number.
  public static func < (one: AgentCallID, other: AgentCallID) -> Bool { one.rawValue < other.rawValue }
}
