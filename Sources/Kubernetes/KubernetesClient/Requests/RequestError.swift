/// Why a request cannot be made: sent all the same, it would reach something else than was meant.
public struct RequestError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Code: Sendable, Hashable {
    /// The name cannot stand in a path: an empty one would name all objects.
    case name
    /// The namespace is missing, cannot stand in a path, or there is none for objects of this kind.
    case namespace
    /// The options exclude each other.
    case options
    /// The object lacks what the request needs of it.
    case object
  }

  /// What is wrong.
  public let code: Code
  /// What is wrong, in words.
  public let message: String
  /// What the request was to be about.
  public let resource: APIResource?

  /// An error.
  public init(_ code: Code, _ message: String, resource: APIResource? = nil) {
    self.code = code
    self.message = message
    self.resource = resource
  }

  /// The same request is as wrong the next time.
  public var isRetryable: Bool { false }
}

extension RequestError: CustomStringConvertible {
  /// The resource and the message.
  public var description: String { resource.map { "\($0): \(message)" } ?? message }
}
