public import JSON

/// A value of a Secret. It cannot be printed: no description, dump or mirror shows it.
public struct SecretBytes: Sendable, Hashable {
  private let bytes: [UInt8]

  /// Hides bytes.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Hides a text, in UTF-8.
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The bytes: where this is called, someone means it.
  public func reveal() -> [UInt8] { bytes }
}

extension SecretBytes: KubernetesValue, JSONConvertible {
  /// Reads Base64.
  ///
  /// - Throws: `ObjectError` where it is none; the error does not tell what is there.
  public init(json: JSONValue) throws(ObjectError) {
    guard let bytes = Base64.decode(try String(json: json)) else { throw ObjectError("Base64 is expected here") }
    self.bytes = bytes
  }

  /// The bytes as Base64, in the clear: for the API server alone.
  public var json: JSONValue { .string(Base64.encode(bytes)) }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Says that there is a secret.
  public var description: String { "(secret)" }
  /// Says that there is a secret.
  public var debugDescription: String { "(secret)" }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
