/// After how long silence means something, how flapping is damped, and how much is taken of agents.
public struct AgentServiceLimits: Sendable, Hashable {
  /// How many tries decide. A proof (the process is gone, the connection was refused) needs no second try.
  public struct Damping: Sendable, Hashable {
    /// So many bad tries of the last `tries` make a broker that serves unhealthy.
    public var failures = 3
    /// The window of `failures`.
    public var tries = 5
    /// So many good tries of the last `recoveryTries` make a broker that failed healthy again.
    public var successes = 3
    /// The window of `successes`.
    public var recoveryTries = 3

    /// 3 of 5 fail a broker, 3 of 3 bring it back.
    public init() {}
  }

  /// The shortest time after which silence may mean something: three heartbeats.
  public static let minimum: Duration = .seconds(3)
  /// Agents that are lost within this time of each other are lost at once.
  public static let blindnessWindow: Duration = .seconds(2)

  /// No message for so long: what the agent said counts no more. For an agent that samples seldom, three of its intervals.
  public var unknownAfter: Duration = .seconds(4)
  /// No message for so long: the broker cannot be reached. At least `unknownAfter` and `blindnessWindow` together.
  public var unreachableAfter: Duration = .seconds(12)
  /// An agent that is silent for so long may be replaced by a newer one.
  public var replaceableAfter: Duration = .seconds(2)
  /// A broker of which nothing was heard for so long is forgotten.
  public var forgottenAfter: Duration = .seconds(3600)
  /// How many tries decide.
  public var damping = Damping()

  /// The largest message that is read, in bytes: 256 KiB.
  public var maximumMessageSize = 256 << 10
  /// The most that is kept of one agent's brokers together, in bytes as encoded: 4 MiB.
  public var maximumAgentSize = 4 << 20
  /// The most brokers of one agent.
  public var maximumBrokersOfAgent = 512
  /// The most brokers of all agents.
  public var maximumBrokers = 20_000
  /// The most calls at a time, and the most of those that have not said Hello yet.
  public var maximumCalls = 20_000
  /// How long a call may take until it says Hello.
  public var helloDeadline: Duration = .seconds(10)
  /// How many messages an agent may send in a second, over time: five samples of a second, and what changes meanwhile.
  public var messagesPerSecond = 200
  /// How many bytes an agent may send in a second, over time: 512 KiB.
  public var bytesPerSecond = 512 << 10
  /// How many more messages for each of its brokers: process, Kafka, listeners and log directories tell of themselves.
  public var messagesPerSecondOfBroker = 5
  /// How many more bytes for each of its brokers: 5 KiB.
  public var bytesPerSecondOfBroker = 5 << 10
  /// For how many seconds' worth of both an agent that was quiet may send at once.
  public var burst = 10

  /// The defaults.
  public init() {}

  /// Why these limits make no sense; nil where they do.
  public var problem: String? {
    if unknownAfter < Self.minimum { return "silence means nothing before \(Self.minimum), three heartbeats" }
    if unreachableAfter < unknownAfter + Self.blindnessWindow {
      return "a broker is unreachable \(Self.blindnessWindow) after it is unknown at the earliest, so that the loss of "
        + "many agents at once is told from the loss of a broker"
    }
    if damping.failures < 1 || damping.failures > damping.tries { return "failures are 1 to \(damping.tries)" }
    if damping.successes < 1 || damping.successes > damping.recoveryTries {
      return "successes are 1 to \(damping.recoveryTries)"
    }
    return nil
  }

  /// When an agent with this interval is not heard any more.
  func unknownAfter(interval: Duration) -> Duration { max(unknownAfter, interval * 3) }

  /// When a broker whose agent has this interval cannot be reached.
  func unreachableAfter(interval: Duration) -> Duration { max(unreachableAfter, interval * 9) }
}
