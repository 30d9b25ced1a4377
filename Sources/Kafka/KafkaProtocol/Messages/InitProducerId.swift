// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of InitProducerId (API 22), versions 0 to 6.
public struct InitProducerIdRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = InitProducerIdResponse

  /// Kafka's name of the message.
  public static var name: String { "InitProducerIdRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 22) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...6 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `string`, from version 0; may be null.
  public var transactionalId: String? = ""
  /// `int32`, from version 0; milliseconds.
  public var transactionTimeoutMs: Int32 = 0
  /// `int64`, from version 3.
  public var producerId: Int64 = -1
  /// `int16`, from version 3.
  public var producerEpoch: Int16 = -1
  /// `bool`, from version 6.
  public var enable2Pc: Bool = false
  /// `bool`, from version 6.
  public var keepPreparedTxn: Bool = false
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "transactionalId"
      transactionalId = try reader.nullableString(compact: version >= 2)
      place = "transactionTimeoutMs"
      transactionTimeoutMs = try reader.int32()
      if version >= 3 {
        place = "producerId"
        producerId = try reader.int64()
      }
      if version >= 3 {
        place = "producerEpoch"
        producerEpoch = try reader.int16()
      }
      if version >= 6 {
        place = "enable2Pc"
        enable2Pc = try reader.bool()
      }
      if version >= 6 {
        place = "keepPreparedTxn"
        keepPreparedTxn = try reader.bool()
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
    try writer.nullableString(transactionalId, compact: version >= 2, "InitProducerIdRequest.transactionalId")
    writer.int32(transactionTimeoutMs)
    if !(version >= 3), producerId != -1 { throw noPlace(for: "InitProducerIdRequest.producerId", version) }
    if version >= 3 {
      writer.int64(producerId)
    }
    if !(version >= 3), producerEpoch != -1 { throw noPlace(for: "InitProducerIdRequest.producerEpoch", version) }
    if version >= 3 {
      writer.int16(producerEpoch)
    }
    if !(version >= 6), enable2Pc != false { throw noPlace(for: "InitProducerIdRequest.enable2Pc", version) }
    if version >= 6 {
      writer.bool(enable2Pc)
    }
    if !(version >= 6), keepPreparedTxn != false {
      throw noPlace(for: "InitProducerIdRequest.keepPreparedTxn", version)
    }
    if version >= 6 {
      writer.bool(keepPreparedTxn)
    }
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "InitProducerIdRequest.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "InitProducerIdRequest.unknownTaggedFields", version)
    }
  }
}

/// The response of InitProducerId (API 22), versions 0 to 6.
public struct InitProducerIdResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "InitProducerIdResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 22) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...6 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `int64`, from version 0.
  public var producerId: Int64 = -1
  /// `int16`, from version 0.
  public var producerEpoch: Int16 = 0
  /// `int64`, from version 6.
  public var ongoingTxnProducerId: Int64 = -1
  /// `int16`, from version 6.
  public var ongoingTxnProducerEpoch: Int16 = -1
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
      place = "producerId"
      producerId = try reader.int64()
      place = "producerEpoch"
      producerEpoch = try reader.int16()
      if version >= 6 {
        place = "ongoingTxnProducerId"
        ongoingTxnProducerId = try reader.int64()
      }
      if version >= 6 {
        place = "ongoingTxnProducerEpoch"
        ongoingTxnProducerEpoch = try reader.int16()
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
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
    writer.int64(producerId)
    writer.int16(producerEpoch)
    if !(version >= 6), ongoingTxnProducerId != -1 {
      throw noPlace(for: "InitProducerIdResponse.ongoingTxnProducerId", version)
    }
    if version >= 6 {
      writer.int64(ongoingTxnProducerId)
    }
    if !(version >= 6), ongoingTxnProducerEpoch != -1 {
      throw noPlace(for: "InitProducerIdResponse.ongoingTxnProducerEpoch", version)
    }
    if version >= 6 {
      writer.int16(ongoingTxnProducerEpoch)
    }
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "InitProducerIdResponse.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "InitProducerIdResponse.unknownTaggedFields", version)
    }
  }
}
