public import Transport

/// Where a client begins, and its bounds.
public struct KafkaClientConfiguration: Sendable {
  /// What the bootstrap addresses are.
  public enum Endpoints: Sendable, Hashable {
    /// Brokers (`bootstrap.servers`).
    case brokers
    /// KRaft controllers (`bootstrap.controllers`, KIP-919): requests go to controllers only.
    case controllers
  }

  /// The addresses to begin with; any of them is enough.
  public var bootstrap: [ConnectTarget]
  /// What they are.
  public var endpoints = Endpoints.brokers
  /// Security and bounds of each connection.
  public var connection = KafkaConnectionConfiguration()
  /// How long one attempt may take; Kafka's clients take 30 s (`request.timeout.ms`).
  public var attemptDeadline: Duration = .seconds(30)
  /// How long a call may take with all its attempts; Kafka's clients take 60 s (`default.api.timeout.ms`).
  public var callDeadline: Duration = .seconds(60)
  /// The rests between attempts.
  public var backoff = RetryBackoff()
  /// How old what is known of the cluster may become; Kafka's clients take five minutes (`metadata.max.age.ms`).
  public var maximumMetadataAge: Duration = .seconds(300)
  /// The most connections that are open; one that is not in use longest is drained for a new one.
  public var maximumConnections = 64

  /// A client that begins at these addresses.
  public init(bootstrap: [ConnectTarget], security: KafkaSecurity = KafkaSecurity()) {
    self.bootstrap = bootstrap
    connection.security = security
  }
}

/// How long a client rests before it tries again: longer after each failure, up to a cap, and never at the same time as others.
public struct RetryBackoff: Sendable, Hashable {
  /// The first rest; Kafka's `retry.backoff.ms`.
  public var initial: Duration = .milliseconds(100)
  /// The longest rest, before jitter; Kafka's `retry.backoff.max.ms`.
  public var maximum: Duration = .seconds(1)
  /// Each rest is made longer or shorter by up to this part of it, at random.
  public var jitter = 0.2

  /// Kafka's numbers.
  public init() {}

  /// The rest after a number of failures, 1 and more.
  ///
  /// - Parameter random: from 0 to 1.
  func rest(after failures: Int, random: Double) -> Duration {
    var rest = initial
    for _ in 1..<max(2, min(failures, 32)) where failures > 1 && rest < maximum { rest = min(rest * 2, maximum) }
    return min(rest, maximum) * (1 + jitter * (2 * min(max(random, 0), 1) - 1))
  }
}
