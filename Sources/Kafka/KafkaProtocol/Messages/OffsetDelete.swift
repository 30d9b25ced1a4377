// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of OffsetDelete (API 47), version 0.
public struct OffsetDeleteRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = OffsetDeleteResponse

  /// Kafka's name of the message.
  public static var name: String { "OffsetDeleteRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 47) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { false }
  /// `string`, from version 0.
  public var groupId: String = ""
  /// `[]OffsetDeleteRequestTopic`, from version 0.
  public var topics: [Topic] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "groupId"
      groupId = try reader.string(compact: false)
      place = "topics"
      do {
        let count = try reader.count(compact: false, minimum: 2)
        topics = try reader.structures(count, version: version)
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    try writer.string(groupId, compact: false, "OffsetDeleteRequest.groupId")
    try writer.count(topics.count, compact: false, "OffsetDeleteRequest.topics")
    try writer.structures(topics, version: version)
  }

  /// OffsetDeleteRequestTopic of OffsetDeleteRequest.
  public struct Topic: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `[]OffsetDeleteRequestPartition`, from version 0.
    public var partitions: [Partition] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: false)
        place = "partitions"
        do {
          let count = try reader.count(compact: false, minimum: 4)
          partitions = try reader.structures(count, version: version)
        }
      } catch { throw error.inside(place) }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(name, compact: false, "OffsetDeleteRequestTopic.name")
      try writer.count(partitions.count, compact: false, "OffsetDeleteRequestTopic.partitions")
      try writer.structures(partitions, version: version)
    }
  }

  /// OffsetDeleteRequestPartition of OffsetDeleteRequest.
  public struct Partition: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "partitionIndex"
        partitionIndex = try reader.int32()
      } catch { throw error.inside(place) }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      writer.int32(partitionIndex)
    }
  }
}

/// The response of OffsetDelete (API 47), version 0.
public struct OffsetDeleteResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "OffsetDeleteResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 47) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { false }
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]OffsetDeleteResponseTopic`, from version 0.
  public var topics: [Topic] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "errorCode"
      errorCode = try reader.int16()
      place = "throttleTimeMs"
      throttleTimeMs = try reader.int32()
      place = "topics"
      do {
        let count = try reader.count(compact: false, minimum: 2)
        topics = try reader.structures(count, version: version)
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int16(errorCode)
    writer.int32(throttleTimeMs)
    try writer.count(topics.count, compact: false, "OffsetDeleteResponse.topics")
    try writer.structures(topics, version: version)
  }

  /// OffsetDeleteResponseTopic of OffsetDeleteResponse.
  public struct Topic: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `[]OffsetDeleteResponsePartition`, from version 0.
    public var partitions: [Partition] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: false)
        place = "partitions"
        do {
          let count = try reader.count(compact: false, minimum: 6)
          partitions = try reader.structures(count, version: version)
        }
      } catch { throw error.inside(place) }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(name, compact: false, "OffsetDeleteResponseTopic.name")
      try writer.count(partitions.count, compact: false, "OffsetDeleteResponseTopic.partitions")
      try writer.structures(partitions, version: version)
    }
  }

  /// OffsetDeleteResponsePartition of OffsetDeleteResponse.
  public struct Partition: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "partitionIndex"
        partitionIndex = try reader.int32()
        place = "errorCode"
        errorCode = try reader.int16()
      } catch { throw error.inside(place) }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      writer.int32(partitionIndex)
      writer.int16(errorCode)
    }
  }
}
