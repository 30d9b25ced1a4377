// Made by proto/generate from the definitions in proto. Changes go there.

/// RequestHeader, which is no API's, versions 1 to 2.
public struct RequestHeader: KafkaMessage {
  /// Kafka's name of the message.
  public static var name: String { "RequestHeader" }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int16`, from version 0.
  public var requestApiKey: Int16 = 0
  /// `int16`, from version 0.
  public var requestApiVersion: Int16 = 0
  /// `int32`, from version 0.
  public var correlationId: Int32 = 0
  /// `string`, from version 1; may be null.
  public var clientId: String? = ""
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "requestApiKey"
      requestApiKey = try reader.int16()
      place = "requestApiVersion"
      requestApiVersion = try reader.int16()
      place = "correlationId"
      correlationId = try reader.int32()
      place = "clientId"
      clientId = try reader.nullableString(compact: false)
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
    writer.int16(requestApiKey)
    writer.int16(requestApiVersion)
    writer.int32(correlationId)
    try writer.nullableString(clientId, compact: false, "RequestHeader.clientId")
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "RequestHeader.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "RequestHeader.unknownTaggedFields", version)
    }
  }
}

/// ResponseHeader, which is no API's, versions 0 to 1.
public struct ResponseHeader: KafkaMessage {
  /// Kafka's name of the message.
  public static var name: String { "ResponseHeader" }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 1 }
  /// `int32`, from version 0.
  public var correlationId: Int32 = 0
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "correlationId"
      correlationId = try reader.int32()
      if version >= 1 {
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
    writer.int32(correlationId)
    if version >= 1 {
      try writer.taggedFields(unknownTaggedFields, "ResponseHeader.unknownTaggedFields")
    }
    if !(version >= 1), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "ResponseHeader.unknownTaggedFields", version)
    }
  }
}
