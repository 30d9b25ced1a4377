/// A message of the agent, before it is bytes. Times in it are monotonic; on the wire they are ages.
public enum AgentOutput: Sendable, Hashable {
  /// Who the agent is; the first message of a call.
  case hello(AgentHello)
  /// What is so now with a broker.
  case report(BrokerReport)
  /// Nothing has changed since the change with this number.
  case heartbeat(sequence: UInt64)
  /// What was so once.
  case transition(BrokerTransition, lost: UInt32)
  /// The broker with this number on the agent's calls is not watched any more.
  case gone(broker: UInt32, sequence: UInt64)
}

/// Who the agent is.
public struct AgentHello: Sendable, Hashable {
  /// The build, for people.
  public var version: String
  /// What it can do beyond the first release.
  public var capabilities: [String]
  /// When its process started, in nanoseconds since 1970.
  public var incarnation: UInt64
  /// The Kubernetes node; empty where it is not known.
  public var node: String
  /// The time between two samples, in milliseconds.
  public var intervalMilliseconds: UInt32

  /// An agent.
  public init(
    version: String, capabilities: [String] = [], incarnation: UInt64, node: String, intervalMilliseconds: UInt32
  ) {
    self.version = version
    self.capabilities = capabilities
    self.incarnation = incarnation
    self.node = node
    self.intervalMilliseconds = intervalMilliseconds
  }
}

/// What is so with one broker: all of it, or the parts that changed.
public struct BrokerReport: Sendable, Hashable {
  /// The broker's number on the agent's calls.
  public var number: UInt32
  /// The number of the change.
  public var sequence: UInt64
  /// The broker, in a report that replaces all that was said of it before; nil in one that names parts only.
  public var identity: WatchedBroker?
  /// The process; nil where it did not change.
  public var process: ProcessState?
  /// Whether Kafka answers; nil where that did not change.
  public var kafka: KafkaState?
  /// The listeners that changed.
  public var listeners: [ListenerState] = []
  /// The names of those that are no more.
  public var removedListeners: [String] = []
  /// The log directories that changed.
  public var logDirs: [LogDirState] = []
  /// The paths of those that are no more.
  public var removedLogDirs: [String] = []
  /// Kafka's own figures; nil where they did not change, or nobody asks for them.
  public var figures: FiguresState?

  /// One that names no part.
  public init(number: UInt32, sequence: UInt64) {
    self.number = number
    self.sequence = sequence
  }

  /// All that is known of a broker.
  public init(number: UInt32, sequence: UInt64, of identity: WatchedBroker, _ state: BrokerState) {
    self.init(number: number, sequence: sequence)
    self.identity = identity
    process = state.process
    kafka = state.kafka
    listeners = state.listeners
    logDirs = state.logDirs
    figures = state.figures
  }

  /// Whether it replaces all that was said of the broker before.
  public var isFull: Bool { identity != nil }

  /// Whether it says nothing.
  var isEmpty: Bool {
    identity == nil && process == nil && kafka == nil && figures == nil && listeners.isEmpty && logDirs.isEmpty
      && removedListeners.isEmpty && removedLogDirs.isEmpty
  }
}

/// One part of a broker went from one state to another.
public struct BrokerTransition: Sendable, Hashable {
  /// What a state is the state of.
  public enum Subject: Sendable, Hashable, CustomStringConvertible {
    /// The process of Kafka.
    case process
    /// Whether Kafka answers.
    case kafka
    /// A listener, by its name.
    case listener(String)
    /// A log directory, by its path.
    case logDir(String)

    /// As the messages write it.
    public var description: String {
      switch self {
      case .process: "process"
      case .kafka: "kafka"
      case .listener(let name): "listener \(name)"
      case .logDir(let path): "log-dir \(path)"
      }
    }
  }

  /// The broker's number on the agent's calls.
  public var number: UInt32
  /// The number of the change that it belongs to.
  public var sequence: UInt64
  /// When it was, in milliseconds since 1970.
  public var timeMilliseconds: UInt64
  /// What changed.
  public var subject: Subject
  /// The name of the state before.
  public var before: String
  /// The name of the state after.
  public var after: String
}
