public import JSON

/// A value of a Secret as text. It cannot be printed: no description, dump or mirror shows it.
public struct SecretText: Sendable, Hashable {
  private let text: String

  /// Hides a text.
  public init(_ text: String) { self.text = text }

  /// The text: where this is called, someone means it.
  public func reveal() -> String { text }
}

extension SecretText: KubernetesValue, JSONConvertible {
  /// Reads a text.
  ///
  /// - Throws: `ObjectError` where it is none; the error does not tell what is there.
  public init(json: JSONValue) throws(ObjectError) { text = try String(json: json) }

  /// The text, in the clear: for the API server alone.
  public var json: JSONValue { .string(text) }
}

extension SecretText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Says that there is a secret.
  public var description: String { "(secret)" }
  /// Says that there is a secret.
  public var debugDescription: String { "(secret)" }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
