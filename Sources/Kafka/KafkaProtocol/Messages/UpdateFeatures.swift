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
    timeoutMs = try reader.int32()
    do {
      let count = try reader.count(compact: true, minimum: 3)
      featureUpdates = try reader.structures(count, version: version)
    }
    if version >= 1 {
      validateOnly = try reader.bool()
    }
    var last = -1
    for _ in 0..<(try reader.tagCount()) {
      let (tag, value) = try reader.tag(after: &last)
      var field = value
      unknownTaggedFields.append(try field.unknownField(tag))
    }
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
    writer.taggedFields(unknownTaggedFields)
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
      feature = try reader.string(compact: true)
      maxVersionLevel = try reader.int16()
      if version <= 0 {
        allowDowngrade = try reader.bool()
      }
      if version >= 1 {
        upgradeType = try reader.int8()
      }
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
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
      writer.taggedFields(unknownTaggedFields)
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
    throttleTimeMs = try reader.int32()
    errorCode = try reader.int16()
    errorMessage = try reader.nullableString(compact: true)
    if version <= 1 {
      do {
        let count = try reader.count(compact: true, minimum: 4)
        results = try reader.structures(count, version: version)
      }
    }
    var last = -1
    for _ in 0..<(try reader.tagCount()) {
      let (tag, value) = try reader.tag(after: &last)
      var field = value
      unknownTaggedFields.append(try field.unknownField(tag))
    }
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
    writer.taggedFields(unknownTaggedFields)
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
      feature = try reader.string(compact: true)
      errorCode = try reader.int16()
      errorMessage = try reader.nullableString(compact: true)
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(feature, compact: true, "UpdatableFeatureResult.feature")
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: true, "UpdatableFeatureResult.errorMessage")
      writer.taggedFields(unknownTaggedFields)
    }
  }
}
