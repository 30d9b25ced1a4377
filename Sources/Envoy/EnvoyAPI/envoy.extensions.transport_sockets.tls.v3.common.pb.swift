// Generated from proto/envoy/extensions/transport_sockets/tls/v3/common.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Versions and ciphers.
public struct TlsParameters: ProtobufMessage {

  /// A version of TLS.
  public struct TlsProtocol: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `TLS_AUTO`.
    public static let tlsAuto = Self(rawValue: 0)
    /// `TLSv1_0`.
    public static let tLSv1_0 = Self(rawValue: 1)
    /// `TLSv1_1`.
    public static let tLSv1_1 = Self(rawValue: 2)
    /// `TLSv1_2`.
    public static let tLSv1_2 = Self(rawValue: 3)
    /// `TLSv1_3`.
    public static let tLSv1_3 = Self(rawValue: 4)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "TLS_AUTO"),
      (1, "TLSv1_0"),
      (2, "TLSv1_1"),
      (3, "TLSv1_2"),
      (4, "TLSv1_3"),
    ]
  }

  /// `tls_minimum_protocol_version` (1).
  public var tlsMinimumProtocolVersion: TlsParameters.TlsProtocol = TlsParameters.TlsProtocol(rawValue: 0)

  /// `tls_maximum_protocol_version` (2).
  public var tlsMaximumProtocolVersion: TlsParameters.TlsProtocol = TlsParameters.TlsProtocol(rawValue: 0)

  /// `cipher_suites` (3).
  public var cipherSuites: [String] = []

  /// `ecdh_curves` (4).
  public var ecdhCurves: [String] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.transport_sockets.tls.v3.TlsParameters"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "tls_minimum_protocol_version", "tlsMinimumProtocolVersion"),
    ProtobufFieldName(2, "tls_maximum_protocol_version", "tlsMaximumProtocolVersion"),
    ProtobufFieldName(3, "cipher_suites", "cipherSuites"),
    ProtobufFieldName(4, "ecdh_curves", "ecdhCurves"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.tlsMinimumProtocolVersion.rawValue != 0 {
      visitor.single(ProtobufEnumField<TlsParameters.TlsProtocol>.self, 1, self.tlsMinimumProtocolVersion)
    }
    if self.tlsMaximumProtocolVersion.rawValue != 0 {
      visitor.single(ProtobufEnumField<TlsParameters.TlsProtocol>.self, 2, self.tlsMaximumProtocolVersion)
    }
    if !self.cipherSuites.isEmpty { visitor.list(ProtobufString.self, 3, self.cipherSuites) }
    if !self.ecdhCurves.isEmpty { visitor.list(ProtobufString.self, 4, self.ecdhCurves) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1:
      return try reader.single(
        ProtobufEnumField<TlsParameters.TlsProtocol>.self, key, into: &self.tlsMinimumProtocolVersion)
    case 2:
      return try reader.single(
        ProtobufEnumField<TlsParameters.TlsProtocol>.self, key, into: &self.tlsMaximumProtocolVersion)
    case 3: return try reader.list(ProtobufString.self, key, into: &self.cipherSuites)
    case 4: return try reader.list(ProtobufString.self, key, into: &self.ecdhCurves)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.tlsMinimumProtocolVersion = try ProtobufEnumField<TlsParameters.TlsProtocol>.value(of: value)
    case 2: self.tlsMaximumProtocolVersion = try ProtobufEnumField<TlsParameters.TlsProtocol>.value(of: value)
    case 3: self.cipherSuites = try decoder.list(ProtobufString.self, value)
    case 4: self.ecdhCurves = try decoder.list(ProtobufString.self, value)
    default: break
    }
  }
}

/// A certificate and its key.
public struct TlsCertificate: ProtobufMessage {

  /// `certificate_chain` (1).
  public var certificateChain: DataSource?

  /// `private_key` (2).
  public var privateKey: DataSource?

  /// `password` (3).
  public var password: DataSource?

  /// `ocsp_staple` (4).
  public var ocspStaple: DataSource?

  /// `watched_directory` (7).
  public var watchedDirectory: WatchedDirectory?

  /// `pkcs12` (8).
  public var pkcs12: DataSource?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.transport_sockets.tls.v3.TlsCertificate"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "certificate_chain", "certificateChain"),
    ProtobufFieldName(2, "private_key", "privateKey"),
    ProtobufFieldName(3, "password", "password"),
    ProtobufFieldName(4, "ocsp_staple", "ocspStaple"),
    ProtobufFieldName(7, "watched_directory", "watchedDirectory"),
    ProtobufFieldName(8, "pkcs12", "pkcs12"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.certificateChain { try visitor.message(1, value) }
    if let value = self.privateKey { try visitor.message(2, value) }
    if let value = self.password { try visitor.message(3, value) }
    if let value = self.ocspStaple { try visitor.message(4, value) }
    if let value = self.watchedDirectory { try visitor.message(7, value) }
    if let value = self.pkcs12 { try visitor.message(8, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.certificateChain)
    case 2: return try reader.message(key, into: &self.privateKey)
    case 3: return try reader.message(key, into: &self.password)
    case 4: return try reader.message(key, into: &self.ocspStaple)
    case 7: return try reader.message(key, into: &self.watchedDirectory)
    case 8: return try reader.message(key, into: &self.pkcs12)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.certificateChain = try decoder.message(value)
    case 2: self.privateKey = try decoder.message(value)
    case 3: self.password = try decoder.message(value)
    case 4: self.ocspStaple = try decoder.message(value)
    case 7: self.watchedDirectory = try decoder.message(value)
    case 8: self.pkcs12 = try decoder.message(value)
    default: break
    }
  }
}

/// Keys of session tickets.
public struct TlsSessionTicketKeys: ProtobufMessage {

  /// `keys` (1).
  public var keys: [DataSource] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.transport_sockets.tls.v3.TlsSessionTicketKeys"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "keys", "keys")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.keys.isEmpty { try visitor.messages(1, self.keys) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.messages(key, into: &self.keys)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.keys = try decoder.messages(value)
    default: break
    }
  }
}

/// A name that the peer's certificate must have.
public struct SubjectAltNameMatcher: ProtobufMessage {

  /// What kind of name.
  public struct SanType: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `SAN_TYPE_UNSPECIFIED`.
    public static let sanTypeUnspecified = Self(rawValue: 0)
    /// `EMAIL`.
    public static let email = Self(rawValue: 1)
    /// `DNS`.
    public static let dns = Self(rawValue: 2)
    /// `URI`.
    public static let uri = Self(rawValue: 3)
    /// `IP_ADDRESS`.
    public static let ipAddress = Self(rawValue: 4)
    /// `OTHER_NAME`.
    public static let otherName = Self(rawValue: 5)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "SAN_TYPE_UNSPECIFIED"),
      (1, "EMAIL"),
      (2, "DNS"),
      (3, "URI"),
      (4, "IP_ADDRESS"),
      (5, "OTHER_NAME"),
    ]
  }

  /// `san_type` (1).
  public var sanType: SubjectAltNameMatcher.SanType = SubjectAltNameMatcher.SanType(rawValue: 0)

  /// `matcher` (2).
  public var matcher: StringMatcher?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "san_type", "sanType"),
    ProtobufFieldName(2, "matcher", "matcher"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.sanType.rawValue != 0 {
      visitor.single(ProtobufEnumField<SubjectAltNameMatcher.SanType>.self, 1, self.sanType)
    }
    if let value = self.matcher { try visitor.message(2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufEnumField<SubjectAltNameMatcher.SanType>.self, key, into: &self.sanType)
    case 2: return try reader.message(key, into: &self.matcher)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.sanType = try ProtobufEnumField<SubjectAltNameMatcher.SanType>.value(of: value)
    case 2: self.matcher = try decoder.message(value)
    default: break
    }
  }
}

/// How the peer's certificate is checked.
public struct CertificateValidationContext: ProtobufMessage {

  /// `trusted_ca` (1).
  public var trustedCa: DataSource?

  /// `crl` (7).
  public var crl: DataSource?

  /// `allow_expired_certificate` (8).
  public var allowExpiredCertificate: Bool = false

  /// `watched_directory` (11).
  public var watchedDirectory: WatchedDirectory?

  /// `match_typed_subject_alt_names` (15).
  public var matchTypedSubjectAltNames: [SubjectAltNameMatcher] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "trusted_ca", "trustedCa"),
    ProtobufFieldName(7, "crl", "crl"),
    ProtobufFieldName(8, "allow_expired_certificate", "allowExpiredCertificate"),
    ProtobufFieldName(11, "watched_directory", "watchedDirectory"),
    ProtobufFieldName(15, "match_typed_subject_alt_names", "matchTypedSubjectAltNames"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.trustedCa { try visitor.message(1, value) }
    if let value = self.crl { try visitor.message(7, value) }
    if self.allowExpiredCertificate { visitor.single(ProtobufBool.self, 8, self.allowExpiredCertificate) }
    if let value = self.watchedDirectory { try visitor.message(11, value) }
    if !self.matchTypedSubjectAltNames.isEmpty { try visitor.messages(15, self.matchTypedSubjectAltNames) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.trustedCa)
    case 7: return try reader.message(key, into: &self.crl)
    case 8: return try reader.single(ProtobufBool.self, key, into: &self.allowExpiredCertificate)
    case 11: return try reader.message(key, into: &self.watchedDirectory)
    case 15: return try reader.messages(key, into: &self.matchTypedSubjectAltNames)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.trustedCa = try decoder.message(value)
    case 7: self.crl = try decoder.message(value)
    case 8: self.allowExpiredCertificate = try ProtobufBool.value(of: value)
    case 11: self.watchedDirectory = try decoder.message(value)
    case 15: self.matchTypedSubjectAltNames = try decoder.messages(value)
    default: break
    }
  }
}
