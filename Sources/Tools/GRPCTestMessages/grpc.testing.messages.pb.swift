// Generated from proto/grpc/testing/messages.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// What a payload's bytes are like.
public struct TestingPayloadType: ProtobufEnum {
  /// The number on the wire.
  public let rawValue: Int32
  /// The value with that number, known or not.
  public init(rawValue: Int32) { self.rawValue = rawValue }
  /// `COMPRESSABLE`.
  public static let compressable = Self(rawValue: 0)
  /// The names.
  public static let protobufNames: [(number: Int32, name: String)] = [
    (0, "COMPRESSABLE")
  ]
}

/// A boolean that can be absent.
public struct TestingBoolValue: ProtobufMessage {

  /// `value` (1).
  public var value: Bool = false

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "grpc.testing.BoolValue"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "value", "value")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.value { visitor.single(ProtobufBool.self, 1, self.value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufBool.self, key, into: &self.value)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.value = try ProtobufBool.value(of: value)
    default: break
    }
  }
}

/// Bytes that stand for a body.
public struct TestingPayload: ProtobufMessage {

  /// `type` (1).
  public var type: TestingPayloadType = TestingPayloadType(rawValue: 0)

  /// `body` (2).
  public var body: [UInt8] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "grpc.testing.Payload"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "type", "type"),
    ProtobufFieldName(2, "body", "body"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.type.rawValue != 0 { visitor.single(ProtobufEnumField<TestingPayloadType>.self, 1, self.type) }
    if !self.body.isEmpty { visitor.single(ProtobufBytes.self, 2, self.body) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufEnumField<TestingPayloadType>.self, key, into: &self.type)
    case 2: return try reader.single(ProtobufBytes.self, key, into: &self.body)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.type = try ProtobufEnumField<TestingPayloadType>.value(of: value)
    case 2: self.body = try ProtobufBytes.value(of: value)
    default: break
    }
  }
}

/// The status that the server is to end the call with.
public struct TestingEchoStatus: ProtobufMessage {

  /// `code` (1).
  public var code: Int32 = 0

  /// `message` (2).
  public var message: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "grpc.testing.EchoStatus"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "code", "code"),
    ProtobufFieldName(2, "message", "message"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.code != 0 { visitor.single(ProtobufInt32.self, 1, self.code) }
    if !self.message.isEmpty { visitor.single(ProtobufString.self, 2, self.message) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufInt32.self, key, into: &self.code)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.message)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.code = try ProtobufInt32.value(of: value)
    case 2: self.message = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// What a unary call asks for.
public struct TestingSimpleRequest: ProtobufMessage {

  /// `response_type` (1).
  public var responseType: TestingPayloadType = TestingPayloadType(rawValue: 0)

  /// `response_size` (2).
  public var responseSize: Int32 = 0

  /// `payload` (3).
  public var payload: TestingPayload?

  /// `fill_username` (4).
  public var fillUsername: Bool = false

  /// `fill_oauth_scope` (5).
  public var fillOauthScope: Bool = false

  /// `response_compressed` (6).
  public var responseCompressed: TestingBoolValue?

  /// `response_status` (7).
  public var responseStatus: TestingEchoStatus?

  /// `expect_compressed` (8).
  public var expectCompressed: TestingBoolValue?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "grpc.testing.SimpleRequest"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "response_type", "responseType"),
    ProtobufFieldName(2, "response_size", "responseSize"),
    ProtobufFieldName(3, "payload", "payload"),
    ProtobufFieldName(4, "fill_username", "fillUsername"),
    ProtobufFieldName(5, "fill_oauth_scope", "fillOauthScope"),
    ProtobufFieldName(6, "response_compressed", "responseCompressed"),
    ProtobufFieldName(7, "response_status", "responseStatus"),
    ProtobufFieldName(8, "expect_compressed", "expectCompressed"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.responseType.rawValue != 0 {
      visitor.single(ProtobufEnumField<TestingPayloadType>.self, 1, self.responseType)
    }
    if self.responseSize != 0 { visitor.single(ProtobufInt32.self, 2, self.responseSize) }
    if let value = self.payload { try visitor.message(3, value) }
    if self.fillUsername { visitor.single(ProtobufBool.self, 4, self.fillUsername) }
    if self.fillOauthScope { visitor.single(ProtobufBool.self, 5, self.fillOauthScope) }
    if let value = self.responseCompressed { try visitor.message(6, value) }
    if let value = self.responseStatus { try visitor.message(7, value) }
    if let value = self.expectCompressed { try visitor.message(8, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufEnumField<TestingPayloadType>.self, key, into: &self.responseType)
    case 2: return try reader.single(ProtobufInt32.self, key, into: &self.responseSize)
    case 3: return try reader.message(key, into: &self.payload)
    case 4: return try reader.single(ProtobufBool.self, key, into: &self.fillUsername)
    case 5: return try reader.single(ProtobufBool.self, key, into: &self.fillOauthScope)
    case 6: return try reader.message(key, into: &self.responseCompressed)
    case 7: return try reader.message(key, into: &self.responseStatus)
    case 8: return try reader.message(key, into: &self.expectCompressed)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.responseType = try ProtobufEnumField<TestingPayloadType>.value(of: value)
    case 2: self.responseSize = try ProtobufInt32.value(of: value)
    case 3: self.payload = try decoder.message(value)
    case 4: self.fillUsername = try ProtobufBool.value(of: value)
    case 5: self.fillOauthScope = try ProtobufBool.value(of: value)
    case 6: self.responseCompressed = try decoder.message(value)
    case 7: self.responseStatus = try decoder.message(value)
    case 8: self.expectCompressed = try decoder.message(value)
    default: break
    }
  }
}

/// What a unary call gets.
public struct TestingSimpleResponse: ProtobufMessage {

  /// `payload` (1).
  public var payload: TestingPayload?

  /// `username` (2).
  public var username: String = ""

  /// `oauth_scope` (3).
  public var oauthScope: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "grpc.testing.SimpleResponse"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "payload", "payload"),
    ProtobufFieldName(2, "username", "username"),
    ProtobufFieldName(3, "oauth_scope", "oauthScope"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.payload { try visitor.message(1, value) }
    if !self.username.isEmpty { visitor.single(ProtobufString.self, 2, self.username) }
    if !self.oauthScope.isEmpty { visitor.single(ProtobufString.self, 3, self.oauthScope) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.payload)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.username)
    case 3: return try reader.single(ProtobufString.self, key, into: &self.oauthScope)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.payload = try decoder.message(value)
    case 2: self.username = try ProtobufString.value(of: value)
    case 3: self.oauthScope = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// One message of a stream of requests.
public struct TestingStreamingInputCallRequest: ProtobufMessage {

  /// `payload` (1).
  public var payload: TestingPayload?

  /// `expect_compressed` (2).
  public var expectCompressed: TestingBoolValue?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "grpc.testing.StreamingInputCallRequest"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "payload", "payload"),
    ProtobufFieldName(2, "expect_compressed", "expectCompressed"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.payload { try visitor.message(1, value) }
    if let value = self.expectCompressed { try visitor.message(2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.payload)
    case 2: return try reader.message(key, into: &self.expectCompressed)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.payload = try decoder.message(value)
    case 2: self.expectCompressed = try decoder.message(value)
    default: break
    }
  }
}

/// The sum of a stream of requests.
public struct TestingStreamingInputCallResponse: ProtobufMessage {

  /// `aggregated_payload_size` (1).
  public var aggregatedPayloadSize: Int32 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "grpc.testing.StreamingInputCallResponse"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "aggregated_payload_size", "aggregatedPayloadSize")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.aggregatedPayloadSize != 0 { visitor.single(ProtobufInt32.self, 1, self.aggregatedPayloadSize) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufInt32.self, key, into: &self.aggregatedPayloadSize)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.aggregatedPayloadSize = try ProtobufInt32.value(of: value)
    default: break
    }
  }
}

/// One message that the server is to send: how large, and how many microseconds after the one before.
public struct TestingResponseParameters: ProtobufMessage {

  /// `size` (1).
  public var size: Int32 = 0

  /// `interval_us` (2).
  public var intervalUs: Int32 = 0

  /// `compressed` (3).
  public var compressed: TestingBoolValue?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "grpc.testing.ResponseParameters"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "size", "size"),
    ProtobufFieldName(2, "interval_us", "intervalUs"),
    ProtobufFieldName(3, "compressed", "compressed"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.size != 0 { visitor.single(ProtobufInt32.self, 1, self.size) }
    if self.intervalUs != 0 { visitor.single(ProtobufInt32.self, 2, self.intervalUs) }
    if let value = self.compressed { try visitor.message(3, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufInt32.self, key, into: &self.size)
    case 2: return try reader.single(ProtobufInt32.self, key, into: &self.intervalUs)
    case 3: return try reader.message(key, into: &self.compressed)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.size = try ProtobufInt32.value(of: value)
    case 2: self.intervalUs = try ProtobufInt32.value(of: value)
    case 3: self.compressed = try decoder.message(value)
    default: break
    }
  }
}

/// Asks for a stream of responses.
public struct TestingStreamingOutputCallRequest: ProtobufMessage {

  /// `response_type` (1).
  public var responseType: TestingPayloadType = TestingPayloadType(rawValue: 0)

  /// `response_parameters` (2).
  public var responseParameters: [TestingResponseParameters] = []

  /// `payload` (3).
  public var payload: TestingPayload?

  /// `response_status` (7).
  public var responseStatus: TestingEchoStatus?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "grpc.testing.StreamingOutputCallRequest"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "response_type", "responseType"),
    ProtobufFieldName(2, "response_parameters", "responseParameters"),
    ProtobufFieldName(3, "payload", "payload"),
    ProtobufFieldName(7, "response_status", "responseStatus"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.responseType.rawValue != 0 {
      visitor.single(ProtobufEnumField<TestingPayloadType>.self, 1, self.responseType)
    }
    if !self.responseParameters.isEmpty { try visitor.messages(2, self.responseParameters) }
    if let value = self.payload { try visitor.message(3, value) }
    if let value = self.responseStatus { try visitor.message(7, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufEnumField<TestingPayloadType>.self, key, into: &self.responseType)
    case 2: return try reader.messages(key, into: &self.responseParameters)
    case 3: return try reader.message(key, into: &self.payload)
    case 7: return try reader.message(key, into: &self.responseStatus)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.responseType = try ProtobufEnumField<TestingPayloadType>.value(of: value)
    case 2: self.responseParameters = try decoder.messages(value)
    case 3: self.payload = try decoder.message(value)
    case 7: self.responseStatus = try decoder.message(value)
    default: break
    }
  }
}

/// One message of a stream of responses.
public struct TestingStreamingOutputCallResponse: ProtobufMessage {

  /// `payload` (1).
  public var payload: TestingPayload?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "grpc.testing.StreamingOutputCallResponse"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "payload", "payload")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.payload { try visitor.message(1, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.payload)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.payload = try decoder.message(value)
    default: break
    }
  }
}
