// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of DeleteTopics (API 20), versions 1 to 6.
public struct DeleteTopicsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = DeleteTopicsResponse

  /// Kafka's name of the message.
  public static var name: String { "DeleteTopicsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 20) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...6 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 4 }
  /// `[]DeleteTopicState`, from version 6.
  public var topics: [DeleteTopicState] = []
  /// `[]string`, versions 0 to 5.
  public var topicNames: [String] = []
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
      if version >= 6 {
        place = "topics"
        do {
          let count = try reader.count(compact: version >= 4, minimum: 1)
          topics = try reader.structures(count, version: version)
        }
      }
      if version <= 5 {
        place = "topicNames"
        do {
          let count = try reader.count(compact: version >= 4, minimum: 1)
          var elements: [String] = []
          elements.reserveCapacity(reader.room(for: count, of: String.self))
          for _ in 0..<count { elements.append(try reader.string(compact: version >= 4)) }
          topicNames = elements
        }
      }
      place = "timeoutMs"
      timeoutMs = try reader.int32()
      if version >= 4 {
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
    if !(version >= 6), !topics.isEmpty { throw noPlace(for: "DeleteTopicsRequest.topics", version) }
    if version >= 6 {
      try writer.count(topics.count, compact: version >= 4, "DeleteTopicsRequest.topics")
      try writer.structures(topics, version: version)
    }
    if version <= 5 {
      try writer.count(topicNames.count, compact: version >= 4, "DeleteTopicsRequest.topicNames")
      for element in topicNames { try writer.string(element, compact: version >= 4, "DeleteTopicsRequest.topicNames") }
    }
    writer.int32(timeoutMs)
    if version >= 4 {
      try writer.taggedFields(unknownTaggedFields, "DeleteTopicsRequest.unknownTaggedFields")
    }
    if !(version >= 4), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DeleteTopicsRequest.unknownTaggedFields", version)
    }
  }

  /// DeleteTopicState of DeleteTopicsRequest.
  public struct DeleteTopicState: KafkaStructure {
    /// `string`, from version 6; may be null.
    public var name: String? = nil
    /// `uuid`, from version 6.
    public var topicId: KafkaUUID = KafkaUUID.zero
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 6 {
          place = "name"
          if version >= 6 {
            name = try reader.nullableString(compact: version >= 4)
          } else {
            name = try reader.string(compact: version >= 4)
          }
        }
        if version >= 6 {
          place = "topicId"
          topicId = try reader.uuid()
        }
        if version >= 4 {
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
      if !(version >= 6), name != nil { throw noPlace(for: "DeleteTopicState.name", version) }
      if version >= 6 {
        if !(version >= 6), name == nil { throw mustNotBeNull("DeleteTopicState.name", version) }
        try writer.nullableString(name, compact: version >= 4, "DeleteTopicState.name")
      }
      if !(version >= 6), topicId != KafkaUUID.zero { throw noPlace(for: "DeleteTopicState.topicId", version) }
      if version >= 6 {
        writer.uuid(topicId)
      }
      if version >= 4 {
        try writer.taggedFields(unknownTaggedFields, "DeleteTopicState.unknownTaggedFields")
      }
      if !(version >= 4), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DeleteTopicState.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of DeleteTopics (API 20), versions 1 to 6.
public struct DeleteTopicsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "DeleteTopicsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 20) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...6 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 4 }
  /// `int32`, from version 1; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]DeletableTopicResult`, from version 0.
  public var responses: [DeletableTopicResult] = []
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
      place = "responses"
      do {
        let count = try reader.count(compact: version >= 4, minimum: 3)
        responses = try reader.structures(count, version: version)
      }
      if version >= 4 {
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
    try writer.count(responses.count, compact: version >= 4, "DeleteTopicsResponse.responses")
    try writer.structures(responses, version: version)
    if version >= 4 {
      try writer.taggedFields(unknownTaggedFields, "DeleteTopicsResponse.unknownTaggedFields")
    }
    if !(version >= 4), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DeleteTopicsResponse.unknownTaggedFields", version)
    }
  }

  /// DeletableTopicResult of DeleteTopicsResponse.
  public struct DeletableTopicResult: KafkaStructure {
    /// `string`, from version 0; may be null from version 6.
    public var name: String? = ""
    /// `uuid`, from version 6.
    public var topicId: KafkaUUID = KafkaUUID.zero
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 5; may be null.
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
        if version >= 6 {
          name = try reader.nullableString(compact: version >= 4)
        } else {
          name = try reader.string(compact: version >= 4)
        }
        if version >= 6 {
          place = "topicId"
          topicId = try reader.uuid()
        }
        place = "errorCode"
        errorCode = try reader.int16()
        if version >= 5 {
          place = "errorMessage"
          if version >= 5 {
            errorMessage = try reader.nullableString(compact: version >= 4)
          } else {
            errorMessage = try reader.string(compact: version >= 4)
          }
        }
        if version >= 4 {
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
      if !(version >= 6), name == nil { throw mustNotBeNull("DeletableTopicResult.name", version) }
      try writer.nullableString(name, compact: version >= 4, "DeletableTopicResult.name")
      if version >= 6 {
        writer.uuid(topicId)
      }
      writer.int16(errorCode)
      if version >= 5 {
        if !(version >= 5), errorMessage == nil { throw mustNotBeNull("DeletableTopicResult.errorMessage", version) }
        try writer.nullableString(errorMessage, compact: version >= 4, "DeletableTopicResult.errorMessage")
      }
      if version >= 4 {
        try writer.taggedFields(unknownTaggedFields, "DeletableTopicResult.unknownTaggedFields")
      }
      if !(version >= 4), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DeletableTopicResult.unknownTaggedFields", version)
      }
    }
  }
}
