// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of SaslAuthenticate (API 36), versions 0 to 2.
public struct SaslAuthenticateRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = SaslAuthenticateResponse

  /// Kafka's name of the message.
  public static var name: String { "SaslAuthenticateRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 36) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `bytes`, from version 0.
  public var authBytes: [UInt8] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "authBytes"
      authBytes = try reader.bytes(compact: version >= 2)
      if version >= 2 {
        place = "tagged fields"
        var last = -1
        for _ in 0..<(try reader.tagCount()) {
          let (tag, value) = try reader.tag(after: &last)
          var content = value
          unknownTaggedFields.append(try content.unknownField(tag))
        }
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    try writer.bytes(authBytes, compact: version >= 2, "SaslAuthenticateRequest.authBytes")
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "SaslAuthenticateRequest.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "SaslAuthenticateRequest.unknownTaggedFields", version)
    }
  }
}

/// The response of SaslAuthenticate (API 36), versions 0 to 2.
public struct SaslAuthenticateResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "SaslAuthenticateResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 36) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `string`, from version 0; may be null.
  public var errorMessage: String? = ""
  /// `bytes`, from version 0.
  public var authBytes: [UInt8] = []
  /// `int64`, from version 1; milliseconds.
  public var sessionLifetimeMs: Int64 = 0
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "errorCode"
      errorCode = try reader.int16()
      place = "errorMessage"
      errorMessage = try reader.nullableString(compact: version >= 2)
      place = "authBytes"
      authBytes = try reader.bytes(compact: version >= 2)
      if version >= 1 {
        place = "sessionLifetimeMs"
        sessionLifetimeMs = try reader.int64()
      }
      if version >= 2 {
        place = "tagged fields"
        var last = -1
        for _ in 0..<(try reader.tagCount()) {
          let (tag, value) = try reader.tag(after: &last)
          var content = value
          unknownTaggedFields.append(try content.unknownField(tag))
        }
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int16(errorCode)
    try writer.nullableString(errorMessage, compact: version >= 2, "SaslAuthenticateResponse.errorMessage")
    try writer.bytes(authBytes, compact: version >= 2, "SaslAuthenticateResponse.authBytes")
    if version >= 1 {
      writer.int64(sessionLifetimeMs)
    }
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "SaslAuthenticateResponse.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "SaslAuthenticateResponse.unknownTaggedFields", version)
    }
  }
}
