// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of ListPartitionReassignments (API 46), version 0.
public struct ListPartitionReassignmentsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = ListPartitionReassignmentsResponse

  /// Kafka's name of the message.
  public static var name: String { "ListPartitionReassignmentsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 46) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var timeoutMs: Int32 = 60000
  /// `[]ListPartitionReassignmentsTopics`, from version 0; may be null.
  public var topics: [Topics]? = nil
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "timeoutMs"
      timeoutMs = try reader.int32()
      place = "topics"
      if let count = try reader.nullableCount(compact: true, minimum: 2) {
        topics = try reader.structures(count, version: version)
      } else {
        topics = nil
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
    writer.int32(timeoutMs)
    try writer.count(topics?.count, compact: true, "ListPartitionReassignmentsRequest.topics")
    if let elements = topics {
      try writer.structures(elements, version: version)
    }
    try writer.taggedFields(unknownTaggedFields, "ListPartitionReassignmentsRequest.unknownTaggedFields")
  }

  /// ListPartitionReassignmentsTopics of ListPartitionReassignmentsRequest.
  public struct Topics: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `[]int32`, from version 0.
    public var partitionIndexes: [Int32] = []
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
        place = "partitionIndexes"
        do {
          let count = try reader.count(compact: true, minimum: 4)
          partitionIndexes = try reader.int32s(count)
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
      try writer.string(name, compact: true, "ListPartitionReassignmentsTopics.name")
      try writer.count(partitionIndexes.count, compact: true, "ListPartitionReassignmentsTopics.partitionIndexes")
      writer.int32s(partitionIndexes)
      try writer.taggedFields(unknownTaggedFields, "ListPartitionReassignmentsTopics.unknownTaggedFields")
    }
  }
}

/// The response of ListPartitionReassignments (API 46), version 0.
public struct ListPartitionReassignmentsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "ListPartitionReassignmentsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 46) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `string`, from version 0; may be null.
  public var errorMessage: String? = ""
  /// `[]OngoingTopicReassignment`, from version 0.
  public var topics: [OngoingTopicReassignment] = []
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
      place = "errorMessage"
      errorMessage = try reader.nullableString(compact: true)
      place = "topics"
      do {
        let count = try reader.count(compact: true, minimum: 2)
        topics = try reader.structures(count, version: version)
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
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
    try writer.nullableString(errorMessage, compact: true, "ListPartitionReassignmentsResponse.errorMessage")
    try writer.count(topics.count, compact: true, "ListPartitionReassignmentsResponse.topics")
    try writer.structures(topics, version: version)
    try writer.taggedFields(unknownTaggedFields, "ListPartitionReassignmentsResponse.unknownTaggedFields")
  }

  /// OngoingTopicReassignment of ListPartitionReassignmentsResponse.
  public struct OngoingTopicReassignment: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `[]OngoingPartitionReassignment`, from version 0.
    public var partitions: [OngoingPartitionReassignment] = []
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
        place = "partitions"
        do {
          let count = try reader.count(compact: true, minimum: 7)
          partitions = try reader.structures(count, version: version)
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
      try writer.string(name, compact: true, "OngoingTopicReassignment.name")
      try writer.count(partitions.count, compact: true, "OngoingTopicReassignment.partitions")
      try writer.structures(partitions, version: version)
      try writer.taggedFields(unknownTaggedFields, "OngoingTopicReassignment.unknownTaggedFields")
    }
  }

  /// OngoingPartitionReassignment of ListPartitionReassignmentsResponse.
  public struct OngoingPartitionReassignment: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `[]int32`, from version 0.
    public var replicas: Int32List = Int32List()
    /// `[]int32`, from version 0.
    public var addingReplicas: Int32List = Int32List()
    /// `[]int32`, from version 0.
    public var removingReplicas: Int32List = Int32List()
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
        place = "replicas"
        do {
          let count = try reader.count(compact: true, minimum: 4)
          replicas = try reader.int32List(count)
        }
        place = "addingReplicas"
        do {
          let count = try reader.count(compact: true, minimum: 4)
          addingReplicas = try reader.int32List(count)
        }
        place = "removingReplicas"
        do {
          let count = try reader.count(compact: true, minimum: 4)
          removingReplicas = try reader.int32List(count)
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
      writer.int32(partitionIndex)
      try writer.count(replicas.count, compact: true, "OngoingPartitionReassignment.replicas")
      writer.int32s(replicas)
      try writer.count(addingReplicas.count, compact: true, "OngoingPartitionReassignment.addingReplicas")
      writer.int32s(addingReplicas)
      try writer.count(removingReplicas.count, compact: true, "OngoingPartitionReassignment.removingReplicas")
      writer.int32s(removingReplicas)
      try writer.taggedFields(unknownTaggedFields, "OngoingPartitionReassignment.unknownTaggedFields")
    }
  }
}
