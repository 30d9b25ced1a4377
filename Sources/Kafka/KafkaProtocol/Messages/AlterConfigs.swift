// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of AlterConfigs (API 33), versions 0 to 2.
public struct AlterConfigsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = AlterConfigsResponse

  /// Kafka's name of the message.
  public static var name: String { "AlterConfigsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 33) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `[]AlterConfigsResource`, from version 0.
  public var resources: [Resource] = []
  /// `bool`, from version 0.
  public var validateOnly: Bool = false
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    do {
      let count = try reader.count(compact: version >= 2, minimum: 3)
      var elements: [Resource] = []
      elements.reserveCapacity(reader.room(for: count, of: Resource.self))
      for _ in 0..<count { elements.append(try Resource(from: &reader, version: version)) }
      resources = elements
    }
    validateOnly = try reader.bool()
    if version >= 2 {
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
    }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    try writer.count(resources.count, compact: version >= 2, "AlterConfigsRequest.resources")
    for index in resources.indices { try resources[index].write(to: &writer, version: version) }
    writer.bool(validateOnly)
    if version >= 2 {
      writer.taggedFields(unknownTaggedFields)
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "AlterConfigsRequest.unknownTaggedFields", version)
    }
  }

  /// AlterConfigsResource of AlterConfigsRequest.
  public struct Resource: Sendable, Equatable {
    /// `int8`, from version 0.
    public var resourceType: Int8 = 0
    /// `string`, from version 0.
    public var resourceName: String = ""
    /// `[]AlterableConfig`, from version 0.
    public var configs: [AlterableConfig] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      resourceType = try reader.int8()
      resourceName = try reader.string(compact: version >= 2)
      do {
        let count = try reader.count(compact: version >= 2, minimum: 2)
        var elements: [AlterableConfig] = []
        elements.reserveCapacity(reader.room(for: count, of: AlterableConfig.self))
        for _ in 0..<count { elements.append(try AlterableConfig(from: &reader, version: version)) }
        configs = elements
      }
      if version >= 2 {
        var last = -1
        for _ in 0..<(try reader.tagCount()) {
          let (tag, value) = try reader.tag(after: &last)
          var field = value
          unknownTaggedFields.append(try field.unknownField(tag))
        }
      }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      writer.int8(resourceType)
      try writer.string(resourceName, compact: version >= 2, "AlterConfigsResource.resourceName")
      try writer.count(configs.count, compact: version >= 2, "AlterConfigsResource.configs")
      for index in configs.indices { try configs[index].write(to: &writer, version: version) }
      if version >= 2 {
        writer.taggedFields(unknownTaggedFields)
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "AlterConfigsResource.unknownTaggedFields", version)
      }
    }
  }

  /// AlterableConfig of AlterConfigsRequest.
  public struct AlterableConfig: Sendable, Equatable {
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
      name = try reader.string(compact: version >= 2)
      value = try reader.nullableString(compact: version >= 2)
      if version >= 2 {
        var last = -1
        for _ in 0..<(try reader.tagCount()) {
          let (tag, value) = try reader.tag(after: &last)
          var field = value
          unknownTaggedFields.append(try field.unknownField(tag))
        }
      }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(name, compact: version >= 2, "AlterableConfig.name")
      try writer.nullableString(value, compact: version >= 2, "AlterableConfig.value")
      if version >= 2 {
        writer.taggedFields(unknownTaggedFields)
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "AlterableConfig.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of AlterConfigs (API 33), versions 0 to 2.
public struct AlterConfigsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "AlterConfigsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 33) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]AlterConfigsResourceResponse`, from version 0.
  public var responses: [ResourceResponse] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    throttleTimeMs = try reader.int32()
    do {
      let count = try reader.count(compact: version >= 2, minimum: 5)
      var elements: [ResourceResponse] = []
      elements.reserveCapacity(reader.room(for: count, of: ResourceResponse.self))
      for _ in 0..<count { elements.append(try ResourceResponse(from: &reader, version: version)) }
      responses = elements
    }
    if version >= 2 {
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
    }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int32(throttleTimeMs)
    try writer.count(responses.count, compact: version >= 2, "AlterConfigsResponse.responses")
    for index in responses.indices { try responses[index].write(to: &writer, version: version) }
    if version >= 2 {
      writer.taggedFields(unknownTaggedFields)
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "AlterConfigsResponse.unknownTaggedFields", version)
    }
  }

  /// AlterConfigsResourceResponse of AlterConfigsResponse.
  public struct ResourceResponse: Sendable, Equatable {
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 0; may be null.
    public var errorMessage: String? = ""
    /// `int8`, from version 0.
    public var resourceType: Int8 = 0
    /// `string`, from version 0.
    public var resourceName: String = ""
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      errorCode = try reader.int16()
      errorMessage = try reader.nullableString(compact: version >= 2)
      resourceType = try reader.int8()
      resourceName = try reader.string(compact: version >= 2)
      if version >= 2 {
        var last = -1
        for _ in 0..<(try reader.tagCount()) {
          let (tag, value) = try reader.tag(after: &last)
          var field = value
          unknownTaggedFields.append(try field.unknownField(tag))
        }
      }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: version >= 2, "AlterConfigsResourceResponse.errorMessage")
      writer.int8(resourceType)
      try writer.string(resourceName, compact: version >= 2, "AlterConfigsResourceResponse.resourceName")
      if version >= 2 {
        writer.taggedFields(unknownTaggedFields)
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "AlterConfigsResourceResponse.unknownTaggedFields", version)
      }
    }
  }
}
