// Generated from proto/envoy/extensions/transport_sockets/tls/v3/secret.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Any secret.
public struct GenericSecret: ProtobufMessage {

  /// `secret` (1).
  public var secret: DataSource?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.transport_sockets.tls.v3.GenericSecret"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "secret", "secret")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.secret { try visitor.message(1, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.secret)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.secret = try decoder.message(value)
    default: break
    }
  }
}

/// A secret by its name.
public struct SdsSecretConfig: ProtobufMessage {

  /// `name` (1).
  public var name: String = ""

  /// `sds_config` (2).
  public var sdsConfig: ConfigSource?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(2, "sds_config", "sdsConfig"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if let value = self.sdsConfig { try visitor.message(2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 2: return try reader.message(key, into: &self.sdsConfig)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.name = try ProtobufString.value(of: value)
    case 2: self.sdsConfig = try decoder.message(value)
    default: break
    }
  }
}

/// A certificate, keys, or what peers are checked by.
public struct Secret: ProtobufMessage {

  /// What `type` can be.
  public enum TypeOneOf: Sendable, Hashable {
    /// `tls_certificate` (2).
    case tlsCertificate(TlsCertificate)
    /// `session_ticket_keys` (3).
    case sessionTicketKeys(TlsSessionTicketKeys)
    /// `validation_context` (4).
    case validationContext(CertificateValidationContext)
    /// `generic_secret` (5).
    case genericSecret(GenericSecret)
  }

  /// `name` (1).
  public var name: String = ""

  /// One of the cases, or none.
  public var type: TypeOneOf?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.transport_sockets.tls.v3.Secret"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(2, "tls_certificate", "tlsCertificate"),
    ProtobufFieldName(3, "session_ticket_keys", "sessionTicketKeys"),
    ProtobufFieldName(4, "validation_context", "validationContext"),
    ProtobufFieldName(5, "generic_secret", "genericSecret"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if case .tlsCertificate(let value) = self.type { try visitor.message(2, value) }
    if case .sessionTicketKeys(let value) = self.type { try visitor.message(3, value) }
    if case .validationContext(let value) = self.type { try visitor.message(4, value) }
    if case .genericSecret(let value) = self.type { try visitor.message(5, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 2:
      var value: TlsCertificate?
      if case .tlsCertificate(let known) = self.type, key.wireType == .lengthDelimited {
        value = known
        self.type = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.type = .tlsCertificate(value)
      return true
    case 3:
      var value: TlsSessionTicketKeys?
      if case .sessionTicketKeys(let known) = self.type, key.wireType == .lengthDelimited {
        value = known
        self.type = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.type = .sessionTicketKeys(value)
      return true
    case 4:
      var value: CertificateValidationContext?
      if case .validationContext(let known) = self.type, key.wireType == .lengthDelimited {
        value = known
        self.type = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.type = .validationContext(value)
      return true
    case 5:
      var value: GenericSecret?
      if case .genericSecret(let known) = self.type, key.wireType == .lengthDelimited {
        value = known
        self.type = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.type = .genericSecret(value)
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
    case 1: self.name = try ProtobufString.value(of: value)
    case 2:
      if self.type != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.type = .tlsCertificate(try decoder.message(value))
    case 3:
      if self.type != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.type = .sessionTicketKeys(try decoder.message(value))
    case 4:
      if self.type != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.type = .validationContext(try decoder.message(value))
    case 5:
      if self.type != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.type = .genericSecret(try decoder.message(value))
    default: break
    }
  }
}
