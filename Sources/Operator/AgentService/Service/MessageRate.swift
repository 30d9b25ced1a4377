/// How much an agent may send: an allowance of messages and bytes that grows with time, up to a burst; one with many brokers may
/// send more.
struct MessageRate: Sendable {
  private let limits: AgentServiceLimits
  private(set) var perSecond: (messages: Double, bytes: Double)
  private let burst: Double
  /// The most that it reported so far.
  private var brokers = 1
  private var messages: Double
  private var bytes: Double
  private var last: Duration?

  init(_ limits: AgentServiceLimits) {
    self.limits = limits
    perSecond = (Double(limits.messagesPerSecond), Double(limits.bytesPerSecond))
    burst = Double(limits.burst)
    messages = perSecond.messages * burst
    bytes = perSecond.bytes * burst
  }

  /// The agent reports so many brokers. What each adds to the burst it may send at once, and once: one that comes again adds nothing.
  mutating func setBrokers(_ count: Int) {
    guard count > brokers else { return }
    let more = (
      messages: Double((count - brokers) * limits.messagesPerSecondOfBroker),
      bytes: Double((count - brokers) * limits.bytesPerSecondOfBroker)
    )
    brokers = count
    perSecond.messages += more.messages
    perSecond.bytes += more.bytes
    messages += more.messages * burst
    bytes += more.bytes * burst
  }

  /// Takes a message of so many bytes; false where it is too much.
  mutating func admit(_ size: Int, at now: Duration) -> Bool {
    if let last {
      let seconds = max(0, (now - last) / .seconds(1))
      messages = min(perSecond.messages * burst, messages + perSecond.messages * seconds)
      bytes = min(perSecond.bytes * burst, bytes + perSecond.bytes * seconds)
    }
    last = now
    guard messages >= 1, bytes >= Double(size) else { return false }
    messages -= 1
    bytes -= Double(size)
    return true
  }
}
