/// A message of the server.
public enum AgentInput: Sendable, Hashable {
  /// The server took the call.
  case welcome(ServerWelcome)
  /// The time between two samples that it wants, in milliseconds.
  case sampling(intervalMilliseconds: UInt32)
  /// One that this version does not know; passed over.
  case unknown
}

/// What the server says first.
public struct ServerWelcome: Sendable, Hashable {
  /// Its build, for people.
  public var version = ""
  /// What it can do beyond the first release.
  public var capabilities: [String] = []
  /// The last change that it has of this incarnation; 0 for none.
  public var lastSequence: UInt64 = 0
  /// The time between two samples that it wants, in milliseconds; 0 where it wants none.
  public var intervalMilliseconds: UInt32 = 0

  /// An empty one.
  public init() {}
}
