/// Why an agent's call is ended.
public struct AgentRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of reason it is; each has its status in gRPC.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// The agent may not report the broker.
    case denied
    /// Another agent reports the broker, or the same one on another call.
    case taken
    /// A message makes no sense.
    case invalid
    /// The agent sends too much.
    case tooMuch
    /// The call did not say Hello in time.
    case late
  }

  /// What kind of reason it is.
  public let code: Code
  /// The reason, in words.
  public let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The reason.
  public var description: String { message }
}
