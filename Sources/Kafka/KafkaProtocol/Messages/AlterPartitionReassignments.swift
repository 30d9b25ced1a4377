// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of AlterPartitionReassignments (API 45), versions 0 to 1.
public struct AlterPartitionReassignmentsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = AlterPartitionReassignmentsResponse

  /// Kafka's name of the message.
  public static var name: String { "AlterPartitionReassignmentsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 45) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var timeoutMs: Int32 = 60000
  /// `bool`, from version 1.
  public var allowReplicationFactorChange: Bool = true
  /// `[]ReassignableTopic`, from version 0.
  public var topics: [ReassignableTopic] = []
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
      if version >= 1 {
        place = "allowReplicationFactorChange"
        allowReplicationFactorChange = try reader.bool()
      }
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
    writer.int32(timeoutMs)
    if !(version >= 1), allowReplicationFactorChange != true {
      throw noPlace(for: "AlterPartitionReassignmentsRequest.allowReplicationFactorChange", version)
    }
    if version >= 1 {
      writer.bool(allowReplicationFactorChange)
    }
    try writer.count(topics.count, compact: true, "AlterPartitionReassignmentsRequest.topics")
    try writer.structures(topics, version: version)
    try writer.taggedFields(unknownTaggedFields, "AlterPartitionReassignmentsRequest.unknownTaggedFields")
  }

  /// ReassignableTopic of AlterPartitionReassignmentsRequest.
  public struct ReassignableTopic: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `[]ReassignablePartition`, from version 0.
    public var partitions: [ReassignablePartition] = []
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
          let count = try reader.count(compact: true, minimum: 5)
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
      try writer.string(name, compact: true, "ReassignableTopic.name")
      try writer.count(partitions.count, compact: true, "ReassignableTopic.partitions")
      try writer.structures(partitions, version: version)
      try writer.taggedFields(unknownTaggedFields, "ReassignableTopic.unknownTaggedFields")
    }
  }

  /// ReassignablePartition of AlterPartitionReassignmentsRequest.
  public struct ReassignablePartition: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `[]int32`, from version 0; may be null.
    public var replicas: [Int32]? = nil
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
        if let count = try reader.nullableCount(compact: true, minimum: 4) {
          replicas = try reader.int32s(count)
        } else {
          replicas = nil
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
      try writer.count(replicas?.count, compact: true, "ReassignablePartition.replicas")
      if let elements = replicas {
        writer.int32s(elements)
      }
      try writer.taggedFields(unknownTaggedFields, "ReassignablePartition.unknownTaggedFields")
    }
  }
}

/// The response of AlterPartitionReassignments (API 45), versions 0 to 1.
public struct AlterPartitionReassignmentsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "AlterPartitionReassignmentsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 45) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `bool`, from version 1.
  public var allowReplicationFactorChange: Bool = true
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `string`, from version 0; may be null.
  public var errorMessage: String? = ""
  /// `[]ReassignableTopicResponse`, from version 0.
  public var responses: [ReassignableTopicResponse] = []
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
      if version >= 1 {
        place = "allowReplicationFactorChange"
        allowReplicationFactorChange = try reader.bool()
      }
      place = "errorCode"
      errorCode = try reader.int16()
      place = "errorMessage"
      errorMessage = try reader.nullableString(compact: true)
      place = "responses"
      do {
        let count = try reader.count(compact: true, minimum: 2)
        responses = try reader.structures(count, version: version)
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
    if version >= 1 {
      writer.bool(allowReplicationFactorChange)
    }
    writer.int16(errorCode)
    try writer.nullableString(errorMessage, compact: true, "AlterPartitionReassignmentsResponse.errorMessage")
    try writer.count(responses.count, compact: true, "AlterPartitionReassignmentsResponse.responses")
    try writer.structures(responses, version: version)
    try writer.taggedFields(unknownTaggedFields, "AlterPartitionReassignmentsResponse.unknownTaggedFields")
  }

  /// ReassignableTopicResponse of AlterPartitionReassignmentsResponse.
  public struct ReassignableTopicResponse: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `[]ReassignablePartitionResponse`, from version 0.
    public var partitions: [ReassignablePartitionResponse] = []
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
      try writer.string(name, compact: true, "ReassignableTopicResponse.name")
      try writer.count(partitions.count, compact: true, "ReassignableTopicResponse.partitions")
      try writer.structures(partitions, version: version)
      try writer.taggedFields(unknownTaggedFields, "ReassignableTopicResponse.unknownTaggedFields")
    }
  }

  /// ReassignablePartitionResponse of AlterPartitionReassignmentsResponse.
  public struct ReassignablePartitionResponse: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 0; may be null.
    public var errorMessage: String? = ""
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
        place = "errorMessage"
        errorMessage = try reader.nullableString(compact: true)
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
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: true, "ReassignablePartitionResponse.errorMessage")
      try writer.taggedFields(unknownTaggedFields, "ReassignablePartitionResponse.unknownTaggedFields")
    }
  }
}
