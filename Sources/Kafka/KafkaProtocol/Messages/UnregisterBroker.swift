// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of UnregisterBroker (API 64), version 0.
public struct UnregisterBrokerRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = UnregisterBrokerResponse

  /// Kafka's name of the message.
  public static var name: String { "UnregisterBrokerRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 64) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0.
  public var brokerId: Int32 = 0
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
    try writer.taggedFields(unknownTaggedFields, "UnregisterBrokerRequest.unknownTaggedFields")
  }
}

/// The response of UnregisterBroker (API 64), version 0.
public struct UnregisterBrokerResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "UnregisterBrokerResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 64) }
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
    try writer.nullableString(errorMessage, compact: true, "UnregisterBrokerResponse.errorMessage")
    try writer.taggedFields(unknownTaggedFields, "UnregisterBrokerResponse.unknownTaggedFields")
  }
}
