/// What libcurl says of a request that got no answer.
public struct HTTPClientError: Error, Sendable, Hashable {
  /// What kind of failure it is.
  public let code: Int32
  /// What happened, in libcurl's words.
  public let message: String

  /// A failure.
  public init(code: Int32, message: String) {
    self.code = code
    self.message = message
  }
}
