// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of UpdateFeatures (API 57), versions 0 to 2.
public struct UpdateFeaturesRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = UpdateFeaturesResponse

  /// Kafka's name of the message.
  public static var name: String { "UpdateFeaturesRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 57) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var timeoutMs: Int32 = 60000
  /// `[]FeatureUpdateKey`, from version 0.
  public var featureUpdates: [FeatureUpdateKey] = []
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
      place = "timeoutMs"
      timeoutMs = try reader.int32()
      place = "featureUpdates"
      do {
        let count = try reader.count(compact: true, minimum: 3)
        featureUpdates = try reader.structures(count, version: version)
      }
      if version >= 1 {
        place = "validateOnly"
        validateOnly = try reader.bool()
      }
      place = "tagged fields"
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var content = value
        unknownTaggedFields.append(try content.unknownField(tag))
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int32(timeoutMs)
    try writer.count(featureUpdates.count, compact: true, "UpdateFeaturesRequest.featureUpdates")
    try writer.structures(featureUpdates, version: version)
    if !(version >= 1), validateOnly != false { throw noPlace(for: "UpdateFeaturesRequest.validateOnly", version) }
    if version >= 1 {
      writer.bool(validateOnly)
    }
    try writer.taggedFields(unknownTaggedFields, "UpdateFeaturesRequest.unknownTaggedFields")
  }

  /// FeatureUpdateKey of UpdateFeaturesRequest.
  public struct FeatureUpdateKey: KafkaStructure {
    /// `string`, from version 0.
    public var feature: String = ""
    /// `int16`, from version 0.
    public var maxVersionLevel: Int16 = 0
    /// `bool`, version 0.
    public var allowDowngrade: Bool = false
    /// `int8`, from version 1.
    public var upgradeType: Int8 = 1
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "feature"
        feature = try reader.string(compact: true)
        place = "maxVersionLevel"
        maxVersionLevel = try reader.int16()
        if version <= 0 {
          place = "allowDowngrade"
          allowDowngrade = try reader.bool()
        }
        if version >= 1 {
          place = "upgradeType"
          upgradeType = try reader.int8()
        }
        place = "tagged fields"
        var last = -1
        for _ in 0..<(try reader.tagCount()) {
          let (tag, value) = try reader.tag(after: &last)
          var content = value
          unknownTaggedFields.append(try content.unknownField(tag))
        }
      } catch { throw error.inside(place) }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(feature, compact: true, "FeatureUpdateKey.feature")
      writer.int16(maxVersionLevel)
      if !(version <= 0), allowDowngrade != false { throw noPlace(for: "FeatureUpdateKey.allowDowngrade", version) }
      if version <= 0 {
        writer.bool(allowDowngrade)
      }
      if !(version >= 1), upgradeType != 1 { throw noPlace(for: "FeatureUpdateKey.upgradeType", version) }
      if version >= 1 {
        writer.int8(upgradeType)
      }
      try writer.taggedFields(unknownTaggedFields, "FeatureUpdateKey.unknownTaggedFields")
    }
  }
}

/// The response of UpdateFeatures (API 57), versions 0 to 2.
public struct UpdateFeaturesResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "UpdateFeaturesResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 57) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `string`, from version 0; may be null.
  public var errorMessage: String? = ""
  /// `[]UpdatableFeatureResult`, versions 0 to 1.
  public var results: [UpdatableFeatureResult] = []
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
      errorMessage = try reader.nullableString(compact: true)
      if version <= 1 {
        place = "results"
        do {
          let count = try reader.count(compact: true, minimum: 4)
          results = try reader.structures(count, version: version)
        }
      }
      place = "tagged fields"
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var content = value
        unknownTaggedFields.append(try content.unknownField(tag))
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
    try writer.nullableString(errorMessage, compact: true, "UpdateFeaturesResponse.errorMessage")
    if version <= 1 {
      try writer.count(results.count, compact: true, "UpdateFeaturesResponse.results")
      try writer.structures(results, version: version)
    }
    try writer.taggedFields(unknownTaggedFields, "UpdateFeaturesResponse.unknownTaggedFields")
  }

  /// UpdatableFeatureResult of UpdateFeaturesResponse.
  public struct UpdatableFeatureResult: KafkaStructure {
    /// `string`, from version 0.
    public var feature: String = ""
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
        place = "feature"
        feature = try reader.string(compact: true)
        place = "errorCode"
        errorCode = try reader.int16()
        place = "errorMessage"
        errorMessage = try reader.nullableString(compact: true)
        place = "tagged fields"
        var last = -1
        for _ in 0..<(try reader.tagCount()) {
          let (tag, value) = try reader.tag(after: &last)
          var content = value
          unknownTaggedFields.append(try content.unknownField(tag))
        }
      } catch { throw error.inside(place) }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(feature, compact: true, "UpdatableFeatureResult.feature")
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: true, "UpdatableFeatureResult.errorMessage")
      try writer.taggedFields(unknownTaggedFields, "UpdatableFeatureResult.unknownTaggedFields")
    }
  }
}
