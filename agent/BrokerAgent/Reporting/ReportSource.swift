import Telemetry
import Transport

/// What all links of an agent share. It lives on the loop.
final class ReportSource {
  let configuration: ControlPlaneConfiguration
  let hello: AgentHello
  let logger: Logger
  /// For lines on servers that come again and again while something lasts.
  let limiter: LogLimiter
  /// The same for lines on brokers, of which a node has many: they hold back none on servers.
  let brokerLimiter: LogLimiter
  var tracker = StateTracker()
  /// The interval that holds now.
  var interval: Duration

  /// - Parameter now: The time since any fixed origin, for the limiter.
  init(
    _ configuration: ControlPlaneConfiguration, _ hello: AgentHello, _ logger: Logger,
    now: @escaping @Sendable () -> Duration = { MonotonicClock.now }
  ) {
    self.configuration = configuration
    self.hello = hello
    self.logger = logger
    interval = configuration.interval
    limiter = LogLimiter(RateLimit(burst: 2, interval: .seconds(300), capacity: 256), now: now)
    brokerLimiter = LogLimiter(RateLimit(burst: 2, interval: .seconds(300), capacity: 512), now: now)
  }

  /// Who the agent is, with the interval that holds now.
  var currentHello: AgentHello {
    var hello = hello
    hello.intervalMilliseconds = UInt32(clamping: Int64(interval / .milliseconds(1)))
    return hello
  }
}
