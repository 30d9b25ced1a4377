/// Why an embedded API server cannot be started.
public struct EmbeddedAPIServerError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is the matter.
  public enum Code: Sendable, Hashable {
    /// The address cannot be listened on.
    case cannotListen
    /// The store file is damaged, or cannot be read or written.
    case storeFile
    /// Another process has the store file.
    case storeFileInUse
    /// What the store file holds cannot be served.
    case state
  }

  /// What is the matter.
  public let code: Code
  /// What is wrong, and what can be done.
  public let message: String

  /// The message.
  public var description: String { message }

  /// It may go away by itself where another has what is needed.
  public var isRetryable: Bool { code == .cannotListen || code == .storeFileInUse }
}
