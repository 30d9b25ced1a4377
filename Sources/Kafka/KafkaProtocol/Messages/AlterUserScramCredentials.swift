// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of AlterUserScramCredentials (API 51), version 0.
public struct AlterUserScramCredentialsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = AlterUserScramCredentialsResponse

  /// Kafka's name of the message.
  public static var name: String { "AlterUserScramCredentialsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 51) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `[]ScramCredentialDeletion`, from version 0.
  public var deletions: [ScramCredentialDeletion] = []
  /// `[]ScramCredentialUpsertion`, from version 0.
  public var upsertions: [ScramCredentialUpsertion] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "deletions"
      do {
        let count = try reader.count(compact: true, minimum: 2)
        deletions = try reader.structures(count, version: version)
      }
      place = "upsertions"
      do {
        let count = try reader.count(compact: true, minimum: 8)
        upsertions = try reader.structures(count, version: version)
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
    try writer.count(deletions.count, compact: true, "AlterUserScramCredentialsRequest.deletions")
    try writer.structures(deletions, version: version)
    try writer.count(upsertions.count, compact: true, "AlterUserScramCredentialsRequest.upsertions")
    try writer.structures(upsertions, version: version)
    try writer.taggedFields(unknownTaggedFields, "AlterUserScramCredentialsRequest.unknownTaggedFields")
  }

  /// ScramCredentialDeletion of AlterUserScramCredentialsRequest.
  public struct ScramCredentialDeletion: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `int8`, from version 0.
    public var mechanism: Int8 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: true)
        place = "mechanism"
        mechanism = try reader.int8()
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
      try writer.string(name, compact: true, "ScramCredentialDeletion.name")
      writer.int8(mechanism)
      try writer.taggedFields(unknownTaggedFields, "ScramCredentialDeletion.unknownTaggedFields")
    }
  }

  /// ScramCredentialUpsertion of AlterUserScramCredentialsRequest.
  public struct ScramCredentialUpsertion: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `int8`, from version 0.
    public var mechanism: Int8 = 0
    /// `int32`, from version 0.
    public var iterations: Int32 = 0
    /// `bytes`, from version 0.
    public var salt: [UInt8] = []
    /// `bytes`, from version 0.
    public var saltedPassword: [UInt8] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: true)
        place = "mechanism"
        mechanism = try reader.int8()
        place = "iterations"
        iterations = try reader.int32()
        place = "salt"
        salt = try reader.bytes(compact: true)
        place = "saltedPassword"
        saltedPassword = try reader.bytes(compact: true)
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
      try writer.string(name, compact: true, "ScramCredentialUpsertion.name")
      writer.int8(mechanism)
      writer.int32(iterations)
      try writer.bytes(salt, compact: true, "ScramCredentialUpsertion.salt")
      try writer.bytes(saltedPassword, compact: true, "ScramCredentialUpsertion.saltedPassword")
      try writer.taggedFields(unknownTaggedFields, "ScramCredentialUpsertion.unknownTaggedFields")
    }
  }
}

/// The response of AlterUserScramCredentials (API 51), version 0.
public struct AlterUserScramCredentialsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "AlterUserScramCredentialsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 51) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]AlterUserScramCredentialsResult`, from version 0.
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
        let count = try reader.count(compact: true, minimum: 4)
        results = try reader.structures(count, version: version)
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
    try writer.count(results.count, compact: true, "AlterUserScramCredentialsResponse.results")
    try writer.structures(results, version: version)
    try writer.taggedFields(unknownTaggedFields, "AlterUserScramCredentialsResponse.unknownTaggedFields")
  }

  /// AlterUserScramCredentialsResult of AlterUserScramCredentialsResponse.
  public struct Result: KafkaStructure {
    /// `string`, from version 0.
    public var user: String = ""
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
        place = "user"
        user = try reader.string(compact: true)
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
      try writer.string(user, compact: true, "AlterUserScramCredentialsResult.user")
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: true, "AlterUserScramCredentialsResult.errorMessage")
      try writer.taggedFields(unknownTaggedFields, "AlterUserScramCredentialsResult.unknownTaggedFields")
    }
  }
}
