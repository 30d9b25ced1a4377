/// How much an agent may send: an allowance of messages and bytes that grows with time, up to a burst.
struct MessageRate: Sendable {
  private let perSecond: (messages: Double, bytes: Double)
  private let burst: Double
  private var messages: Double
  private var bytes: Double
  private var last: Duration?

  init(_ limits: AgentServiceLimits) {
    perSecond = (Double(limits.messagesPerSecond), Double(limits.bytesPerSecond))
    burst = Double(limits.burst)
    messages = perSecond.messages * burst
    bytes = perSecond.bytes * burst
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
