// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of AlterReplicaLogDirs (API 34), versions 1 to 2.
public struct AlterReplicaLogDirsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = AlterReplicaLogDirsResponse

  /// Kafka's name of the message.
  public static var name: String { "AlterReplicaLogDirsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 34) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `[]AlterReplicaLogDir`, from version 0.
  public var dirs: [AlterReplicaLogDir] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "dirs"
      do {
        let count = try reader.count(compact: version >= 2, minimum: 2)
        dirs = try reader.structures(count, version: version)
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
    try writer.count(dirs.count, compact: version >= 2, "AlterReplicaLogDirsRequest.dirs")
    try writer.structures(dirs, version: version)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "AlterReplicaLogDirsRequest.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "AlterReplicaLogDirsRequest.unknownTaggedFields", version)
    }
  }

  /// AlterReplicaLogDir of AlterReplicaLogDirsRequest.
  public struct AlterReplicaLogDir: KafkaStructure {
    /// `string`, from version 0.
    public var path: String = ""
    /// `[]AlterReplicaLogDirTopic`, from version 0.
    public var topics: [AlterReplicaLogDirTopic] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "path"
        path = try reader.string(compact: version >= 2)
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
      try writer.string(path, compact: version >= 2, "AlterReplicaLogDir.path")
      try writer.count(topics.count, compact: version >= 2, "AlterReplicaLogDir.topics")
      try writer.structures(topics, version: version)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "AlterReplicaLogDir.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "AlterReplicaLogDir.unknownTaggedFields", version)
      }
    }
  }

  /// AlterReplicaLogDirTopic of AlterReplicaLogDirsRequest.
  public struct AlterReplicaLogDirTopic: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
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
        place = "name"
        name = try reader.string(compact: version >= 2)
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
      try writer.string(name, compact: version >= 2, "AlterReplicaLogDirTopic.name")
      try writer.count(partitions.count, compact: version >= 2, "AlterReplicaLogDirTopic.partitions")
      writer.int32s(partitions)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "AlterReplicaLogDirTopic.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "AlterReplicaLogDirTopic.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of AlterReplicaLogDirs (API 34), versions 1 to 2.
public struct AlterReplicaLogDirsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "AlterReplicaLogDirsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 34) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]AlterReplicaLogDirTopicResult`, from version 0.
  public var results: [AlterReplicaLogDirTopicResult] = []
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
      place = "results"
      do {
        let count = try reader.count(compact: version >= 2, minimum: 2)
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
    try writer.count(results.count, compact: version >= 2, "AlterReplicaLogDirsResponse.results")
    try writer.structures(results, version: version)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "AlterReplicaLogDirsResponse.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "AlterReplicaLogDirsResponse.unknownTaggedFields", version)
    }
  }

  /// AlterReplicaLogDirTopicResult of AlterReplicaLogDirsResponse.
  public struct AlterReplicaLogDirTopicResult: KafkaStructure {
    /// `string`, from version 0.
    public var topicName: String = ""
    /// `[]AlterReplicaLogDirPartitionResult`, from version 0.
    public var partitions: [AlterReplicaLogDirPartitionResult] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "topicName"
        topicName = try reader.string(compact: version >= 2)
        place = "partitions"
        do {
          let count = try reader.count(compact: version >= 2, minimum: 6)
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
      try writer.string(topicName, compact: version >= 2, "AlterReplicaLogDirTopicResult.topicName")
      try writer.count(partitions.count, compact: version >= 2, "AlterReplicaLogDirTopicResult.partitions")
      try writer.structures(partitions, version: version)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "AlterReplicaLogDirTopicResult.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "AlterReplicaLogDirTopicResult.unknownTaggedFields", version)
      }
    }
  }

  /// AlterReplicaLogDirPartitionResult of AlterReplicaLogDirsResponse.
  public struct AlterReplicaLogDirPartitionResult: KafkaStructure {
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
      writer.int16(errorCode)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "AlterReplicaLogDirPartitionResult.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "AlterReplicaLogDirPartitionResult.unknownTaggedFields", version)
      }
    }
  }
}
