// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of OffsetForLeaderEpoch (API 23), versions 2 to 4.
public struct OffsetForLeaderEpochRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = OffsetForLeaderEpochResponse

  /// Kafka's name of the message.
  public static var name: String { "OffsetForLeaderEpochRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 23) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 2...4 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 4 }
  /// `int32`, from version 3.
  public var replicaId: Int32 = -2
  /// `[]OffsetForLeaderTopic`, from version 0.
  public var topics: [OffsetForLeaderTopic] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      if version >= 3 {
        place = "replicaId"
        replicaId = try reader.int32()
      }
      place = "topics"
      do {
        let count = try reader.count(compact: version >= 4, minimum: 2)
        topics = try reader.structures(count, version: version)
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
    if version >= 3 {
      writer.int32(replicaId)
    }
    try writer.count(topics.count, compact: version >= 4, "OffsetForLeaderEpochRequest.topics")
    try writer.structures(topics, version: version)
    if version >= 4 {
      try writer.taggedFields(unknownTaggedFields, "OffsetForLeaderEpochRequest.unknownTaggedFields")
    }
    if !(version >= 4), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "OffsetForLeaderEpochRequest.unknownTaggedFields", version)
    }
  }

  /// OffsetForLeaderTopic of OffsetForLeaderEpochRequest.
  public struct OffsetForLeaderTopic: KafkaStructure {
    /// `string`, from version 0.
    public var topic: String = ""
    /// `[]OffsetForLeaderPartition`, from version 0.
    public var partitions: [OffsetForLeaderPartition] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "topic"
        topic = try reader.string(compact: version >= 4)
        place = "partitions"
        do {
          let count = try reader.count(compact: version >= 4, minimum: 12)
          partitions = try reader.structures(count, version: version)
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
      try writer.string(topic, compact: version >= 4, "OffsetForLeaderTopic.topic")
      try writer.count(partitions.count, compact: version >= 4, "OffsetForLeaderTopic.partitions")
      try writer.structures(partitions, version: version)
      if version >= 4 {
        try writer.taggedFields(unknownTaggedFields, "OffsetForLeaderTopic.unknownTaggedFields")
      }
      if !(version >= 4), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetForLeaderTopic.unknownTaggedFields", version)
      }
    }
  }

  /// OffsetForLeaderPartition of OffsetForLeaderEpochRequest.
  public struct OffsetForLeaderPartition: KafkaStructure {
    /// `int32`, from version 0.
    public var partition: Int32 = 0
    /// `int32`, from version 2.
    public var currentLeaderEpoch: Int32 = -1
    /// `int32`, from version 0.
    public var leaderEpoch: Int32 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "partition"
        partition = try reader.int32()
        place = "currentLeaderEpoch"
        currentLeaderEpoch = try reader.int32()
        place = "leaderEpoch"
        leaderEpoch = try reader.int32()
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
      writer.int32(partition)
      writer.int32(currentLeaderEpoch)
      writer.int32(leaderEpoch)
      if version >= 4 {
        try writer.taggedFields(unknownTaggedFields, "OffsetForLeaderPartition.unknownTaggedFields")
      }
      if !(version >= 4), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetForLeaderPartition.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of OffsetForLeaderEpoch (API 23), versions 2 to 4.
public struct OffsetForLeaderEpochResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "OffsetForLeaderEpochResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 23) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 2...4 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 4 }
  /// `int32`, from version 2; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]OffsetForLeaderTopicResult`, from version 0.
  public var topics: [OffsetForLeaderTopicResult] = []
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
      place = "topics"
      do {
        let count = try reader.count(compact: version >= 4, minimum: 2)
        topics = try reader.structures(count, version: version)
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
    writer.int32(throttleTimeMs)
    try writer.count(topics.count, compact: version >= 4, "OffsetForLeaderEpochResponse.topics")
    try writer.structures(topics, version: version)
    if version >= 4 {
      try writer.taggedFields(unknownTaggedFields, "OffsetForLeaderEpochResponse.unknownTaggedFields")
    }
    if !(version >= 4), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "OffsetForLeaderEpochResponse.unknownTaggedFields", version)
    }
  }

  /// OffsetForLeaderTopicResult of OffsetForLeaderEpochResponse.
  public struct OffsetForLeaderTopicResult: KafkaStructure {
    /// `string`, from version 0.
    public var topic: String = ""
    /// `[]EpochEndOffset`, from version 0.
    public var partitions: [EpochEndOffset] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "topic"
        topic = try reader.string(compact: version >= 4)
        place = "partitions"
        do {
          let count = try reader.count(compact: version >= 4, minimum: 18)
          partitions = try reader.structures(count, version: version)
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
      try writer.string(topic, compact: version >= 4, "OffsetForLeaderTopicResult.topic")
      try writer.count(partitions.count, compact: version >= 4, "OffsetForLeaderTopicResult.partitions")
      try writer.structures(partitions, version: version)
      if version >= 4 {
        try writer.taggedFields(unknownTaggedFields, "OffsetForLeaderTopicResult.unknownTaggedFields")
      }
      if !(version >= 4), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetForLeaderTopicResult.unknownTaggedFields", version)
      }
    }
  }

  /// EpochEndOffset of OffsetForLeaderEpochResponse.
  public struct EpochEndOffset: KafkaStructure {
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `int32`, from version 0.
    public var partition: Int32 = 0
    /// `int32`, from version 1.
    public var leaderEpoch: Int32 = -1
    /// `int64`, from version 0.
    public var endOffset: Int64 = -1
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
        place = "partition"
        partition = try reader.int32()
        place = "leaderEpoch"
        leaderEpoch = try reader.int32()
        place = "endOffset"
        endOffset = try reader.int64()
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
      writer.int16(errorCode)
      writer.int32(partition)
      writer.int32(leaderEpoch)
      writer.int64(endOffset)
      if version >= 4 {
        try writer.taggedFields(unknownTaggedFields, "EpochEndOffset.unknownTaggedFields")
      }
      if !(version >= 4), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "EpochEndOffset.unknownTaggedFields", version)
      }
    }
  }
}
