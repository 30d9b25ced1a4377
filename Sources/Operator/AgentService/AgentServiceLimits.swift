/// After how long silence means something.
public struct AgentServiceLimits: Sendable, Hashable {
  /// The shortest time after which silence may mean something: three heartbeats.
  public static let minimum: Duration = .seconds(3)

  /// No message for so long: what the agent said counts no more.
  public var unknownAfter: Duration = .seconds(4)
  /// No message for so long: the broker cannot be reached.
  public var unreachableAfter: Duration = .seconds(12)

  /// 4 and 12 seconds.
  public init() {}
}
