public import JSON

/// Why a value is not what Kubernetes has at that place.
public struct ObjectError: Error, Sendable, Hashable {
  /// Where, from the value that was read.
  public var path: JSONPath
  /// What is wrong, in words.
  public let message: String

  /// An error at the value itself, or at a place within it.
  public init(_ message: String, at path: JSONPath = JSONPath()) {
    self.path = path
    self.message = message
  }

  /// Another try with the same value fails the same way.
  public var isRetryable: Bool { false }

  /// The same error, seen from the object that holds the value as this member.
  func within(_ key: String) -> ObjectError { ObjectError(message, at: JSONPath([.key(key)] + path.components)) }

  /// The same error, seen from the list that holds the value at this index.
  func within(_ index: Int) -> ObjectError { ObjectError(message, at: JSONPath([.index(index)] + path.components)) }
}

extension ObjectError: CustomStringConvertible {
  /// The place and the message: `spec.containers[0].image: a string is expected here, not a number`.
  public var description: String { path.components.isEmpty ? message : "\(path): \(message)" }
}
