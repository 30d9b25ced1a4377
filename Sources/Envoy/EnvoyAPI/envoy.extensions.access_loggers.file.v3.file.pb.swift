// Generated from proto/envoy/extensions/access_loggers/file/v3/file.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// A log in a file.
public struct FileAccessLog: ProtobufMessage {

  /// What `access_log_format` can be.
  public enum AccessLogFormat: Sendable, Hashable {
    /// `log_format` (5).
    case logFormat(SubstitutionFormatString)
  }

  /// `path` (1).
  public var path: String = ""

  /// One of the cases, or none.
  public var accessLogFormat: AccessLogFormat?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.access_loggers.file.v3.FileAccessLog"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "path", "path"),
    ProtobufFieldName(5, "log_format", "logFormat"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.path.isEmpty { visitor.single(ProtobufString.self, 1, self.path) }
    if case .logFormat(let value) = self.accessLogFormat { try visitor.message(5, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.path)
    case 5:
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
    case 1: self.path = try ProtobufString.value(of: value)
    case 5:
      if self.accessLogFormat != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.accessLogFormat = .logFormat(try decoder.message(value))
    default: break
    }
  }
}
