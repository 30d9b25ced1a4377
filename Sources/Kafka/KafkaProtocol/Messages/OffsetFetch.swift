// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of OffsetFetch (API 9), versions 1 to 10.
public struct OffsetFetchRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = OffsetFetchResponse

  /// Kafka's name of the message.
  public static var name: String { "OffsetFetchRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 9) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...10 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 6 }
  /// `string`, versions 0 to 7.
  public var groupId: String = ""
  /// `[]OffsetFetchRequestTopic`, versions 0 to 7; may be null versions 2 to 7.
  public var topics: [Topic]? = []
  /// `[]OffsetFetchRequestGroup`, from version 8.
  public var groups: [Group] = []
  /// `bool`, from version 7.
  public var requireStable: Bool = false
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      if version <= 7 {
        place = "groupId"
        groupId = try reader.string(compact: version >= 6)
      }
      if version <= 7 {
        place = "topics"
        if version >= 2 && version <= 7 {
          if let count = try reader.nullableCount(compact: version >= 6, minimum: 1) {
            topics = try reader.structures(count, version: version)
          } else {
            topics = nil
          }
        } else {
          do {
            let count = try reader.count(compact: version >= 6, minimum: 1)
            topics = try reader.structures(count, version: version)
          }
        }
      }
      if version >= 8 {
        place = "groups"
        do {
          let count = try reader.count(compact: version >= 6, minimum: 1)
          groups = try reader.structures(count, version: version)
        }
      }
      if version >= 7 {
        place = "requireStable"
        requireStable = try reader.bool()
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
    if !(version <= 7), groupId != "" { throw noPlace(for: "OffsetFetchRequest.groupId", version) }
    if version <= 7 {
      try writer.string(groupId, compact: version >= 6, "OffsetFetchRequest.groupId")
    }
    if !(version <= 7), topics == nil || topics?.isEmpty == false {
      throw noPlace(for: "OffsetFetchRequest.topics", version)
    }
    if version <= 7 {
      if !(version >= 2 && version <= 7), topics == nil { throw mustNotBeNull("OffsetFetchRequest.topics", version) }
      try writer.count(topics?.count, compact: version >= 6, "OffsetFetchRequest.topics")
      if let elements = topics {
        try writer.structures(elements, version: version)
      }
    }
    if !(version >= 8), !groups.isEmpty { throw noPlace(for: "OffsetFetchRequest.groups", version) }
    if version >= 8 {
      try writer.count(groups.count, compact: version >= 6, "OffsetFetchRequest.groups")
      try writer.structures(groups, version: version)
    }
    if !(version >= 7), requireStable != false { throw noPlace(for: "OffsetFetchRequest.requireStable", version) }
    if version >= 7 {
      writer.bool(requireStable)
    }
    if version >= 6 {
      try writer.taggedFields(unknownTaggedFields, "OffsetFetchRequest.unknownTaggedFields")
    }
    if !(version >= 6), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "OffsetFetchRequest.unknownTaggedFields", version)
    }
  }

  /// OffsetFetchRequestTopic of OffsetFetchRequest.
  public struct Topic: KafkaStructure {
    /// `string`, versions 0 to 7.
    public var name: String = ""
    /// `[]int32`, versions 0 to 7.
    public var partitionIndexes: [Int32] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version <= 7 {
          place = "name"
          name = try reader.string(compact: version >= 6)
        }
        if version <= 7 {
          place = "partitionIndexes"
          do {
            let count = try reader.count(compact: version >= 6, minimum: 4)
            partitionIndexes = try reader.int32s(count)
          }
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
      if !(version <= 7), name != "" { throw noPlace(for: "OffsetFetchRequestTopic.name", version) }
      if version <= 7 {
        try writer.string(name, compact: version >= 6, "OffsetFetchRequestTopic.name")
      }
      if !(version <= 7), !partitionIndexes.isEmpty {
        throw noPlace(for: "OffsetFetchRequestTopic.partitionIndexes", version)
      }
      if version <= 7 {
        try writer.count(partitionIndexes.count, compact: version >= 6, "OffsetFetchRequestTopic.partitionIndexes")
        writer.int32s(partitionIndexes)
      }
      if version >= 6 {
        try writer.taggedFields(unknownTaggedFields, "OffsetFetchRequestTopic.unknownTaggedFields")
      }
      if !(version >= 6), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetFetchRequestTopic.unknownTaggedFields", version)
      }
    }
  }

  /// OffsetFetchRequestGroup of OffsetFetchRequest.
  public struct Group: KafkaStructure {
    /// `string`, from version 8.
    public var groupId: String = ""
    /// `string`, from version 9; may be null.
    public var memberId: String? = nil
    /// `int32`, from version 9.
    public var memberEpoch: Int32 = -1
    /// `[]OffsetFetchRequestTopics`, from version 8; may be null.
    public var topics: [Topics]? = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 8 {
          place = "groupId"
          groupId = try reader.string(compact: version >= 6)
        }
        if version >= 9 {
          place = "memberId"
          if version >= 9 {
            memberId = try reader.nullableString(compact: version >= 6)
          } else {
            memberId = try reader.string(compact: version >= 6)
          }
        }
        if version >= 9 {
          place = "memberEpoch"
          memberEpoch = try reader.int32()
        }
        if version >= 8 {
          place = "topics"
          if version >= 8 {
            if let count = try reader.nullableCount(compact: version >= 6, minimum: 1) {
              topics = try reader.structures(count, version: version)
            } else {
              topics = nil
            }
          } else {
            do {
              let count = try reader.count(compact: version >= 6, minimum: 1)
              topics = try reader.structures(count, version: version)
            }
          }
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
      if !(version >= 8), groupId != "" { throw noPlace(for: "OffsetFetchRequestGroup.groupId", version) }
      if version >= 8 {
        try writer.string(groupId, compact: version >= 6, "OffsetFetchRequestGroup.groupId")
      }
      if version >= 9 {
        if !(version >= 9), memberId == nil { throw mustNotBeNull("OffsetFetchRequestGroup.memberId", version) }
        try writer.nullableString(memberId, compact: version >= 6, "OffsetFetchRequestGroup.memberId")
      }
      if version >= 9 {
        writer.int32(memberEpoch)
      }
      if !(version >= 8), topics == nil || topics?.isEmpty == false {
        throw noPlace(for: "OffsetFetchRequestGroup.topics", version)
      }
      if version >= 8 {
        if !(version >= 8), topics == nil { throw mustNotBeNull("OffsetFetchRequestGroup.topics", version) }
        try writer.count(topics?.count, compact: version >= 6, "OffsetFetchRequestGroup.topics")
        if let elements = topics {
          try writer.structures(elements, version: version)
        }
      }
      if version >= 6 {
        try writer.taggedFields(unknownTaggedFields, "OffsetFetchRequestGroup.unknownTaggedFields")
      }
      if !(version >= 6), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetFetchRequestGroup.unknownTaggedFields", version)
      }
    }
  }

  /// OffsetFetchRequestTopics of OffsetFetchRequest.
  public struct Topics: KafkaStructure {
    /// `string`, versions 8 to 9.
    public var name: String = ""
    /// `uuid`, from version 10.
    public var topicId: KafkaUUID = KafkaUUID.zero
    /// `[]int32`, from version 8.
    public var partitionIndexes: [Int32] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 8 && version <= 9 {
          place = "name"
          name = try reader.string(compact: version >= 6)
        }
        if version >= 10 {
          place = "topicId"
          topicId = try reader.uuid()
        }
        if version >= 8 {
          place = "partitionIndexes"
          do {
            let count = try reader.count(compact: version >= 6, minimum: 4)
            partitionIndexes = try reader.int32s(count)
          }
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
      if version >= 8 && version <= 9 {
        try writer.string(name, compact: version >= 6, "OffsetFetchRequestTopics.name")
      }
      if version >= 10 {
        writer.uuid(topicId)
      }
      if !(version >= 8), !partitionIndexes.isEmpty {
        throw noPlace(for: "OffsetFetchRequestTopics.partitionIndexes", version)
      }
      if version >= 8 {
        try writer.count(partitionIndexes.count, compact: version >= 6, "OffsetFetchRequestTopics.partitionIndexes")
        writer.int32s(partitionIndexes)
      }
      if version >= 6 {
        try writer.taggedFields(unknownTaggedFields, "OffsetFetchRequestTopics.unknownTaggedFields")
      }
      if !(version >= 6), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetFetchRequestTopics.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of OffsetFetch (API 9), versions 1 to 10.
public struct OffsetFetchResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "OffsetFetchResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 9) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...10 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 6 }
  /// `int32`, from version 3; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]OffsetFetchResponseTopic`, versions 0 to 7.
  public var topics: [Topic] = []
  /// `int16`, versions 2 to 7.
  public var errorCode: Int16 = 0
  /// `[]OffsetFetchResponseGroup`, from version 8.
  public var groups: [Group] = []
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
      if version <= 7 {
        place = "topics"
        do {
          let count = try reader.count(compact: version >= 6, minimum: 1)
          topics = try reader.structures(count, version: version)
        }
      }
      if version >= 2 && version <= 7 {
        place = "errorCode"
        errorCode = try reader.int16()
      }
      if version >= 8 {
        place = "groups"
        do {
          let count = try reader.count(compact: version >= 6, minimum: 1)
          groups = try reader.structures(count, version: version)
        }
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
    if version >= 3 {
      writer.int32(throttleTimeMs)
    }
    if !(version <= 7), !topics.isEmpty { throw noPlace(for: "OffsetFetchResponse.topics", version) }
    if version <= 7 {
      try writer.count(topics.count, compact: version >= 6, "OffsetFetchResponse.topics")
      try writer.structures(topics, version: version)
    }
    if version >= 2 && version <= 7 {
      writer.int16(errorCode)
    }
    if !(version >= 8), !groups.isEmpty { throw noPlace(for: "OffsetFetchResponse.groups", version) }
    if version >= 8 {
      try writer.count(groups.count, compact: version >= 6, "OffsetFetchResponse.groups")
      try writer.structures(groups, version: version)
    }
    if version >= 6 {
      try writer.taggedFields(unknownTaggedFields, "OffsetFetchResponse.unknownTaggedFields")
    }
    if !(version >= 6), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "OffsetFetchResponse.unknownTaggedFields", version)
    }
  }

  /// OffsetFetchResponseTopic of OffsetFetchResponse.
  public struct Topic: KafkaStructure {
    /// `string`, versions 0 to 7.
    public var name: String = ""
    /// `[]OffsetFetchResponsePartition`, versions 0 to 7.
    public var partitions: [Partition] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version <= 7 {
          place = "name"
          name = try reader.string(compact: version >= 6)
        }
        if version <= 7 {
          place = "partitions"
          do {
            let count = try reader.count(compact: version >= 6, minimum: 1)
            partitions = try reader.structures(count, version: version)
          }
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
      if !(version <= 7), name != "" { throw noPlace(for: "OffsetFetchResponseTopic.name", version) }
      if version <= 7 {
        try writer.string(name, compact: version >= 6, "OffsetFetchResponseTopic.name")
      }
      if !(version <= 7), !partitions.isEmpty { throw noPlace(for: "OffsetFetchResponseTopic.partitions", version) }
      if version <= 7 {
        try writer.count(partitions.count, compact: version >= 6, "OffsetFetchResponseTopic.partitions")
        try writer.structures(partitions, version: version)
      }
      if version >= 6 {
        try writer.taggedFields(unknownTaggedFields, "OffsetFetchResponseTopic.unknownTaggedFields")
      }
      if !(version >= 6), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetFetchResponseTopic.unknownTaggedFields", version)
      }
    }
  }

  /// OffsetFetchResponsePartition of OffsetFetchResponse.
  public struct Partition: KafkaStructure {
    /// `int32`, versions 0 to 7.
    public var partitionIndex: Int32 = 0
    /// `int64`, versions 0 to 7.
    public var committedOffset: Int64 = 0
    /// `int32`, versions 5 to 7.
    public var committedLeaderEpoch: Int32 = -1
    /// `string`, versions 0 to 7; may be null.
    public var metadata: String? = ""
    /// `int16`, versions 0 to 7.
    public var errorCode: Int16 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version <= 7 {
          place = "partitionIndex"
          partitionIndex = try reader.int32()
        }
        if version <= 7 {
          place = "committedOffset"
          committedOffset = try reader.int64()
        }
        if version >= 5 && version <= 7 {
          place = "committedLeaderEpoch"
          committedLeaderEpoch = try reader.int32()
        }
        if version <= 7 {
          place = "metadata"
          if version <= 7 {
            metadata = try reader.nullableString(compact: version >= 6)
          } else {
            metadata = try reader.string(compact: version >= 6)
          }
        }
        if version <= 7 {
          place = "errorCode"
          errorCode = try reader.int16()
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
      if !(version <= 7), partitionIndex != 0 {
        throw noPlace(for: "OffsetFetchResponsePartition.partitionIndex", version)
      }
      if version <= 7 {
        writer.int32(partitionIndex)
      }
      if !(version <= 7), committedOffset != 0 {
        throw noPlace(for: "OffsetFetchResponsePartition.committedOffset", version)
      }
      if version <= 7 {
        writer.int64(committedOffset)
      }
      if version >= 5 && version <= 7 {
        writer.int32(committedLeaderEpoch)
      }
      if !(version <= 7), metadata != "" { throw noPlace(for: "OffsetFetchResponsePartition.metadata", version) }
      if version <= 7 {
        if !(version <= 7), metadata == nil { throw mustNotBeNull("OffsetFetchResponsePartition.metadata", version) }
        try writer.nullableString(metadata, compact: version >= 6, "OffsetFetchResponsePartition.metadata")
      }
      if !(version <= 7), errorCode != 0 { throw noPlace(for: "OffsetFetchResponsePartition.errorCode", version) }
      if version <= 7 {
        writer.int16(errorCode)
      }
      if version >= 6 {
        try writer.taggedFields(unknownTaggedFields, "OffsetFetchResponsePartition.unknownTaggedFields")
      }
      if !(version >= 6), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetFetchResponsePartition.unknownTaggedFields", version)
      }
    }
  }

  /// OffsetFetchResponseGroup of OffsetFetchResponse.
  public struct Group: KafkaStructure {
    /// `string`, from version 8.
    public var groupId: String = ""
    /// `[]OffsetFetchResponseTopics`, from version 8.
    public var topics: [Topics] = []
    /// `int16`, from version 8.
    public var errorCode: Int16 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 8 {
          place = "groupId"
          groupId = try reader.string(compact: version >= 6)
        }
        if version >= 8 {
          place = "topics"
          do {
            let count = try reader.count(compact: version >= 6, minimum: 1)
            topics = try reader.structures(count, version: version)
          }
        }
        if version >= 8 {
          place = "errorCode"
          errorCode = try reader.int16()
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
      if !(version >= 8), groupId != "" { throw noPlace(for: "OffsetFetchResponseGroup.groupId", version) }
      if version >= 8 {
        try writer.string(groupId, compact: version >= 6, "OffsetFetchResponseGroup.groupId")
      }
      if !(version >= 8), !topics.isEmpty { throw noPlace(for: "OffsetFetchResponseGroup.topics", version) }
      if version >= 8 {
        try writer.count(topics.count, compact: version >= 6, "OffsetFetchResponseGroup.topics")
        try writer.structures(topics, version: version)
      }
      if !(version >= 8), errorCode != 0 { throw noPlace(for: "OffsetFetchResponseGroup.errorCode", version) }
      if version >= 8 {
        writer.int16(errorCode)
      }
      if version >= 6 {
        try writer.taggedFields(unknownTaggedFields, "OffsetFetchResponseGroup.unknownTaggedFields")
      }
      if !(version >= 6), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetFetchResponseGroup.unknownTaggedFields", version)
      }
    }
  }

  /// OffsetFetchResponseTopics of OffsetFetchResponse.
  public struct Topics: KafkaStructure {
    /// `string`, versions 8 to 9.
    public var name: String = ""
    /// `uuid`, from version 10.
    public var topicId: KafkaUUID = KafkaUUID.zero
    /// `[]OffsetFetchResponsePartitions`, from version 8.
    public var partitions: [Partitions] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 8 && version <= 9 {
          place = "name"
          name = try reader.string(compact: version >= 6)
        }
        if version >= 10 {
          place = "topicId"
          topicId = try reader.uuid()
        }
        if version >= 8 {
          place = "partitions"
          do {
            let count = try reader.count(compact: version >= 6, minimum: 1)
            partitions = try reader.structures(count, version: version)
          }
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
      if version >= 8 && version <= 9 {
        try writer.string(name, compact: version >= 6, "OffsetFetchResponseTopics.name")
      }
      if version >= 10 {
        writer.uuid(topicId)
      }
      if !(version >= 8), !partitions.isEmpty { throw noPlace(for: "OffsetFetchResponseTopics.partitions", version) }
      if version >= 8 {
        try writer.count(partitions.count, compact: version >= 6, "OffsetFetchResponseTopics.partitions")
        try writer.structures(partitions, version: version)
      }
      if version >= 6 {
        try writer.taggedFields(unknownTaggedFields, "OffsetFetchResponseTopics.unknownTaggedFields")
      }
      if !(version >= 6), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetFetchResponseTopics.unknownTaggedFields", version)
      }
    }
  }

  /// OffsetFetchResponsePartitions of OffsetFetchResponse.
  public struct Partitions: KafkaStructure {
    /// `int32`, from version 8.
    public var partitionIndex: Int32 = 0
    /// `int64`, from version 8.
    public var committedOffset: Int64 = 0
    /// `int32`, from version 8.
    public var committedLeaderEpoch: Int32 = -1
    /// `string`, from version 8; may be null.
    public var metadata: String? = ""
    /// `int16`, from version 8.
    public var errorCode: Int16 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 8 {
          place = "partitionIndex"
          partitionIndex = try reader.int32()
        }
        if version >= 8 {
          place = "committedOffset"
          committedOffset = try reader.int64()
        }
        if version >= 8 {
          place = "committedLeaderEpoch"
          committedLeaderEpoch = try reader.int32()
        }
        if version >= 8 {
          place = "metadata"
          if version >= 8 {
            metadata = try reader.nullableString(compact: version >= 6)
          } else {
            metadata = try reader.string(compact: version >= 6)
          }
        }
        if version >= 8 {
          place = "errorCode"
          errorCode = try reader.int16()
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
      if !(version >= 8), partitionIndex != 0 {
        throw noPlace(for: "OffsetFetchResponsePartitions.partitionIndex", version)
      }
      if version >= 8 {
        writer.int32(partitionIndex)
      }
      if !(version >= 8), committedOffset != 0 {
        throw noPlace(for: "OffsetFetchResponsePartitions.committedOffset", version)
      }
      if version >= 8 {
        writer.int64(committedOffset)
      }
      if version >= 8 {
        writer.int32(committedLeaderEpoch)
      }
      if !(version >= 8), metadata != "" { throw noPlace(for: "OffsetFetchResponsePartitions.metadata", version) }
      if version >= 8 {
        if !(version >= 8), metadata == nil { throw mustNotBeNull("OffsetFetchResponsePartitions.metadata", version) }
        try writer.nullableString(metadata, compact: version >= 6, "OffsetFetchResponsePartitions.metadata")
      }
      if !(version >= 8), errorCode != 0 { throw noPlace(for: "OffsetFetchResponsePartitions.errorCode", version) }
      if version >= 8 {
        writer.int16(errorCode)
      }
      if version >= 6 {
        try writer.taggedFields(unknownTaggedFields, "OffsetFetchResponsePartitions.unknownTaggedFields")
      }
      if !(version >= 6), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OffsetFetchResponsePartitions.unknownTaggedFields", version)
      }
    }
  }
}
