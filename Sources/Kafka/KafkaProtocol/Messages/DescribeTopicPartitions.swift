// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of DescribeTopicPartitions (API 75), version 0.
public struct DescribeTopicPartitionsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = DescribeTopicPartitionsResponse

  /// Kafka's name of the message.
  public static var name: String { "DescribeTopicPartitionsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 75) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `[]TopicRequest`, from version 0.
  public var topics: [TopicRequest] = []
  /// `int32`, from version 0.
  public var responsePartitionLimit: Int32 = 2000
  /// `Cursor`, from version 0; may be null.
  public var cursor: Cursor? = nil
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "topics"
      do {
        let count = try reader.count(compact: true, minimum: 1)
        topics = try reader.structures(count, version: version)
      }
      place = "responsePartitionLimit"
      responsePartitionLimit = try reader.int32()
      place = "cursor"
      cursor = try reader.isPresent() ? try Cursor(from: &reader, version: version) : nil
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
    try writer.count(topics.count, compact: true, "DescribeTopicPartitionsRequest.topics")
    try writer.structures(topics, version: version)
    writer.int32(responsePartitionLimit)
    if let value = cursor {
      writer.int8(1)
      try value.write(to: &writer, version: version)
    } else {
      writer.int8(-1)
    }
    try writer.taggedFields(unknownTaggedFields, "DescribeTopicPartitionsRequest.unknownTaggedFields")
  }

  /// TopicRequest of DescribeTopicPartitionsRequest.
  public struct TopicRequest: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: true)
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
      try writer.string(name, compact: true, "TopicRequest.name")
      try writer.taggedFields(unknownTaggedFields, "TopicRequest.unknownTaggedFields")
    }
  }

  /// Cursor of DescribeTopicPartitionsRequest.
  public struct Cursor: KafkaStructure {
    /// `string`, from version 0.
    public var topicName: String = ""
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "topicName"
        topicName = try reader.string(compact: true)
        place = "partitionIndex"
        partitionIndex = try reader.int32()
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
      try writer.string(topicName, compact: true, "Cursor.topicName")
      writer.int32(partitionIndex)
      try writer.taggedFields(unknownTaggedFields, "Cursor.unknownTaggedFields")
    }
  }
}

/// The response of DescribeTopicPartitions (API 75), version 0.
public struct DescribeTopicPartitionsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "DescribeTopicPartitionsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 75) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]DescribeTopicPartitionsResponseTopic`, from version 0.
  public var topics: [Topic] = []
  /// `Cursor`, from version 0; may be null.
  public var nextCursor: Cursor? = nil
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
        let count = try reader.count(compact: true, minimum: 25)
        topics = try reader.structures(count, version: version)
      }
      place = "nextCursor"
      nextCursor = try reader.isPresent() ? try Cursor(from: &reader, version: version) : nil
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
    try writer.count(topics.count, compact: true, "DescribeTopicPartitionsResponse.topics")
    try writer.structures(topics, version: version)
    if let value = nextCursor {
      writer.int8(1)
      try value.write(to: &writer, version: version)
    } else {
      writer.int8(-1)
    }
    try writer.taggedFields(unknownTaggedFields, "DescribeTopicPartitionsResponse.unknownTaggedFields")
  }

  /// DescribeTopicPartitionsResponseTopic of DescribeTopicPartitionsResponse.
  public struct Topic: KafkaStructure {
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 0; may be null.
    public var name: String? = ""
    /// `uuid`, from version 0.
    public var topicId: KafkaUUID = KafkaUUID.zero
    /// `bool`, from version 0.
    public var isInternal: Bool = false
    /// `[]DescribeTopicPartitionsResponsePartition`, from version 0.
    public var partitions: [Partition] = []
    /// `int32`, from version 0.
    public var topicAuthorizedOperations: Int32 = -2147483648
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
        place = "name"
        name = try reader.nullableString(compact: true)
        place = "topicId"
        topicId = try reader.uuid()
        place = "isInternal"
        isInternal = try reader.bool()
        place = "partitions"
        do {
          let count = try reader.count(compact: true, minimum: 19)
          partitions = try reader.structures(count, version: version)
        }
        place = "topicAuthorizedOperations"
        topicAuthorizedOperations = try reader.int32()
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
      writer.int16(errorCode)
      try writer.nullableString(name, compact: true, "DescribeTopicPartitionsResponseTopic.name")
      writer.uuid(topicId)
      writer.bool(isInternal)
      try writer.count(partitions.count, compact: true, "DescribeTopicPartitionsResponseTopic.partitions")
      try writer.structures(partitions, version: version)
      writer.int32(topicAuthorizedOperations)
      try writer.taggedFields(unknownTaggedFields, "DescribeTopicPartitionsResponseTopic.unknownTaggedFields")
    }
  }

  /// DescribeTopicPartitionsResponsePartition of DescribeTopicPartitionsResponse.
  public struct Partition: KafkaStructure {
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int32`, from version 0.
    public var leaderId: Int32 = 0
    /// `int32`, from version 0.
    public var leaderEpoch: Int32 = -1
    /// `[]int32`, from version 0.
    public var replicaNodes: Int32List = Int32List()
    /// `[]int32`, from version 0.
    public var isrNodes: Int32List = Int32List()
    /// `[]int32`, from version 0; may be null.
    public var eligibleLeaderReplicas: [Int32]? = nil
    /// `[]int32`, from version 0; may be null.
    public var lastKnownElr: [Int32]? = nil
    /// `[]int32`, from version 0.
    public var offlineReplicas: Int32List = Int32List()
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
        place = "partitionIndex"
        partitionIndex = try reader.int32()
        place = "leaderId"
        leaderId = try reader.int32()
        place = "leaderEpoch"
        leaderEpoch = try reader.int32()
        place = "replicaNodes"
        do {
          let count = try reader.count(compact: true, minimum: 4)
          replicaNodes = try reader.int32List(count)
        }
        place = "isrNodes"
        do {
          let count = try reader.count(compact: true, minimum: 4)
          isrNodes = try reader.int32List(count)
        }
        place = "eligibleLeaderReplicas"
        if let count = try reader.nullableCount(compact: true, minimum: 4) {
          eligibleLeaderReplicas = try reader.int32s(count)
        } else {
          eligibleLeaderReplicas = nil
        }
        place = "lastKnownElr"
        if let count = try reader.nullableCount(compact: true, minimum: 4) {
          lastKnownElr = try reader.int32s(count)
        } else {
          lastKnownElr = nil
        }
        place = "offlineReplicas"
        do {
          let count = try reader.count(compact: true, minimum: 4)
          offlineReplicas = try reader.int32List(count)
        }
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
      writer.int16(errorCode)
      writer.int32(partitionIndex)
      writer.int32(leaderId)
      writer.int32(leaderEpoch)
      try writer.count(replicaNodes.count, compact: true, "DescribeTopicPartitionsResponsePartition.replicaNodes")
      writer.int32s(replicaNodes)
      try writer.count(isrNodes.count, compact: true, "DescribeTopicPartitionsResponsePartition.isrNodes")
      writer.int32s(isrNodes)
      try writer.count(
        eligibleLeaderReplicas?.count, compact: true, "DescribeTopicPartitionsResponsePartition.eligibleLeaderReplicas")
      if let elements = eligibleLeaderReplicas {
        writer.int32s(elements)
      }
      try writer.count(lastKnownElr?.count, compact: true, "DescribeTopicPartitionsResponsePartition.lastKnownElr")
      if let elements = lastKnownElr {
        writer.int32s(elements)
      }
      try writer.count(offlineReplicas.count, compact: true, "DescribeTopicPartitionsResponsePartition.offlineReplicas")
      writer.int32s(offlineReplicas)
      try writer.taggedFields(unknownTaggedFields, "DescribeTopicPartitionsResponsePartition.unknownTaggedFields")
    }
  }

  /// Cursor of DescribeTopicPartitionsResponse.
  public struct Cursor: KafkaStructure {
    /// `string`, from version 0.
    public var topicName: String = ""
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "topicName"
        topicName = try reader.string(compact: true)
        place = "partitionIndex"
        partitionIndex = try reader.int32()
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
      try writer.string(topicName, compact: true, "Cursor.topicName")
      writer.int32(partitionIndex)
      try writer.taggedFields(unknownTaggedFields, "Cursor.unknownTaggedFields")
    }
  }
}
