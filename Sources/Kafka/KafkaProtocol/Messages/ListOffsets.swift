// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of ListOffsets (API 2), versions 1 to 11.
public struct ListOffsetsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = ListOffsetsResponse

  /// Kafka's name of the message.
  public static var name: String { "ListOffsetsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 2) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...11 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 6 }
  /// `int32`, from version 0.
  public var replicaId: Int32 = 0
  /// `int8`, from version 2.
  public var isolationLevel: Int8 = 0
  /// `[]ListOffsetsTopic`, from version 0.
  public var topics: [Topic] = []
  /// `int32`, from version 10; milliseconds.
  public var timeoutMs: Int32 = 0
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "replicaId"
      replicaId = try reader.int32()
      if version >= 2 {
        place = "isolationLevel"
        isolationLevel = try reader.int8()
      }
      place = "topics"
      do {
        let count = try reader.count(compact: version >= 6, minimum: 2)
        topics = try reader.structures(count, version: version)
      }
      if version >= 10 {
        place = "timeoutMs"
        timeoutMs = try reader.int32()
      }
      if version >= 6 {
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
    writer.int32(replicaId)
    if !(version >= 2), isolationLevel != 0 { throw noPlace(for: "ListOffsetsRequest.isolationLevel", version) }
    if version >= 2 {
      writer.int8(isolationLevel)
    }
    try writer.count(topics.count, compact: version >= 6, "ListOffsetsRequest.topics")
    try writer.structures(topics, version: version)
    if version >= 10 {
      writer.int32(timeoutMs)
    }
    if version >= 6 {
      try writer.taggedFields(unknownTaggedFields, "ListOffsetsRequest.unknownTaggedFields")
    }
    if !(version >= 6), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "ListOffsetsRequest.unknownTaggedFields", version)
    }
  }

  /// ListOffsetsTopic of ListOffsetsRequest.
  public struct Topic: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `[]ListOffsetsPartition`, from version 0.
    public var partitions: [Partition] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: version >= 6)
        place = "partitions"
        do {
          let count = try reader.count(compact: version >= 6, minimum: 12)
          partitions = try reader.structures(count, version: version)
        }
        if version >= 6 {
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
      try writer.string(name, compact: version >= 6, "ListOffsetsTopic.name")
      try writer.count(partitions.count, compact: version >= 6, "ListOffsetsTopic.partitions")
      try writer.structures(partitions, version: version)
      if version >= 6 {
        try writer.taggedFields(unknownTaggedFields, "ListOffsetsTopic.unknownTaggedFields")
      }
      if !(version >= 6), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "ListOffsetsTopic.unknownTaggedFields", version)
      }
    }
  }

  /// ListOffsetsPartition of ListOffsetsRequest.
  public struct Partition: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int32`, from version 4.
    public var currentLeaderEpoch: Int32 = -1
    /// `int64`, from version 0; milliseconds since 1970.
    public var timestamp: Int64 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "partitionIndex"
        partitionIndex = try reader.int32()
        if version >= 4 {
          place = "currentLeaderEpoch"
          currentLeaderEpoch = try reader.int32()
        }
        place = "timestamp"
        timestamp = try reader.int64()
        if version >= 6 {
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
      writer.int32(partitionIndex)
      if version >= 4 {
        writer.int32(currentLeaderEpoch)
      }
      writer.int64(timestamp)
      if version >= 6 {
        try writer.taggedFields(unknownTaggedFields, "ListOffsetsPartition.unknownTaggedFields")
      }
      if !(version >= 6), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "ListOffsetsPartition.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of ListOffsets (API 2), versions 1 to 11.
public struct ListOffsetsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "ListOffsetsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 2) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...11 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 6 }
  /// `int32`, from version 2; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]ListOffsetsTopicResponse`, from version 0.
  public var topics: [TopicResponse] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      if version >= 2 {
        place = "throttleTimeMs"
        throttleTimeMs = try reader.int32()
      }
      place = "topics"
      do {
        let count = try reader.count(compact: version >= 6, minimum: 2)
        topics = try reader.structures(count, version: version)
      }
      if version >= 6 {
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
    if version >= 2 {
      writer.int32(throttleTimeMs)
    }
    try writer.count(topics.count, compact: version >= 6, "ListOffsetsResponse.topics")
    try writer.structures(topics, version: version)
    if version >= 6 {
      try writer.taggedFields(unknownTaggedFields, "ListOffsetsResponse.unknownTaggedFields")
    }
    if !(version >= 6), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "ListOffsetsResponse.unknownTaggedFields", version)
    }
  }

  /// ListOffsetsTopicResponse of ListOffsetsResponse.
  public struct TopicResponse: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `[]ListOffsetsPartitionResponse`, from version 0.
    public var partitions: [PartitionResponse] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: version >= 6)
        place = "partitions"
        do {
          let count = try reader.count(compact: version >= 6, minimum: 22)
          partitions = try reader.structures(count, version: version)
        }
        if version >= 6 {
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
      try writer.string(name, compact: version >= 6, "ListOffsetsTopicResponse.name")
      try writer.count(partitions.count, compact: version >= 6, "ListOffsetsTopicResponse.partitions")
      try writer.structures(partitions, version: version)
      if version >= 6 {
        try writer.taggedFields(unknownTaggedFields, "ListOffsetsTopicResponse.unknownTaggedFields")
      }
      if !(version >= 6), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "ListOffsetsTopicResponse.unknownTaggedFields", version)
      }
    }
  }

  /// ListOffsetsPartitionResponse of ListOffsetsResponse.
  public struct PartitionResponse: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `int64`, from version 1; milliseconds since 1970.
    public var timestamp: Int64 = -1
    /// `int64`, from version 1.
    public var offset: Int64 = -1
    /// `int32`, from version 4.
    public var leaderEpoch: Int32 = -1
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

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
        place = "timestamp"
        timestamp = try reader.int64()
        place = "offset"
        offset = try reader.int64()
        if version >= 4 {
          place = "leaderEpoch"
          leaderEpoch = try reader.int32()
        }
        if version >= 6 {
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
      writer.int32(partitionIndex)
      writer.int16(errorCode)
      writer.int64(timestamp)
      writer.int64(offset)
      if !(version >= 4), leaderEpoch != -1 { throw noPlace(for: "ListOffsetsPartitionResponse.leaderEpoch", version) }
      if version >= 4 {
        writer.int32(leaderEpoch)
      }
      if version >= 6 {
        try writer.taggedFields(unknownTaggedFields, "ListOffsetsPartitionResponse.unknownTaggedFields")
      }
      if !(version >= 6), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "ListOffsetsPartitionResponse.unknownTaggedFields", version)
      }
    }
  }
}
