// Generated from proto/envoy/extensions/transport_sockets/tls/v3/tls.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// TLS towards endpoints.
public struct UpstreamTlsContext: ProtobufMessage {

  /// `common_tls_context` (1).
  public var commonTlsContext: CommonTlsContext?

  /// `sni` (2).
  public var sni: String = ""

  /// `auto_host_sni` (6).
  public var autoHostSni: Bool = false

  /// `auto_sni_san_validation` (7).
  public var autoSniSanValidation: Bool = false

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "common_tls_context", "commonTlsContext"),
    ProtobufFieldName(2, "sni", "sni"),
    ProtobufFieldName(6, "auto_host_sni", "autoHostSni"),
    ProtobufFieldName(7, "auto_sni_san_validation", "autoSniSanValidation"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.commonTlsContext { try visitor.message(1, value) }
    if !self.sni.isEmpty { visitor.single(ProtobufString.self, 2, self.sni) }
    if self.autoHostSni { visitor.single(ProtobufBool.self, 6, self.autoHostSni) }
    if self.autoSniSanValidation { visitor.single(ProtobufBool.self, 7, self.autoSniSanValidation) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.commonTlsContext)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.sni)
    case 6: return try reader.single(ProtobufBool.self, key, into: &self.autoHostSni)
    case 7: return try reader.single(ProtobufBool.self, key, into: &self.autoSniSanValidation)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.commonTlsContext = try decoder.message(value)
    case 2: self.sni = try ProtobufString.value(of: value)
    case 6: self.autoHostSni = try ProtobufBool.value(of: value)
    case 7: self.autoSniSanValidation = try ProtobufBool.value(of: value)
    default: break
    }
  }
}

/// TLS towards clients.
public struct DownstreamTlsContext: ProtobufMessage {

  /// What `session_ticket_keys_type` can be.
  public enum SessionTicketKeysType: Sendable, Hashable {
    /// `disable_stateless_session_resumption` (7).
    case disableStatelessSessionResumption(Bool)
  }

  /// `common_tls_context` (1).
  public var commonTlsContext: CommonTlsContext?

  /// `require_client_certificate` (2).
  public var requireClientCertificate: Bool?

  /// `require_sni` (3).
  public var requireSni: Bool?

  /// One of the cases, or none.
  public var sessionTicketKeysType: SessionTicketKeysType?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "common_tls_context", "commonTlsContext"),
    ProtobufFieldName(2, "require_client_certificate", "requireClientCertificate"),
    ProtobufFieldName(3, "require_sni", "requireSni"),
    ProtobufFieldName(7, "disable_stateless_session_resumption", "disableStatelessSessionResumption"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.commonTlsContext { try visitor.message(1, value) }
    if let value = self.requireClientCertificate { visitor.single(ProtobufWrapper<ProtobufBool>.self, 2, value) }
    if let value = self.requireSni { visitor.single(ProtobufWrapper<ProtobufBool>.self, 3, value) }
    if case .disableStatelessSessionResumption(let value) = self.sessionTicketKeysType {
      visitor.single(ProtobufBool.self, 7, value)
    }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.commonTlsContext)
    case 2: return try reader.optional(ProtobufWrapper<ProtobufBool>.self, key, into: &self.requireClientCertificate)
    case 3: return try reader.optional(ProtobufWrapper<ProtobufBool>.self, key, into: &self.requireSni)
    case 7:
      var value = ProtobufBool.defaultValue
      guard try reader.single(ProtobufBool.self, key, into: &value) else { return false }
      self.sessionTicketKeysType = .disableStatelessSessionResumption(value)
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
    case 1: self.commonTlsContext = try decoder.message(value)
    case 2: self.requireClientCertificate = try ProtobufWrapper<ProtobufBool>.value(of: value)
    case 3: self.requireSni = try ProtobufWrapper<ProtobufBool>.value(of: value)
    case 7:
      if self.sessionTicketKeysType != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.sessionTicketKeysType = .disableStatelessSessionResumption(try ProtobufBool.value(of: value))
    default: break
    }
  }
}

/// What both sides of TLS share.
public struct CommonTlsContext: ProtobufMessage {

  /// A fixed part and one that comes by name.
  public struct CombinedCertificateValidationContext: ProtobufMessage {

    /// `default_validation_context` (1).
    public var defaultValidationContext: CertificateValidationContext?

    /// `validation_context_sds_secret_config` (2).
    public var validationContextSdsSecretConfig: SdsSecretConfig?

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName =
      "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "default_validation_context", "defaultValidationContext"),
      ProtobufFieldName(2, "validation_context_sds_secret_config", "validationContextSdsSecretConfig"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if let value = self.defaultValidationContext { try visitor.message(1, value) }
      if let value = self.validationContextSdsSecretConfig { try visitor.message(2, value) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.message(key, into: &self.defaultValidationContext)
      case 2: return try reader.message(key, into: &self.validationContextSdsSecretConfig)
      default:
        return false
      }
    }

    /// Sets a field from its JSON value.
    public mutating func decodeJSON(
      field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
    ) throws(ProtobufError) {
      switch number {
      case 1: self.defaultValidationContext = try decoder.message(value)
      case 2: self.validationContextSdsSecretConfig = try decoder.message(value)
      default: break
      }
    }
  }

  /// What `validation_context_type` can be.
  public enum ValidationContextType: Sendable, Hashable {
    /// `validation_context` (3).
    case validationContext(CertificateValidationContext)
    /// `validation_context_sds_secret_config` (7).
    case validationContextSdsSecretConfig(SdsSecretConfig)
    /// `combined_validation_context` (8).
    case combinedValidationContext(CommonTlsContext.CombinedCertificateValidationContext)
  }

  /// `tls_params` (1).
  public var tlsParams: TlsParameters?

  /// `tls_certificates` (2).
  public var tlsCertificates: [TlsCertificate] = []

  /// One of the cases, or none.
  public var validationContextType: ValidationContextType?

  /// `alpn_protocols` (4).
  public var alpnProtocols: [String] = []

  /// `tls_certificate_sds_secret_configs` (6).
  public var tlsCertificateSdsSecretConfigs: [SdsSecretConfig] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "tls_params", "tlsParams"),
    ProtobufFieldName(2, "tls_certificates", "tlsCertificates"),
    ProtobufFieldName(3, "validation_context", "validationContext"),
    ProtobufFieldName(4, "alpn_protocols", "alpnProtocols"),
    ProtobufFieldName(6, "tls_certificate_sds_secret_configs", "tlsCertificateSdsSecretConfigs"),
    ProtobufFieldName(7, "validation_context_sds_secret_config", "validationContextSdsSecretConfig"),
    ProtobufFieldName(8, "combined_validation_context", "combinedValidationContext"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.tlsParams { try visitor.message(1, value) }
    if !self.tlsCertificates.isEmpty { try visitor.messages(2, self.tlsCertificates) }
    if case .validationContext(let value) = self.validationContextType { try visitor.message(3, value) }
    if !self.alpnProtocols.isEmpty { visitor.list(ProtobufString.self, 4, self.alpnProtocols) }
    if !self.tlsCertificateSdsSecretConfigs.isEmpty { try visitor.messages(6, self.tlsCertificateSdsSecretConfigs) }
    if case .validationContextSdsSecretConfig(let value) = self.validationContextType { try visitor.message(7, value) }
    if case .combinedValidationContext(let value) = self.validationContextType { try visitor.message(8, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.tlsParams)
    case 2: return try reader.messages(key, into: &self.tlsCertificates)
    case 3:
      var value: CertificateValidationContext?
      if case .validationContext(let known) = self.validationContextType, key.wireType == .lengthDelimited {
        value = known
        self.validationContextType = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.validationContextType = .validationContext(value)
      return true
    case 4: return try reader.list(ProtobufString.self, key, into: &self.alpnProtocols)
    case 6: return try reader.messages(key, into: &self.tlsCertificateSdsSecretConfigs)
    case 7:
      var value: SdsSecretConfig?
      if case .validationContextSdsSecretConfig(let known) = self.validationContextType,
        key.wireType == .lengthDelimited
      {
        value = known
        self.validationContextType = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.validationContextType = .validationContextSdsSecretConfig(value)
      return true
    case 8:
      var value: CommonTlsContext.CombinedCertificateValidationContext?
      if case .combinedValidationContext(let known) = self.validationContextType, key.wireType == .lengthDelimited {
        value = known
        self.validationContextType = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.validationContextType = .combinedValidationContext(value)
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
    case 1: self.tlsParams = try decoder.message(value)
    case 2: self.tlsCertificates = try decoder.messages(value)
    case 3:
      if self.validationContextType != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.validationContextType = .validationContext(try decoder.message(value))
    case 4: self.alpnProtocols = try decoder.list(ProtobufString.self, value)
    case 6: self.tlsCertificateSdsSecretConfigs = try decoder.messages(value)
    case 7:
      if self.validationContextType != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.validationContextType = .validationContextSdsSecretConfig(try decoder.message(value))
    case 8:
      if self.validationContextType != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.validationContextType = .combinedValidationContext(try decoder.message(value))
    default: break
    }
  }
}
