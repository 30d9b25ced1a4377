// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of RemoveRaftVoter (API 81), version 0.
public struct RemoveRaftVoterRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = RemoveRaftVoterResponse

  /// Kafka's name of the message.
  public static var name: String { "RemoveRaftVoterRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 81) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `string`, from version 0; may be null.
  public var clusterId: String? = ""
  /// `int32`, from version 0.
  public var voterId: Int32 = 0
  /// `uuid`, from version 0.
  public var voterDirectoryId: KafkaUUID = KafkaUUID.zero
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "clusterId"
      clusterId = try reader.nullableString(compact: true)
      place = "voterId"
      voterId = try reader.int32()
      place = "voterDirectoryId"
      voterDirectoryId = try reader.uuid()
      place = "tagged fields"
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var content = value
        unknownTaggedFields.append(try content.unknownField(tag))
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    try writer.nullableString(clusterId, compact: true, "RemoveRaftVoterRequest.clusterId")
    writer.int32(voterId)
    writer.uuid(voterDirectoryId)
    try writer.taggedFields(unknownTaggedFields, "RemoveRaftVoterRequest.unknownTaggedFields")
  }
}

/// The response of RemoveRaftVoter (API 81), version 0.
public struct RemoveRaftVoterResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "RemoveRaftVoterResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 81) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `string`, from version 0; may be null.
  public var errorMessage: String? = ""
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "throttleTimeMs"
      throttleTimeMs = try reader.int32()
      place = "errorCode"
      errorCode = try reader.int16()
      place = "errorMessage"
      errorMessage = try reader.nullableString(compact: true)
      place = "tagged fields"
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var content = value
        unknownTaggedFields.append(try content.unknownField(tag))
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
    try writer.nullableString(errorMessage, compact: true, "RemoveRaftVoterResponse.errorMessage")
    try writer.taggedFields(unknownTaggedFields, "RemoveRaftVoterResponse.unknownTaggedFields")
  }
}
