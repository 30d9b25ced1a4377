// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of AlterClientQuotas (API 49), versions 0 to 1.
public struct AlterClientQuotasRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = AlterClientQuotasResponse

  /// Kafka's name of the message.
  public static var name: String { "AlterClientQuotasRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 49) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 1 }
  /// `[]EntryData`, from version 0.
  public var entries: [EntryData] = []
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
      place = "entries"
      do {
        let count = try reader.count(compact: version >= 1, minimum: 2)
        entries = try reader.structures(count, version: version)
      }
      place = "validateOnly"
      validateOnly = try reader.bool()
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
    try writer.count(entries.count, compact: version >= 1, "AlterClientQuotasRequest.entries")
    try writer.structures(entries, version: version)
    writer.bool(validateOnly)
    if version >= 1 {
      try writer.taggedFields(unknownTaggedFields, "AlterClientQuotasRequest.unknownTaggedFields")
    }
    if !(version >= 1), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "AlterClientQuotasRequest.unknownTaggedFields", version)
    }
  }

  /// EntryData of AlterClientQuotasRequest.
  public struct EntryData: KafkaStructure {
    /// `[]EntityData`, from version 0.
    public var entity: [EntityData] = []
    /// `[]OpData`, from version 0.
    public var ops: [OpData] = []
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
        place = "ops"
        do {
          let count = try reader.count(compact: version >= 1, minimum: 10)
          ops = try reader.structures(count, version: version)
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
      try writer.count(ops.count, compact: version >= 1, "EntryData.ops")
      try writer.structures(ops, version: version)
      if version >= 1 {
        try writer.taggedFields(unknownTaggedFields, "EntryData.unknownTaggedFields")
      }
      if !(version >= 1), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "EntryData.unknownTaggedFields", version)
      }
    }
  }

  /// EntityData of AlterClientQuotasRequest.
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

  /// OpData of AlterClientQuotasRequest.
  public struct OpData: KafkaStructure {
    /// `string`, from version 0.
    public var key: String = ""
    /// `float64`, from version 0.
    public var value: Double = 0
    /// `bool`, from version 0.
    public var remove: Bool = false
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
        place = "remove"
        remove = try reader.bool()
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
      try writer.string(key, compact: version >= 1, "OpData.key")
      writer.float64(value)
      writer.bool(remove)
      if version >= 1 {
        try writer.taggedFields(unknownTaggedFields, "OpData.unknownTaggedFields")
      }
      if !(version >= 1), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "OpData.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of AlterClientQuotas (API 49), versions 0 to 1.
public struct AlterClientQuotasResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "AlterClientQuotasResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 49) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 1 }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]EntryData`, from version 0.
  public var entries: [EntryData] = []
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
      place = "entries"
      do {
        let count = try reader.count(compact: version >= 1, minimum: 4)
        entries = try reader.structures(count, version: version)
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
    try writer.count(entries.count, compact: version >= 1, "AlterClientQuotasResponse.entries")
    try writer.structures(entries, version: version)
    if version >= 1 {
      try writer.taggedFields(unknownTaggedFields, "AlterClientQuotasResponse.unknownTaggedFields")
    }
    if !(version >= 1), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "AlterClientQuotasResponse.unknownTaggedFields", version)
    }
  }

  /// EntryData of AlterClientQuotasResponse.
  public struct EntryData: KafkaStructure {
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 0; may be null.
    public var errorMessage: String? = ""
    /// `[]EntityData`, from version 0.
    public var entity: [EntityData] = []
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
        errorMessage = try reader.nullableString(compact: version >= 1)
        place = "entity"
        do {
          let count = try reader.count(compact: version >= 1, minimum: 2)
          entity = try reader.structures(count, version: version)
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
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: version >= 1, "EntryData.errorMessage")
      try writer.count(entity.count, compact: version >= 1, "EntryData.entity")
      try writer.structures(entity, version: version)
      if version >= 1 {
        try writer.taggedFields(unknownTaggedFields, "EntryData.unknownTaggedFields")
      }
      if !(version >= 1), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "EntryData.unknownTaggedFields", version)
      }
    }
  }

  /// EntityData of AlterClientQuotasResponse.
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
}
