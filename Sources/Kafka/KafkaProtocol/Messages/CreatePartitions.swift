// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of CreatePartitions (API 37), versions 0 to 3.
public struct CreatePartitionsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = CreatePartitionsResponse

  /// Kafka's name of the message.
  public static var name: String { "CreatePartitionsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 37) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...3 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `[]CreatePartitionsTopic`, from version 0.
  public var topics: [Topic] = []
  /// `int32`, from version 0; milliseconds.
  public var timeoutMs: Int32 = 0
  /// `bool`, from version 0.
  public var validateOnly: Bool = false
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
        let count = try reader.count(compact: version >= 2, minimum: 6)
        topics = try reader.structures(count, version: version)
      }
      place = "timeoutMs"
      timeoutMs = try reader.int32()
      place = "validateOnly"
      validateOnly = try reader.bool()
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
    try writer.count(topics.count, compact: version >= 2, "CreatePartitionsRequest.topics")
    try writer.structures(topics, version: version)
    writer.int32(timeoutMs)
    writer.bool(validateOnly)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "CreatePartitionsRequest.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "CreatePartitionsRequest.unknownTaggedFields", version)
    }
  }

  /// CreatePartitionsTopic of CreatePartitionsRequest.
  public struct Topic: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `int32`, from version 0.
    public var count: Int32 = 0
    /// `[]CreatePartitionsAssignment`, from version 0; may be null.
    public var assignments: [Assignment]? = []
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
        place = "count"
        count = try reader.int32()
        place = "assignments"
        if let count = try reader.nullableCount(compact: version >= 2, minimum: 1) {
          assignments = try reader.structures(count, version: version)
        } else {
          assignments = nil
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
      try writer.string(name, compact: version >= 2, "CreatePartitionsTopic.name")
      writer.int32(count)
      try writer.count(assignments?.count, compact: version >= 2, "CreatePartitionsTopic.assignments")
      if let elements = assignments {
        try writer.structures(elements, version: version)
      }
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "CreatePartitionsTopic.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "CreatePartitionsTopic.unknownTaggedFields", version)
      }
    }
  }

  /// CreatePartitionsAssignment of CreatePartitionsRequest.
  public struct Assignment: KafkaStructure {
    /// `[]int32`, from version 0.
    public var brokerIds: [Int32] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "brokerIds"
        do {
          let count = try reader.count(compact: version >= 2, minimum: 4)
          brokerIds = try reader.int32s(count)
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
      try writer.count(brokerIds.count, compact: version >= 2, "CreatePartitionsAssignment.brokerIds")
      writer.int32s(brokerIds)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "CreatePartitionsAssignment.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "CreatePartitionsAssignment.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of CreatePartitions (API 37), versions 0 to 3.
public struct CreatePartitionsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "CreatePartitionsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 37) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...3 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]CreatePartitionsTopicResult`, from version 0.
  public var results: [TopicResult] = []
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
    try writer.count(results.count, compact: version >= 2, "CreatePartitionsResponse.results")
    try writer.structures(results, version: version)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "CreatePartitionsResponse.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "CreatePartitionsResponse.unknownTaggedFields", version)
    }
  }

  /// CreatePartitionsTopicResult of CreatePartitionsResponse.
  public struct TopicResult: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 0; may be null.
    public var errorMessage: String? = nil
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
      try writer.string(name, compact: version >= 2, "CreatePartitionsTopicResult.name")
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: version >= 2, "CreatePartitionsTopicResult.errorMessage")
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "CreatePartitionsTopicResult.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "CreatePartitionsTopicResult.unknownTaggedFields", version)
      }
    }
  }
}
