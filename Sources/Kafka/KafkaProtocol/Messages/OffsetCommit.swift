// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of OffsetCommit (API 8), versions 2 to 10.
public struct OffsetCommitRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = OffsetCommitResponse

  /// Kafka's name of the message.
  public static var name: String { "OffsetCommitRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 8) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 2...10 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 8 }
  /// `string`, from version 0.
  public var groupId: String = ""
  /// `int32`, from version 1.
  public var generationIdOrMemberEpoch: Int32 = -1
  /// `string`, from version 1.
  public var memberId: String = ""
  /// `string`, from version 7; may be null.
  public var groupInstanceId: String? = nil
  /// `int64`, versions 2 to 4; milliseconds.
  public var retentionTimeMs: Int64 = -1
  /// `[]OffsetCommitRequestTopic`, from version 0.
  public var topics: [Topic] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "groupId"
      groupId = try reader.string(compact: version >= 8)
      place = "generationIdOrMemberEpoch"
      generationIdOrMemberEpoch = try reader.int32()
      place = "memberId"
      memberId = try reader.string(compact: version >= 8)
      if version >= 7 {
        place = "groupInstanceId"
        if version >= 7 {
          groupInstanceId = try reader.nullableString(compact: version >= 8)
        } else {
          groupInstanceId = try reader.string(compact: version >= 8)
        }
      }
      if version <= 4 {
        place = "retentionTimeMs"
        retentionTimeMs = try reader.int64()
      }
      place = "topics"
      do {
        let count = try reader.count(compact: version >= 8, minimum: 1)
        topics = try reader.structures(count, version: version)
      }
      if version >= 8 {
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
    try writer.string(groupId, compact: version >= 8, "OffsetCommitRequest.groupId")
    writer.int32(generationIdOrMemberEpoch)
    try writer.string(memberId, compact: version >= 8, "OffsetCommitRequest.memberId")
    if !(version >= 7), groupInstanceId != nil { throw noPlace(for: "OffsetCommitRequest.groupInstanceId", version) }
    if version >= 7 {
      if !(version >= 7), groupInstanceId == nil { throw mustNotBeNull("OffsetCommitRequest.groupInstanceId", version) }
      try writer.nullableString(groupInstanceId, compact: version >= 8, "OffsetCommitRequest.groupInstanceId")
    }
    if version <= 4 {
      writer.int64(retentionTimeMs)
    }
    try writer.count(topics.count, compact: version >= 8, "OffsetCommitRequest.topics")
    try writer.structures(topics, version: version)
    if version >= 8 {
      try writer.taggedFields(unknownTaggedFields, "OffsetCommitRequest.unknownTaggedFields")
    }
    if !(version >= 8), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "OffsetCommitRequest.unknownTaggedFields", version)
    }
  }

  /// OffsetCommitRequestTopic of OffsetCommitRequest.
  public struct Topic: KafkaStructure {
    /// `string`, versions 0 to 9.
    public var name: String = ""
    /// `uuid`, from version 10.
    public var topicId: KafkaUUID = KafkaUUID.zero
    /// `[]OffsetCommitRequestPartition`, from version 0.
    public var partitions: [Partition] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version <= 9 {
          place = "name"
          name = try reader.string(compact: version >= 8)
        }
        if version >= 10 {
          place = "topicId"
          topicId = try reader.uuid()
        }
        place = "partitions"
        do {
          let count = try reader.count(compact: version >= 8, minimum: 13)
          partitions = try reader.structures(count, version: version)
        }
        if version >= 8 {
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
      if version <= 9 {
        try writer.string(name, compact: version >= 8, "OffsetCommitRequestTopic.name")
      }
      if version >= 10 {
        writer.uuid(topicId)
      }
      try writer.count(partitions.count, compact: version >= 8, "OffsetCommitRequestTopic.partitions")
      try writer.structures(partitions, version: version)
      if version >= 8 {
        try writer.taggedFields(unknownTaggedFields, "OffsetCommitRequestTopic.unknownTaggedFields")
      }
      if !(version >= 8), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetCommitRequestTopic.unknownTaggedFields", version)
      }
    }
  }

  /// OffsetCommitRequestPartition of OffsetCommitRequest.
  public struct Partition: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int64`, from version 0.
    public var committedOffset: Int64 = 0
    /// `int32`, from version 6.
    public var committedLeaderEpoch: Int32 = -1
    /// `string`, from version 0; may be null.
    public var committedMetadata: String? = ""
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
        place = "committedOffset"
        committedOffset = try reader.int64()
        if version >= 6 {
          place = "committedLeaderEpoch"
          committedLeaderEpoch = try reader.int32()
        }
        place = "committedMetadata"
        committedMetadata = try reader.nullableString(compact: version >= 8)
        if version >= 8 {
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
      writer.int64(committedOffset)
      if version >= 6 {
        writer.int32(committedLeaderEpoch)
      }
      try writer.nullableString(
        committedMetadata, compact: version >= 8, "OffsetCommitRequestPartition.committedMetadata")
      if version >= 8 {
        try writer.taggedFields(unknownTaggedFields, "OffsetCommitRequestPartition.unknownTaggedFields")
      }
      if !(version >= 8), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetCommitRequestPartition.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of OffsetCommit (API 8), versions 2 to 10.
public struct OffsetCommitResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "OffsetCommitResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 8) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 2...10 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 8 }
  /// `int32`, from version 3; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]OffsetCommitResponseTopic`, from version 0.
  public var topics: [Topic] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      if version >= 3 {
        place = "throttleTimeMs"
        throttleTimeMs = try reader.int32()
      }
      place = "topics"
      do {
        let count = try reader.count(compact: version >= 8, minimum: 1)
        topics = try reader.structures(count, version: version)
      }
      if version >= 8 {
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
      writer.int32(throttleTimeMs)
    }
    try writer.count(topics.count, compact: version >= 8, "OffsetCommitResponse.topics")
    try writer.structures(topics, version: version)
    if version >= 8 {
      try writer.taggedFields(unknownTaggedFields, "OffsetCommitResponse.unknownTaggedFields")
    }
    if !(version >= 8), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "OffsetCommitResponse.unknownTaggedFields", version)
    }
  }

  /// OffsetCommitResponseTopic of OffsetCommitResponse.
  public struct Topic: KafkaStructure {
    /// `string`, versions 0 to 9.
    public var name: String = ""
    /// `uuid`, from version 10.
    public var topicId: KafkaUUID = KafkaUUID.zero
    /// `[]OffsetCommitResponsePartition`, from version 0.
    public var partitions: [Partition] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version <= 9 {
          place = "name"
          name = try reader.string(compact: version >= 8)
        }
        if version >= 10 {
          place = "topicId"
          topicId = try reader.uuid()
        }
        place = "partitions"
        do {
          let count = try reader.count(compact: version >= 8, minimum: 6)
          partitions = try reader.structures(count, version: version)
        }
        if version >= 8 {
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
      if version <= 9 {
        try writer.string(name, compact: version >= 8, "OffsetCommitResponseTopic.name")
      }
      if version >= 10 {
        writer.uuid(topicId)
      }
      try writer.count(partitions.count, compact: version >= 8, "OffsetCommitResponseTopic.partitions")
      try writer.structures(partitions, version: version)
      if version >= 8 {
        try writer.taggedFields(unknownTaggedFields, "OffsetCommitResponseTopic.unknownTaggedFields")
      }
      if !(version >= 8), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetCommitResponseTopic.unknownTaggedFields", version)
      }
    }
  }

  /// OffsetCommitResponsePartition of OffsetCommitResponse.
  public struct Partition: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
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
        place = "partitionIndex"
        partitionIndex = try reader.int32()
        place = "errorCode"
        errorCode = try reader.int16()
        if version >= 8 {
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
      if version >= 8 {
        try writer.taggedFields(unknownTaggedFields, "OffsetCommitResponsePartition.unknownTaggedFields")
      }
      if !(version >= 8), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetCommitResponsePartition.unknownTaggedFields", version)
      }
    }
  }
}
