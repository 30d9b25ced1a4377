// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of DescribeConfigs (API 32), versions 1 to 4.
public struct DescribeConfigsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = DescribeConfigsResponse

  /// Kafka's name of the message.
  public static var name: String { "DescribeConfigsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 32) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...4 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 4 }
  /// `[]DescribeConfigsResource`, from version 0.
  public var resources: [Resource] = []
  /// `bool`, from version 1.
  public var includeSynonyms: Bool = false
  /// `bool`, from version 3.
  public var includeDocumentation: Bool = false
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
        let count = try reader.count(compact: version >= 4, minimum: 3)
        resources = try reader.structures(count, version: version)
      }
      place = "includeSynonyms"
      includeSynonyms = try reader.bool()
      if version >= 3 {
        place = "includeDocumentation"
        includeDocumentation = try reader.bool()
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
    try writer.count(resources.count, compact: version >= 4, "DescribeConfigsRequest.resources")
    try writer.structures(resources, version: version)
    writer.bool(includeSynonyms)
    if !(version >= 3), includeDocumentation != false {
      throw noPlace(for: "DescribeConfigsRequest.includeDocumentation", version)
    }
    if version >= 3 {
      writer.bool(includeDocumentation)
    }
    if version >= 4 {
      try writer.taggedFields(unknownTaggedFields, "DescribeConfigsRequest.unknownTaggedFields")
    }
    if !(version >= 4), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DescribeConfigsRequest.unknownTaggedFields", version)
    }
  }

  /// DescribeConfigsResource of DescribeConfigsRequest.
  public struct Resource: KafkaStructure {
    /// `int8`, from version 0.
    public var resourceType: Int8 = 0
    /// `string`, from version 0.
    public var resourceName: String = ""
    /// `[]string`, from version 0; may be null.
    public var configurationKeys: [String]? = []
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
        resourceName = try reader.string(compact: version >= 4)
        place = "configurationKeys"
        if let count = try reader.nullableCount(compact: version >= 4, minimum: 1) {
          var elements: [String] = []
          elements.reserveCapacity(reader.room(for: count, of: String.self))
          for _ in 0..<count { elements.append(try reader.string(compact: version >= 4)) }
          configurationKeys = elements
        } else {
          configurationKeys = nil
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
      writer.int8(resourceType)
      try writer.string(resourceName, compact: version >= 4, "DescribeConfigsResource.resourceName")
      try writer.count(configurationKeys?.count, compact: version >= 4, "DescribeConfigsResource.configurationKeys")
      if let elements = configurationKeys {
        for element in elements {
          try writer.string(element, compact: version >= 4, "DescribeConfigsResource.configurationKeys")
        }
      }
      if version >= 4 {
        try writer.taggedFields(unknownTaggedFields, "DescribeConfigsResource.unknownTaggedFields")
      }
      if !(version >= 4), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DescribeConfigsResource.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of DescribeConfigs (API 32), versions 1 to 4.
public struct DescribeConfigsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "DescribeConfigsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 32) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...4 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 4 }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]DescribeConfigsResult`, from version 0.
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
      place = "results"
      do {
        let count = try reader.count(compact: version >= 4, minimum: 6)
        results = try reader.structures(count, version: version)
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
    try writer.count(results.count, compact: version >= 4, "DescribeConfigsResponse.results")
    try writer.structures(results, version: version)
    if version >= 4 {
      try writer.taggedFields(unknownTaggedFields, "DescribeConfigsResponse.unknownTaggedFields")
    }
    if !(version >= 4), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DescribeConfigsResponse.unknownTaggedFields", version)
    }
  }

  /// DescribeConfigsResult of DescribeConfigsResponse.
  public struct Result: KafkaStructure {
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 0; may be null.
    public var errorMessage: String? = ""
    /// `int8`, from version 0.
    public var resourceType: Int8 = 0
    /// `string`, from version 0.
    public var resourceName: String = ""
    /// `[]DescribeConfigsResourceResult`, from version 0.
    public var configs: [ResourceResult] = []
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
        errorMessage = try reader.nullableString(compact: version >= 4)
        place = "resourceType"
        resourceType = try reader.int8()
        place = "resourceName"
        resourceName = try reader.string(compact: version >= 4)
        place = "configs"
        do {
          let count = try reader.count(compact: version >= 4, minimum: 6)
          configs = try reader.structures(count, version: version)
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
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: version >= 4, "DescribeConfigsResult.errorMessage")
      writer.int8(resourceType)
      try writer.string(resourceName, compact: version >= 4, "DescribeConfigsResult.resourceName")
      try writer.count(configs.count, compact: version >= 4, "DescribeConfigsResult.configs")
      try writer.structures(configs, version: version)
      if version >= 4 {
        try writer.taggedFields(unknownTaggedFields, "DescribeConfigsResult.unknownTaggedFields")
      }
      if !(version >= 4), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DescribeConfigsResult.unknownTaggedFields", version)
      }
    }
  }

  /// DescribeConfigsResourceResult of DescribeConfigsResponse.
  public struct ResourceResult: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `string`, from version 0; may be null.
    public var value: String? = ""
    /// `bool`, from version 0.
    public var readOnly: Bool = false
    /// `int8`, from version 1.
    public var configSource: Int8 = -1
    /// `bool`, from version 0.
    public var isSensitive: Bool = false
    /// `[]DescribeConfigsSynonym`, from version 1.
    public var synonyms: [Synonym] = []
    /// `int8`, from version 3.
    public var configType: Int8 = 0
    /// `string`, from version 3; may be null from version 0.
    public var documentation: String? = ""
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: version >= 4)
        place = "value"
        value = try reader.nullableString(compact: version >= 4)
        place = "readOnly"
        readOnly = try reader.bool()
        place = "configSource"
        configSource = try reader.int8()
        place = "isSensitive"
        isSensitive = try reader.bool()
        place = "synonyms"
        do {
          let count = try reader.count(compact: version >= 4, minimum: 3)
          synonyms = try reader.structures(count, version: version)
        }
        if version >= 3 {
          place = "configType"
          configType = try reader.int8()
        }
        if version >= 3 {
          place = "documentation"
          documentation = try reader.nullableString(compact: version >= 4)
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
      try writer.string(name, compact: version >= 4, "DescribeConfigsResourceResult.name")
      try writer.nullableString(value, compact: version >= 4, "DescribeConfigsResourceResult.value")
      writer.bool(readOnly)
      writer.int8(configSource)
      writer.bool(isSensitive)
      try writer.count(synonyms.count, compact: version >= 4, "DescribeConfigsResourceResult.synonyms")
      try writer.structures(synonyms, version: version)
      if version >= 3 {
        writer.int8(configType)
      }
      if version >= 3 {
        try writer.nullableString(documentation, compact: version >= 4, "DescribeConfigsResourceResult.documentation")
      }
      if version >= 4 {
        try writer.taggedFields(unknownTaggedFields, "DescribeConfigsResourceResult.unknownTaggedFields")
      }
      if !(version >= 4), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DescribeConfigsResourceResult.unknownTaggedFields", version)
      }
    }
  }

  /// DescribeConfigsSynonym of DescribeConfigsResponse.
  public struct Synonym: KafkaStructure {
    /// `string`, from version 1.
    public var name: String = ""
    /// `string`, from version 1; may be null from version 0.
    public var value: String? = ""
    /// `int8`, from version 1.
    public var source: Int8 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: version >= 4)
        place = "value"
        value = try reader.nullableString(compact: version >= 4)
        place = "source"
        source = try reader.int8()
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
      try writer.string(name, compact: version >= 4, "DescribeConfigsSynonym.name")
      try writer.nullableString(value, compact: version >= 4, "DescribeConfigsSynonym.value")
      writer.int8(source)
      if version >= 4 {
        try writer.taggedFields(unknownTaggedFields, "DescribeConfigsSynonym.unknownTaggedFields")
      }
      if !(version >= 4), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DescribeConfigsSynonym.unknownTaggedFields", version)
      }
    }
  }
}
