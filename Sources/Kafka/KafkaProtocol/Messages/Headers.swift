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
    requestApiKey = try reader.int16()
    requestApiVersion = try reader.int16()
    correlationId = try reader.int32()
    clientId = try reader.nullableString(compact: false)
    if version >= 2 {
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
    }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int16(requestApiKey)
    writer.int16(requestApiVersion)
    writer.int32(correlationId)
    try writer.nullableString(clientId, compact: false, "RequestHeader.clientId")
    if version >= 2 {
      writer.taggedFields(unknownTaggedFields)
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
    correlationId = try reader.int32()
    if version >= 1 {
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
    }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int32(correlationId)
    if version >= 1 {
      writer.taggedFields(unknownTaggedFields)
    }
    if !(version >= 1), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "ResponseHeader.unknownTaggedFields", version)
    }
  }
}
