public import JSON

/// A protocol buffers message as a Swift value. The plugin generates the requirements from `proto/`.
public protocol ProtobufMessage: Sendable, Hashable {
  /// The full name, such as `envoy.config.listener.v3.Listener`.
  static var protobufName: String { get }

  /// The fields in the order of their numbers: what JSON and error messages need.
  static var protobufFields: [ProtobufFieldName] { get }

  /// The message with every field at its default.
  init()

  /// Shows every field that is set to the visitor, in the order of their numbers.
  func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError)

  /// Reads one field whose key was just read.
  ///
  /// - Returns: false where the message has no such field, or has another wire type for it; nothing was read then.
  mutating func decodeField(_ key: ProtobufKey, from reader: inout ProtobufReader) throws(ProtobufError) -> Bool

  /// Sets one field from its JSON value.
  mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError)

  /// The value that JSON has for this message: an object, but for the well-known types that have forms of their own.
  func jsonValue(registry: ProtobufTypeRegistry) throws(ProtobufError) -> JSONValue

  /// Reads the value that JSON has for this message.
  init(json: JSONValue, decoder: ProtobufJSONDecoder) throws(ProtobufError)
}

/// The names of a field.
public struct ProtobufFieldName: Sendable, Hashable {
  /// The field's number.
  public let number: Int
  /// The name in `proto/`.
  public let name: String
  /// The name in JSON.
  public let jsonName: String
  /// Whether `null` in JSON is a value of the field (a `google.protobuf.Value`), not its absence.
  public let acceptsNull: Bool

  /// The names of a field.
  public init(_ number: Int, _ name: String, _ jsonName: String, acceptsNull: Bool = false) {
    self.number = number
    self.name = name
    self.jsonName = jsonName
    self.acceptsNull = acceptsNull
  }
}

extension ProtobufMessage {
  /// The name that an `Any` carries: `type.googleapis.com/` and the full name.
  public static var typeURL: String { "type.googleapis.com/" + protobufName }

  /// A message that `configure` filled.
  public init(_ configure: (inout Self) -> Void) {
    self.init()
    configure(&self)
  }

  /// How many bytes `serialized` gives.
  public var encodedSize: Int { ProtobufSizer.measure(self).total }

  /// The message's bytes: fields in the order of their numbers, map entries in the order of their keys, so the same
  /// message gives the same bytes.
  public func serialized() -> [UInt8] { ProtobufWriter.bytes(of: self) }

  /// Reads a message.
  ///
  /// - Throws: `ProtobufError`, which names the field; the reader never traps, whatever the bytes.
  public init(serialized bytes: [UInt8], limits: ProtobufLimits = ProtobufLimits()) throws(ProtobufError) {
    self.init()
    try merge(serialized: bytes, limits: limits)
  }

  /// Reads a message's bytes into this one: single values are replaced, messages merged, lists appended to.
  public mutating func merge(
    serialized bytes: [UInt8], limits: ProtobufLimits = ProtobufLimits()
  ) throws(ProtobufError) {
    if bytes.count > limits.size {
      throw ProtobufError(.limit, "the message is longer than \(limits.size) bytes", path: [Self.protobufName])
    }
    var reader = ProtobufReader(bytes.span, depth: limits.depth)
    try merge(from: &reader)
  }

  /// Reads all fields that the reader has left into this message.
  mutating func merge(from reader: inout ProtobufReader) throws(ProtobufError) {
    while !reader.isAtEnd {
      let key: ProtobufKey
      do { key = try reader.key() } catch { throw error.within(Self.protobufName) }
      do {
        if try !decodeField(key, from: &reader) { try reader.skip(key) }
      } catch {
        throw error.within(Self.protobufName + "." + Self.fieldName(key.number))
      }
    }
  }

  /// A field's name for messages; its number where the message does not have it.
  static func fieldName(_ number: Int) -> String {
    for field in protobufFields where field.number == number { return field.name }
    return String(number)
  }
}
