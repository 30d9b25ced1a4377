// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of DescribeLogDirs (API 35), versions 1 to 5.
public struct DescribeLogDirsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = DescribeLogDirsResponse

  /// Kafka's name of the message.
  public static var name: String { "DescribeLogDirsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 35) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...5 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `[]DescribableLogDirTopic`, from version 0; may be null.
  public var topics: [DescribableLogDirTopic]? = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "topics"
      if let count = try reader.nullableCount(compact: version >= 2, minimum: 2) {
        topics = try reader.structures(count, version: version)
      } else {
        topics = nil
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
    try writer.count(topics?.count, compact: version >= 2, "DescribeLogDirsRequest.topics")
    if let elements = topics {
      try writer.structures(elements, version: version)
    }
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "DescribeLogDirsRequest.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DescribeLogDirsRequest.unknownTaggedFields", version)
    }
  }

  /// DescribableLogDirTopic of DescribeLogDirsRequest.
  public struct DescribableLogDirTopic: KafkaStructure {
    /// `string`, from version 0.
    public var topic: String = ""
    /// `[]int32`, from version 0.
    public var partitions: [Int32] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "topic"
        topic = try reader.string(compact: version >= 2)
        place = "partitions"
        do {
          let count = try reader.count(compact: version >= 2, minimum: 4)
          partitions = try reader.int32s(count)
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
      try writer.string(topic, compact: version >= 2, "DescribableLogDirTopic.topic")
      try writer.count(partitions.count, compact: version >= 2, "DescribableLogDirTopic.partitions")
      writer.int32s(partitions)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "DescribableLogDirTopic.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DescribableLogDirTopic.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of DescribeLogDirs (API 35), versions 1 to 5.
public struct DescribeLogDirsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "DescribeLogDirsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 35) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...5 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 3.
  public var errorCode: Int16 = 0
  /// `[]DescribeLogDirsResult`, from version 0.
  public var results: [Result] = []
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
      if version >= 3 {
        place = "errorCode"
        errorCode = try reader.int16()
      }
      place = "results"
      do {
        let count = try reader.count(compact: version >= 2, minimum: 4)
        results = try reader.structures(count, version: version)
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
    if version >= 3 {
      writer.int16(errorCode)
    }
    try writer.count(results.count, compact: version >= 2, "DescribeLogDirsResponse.results")
    try writer.structures(results, version: version)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "DescribeLogDirsResponse.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DescribeLogDirsResponse.unknownTaggedFields", version)
    }
  }

  /// DescribeLogDirsResult of DescribeLogDirsResponse.
  public struct Result: KafkaStructure {
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 0.
    public var logDir: String = ""
    /// `[]DescribeLogDirsTopic`, from version 0.
    public var topics: [Topic] = []
    /// `int64`, from version 4; bytes.
    public var totalBytes: Int64 = -1
    /// `int64`, from version 4; bytes.
    public var usableBytes: Int64 = -1
    /// `bool`, from version 5.
    public var isCordoned: Bool = false
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
        place = "logDir"
        logDir = try reader.string(compact: version >= 2)
        place = "topics"
        do {
          let count = try reader.count(compact: version >= 2, minimum: 2)
          topics = try reader.structures(count, version: version)
        }
        if version >= 4 {
          place = "totalBytes"
          totalBytes = try reader.int64()
        }
        if version >= 4 {
          place = "usableBytes"
          usableBytes = try reader.int64()
        }
        if version >= 5 {
          place = "isCordoned"
          isCordoned = try reader.bool()
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
      writer.int16(errorCode)
      try writer.string(logDir, compact: version >= 2, "DescribeLogDirsResult.logDir")
      try writer.count(topics.count, compact: version >= 2, "DescribeLogDirsResult.topics")
      try writer.structures(topics, version: version)
      if version >= 4 {
        writer.int64(totalBytes)
      }
      if version >= 4 {
        writer.int64(usableBytes)
      }
      if version >= 5 {
        writer.bool(isCordoned)
      }
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "DescribeLogDirsResult.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DescribeLogDirsResult.unknownTaggedFields", version)
      }
    }
  }

  /// DescribeLogDirsTopic of DescribeLogDirsResponse.
  public struct Topic: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `[]DescribeLogDirsPartition`, from version 0.
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
          let count = try reader.count(compact: version >= 2, minimum: 21)
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
      try writer.string(name, compact: version >= 2, "DescribeLogDirsTopic.name")
      try writer.count(partitions.count, compact: version >= 2, "DescribeLogDirsTopic.partitions")
      try writer.structures(partitions, version: version)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "DescribeLogDirsTopic.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DescribeLogDirsTopic.unknownTaggedFields", version)
      }
    }
  }

  /// DescribeLogDirsPartition of DescribeLogDirsResponse.
  public struct Partition: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int64`, from version 0.
    public var partitionSize: Int64 = 0
    /// `int64`, from version 0.
    public var offsetLag: Int64 = 0
    /// `bool`, from version 0.
    public var isFutureKey: Bool = false
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
        place = "partitionSize"
        partitionSize = try reader.int64()
        place = "offsetLag"
        offsetLag = try reader.int64()
        place = "isFutureKey"
        isFutureKey = try reader.bool()
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
      writer.int64(partitionSize)
      writer.int64(offsetLag)
      writer.bool(isFutureKey)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "DescribeLogDirsPartition.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DescribeLogDirsPartition.unknownTaggedFields", version)
      }
    }
  }
}
