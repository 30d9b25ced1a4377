// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of DescribeClientQuotas (API 48), versions 0 to 1.
public struct DescribeClientQuotasRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = DescribeClientQuotasResponse

  /// Kafka's name of the message.
  public static var name: String { "DescribeClientQuotasRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 48) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 1 }
  /// `[]ComponentData`, from version 0.
  public var components: [ComponentData] = []
  /// `bool`, from version 0.
  public var strict: Bool = false
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "components"
      do {
        let count = try reader.count(compact: version >= 1, minimum: 3)
        components = try reader.structures(count, version: version)
      }
      place = "strict"
      strict = try reader.bool()
      if version >= 1 {
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
    try writer.count(components.count, compact: version >= 1, "DescribeClientQuotasRequest.components")
    try writer.structures(components, version: version)
    writer.bool(strict)
    if version >= 1 {
      try writer.taggedFields(unknownTaggedFields, "DescribeClientQuotasRequest.unknownTaggedFields")
    }
    if !(version >= 1), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DescribeClientQuotasRequest.unknownTaggedFields", version)
    }
  }

  /// ComponentData of DescribeClientQuotasRequest.
  public struct ComponentData: KafkaStructure {
    /// `string`, from version 0.
    public var entityType: String = ""
    /// `int8`, from version 0.
    public var matchType: Int8 = 0
    /// `string`, from version 0; may be null.
    public var match: String? = ""
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "entityType"
        entityType = try reader.string(compact: version >= 1)
        place = "matchType"
        matchType = try reader.int8()
        place = "match"
        match = try reader.nullableString(compact: version >= 1)
        if version >= 1 {
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
      try writer.string(entityType, compact: version >= 1, "ComponentData.entityType")
      writer.int8(matchType)
      try writer.nullableString(match, compact: version >= 1, "ComponentData.match")
      if version >= 1 {
        try writer.taggedFields(unknownTaggedFields, "ComponentData.unknownTaggedFields")
      }
      if !(version >= 1), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "ComponentData.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of DescribeClientQuotas (API 48), versions 0 to 1.
public struct DescribeClientQuotasResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "DescribeClientQuotasResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 48) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 1 }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `string`, from version 0; may be null.
  public var errorMessage: String? = ""
  /// `[]EntryData`, from version 0; may be null.
  public var entries: [EntryData]? = []
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
      place = "errorCode"
      errorCode = try reader.int16()
      place = "errorMessage"
      errorMessage = try reader.nullableString(compact: version >= 1)
      place = "entries"
      if let count = try reader.nullableCount(compact: version >= 1, minimum: 2) {
        entries = try reader.structures(count, version: version)
      } else {
        entries = nil
      }
      if version >= 1 {
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
    writer.int16(errorCode)
    try writer.nullableString(errorMessage, compact: version >= 1, "DescribeClientQuotasResponse.errorMessage")
    try writer.count(entries?.count, compact: version >= 1, "DescribeClientQuotasResponse.entries")
    if let elements = entries {
      try writer.structures(elements, version: version)
    }
    if version >= 1 {
      try writer.taggedFields(unknownTaggedFields, "DescribeClientQuotasResponse.unknownTaggedFields")
    }
    if !(version >= 1), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DescribeClientQuotasResponse.unknownTaggedFields", version)
    }
  }

  /// EntryData of DescribeClientQuotasResponse.
  public struct EntryData: KafkaStructure {
    /// `[]EntityData`, from version 0.
    public var entity: [EntityData] = []
    /// `[]ValueData`, from version 0.
    public var values: [ValueData] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "entity"
        do {
          let count = try reader.count(compact: version >= 1, minimum: 2)
          entity = try reader.structures(count, version: version)
        }
        place = "values"
        do {
          let count = try reader.count(compact: version >= 1, minimum: 9)
          values = try reader.structures(count, version: version)
        }
        if version >= 1 {
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
      try writer.count(entity.count, compact: version >= 1, "EntryData.entity")
      try writer.structures(entity, version: version)
      try writer.count(values.count, compact: version >= 1, "EntryData.values")
      try writer.structures(values, version: version)
      if version >= 1 {
        try writer.taggedFields(unknownTaggedFields, "EntryData.unknownTaggedFields")
      }
      if !(version >= 1), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "EntryData.unknownTaggedFields", version)
      }
    }
  }

  /// EntityData of DescribeClientQuotasResponse.
  public struct EntityData: KafkaStructure {
    /// `string`, from version 0.
    public var entityType: String = ""
    /// `string`, from version 0; may be null.
    public var entityName: String? = ""
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "entityType"
        entityType = try reader.string(compact: version >= 1)
        place = "entityName"
        entityName = try reader.nullableString(compact: version >= 1)
        if version >= 1 {
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
      try writer.string(entityType, compact: version >= 1, "EntityData.entityType")
      try writer.nullableString(entityName, compact: version >= 1, "EntityData.entityName")
      if version >= 1 {
        try writer.taggedFields(unknownTaggedFields, "EntityData.unknownTaggedFields")
      }
      if !(version >= 1), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "EntityData.unknownTaggedFields", version)
      }
    }
  }

  /// ValueData of DescribeClientQuotasResponse.
  public struct ValueData: KafkaStructure {
    /// `string`, from version 0.
    public var key: String = ""
    /// `float64`, from version 0.
    public var value: Double = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "key"
        key = try reader.string(compact: version >= 1)
        place = "value"
        value = try reader.float64()
        if version >= 1 {
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
      try writer.string(key, compact: version >= 1, "ValueData.key")
      writer.float64(value)
      if version >= 1 {
        try writer.taggedFields(unknownTaggedFields, "ValueData.unknownTaggedFields")
      }
      if !(version >= 1), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "ValueData.unknownTaggedFields", version)
      }
    }
  }
}
