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
    do {
      let count = try reader.count(compact: true, minimum: 1)
      topics = try reader.structures(count, version: version)
    }
    responsePartitionLimit = try reader.int32()
    cursor = try reader.isPresent() ? try Cursor(from: &reader, version: version) : nil
    var last = -1
    for _ in 0..<(try reader.tagCount()) {
      let (tag, value) = try reader.tag(after: &last)
      var field = value
      unknownTaggedFields.append(try field.unknownField(tag))
    }
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
    writer.taggedFields(unknownTaggedFields)
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
      name = try reader.string(compact: true)
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(name, compact: true, "TopicRequest.name")
      writer.taggedFields(unknownTaggedFields)
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
      topicName = try reader.string(compact: true)
      partitionIndex = try reader.int32()
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(topicName, compact: true, "Cursor.topicName")
      writer.int32(partitionIndex)
      writer.taggedFields(unknownTaggedFields)
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
    throttleTimeMs = try reader.int32()
    do {
      let count = try reader.count(compact: true, minimum: 25)
      topics = try reader.structures(count, version: version)
    }
    nextCursor = try reader.isPresent() ? try Cursor(from: &reader, version: version) : nil
    var last = -1
    for _ in 0..<(try reader.tagCount()) {
      let (tag, value) = try reader.tag(after: &last)
      var field = value
      unknownTaggedFields.append(try field.unknownField(tag))
    }
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
    writer.taggedFields(unknownTaggedFields)
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
      errorCode = try reader.int16()
      name = try reader.nullableString(compact: true)
      topicId = try reader.uuid()
      isInternal = try reader.bool()
      do {
        let count = try reader.count(compact: true, minimum: 19)
        partitions = try reader.structures(count, version: version)
      }
      topicAuthorizedOperations = try reader.int32()
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
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
      writer.taggedFields(unknownTaggedFields)
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
      errorCode = try reader.int16()
      partitionIndex = try reader.int32()
      leaderId = try reader.int32()
      leaderEpoch = try reader.int32()
      do {
        let count = try reader.count(compact: true, minimum: 4)
        replicaNodes = try reader.int32List(count)
      }
      do {
        let count = try reader.count(compact: true, minimum: 4)
        isrNodes = try reader.int32List(count)
      }
      if let count = try reader.nullableCount(compact: true, minimum: 4) {
        eligibleLeaderReplicas = try reader.int32s(count)
      } else {
        eligibleLeaderReplicas = nil
      }
      if let count = try reader.nullableCount(compact: true, minimum: 4) {
        lastKnownElr = try reader.int32s(count)
      } else {
        lastKnownElr = nil
      }
      do {
        let count = try reader.count(compact: true, minimum: 4)
        offlineReplicas = try reader.int32List(count)
      }
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
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
      writer.taggedFields(unknownTaggedFields)
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
      topicName = try reader.string(compact: true)
      partitionIndex = try reader.int32()
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(topicName, compact: true, "Cursor.topicName")
      writer.int32(partitionIndex)
      writer.taggedFields(unknownTaggedFields)
    }
  }
}
