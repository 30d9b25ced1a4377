// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of ApiVersions (API 18), versions 0 to 4.
public struct ApiVersionsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = ApiVersionsResponse

  /// Kafka's name of the message.
  public static var name: String { "ApiVersionsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 18) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...4 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 3 }
  /// `string`, from version 3.
  public var clientSoftwareName: String = ""
  /// `string`, from version 3.
  public var clientSoftwareVersion: String = ""
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      if version >= 3 {
        place = "clientSoftwareName"
        clientSoftwareName = try reader.string(compact: version >= 3)
      }
      if version >= 3 {
        place = "clientSoftwareVersion"
        clientSoftwareVersion = try reader.string(compact: version >= 3)
      }
      if version >= 3 {
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
    if version >= 3 {
      try writer.string(clientSoftwareName, compact: version >= 3, "ApiVersionsRequest.clientSoftwareName")
    }
    if version >= 3 {
      try writer.string(clientSoftwareVersion, compact: version >= 3, "ApiVersionsRequest.clientSoftwareVersion")
    }
    if version >= 3 {
      try writer.taggedFields(unknownTaggedFields, "ApiVersionsRequest.unknownTaggedFields")
    }
    if !(version >= 3), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "ApiVersionsRequest.unknownTaggedFields", version)
    }
  }
}

/// The response of ApiVersions (API 18), versions 0 to 4.
public struct ApiVersionsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "ApiVersionsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 18) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...4 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 3 }
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `[]ApiVersion`, from version 0.
  public var apiKeys: [ApiVersion] = []
  /// `int32`, from version 1; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]SupportedFeatureKey`, from version 3; tag 0.
  public var supportedFeatures: [SupportedFeatureKey] = []
  /// `int64`, from version 3; tag 1.
  public var finalizedFeaturesEpoch: Int64 = -1
  /// `[]FinalizedFeatureKey`, from version 3; tag 2.
  public var finalizedFeatures: [FinalizedFeatureKey] = []
  /// `bool`, from version 3; tag 3.
  public var zkMigrationReady: Bool = false
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
      place = "apiKeys"
      do {
        let count = try reader.count(compact: version >= 3, minimum: 6)
        apiKeys = try reader.structures(count, version: version)
      }
      if version >= 1 {
        place = "throttleTimeMs"
        throttleTimeMs = try reader.int32()
      }
      if version >= 3 {
        place = "tagged fields"
        var last = -1
        for _ in 0..<(try reader.tagCount()) {
          let (tag, value) = try reader.tag(after: &last)
          var content = value
          switch tag {
          case 0 where version >= 3:
            place = "supportedFeatures"
            do {
              let count = try content.count(compact: version >= 3, minimum: 1)
              supportedFeatures = try content.structures(count, version: version)
            }
            try content.finish()
          case 1 where version >= 3:
            place = "finalizedFeaturesEpoch"
            finalizedFeaturesEpoch = try content.int64()
            try content.finish()
          case 2 where version >= 3:
            place = "finalizedFeatures"
            do {
              let count = try content.count(compact: version >= 3, minimum: 1)
              finalizedFeatures = try content.structures(count, version: version)
            }
            try content.finish()
          case 3 where version >= 3:
            place = "zkMigrationReady"
            zkMigrationReady = try content.bool()
            try content.finish()
          default: unknownTaggedFields.append(try content.unknownField(tag))
          }
        }
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int16(errorCode)
    try writer.count(apiKeys.count, compact: version >= 3, "ApiVersionsResponse.apiKeys")
    try writer.structures(apiKeys, version: version)
    if version >= 1 {
      writer.int32(throttleTimeMs)
    }
    if version >= 3 {
      var known: [(tag: Int, value: MessageWriter)] = []
      if version >= 3, !supportedFeatures.isEmpty {
        var field = MessageWriter()
        try field.count(supportedFeatures.count, compact: version >= 3, "ApiVersionsResponse.supportedFeatures")
        try field.structures(supportedFeatures, version: version)
        known.append((0, field))
      }
      if version >= 3, finalizedFeaturesEpoch != -1 {
        var field = MessageWriter()
        field.int64(finalizedFeaturesEpoch)
        known.append((1, field))
      }
      if version >= 3, !finalizedFeatures.isEmpty {
        var field = MessageWriter()
        try field.count(finalizedFeatures.count, compact: version >= 3, "ApiVersionsResponse.finalizedFeatures")
        try field.structures(finalizedFeatures, version: version)
        known.append((2, field))
      }
      if version >= 3, zkMigrationReady != false {
        var field = MessageWriter()
        field.bool(zkMigrationReady)
        known.append((3, field))
      }
      if version >= 3 {
        try refuse(tag: 0, among: unknownTaggedFields, "ApiVersionsResponse.unknownTaggedFields")
      }
      if version >= 3 {
        try refuse(tag: 1, among: unknownTaggedFields, "ApiVersionsResponse.unknownTaggedFields")
      }
      if version >= 3 {
        try refuse(tag: 2, among: unknownTaggedFields, "ApiVersionsResponse.unknownTaggedFields")
      }
      if version >= 3 {
        try refuse(tag: 3, among: unknownTaggedFields, "ApiVersionsResponse.unknownTaggedFields")
      }
      try writer.taggedFields(known, unknownTaggedFields, "ApiVersionsResponse.unknownTaggedFields")
    }
    if !(version >= 3), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "ApiVersionsResponse.unknownTaggedFields", version)
    }
  }

  /// ApiVersion of ApiVersionsResponse.
  public struct ApiVersion: KafkaStructure {
    /// `int16`, from version 0.
    public var apiKey: Int16 = 0
    /// `int16`, from version 0.
    public var minVersion: Int16 = 0
    /// `int16`, from version 0.
    public var maxVersion: Int16 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "apiKey"
        apiKey = try reader.int16()
        place = "minVersion"
        minVersion = try reader.int16()
        place = "maxVersion"
        maxVersion = try reader.int16()
        if version >= 3 {
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
      writer.int16(apiKey)
      writer.int16(minVersion)
      writer.int16(maxVersion)
      if version >= 3 {
        try writer.taggedFields(unknownTaggedFields, "ApiVersion.unknownTaggedFields")
      }
      if !(version >= 3), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "ApiVersion.unknownTaggedFields", version)
      }
    }
  }

  /// SupportedFeatureKey of ApiVersionsResponse.
  public struct SupportedFeatureKey: KafkaStructure {
    /// `string`, from version 3.
    public var name: String = ""
    /// `int16`, from version 3.
    public var minVersion: Int16 = 0
    /// `int16`, from version 3.
    public var maxVersion: Int16 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 3 {
          place = "name"
          name = try reader.string(compact: version >= 3)
        }
        if version >= 3 {
          place = "minVersion"
          minVersion = try reader.int16()
        }
        if version >= 3 {
          place = "maxVersion"
          maxVersion = try reader.int16()
        }
        if version >= 3 {
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
      if !(version >= 3), name != "" { throw noPlace(for: "SupportedFeatureKey.name", version) }
      if version >= 3 {
        try writer.string(name, compact: version >= 3, "SupportedFeatureKey.name")
      }
      if !(version >= 3), minVersion != 0 { throw noPlace(for: "SupportedFeatureKey.minVersion", version) }
      if version >= 3 {
        writer.int16(minVersion)
      }
      if !(version >= 3), maxVersion != 0 { throw noPlace(for: "SupportedFeatureKey.maxVersion", version) }
      if version >= 3 {
        writer.int16(maxVersion)
      }
      if version >= 3 {
        try writer.taggedFields(unknownTaggedFields, "SupportedFeatureKey.unknownTaggedFields")
      }
      if !(version >= 3), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "SupportedFeatureKey.unknownTaggedFields", version)
      }
    }
  }

  /// FinalizedFeatureKey of ApiVersionsResponse.
  public struct FinalizedFeatureKey: KafkaStructure {
    /// `string`, from version 3.
    public var name: String = ""
    /// `int16`, from version 3.
    public var maxVersionLevel: Int16 = 0
    /// `int16`, from version 3.
    public var minVersionLevel: Int16 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 3 {
          place = "name"
          name = try reader.string(compact: version >= 3)
        }
        if version >= 3 {
          place = "maxVersionLevel"
          maxVersionLevel = try reader.int16()
        }
        if version >= 3 {
          place = "minVersionLevel"
          minVersionLevel = try reader.int16()
        }
        if version >= 3 {
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
      if !(version >= 3), name != "" { throw noPlace(for: "FinalizedFeatureKey.name", version) }
      if version >= 3 {
        try writer.string(name, compact: version >= 3, "FinalizedFeatureKey.name")
      }
      if !(version >= 3), maxVersionLevel != 0 { throw noPlace(for: "FinalizedFeatureKey.maxVersionLevel", version) }
      if version >= 3 {
        writer.int16(maxVersionLevel)
      }
      if !(version >= 3), minVersionLevel != 0 { throw noPlace(for: "FinalizedFeatureKey.minVersionLevel", version) }
      if version >= 3 {
        writer.int16(minVersionLevel)
      }
      if version >= 3 {
        try writer.taggedFields(unknownTaggedFields, "FinalizedFeatureKey.unknownTaggedFields")
      }
      if !(version >= 3), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "FinalizedFeatureKey.unknownTaggedFields", version)
      }
    }
  }
}
