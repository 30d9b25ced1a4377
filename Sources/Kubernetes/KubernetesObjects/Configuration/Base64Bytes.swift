public import JSON

/// Bytes that JSON holds as Base64.
public struct Base64Bytes: Sendable, Hashable {
  /// The bytes.
  public var bytes: [UInt8]

  /// Bytes.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

extension Base64Bytes: KubernetesValue, JSONConvertible {
  /// Reads Base64.
  ///
  /// - Throws: `ObjectError` where it is none.
  public init(json: JSONValue) throws(ObjectError) {
    guard let bytes = Base64.decode(try String(json: json)) else { throw ObjectError("Base64 is expected here") }
    self.bytes = bytes
  }

  /// The bytes as Base64.
  public var json: JSONValue { .string(Base64.encode(bytes)) }
}
