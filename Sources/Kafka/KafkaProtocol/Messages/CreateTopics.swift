// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of CreateTopics (API 19), versions 2 to 7.
public struct CreateTopicsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = CreateTopicsResponse

  /// Kafka's name of the message.
  public static var name: String { "CreateTopicsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 19) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 2...7 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 5 }
  /// `[]CreatableTopic`, from version 0.
  public var topics: [CreatableTopic] = []
  /// `int32`, from version 0; milliseconds.
  public var timeoutMs: Int32 = 60000
  /// `bool`, from version 1.
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
        let count = try reader.count(compact: version >= 5, minimum: 9)
        topics = try reader.structures(count, version: version)
      }
      place = "timeoutMs"
      timeoutMs = try reader.int32()
      place = "validateOnly"
      validateOnly = try reader.bool()
      if version >= 5 {
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
    try writer.count(topics.count, compact: version >= 5, "CreateTopicsRequest.topics")
    try writer.structures(topics, version: version)
    writer.int32(timeoutMs)
    writer.bool(validateOnly)
    if version >= 5 {
      try writer.taggedFields(unknownTaggedFields, "CreateTopicsRequest.unknownTaggedFields")
    }
    if !(version >= 5), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "CreateTopicsRequest.unknownTaggedFields", version)
    }
  }

  /// CreatableTopic of CreateTopicsRequest.
  public struct CreatableTopic: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `int32`, from version 0.
    public var numPartitions: Int32 = 0
    /// `int16`, from version 0.
    public var replicationFactor: Int16 = 0
    /// `[]CreatableReplicaAssignment`, from version 0.
    public var assignments: [CreatableReplicaAssignment] = []
    /// `[]CreatableTopicConfig`, from version 0.
    public var configs: [CreatableTopicConfig] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: version >= 5)
        place = "numPartitions"
        numPartitions = try reader.int32()
        place = "replicationFactor"
        replicationFactor = try reader.int16()
        place = "assignments"
        do {
          let count = try reader.count(compact: version >= 5, minimum: 5)
          assignments = try reader.structures(count, version: version)
        }
        place = "configs"
        do {
          let count = try reader.count(compact: version >= 5, minimum: 2)
          configs = try reader.structures(count, version: version)
        }
        if version >= 5 {
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
      try writer.string(name, compact: version >= 5, "CreatableTopic.name")
      writer.int32(numPartitions)
      writer.int16(replicationFactor)
      try writer.count(assignments.count, compact: version >= 5, "CreatableTopic.assignments")
      try writer.structures(assignments, version: version)
      try writer.count(configs.count, compact: version >= 5, "CreatableTopic.configs")
      try writer.structures(configs, version: version)
      if version >= 5 {
        try writer.taggedFields(unknownTaggedFields, "CreatableTopic.unknownTaggedFields")
      }
      if !(version >= 5), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "CreatableTopic.unknownTaggedFields", version)
      }
    }
  }

  /// CreatableReplicaAssignment of CreateTopicsRequest.
  public struct CreatableReplicaAssignment: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
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
        place = "partitionIndex"
        partitionIndex = try reader.int32()
        place = "brokerIds"
        do {
          let count = try reader.count(compact: version >= 5, minimum: 4)
          brokerIds = try reader.int32s(count)
        }
        if version >= 5 {
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
      try writer.count(brokerIds.count, compact: version >= 5, "CreatableReplicaAssignment.brokerIds")
      writer.int32s(brokerIds)
      if version >= 5 {
        try writer.taggedFields(unknownTaggedFields, "CreatableReplicaAssignment.unknownTaggedFields")
      }
      if !(version >= 5), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "CreatableReplicaAssignment.unknownTaggedFields", version)
      }
    }
  }

  /// CreatableTopicConfig of CreateTopicsRequest.
  public struct CreatableTopicConfig: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `string`, from version 0; may be null.
    public var value: String? = ""
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: version >= 5)
        place = "value"
        value = try reader.nullableString(compact: version >= 5)
        if version >= 5 {
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
      try writer.string(name, compact: version >= 5, "CreatableTopicConfig.name")
      try writer.nullableString(value, compact: version >= 5, "CreatableTopicConfig.value")
      if version >= 5 {
        try writer.taggedFields(unknownTaggedFields, "CreatableTopicConfig.unknownTaggedFields")
      }
      if !(version >= 5), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "CreatableTopicConfig.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of CreateTopics (API 19), versions 2 to 7.
public struct CreateTopicsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "CreateTopicsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 19) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 2...7 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 5 }
  /// `int32`, from version 2; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]CreatableTopicResult`, from version 0.
  public var topics: [CreatableTopicResult] = []
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
        let count = try reader.count(compact: version >= 5, minimum: 4)
        topics = try reader.structures(count, version: version)
      }
      if version >= 5 {
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
    try writer.count(topics.count, compact: version >= 5, "CreateTopicsResponse.topics")
    try writer.structures(topics, version: version)
    if version >= 5 {
      try writer.taggedFields(unknownTaggedFields, "CreateTopicsResponse.unknownTaggedFields")
    }
    if !(version >= 5), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "CreateTopicsResponse.unknownTaggedFields", version)
    }
  }

  /// CreatableTopicResult of CreateTopicsResponse.
  public struct CreatableTopicResult: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `uuid`, from version 7.
    public var topicId: KafkaUUID = KafkaUUID.zero
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 1; may be null from version 0.
    public var errorMessage: String? = ""
    /// `int16`, from version 5; tag 0.
    public var topicConfigErrorCode: Int16 = 0
    /// `int32`, from version 5.
    public var numPartitions: Int32 = -1
    /// `int16`, from version 5.
    public var replicationFactor: Int16 = -1
    /// `[]CreatableTopicConfigs`, from version 5; may be null.
    public var configs: [CreatableTopicConfigs]? = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: version >= 5)
        if version >= 7 {
          place = "topicId"
          topicId = try reader.uuid()
        }
        place = "errorCode"
        errorCode = try reader.int16()
        place = "errorMessage"
        errorMessage = try reader.nullableString(compact: version >= 5)
        if version >= 5 {
          place = "numPartitions"
          numPartitions = try reader.int32()
        }
        if version >= 5 {
          place = "replicationFactor"
          replicationFactor = try reader.int16()
        }
        if version >= 5 {
          place = "configs"
          if version >= 5 {
            if let count = try reader.nullableCount(compact: version >= 5, minimum: 1) {
              configs = try reader.structures(count, version: version)
            } else {
              configs = nil
            }
          } else {
            do {
              let count = try reader.count(compact: version >= 5, minimum: 1)
              configs = try reader.structures(count, version: version)
            }
          }
        }
        if version >= 5 {
          place = "tagged fields"
          var last = -1
          for _ in 0..<(try reader.tagCount()) {
            let (tag, value) = try reader.tag(after: &last)
            var content = value
            switch tag {
            case 0 where version >= 5:
              place = "topicConfigErrorCode"
              topicConfigErrorCode = try content.int16()
              try content.finish()
            default: unknownTaggedFields.append(try content.unknownField(tag))
            }
          }
        }
      } catch { throw error.inside(place) }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(name, compact: version >= 5, "CreatableTopicResult.name")
      if version >= 7 {
        writer.uuid(topicId)
      }
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: version >= 5, "CreatableTopicResult.errorMessage")
      if version >= 5 {
        writer.int32(numPartitions)
      }
      if version >= 5 {
        writer.int16(replicationFactor)
      }
      if version >= 5 {
        if !(version >= 5), configs == nil { throw mustNotBeNull("CreatableTopicResult.configs", version) }
        try writer.count(configs?.count, compact: version >= 5, "CreatableTopicResult.configs")
        if let elements = configs {
          try writer.structures(elements, version: version)
        }
      }
      if version >= 5 {
        var known: [(tag: Int, value: MessageWriter)] = []
        if version >= 5, topicConfigErrorCode != 0 {
          var field = MessageWriter()
          field.int16(topicConfigErrorCode)
          known.append((0, field))
        }
        if version >= 5 {
          try refuse(tag: 0, among: unknownTaggedFields, "CreatableTopicResult.unknownTaggedFields")
        }
        try writer.taggedFields(known, unknownTaggedFields, "CreatableTopicResult.unknownTaggedFields")
      }
      if !(version >= 5), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "CreatableTopicResult.unknownTaggedFields", version)
      }
    }
  }

  /// CreatableTopicConfigs of CreateTopicsResponse.
  public struct CreatableTopicConfigs: KafkaStructure {
    /// `string`, from version 5.
    public var name: String = ""
    /// `string`, from version 5; may be null.
    public var value: String? = ""
    /// `bool`, from version 5.
    public var readOnly: Bool = false
    /// `int8`, from version 5.
    public var configSource: Int8 = -1
    /// `bool`, from version 5.
    public var isSensitive: Bool = false
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 5 {
          place = "name"
          name = try reader.string(compact: version >= 5)
        }
        if version >= 5 {
          place = "value"
          if version >= 5 {
            value = try reader.nullableString(compact: version >= 5)
          } else {
            value = try reader.string(compact: version >= 5)
          }
        }
        if version >= 5 {
          place = "readOnly"
          readOnly = try reader.bool()
        }
        if version >= 5 {
          place = "configSource"
          configSource = try reader.int8()
        }
        if version >= 5 {
          place = "isSensitive"
          isSensitive = try reader.bool()
        }
        if version >= 5 {
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
      if !(version >= 5), name != "" { throw noPlace(for: "CreatableTopicConfigs.name", version) }
      if version >= 5 {
        try writer.string(name, compact: version >= 5, "CreatableTopicConfigs.name")
      }
      if !(version >= 5), value != "" { throw noPlace(for: "CreatableTopicConfigs.value", version) }
      if version >= 5 {
        if !(version >= 5), value == nil { throw mustNotBeNull("CreatableTopicConfigs.value", version) }
        try writer.nullableString(value, compact: version >= 5, "CreatableTopicConfigs.value")
      }
      if !(version >= 5), readOnly != false { throw noPlace(for: "CreatableTopicConfigs.readOnly", version) }
      if version >= 5 {
        writer.bool(readOnly)
      }
      if version >= 5 {
        writer.int8(configSource)
      }
      if !(version >= 5), isSensitive != false { throw noPlace(for: "CreatableTopicConfigs.isSensitive", version) }
      if version >= 5 {
        writer.bool(isSensitive)
      }
      if version >= 5 {
        try writer.taggedFields(unknownTaggedFields, "CreatableTopicConfigs.unknownTaggedFields")
      }
      if !(version >= 5), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "CreatableTopicConfigs.unknownTaggedFields", version)
      }
    }
  }
}
