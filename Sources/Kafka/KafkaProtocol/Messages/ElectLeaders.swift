// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of ElectLeaders (API 43), versions 0 to 2.
public struct ElectLeadersRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = ElectLeadersResponse

  /// Kafka's name of the message.
  public static var name: String { "ElectLeadersRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 43) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int8`, from version 1.
  public var electionType: Int8 = 0
  /// `[]TopicPartitions`, from version 0; may be null.
  public var topicPartitions: [TopicPartitions]? = []
  /// `int32`, from version 0; milliseconds.
  public var timeoutMs: Int32 = 60000
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      if version >= 1 {
        place = "electionType"
        electionType = try reader.int8()
      }
      place = "topicPartitions"
      if let count = try reader.nullableCount(compact: version >= 2, minimum: 2) {
        topicPartitions = try reader.structures(count, version: version)
      } else {
        topicPartitions = nil
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
    if !(version >= 1), electionType != 0 { throw noPlace(for: "ElectLeadersRequest.electionType", version) }
    if version >= 1 {
      writer.int8(electionType)
    }
    try writer.count(topicPartitions?.count, compact: version >= 2, "ElectLeadersRequest.topicPartitions")
    if let elements = topicPartitions {
      try writer.structures(elements, version: version)
    }
    writer.int32(timeoutMs)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "ElectLeadersRequest.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "ElectLeadersRequest.unknownTaggedFields", version)
    }
  }

  /// TopicPartitions of ElectLeadersRequest.
  public struct TopicPartitions: KafkaStructure {
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
      try writer.string(topic, compact: version >= 2, "TopicPartitions.topic")
      try writer.count(partitions.count, compact: version >= 2, "TopicPartitions.partitions")
      writer.int32s(partitions)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "TopicPartitions.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "TopicPartitions.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of ElectLeaders (API 43), versions 0 to 2.
public struct ElectLeadersResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "ElectLeadersResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 43) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 1.
  public var errorCode: Int16 = 0
  /// `[]ReplicaElectionResult`, from version 0.
  public var replicaElectionResults: [ReplicaElectionResult] = []
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
        place = "errorCode"
        errorCode = try reader.int16()
      }
      place = "replicaElectionResults"
      do {
        let count = try reader.count(compact: version >= 2, minimum: 2)
        replicaElectionResults = try reader.structures(count, version: version)
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
    if !(version >= 1), errorCode != 0 { throw noPlace(for: "ElectLeadersResponse.errorCode", version) }
    if version >= 1 {
      writer.int16(errorCode)
    }
    try writer.count(replicaElectionResults.count, compact: version >= 2, "ElectLeadersResponse.replicaElectionResults")
    try writer.structures(replicaElectionResults, version: version)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "ElectLeadersResponse.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "ElectLeadersResponse.unknownTaggedFields", version)
    }
  }

  /// ReplicaElectionResult of ElectLeadersResponse.
  public struct ReplicaElectionResult: KafkaStructure {
    /// `string`, from version 0.
    public var topic: String = ""
    /// `[]PartitionResult`, from version 0.
    public var partitionResult: [PartitionResult] = []
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
        place = "partitionResult"
        do {
          let count = try reader.count(compact: version >= 2, minimum: 7)
          partitionResult = try reader.structures(count, version: version)
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
      try writer.string(topic, compact: version >= 2, "ReplicaElectionResult.topic")
      try writer.count(partitionResult.count, compact: version >= 2, "ReplicaElectionResult.partitionResult")
      try writer.structures(partitionResult, version: version)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "ReplicaElectionResult.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "ReplicaElectionResult.unknownTaggedFields", version)
      }
    }
  }

  /// PartitionResult of ElectLeadersResponse.
  public struct PartitionResult: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionId: Int32 = 0
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
        place = "partitionId"
        partitionId = try reader.int32()
        place = "errorCode"
        errorCode = try reader.int16()
        place = "errorMessage"
        errorMessage = try reader.nullableString(compact: version >= 2)
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
      writer.int32(partitionId)
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: version >= 2, "PartitionResult.errorMessage")
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "PartitionResult.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "PartitionResult.unknownTaggedFields", version)
      }
    }
  }
}
