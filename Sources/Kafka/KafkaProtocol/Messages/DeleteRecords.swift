// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of DeleteRecords (API 21), versions 0 to 2.
public struct DeleteRecordsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = DeleteRecordsResponse

  /// Kafka's name of the message.
  public static var name: String { "DeleteRecordsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 21) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `[]DeleteRecordsTopic`, from version 0.
  public var topics: [Topic] = []
  /// `int32`, from version 0; milliseconds.
  public var timeoutMs: Int32 = 0
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
        let count = try reader.count(compact: version >= 2, minimum: 2)
        topics = try reader.structures(count, version: version)
      }
      place = "timeoutMs"
      timeoutMs = try reader.int32()
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
    try writer.count(topics.count, compact: version >= 2, "DeleteRecordsRequest.topics")
    try writer.structures(topics, version: version)
    writer.int32(timeoutMs)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "DeleteRecordsRequest.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DeleteRecordsRequest.unknownTaggedFields", version)
    }
  }

  /// DeleteRecordsTopic of DeleteRecordsRequest.
  public struct Topic: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `[]DeleteRecordsPartition`, from version 0.
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
        name = try reader.string(compact: version >= 2)
        place = "partitions"
        do {
          let count = try reader.count(compact: version >= 2, minimum: 12)
          partitions = try reader.structures(count, version: version)
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
      try writer.string(name, compact: version >= 2, "DeleteRecordsTopic.name")
      try writer.count(partitions.count, compact: version >= 2, "DeleteRecordsTopic.partitions")
      try writer.structures(partitions, version: version)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "DeleteRecordsTopic.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DeleteRecordsTopic.unknownTaggedFields", version)
      }
    }
  }

  /// DeleteRecordsPartition of DeleteRecordsRequest.
  public struct Partition: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int64`, from version 0.
    public var offset: Int64 = 0
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
        place = "offset"
        offset = try reader.int64()
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
      writer.int32(partitionIndex)
      writer.int64(offset)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "DeleteRecordsPartition.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DeleteRecordsPartition.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of DeleteRecords (API 21), versions 0 to 2.
public struct DeleteRecordsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "DeleteRecordsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 21) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]DeleteRecordsTopicResult`, from version 0.
  public var topics: [TopicResult] = []
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
        let count = try reader.count(compact: version >= 2, minimum: 2)
        topics = try reader.structures(count, version: version)
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
    try writer.count(topics.count, compact: version >= 2, "DeleteRecordsResponse.topics")
    try writer.structures(topics, version: version)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "DeleteRecordsResponse.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DeleteRecordsResponse.unknownTaggedFields", version)
    }
  }

  /// DeleteRecordsTopicResult of DeleteRecordsResponse.
  public struct TopicResult: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `[]DeleteRecordsPartitionResult`, from version 0.
    public var partitions: [PartitionResult] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: version >= 2)
        place = "partitions"
        do {
          let count = try reader.count(compact: version >= 2, minimum: 14)
          partitions = try reader.structures(count, version: version)
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
      try writer.string(name, compact: version >= 2, "DeleteRecordsTopicResult.name")
      try writer.count(partitions.count, compact: version >= 2, "DeleteRecordsTopicResult.partitions")
      try writer.structures(partitions, version: version)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "DeleteRecordsTopicResult.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DeleteRecordsTopicResult.unknownTaggedFields", version)
      }
    }
  }

  /// DeleteRecordsPartitionResult of DeleteRecordsResponse.
  public struct PartitionResult: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int64`, from version 0.
    public var lowWatermark: Int64 = 0
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
        place = "lowWatermark"
        lowWatermark = try reader.int64()
        place = "errorCode"
        errorCode = try reader.int16()
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
      writer.int32(partitionIndex)
      writer.int64(lowWatermark)
      writer.int16(errorCode)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "DeleteRecordsPartitionResult.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DeleteRecordsPartitionResult.unknownTaggedFields", version)
      }
    }
  }
}
