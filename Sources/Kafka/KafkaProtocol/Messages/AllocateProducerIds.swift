// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of AllocateProducerIds (API 67), version 0.
public struct AllocateProducerIdsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = AllocateProducerIdsResponse

  /// Kafka's name of the message.
  public static var name: String { "AllocateProducerIdsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 67) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0.
  public var brokerId: Int32 = 0
  /// `int64`, from version 0.
  public var brokerEpoch: Int64 = -1
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "brokerId"
      brokerId = try reader.int32()
      place = "brokerEpoch"
      brokerEpoch = try reader.int64()
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
    writer.int32(brokerId)
    writer.int64(brokerEpoch)
    try writer.taggedFields(unknownTaggedFields, "AllocateProducerIdsRequest.unknownTaggedFields")
  }
}

/// The response of AllocateProducerIds (API 67), version 0.
public struct AllocateProducerIdsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "AllocateProducerIdsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 67) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `int64`, from version 0.
  public var producerIdStart: Int64 = 0
  /// `int32`, from version 0.
  public var producerIdLen: Int32 = 0
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
      place = "producerIdStart"
      producerIdStart = try reader.int64()
      place = "producerIdLen"
      producerIdLen = try reader.int32()
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
    writer.int64(producerIdStart)
    writer.int32(producerIdLen)
    try writer.taggedFields(unknownTaggedFields, "AllocateProducerIdsResponse.unknownTaggedFields")
  }
}
