/// Why a sandbox has no addresses.
public struct AddressSpaceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What happened.
  public enum Code: Sendable, Hashable {
    /// Each range belongs to another sandbox, or somebody listens in it.
    case noFreeRange
    /// Every address of the range is taken.
    case noFreeAddress
    /// The system refuses to hold a range.
    case notHeld
  }

  /// What happened.
  public var code: Code
  /// What happened, and what to do about it.
  public var message: String

  /// An error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
