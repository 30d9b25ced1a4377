// Generated from proto/envoy/extensions/filters/listener/tls_inspector/v3/tls_inspector.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Finds the name that a TLS client asks for.
public struct TlsInspector: ProtobufMessage {

  /// `initial_read_buffer_size` (2).
  public var initialReadBufferSize: UInt32?

  /// `close_connection_on_client_hello_parsing_errors` (4).
  public var closeConnectionOnClientHelloParsingErrors: Bool = false

  /// `max_client_hello_size` (5).
  public var maxClientHelloSize: UInt32?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(2, "initial_read_buffer_size", "initialReadBufferSize"),
    ProtobufFieldName(
      4, "close_connection_on_client_hello_parsing_errors", "closeConnectionOnClientHelloParsingErrors"),
    ProtobufFieldName(5, "max_client_hello_size", "maxClientHelloSize"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.initialReadBufferSize { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 2, value) }
    if self.closeConnectionOnClientHelloParsingErrors {
      visitor.single(ProtobufBool.self, 4, self.closeConnectionOnClientHelloParsingErrors)
    }
    if let value = self.maxClientHelloSize { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 5, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 2: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.initialReadBufferSize)
    case 4: return try reader.single(ProtobufBool.self, key, into: &self.closeConnectionOnClientHelloParsingErrors)
    case 5: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.maxClientHelloSize)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 2: self.initialReadBufferSize = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 4: self.closeConnectionOnClientHelloParsingErrors = try ProtobufBool.value(of: value)
    case 5: self.maxClientHelloSize = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    default: break
    }
  }
}
