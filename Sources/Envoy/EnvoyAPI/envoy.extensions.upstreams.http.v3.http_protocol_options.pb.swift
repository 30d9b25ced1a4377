// Generated from proto/envoy/extensions/upstreams/http/v3/http_protocol_options.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Which HTTP a cluster is spoken to in.
public struct UpstreamHttpProtocolOptions: ProtobufMessage {

  /// The one version.
  public struct ExplicitHttpConfig: ProtobufMessage {

    /// What `protocol_config` can be.
    public enum ProtocolConfig: Sendable, Hashable {
      /// `http_protocol_options` (1).
      case httpProtocolOptions(Http1ProtocolOptions)
      /// `http2_protocol_options` (2).
      case http2ProtocolOptions(Http2ProtocolOptions)
    }

    /// One of the cases, or none.
    public var protocolConfig: ProtocolConfig?

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions.ExplicitHttpConfig"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "http_protocol_options", "httpProtocolOptions"),
      ProtobufFieldName(2, "http2_protocol_options", "http2ProtocolOptions"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if case .httpProtocolOptions(let value) = self.protocolConfig { try visitor.message(1, value) }
      if case .http2ProtocolOptions(let value) = self.protocolConfig { try visitor.message(2, value) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1:
        var value: Http1ProtocolOptions?
        if case .httpProtocolOptions(let known) = self.protocolConfig, key.wireType == .lengthDelimited {
          value = known
          self.protocolConfig = nil
        }
        guard try reader.message(key, into: &value), let value else { return false }
        self.protocolConfig = .httpProtocolOptions(value)
        return true
      case 2:
        var value: Http2ProtocolOptions?
        if case .http2ProtocolOptions(let known) = self.protocolConfig, key.wireType == .lengthDelimited {
          value = known
          self.protocolConfig = nil
        }
        guard try reader.message(key, into: &value), let value else { return false }
        self.protocolConfig = .http2ProtocolOptions(value)
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
        if self.protocolConfig != nil { throw ProtobufError(.json, "another case of the oneof is set") }
        self.protocolConfig = .httpProtocolOptions(try decoder.message(value))
      case 2:
        if self.protocolConfig != nil { throw ProtobufError(.json, "another case of the oneof is set") }
        self.protocolConfig = .http2ProtocolOptions(try decoder.message(value))
      default: break
      }
    }
  }

  /// What `upstream_protocol_options` can be.
  public enum UpstreamProtocolOptions: Sendable, Hashable {
    /// `explicit_http_config` (3).
    case explicitHttpConfig(UpstreamHttpProtocolOptions.ExplicitHttpConfig)
  }

  /// One of the cases, or none.
  public var upstreamProtocolOptions: UpstreamProtocolOptions?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(3, "explicit_http_config", "explicitHttpConfig")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .explicitHttpConfig(let value) = self.upstreamProtocolOptions { try visitor.message(3, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 3:
      var value: UpstreamHttpProtocolOptions.ExplicitHttpConfig?
      if case .explicitHttpConfig(let known) = self.upstreamProtocolOptions, key.wireType == .lengthDelimited {
        value = known
        self.upstreamProtocolOptions = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.upstreamProtocolOptions = .explicitHttpConfig(value)
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
    case 3:
      if self.upstreamProtocolOptions != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.upstreamProtocolOptions = .explicitHttpConfig(try decoder.message(value))
    default: break
    }
  }
}
