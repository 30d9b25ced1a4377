/// Why a wait for a watch cache ended without what was waited for.
public struct CacheError: Error, Sendable, Hashable {
  /// What did not happen.
  public enum Code: Sendable, Hashable {
    /// The first list was not complete in time.
    case notSynced
    /// The version was not seen in time, or the cache does not run.
    case notCaughtUp
    /// The task was cancelled.
    case cancelled
  }

  /// What did not happen.
  public let code: Code
  /// What did not happen, in words, with what the cache last had trouble with.
  public let message: String

  /// Whether another wait may succeed.
  public var isRetryable: Bool { code != .cancelled }
}

extension CacheError: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
