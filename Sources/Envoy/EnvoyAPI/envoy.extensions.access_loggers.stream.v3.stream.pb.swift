// Generated from proto/envoy/extensions/access_loggers/stream/v3/stream.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// A log on standard output.
public struct StdoutAccessLog: ProtobufMessage {

  /// What `access_log_format` can be.
  public enum AccessLogFormat: Sendable, Hashable {
    /// `log_format` (1).
    case logFormat(SubstitutionFormatString)
  }

  /// One of the cases, or none.
  public var accessLogFormat: AccessLogFormat?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.access_loggers.stream.v3.StdoutAccessLog"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "log_format", "logFormat")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .logFormat(let value) = self.accessLogFormat { try visitor.message(1, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1:
      var value: SubstitutionFormatString?
      if case .logFormat(let known) = self.accessLogFormat, key.wireType == .lengthDelimited {
        value = known
        self.accessLogFormat = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.accessLogFormat = .logFormat(value)
      return true
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1:
      if self.accessLogFormat != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.accessLogFormat = .logFormat(try decoder.message(value))
    default: break
    }
  }
}
