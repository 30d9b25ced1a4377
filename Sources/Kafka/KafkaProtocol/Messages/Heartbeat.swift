// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of Heartbeat (API 12), versions 0 to 4.
public struct HeartbeatRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = HeartbeatResponse

  /// Kafka's name of the message.
  public static var name: String { "HeartbeatRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 12) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...4 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 4 }
  /// `string`, from version 0.
  public var groupId: String = ""
  /// `int32`, from version 0.
  public var generationId: Int32 = 0
  /// `string`, from version 0.
  public var memberId: String = ""
  /// `string`, from version 3; may be null.
  public var groupInstanceId: String? = nil
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "groupId"
      groupId = try reader.string(compact: version >= 4)
      place = "generationId"
      generationId = try reader.int32()
      place = "memberId"
      memberId = try reader.string(compact: version >= 4)
      if version >= 3 {
        place = "groupInstanceId"
        if version >= 3 {
          groupInstanceId = try reader.nullableString(compact: version >= 4)
        } else {
          groupInstanceId = try reader.string(compact: version >= 4)
        }
      }
      if version >= 4 {
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
    try writer.string(groupId, compact: version >= 4, "HeartbeatRequest.groupId")
    writer.int32(generationId)
    try writer.string(memberId, compact: version >= 4, "HeartbeatRequest.memberId")
    if !(version >= 3), groupInstanceId != nil { throw noPlace(for: "HeartbeatRequest.groupInstanceId", version) }
    if version >= 3 {
      if !(version >= 3), groupInstanceId == nil { throw mustNotBeNull("HeartbeatRequest.groupInstanceId", version) }
      try writer.nullableString(groupInstanceId, compact: version >= 4, "HeartbeatRequest.groupInstanceId")
    }
    if version >= 4 {
      try writer.taggedFields(unknownTaggedFields, "HeartbeatRequest.unknownTaggedFields")
    }
    if !(version >= 4), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "HeartbeatRequest.unknownTaggedFields", version)
    }
  }
}

/// The response of Heartbeat (API 12), versions 0 to 4.
public struct HeartbeatResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "HeartbeatResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 12) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...4 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 4 }
  /// `int32`, from version 1; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      if version >= 1 {
        place = "throttleTimeMs"
        throttleTimeMs = try reader.int32()
      }
      place = "errorCode"
      errorCode = try reader.int16()
      if version >= 4 {
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
    if version >= 1 {
      writer.int32(throttleTimeMs)
    }
    writer.int16(errorCode)
    if version >= 4 {
      try writer.taggedFields(unknownTaggedFields, "HeartbeatResponse.unknownTaggedFields")
    }
    if !(version >= 4), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "HeartbeatResponse.unknownTaggedFields", version)
    }
  }
}
