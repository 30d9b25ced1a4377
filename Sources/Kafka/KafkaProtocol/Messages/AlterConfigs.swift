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
    var place: StaticString = ""
    do throws(CodecError) {
      place = "resources"
      do {
        let count = try reader.count(compact: version >= 2, minimum: 3)
        resources = try reader.structures(count, version: version)
      }
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
    try writer.count(resources.count, compact: version >= 2, "AlterConfigsRequest.resources")
    try writer.structures(resources, version: version)
    writer.bool(validateOnly)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "AlterConfigsRequest.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "AlterConfigsRequest.unknownTaggedFields", version)
    }
  }

  /// AlterConfigsResource of AlterConfigsRequest.
  public struct Resource: KafkaStructure {
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
      var place: StaticString = ""
      do throws(CodecError) {
        place = "resourceType"
        resourceType = try reader.int8()
        place = "resourceName"
        resourceName = try reader.string(compact: version >= 2)
        place = "configs"
        do {
          let count = try reader.count(compact: version >= 2, minimum: 2)
          configs = try reader.structures(count, version: version)
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
      writer.int8(resourceType)
      try writer.string(resourceName, compact: version >= 2, "AlterConfigsResource.resourceName")
      try writer.count(configs.count, compact: version >= 2, "AlterConfigsResource.configs")
      try writer.structures(configs, version: version)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "AlterConfigsResource.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "AlterConfigsResource.unknownTaggedFields", version)
      }
    }
  }

  /// AlterableConfig of AlterConfigsRequest.
  public struct AlterableConfig: KafkaStructure {
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
        name = try reader.string(compact: version >= 2)
        place = "value"
        value = try reader.nullableString(compact: version >= 2)
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
      try writer.string(name, compact: version >= 2, "AlterableConfig.name")
      try writer.nullableString(value, compact: version >= 2, "AlterableConfig.value")
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "AlterableConfig.unknownTaggedFields")
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
    var place: StaticString = ""
    do throws(CodecError) {
      place = "throttleTimeMs"
      throttleTimeMs = try reader.int32()
      place = "responses"
      do {
        let count = try reader.count(compact: version >= 2, minimum: 5)
        responses = try reader.structures(count, version: version)
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
    try writer.count(responses.count, compact: version >= 2, "AlterConfigsResponse.responses")
    try writer.structures(responses, version: version)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "AlterConfigsResponse.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "AlterConfigsResponse.unknownTaggedFields", version)
    }
  }

  /// AlterConfigsResourceResponse of AlterConfigsResponse.
  public struct ResourceResponse: KafkaStructure {
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
      var place: StaticString = ""
      do throws(CodecError) {
        place = "errorCode"
        errorCode = try reader.int16()
        place = "errorMessage"
        errorMessage = try reader.nullableString(compact: version >= 2)
        place = "resourceType"
        resourceType = try reader.int8()
        place = "resourceName"
        resourceName = try reader.string(compact: version >= 2)
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
      try writer.nullableString(errorMessage, compact: version >= 2, "AlterConfigsResourceResponse.errorMessage")
      writer.int8(resourceType)
      try writer.string(resourceName, compact: version >= 2, "AlterConfigsResourceResponse.resourceName")
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "AlterConfigsResourceResponse.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "AlterConfigsResourceResponse.unknownTaggedFields", version)
      }
    }
  }
}
