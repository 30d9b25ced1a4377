// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of DescribeUserScramCredentials (API 50), version 0.
public struct DescribeUserScramCredentialsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = DescribeUserScramCredentialsResponse

  /// Kafka's name of the message.
  public static var name: String { "DescribeUserScramCredentialsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 50) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `[]UserName`, from version 0; may be null.
  public var users: [UserName]? = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "users"
      if let count = try reader.nullableCount(compact: true, minimum: 1) {
        users = try reader.structures(count, version: version)
      } else {
        users = nil
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
    try writer.count(users?.count, compact: true, "DescribeUserScramCredentialsRequest.users")
    if let elements = users {
      try writer.structures(elements, version: version)
    }
    try writer.taggedFields(unknownTaggedFields, "DescribeUserScramCredentialsRequest.unknownTaggedFields")
  }

  /// UserName of DescribeUserScramCredentialsRequest.
  public struct UserName: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
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
      try writer.string(name, compact: true, "UserName.name")
      try writer.taggedFields(unknownTaggedFields, "UserName.unknownTaggedFields")
    }
  }
}

/// The response of DescribeUserScramCredentials (API 50), version 0.
public struct DescribeUserScramCredentialsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "DescribeUserScramCredentialsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 50) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `string`, from version 0; may be null.
  public var errorMessage: String? = ""
  /// `[]DescribeUserScramCredentialsResult`, from version 0.
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
      place = "errorCode"
      errorCode = try reader.int16()
      place = "errorMessage"
      errorMessage = try reader.nullableString(compact: true)
      place = "results"
      do {
        let count = try reader.count(compact: true, minimum: 5)
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
    writer.int16(errorCode)
    try writer.nullableString(errorMessage, compact: true, "DescribeUserScramCredentialsResponse.errorMessage")
    try writer.count(results.count, compact: true, "DescribeUserScramCredentialsResponse.results")
    try writer.structures(results, version: version)
    try writer.taggedFields(unknownTaggedFields, "DescribeUserScramCredentialsResponse.unknownTaggedFields")
  }

  /// DescribeUserScramCredentialsResult of DescribeUserScramCredentialsResponse.
  public struct Result: KafkaStructure {
    /// `string`, from version 0.
    public var user: String = ""
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 0; may be null.
    public var errorMessage: String? = ""
    /// `[]CredentialInfo`, from version 0.
    public var credentialInfos: [CredentialInfo] = []
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
        place = "credentialInfos"
        do {
          let count = try reader.count(compact: true, minimum: 5)
          credentialInfos = try reader.structures(count, version: version)
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
      try writer.string(user, compact: true, "DescribeUserScramCredentialsResult.user")
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: true, "DescribeUserScramCredentialsResult.errorMessage")
      try writer.count(credentialInfos.count, compact: true, "DescribeUserScramCredentialsResult.credentialInfos")
      try writer.structures(credentialInfos, version: version)
      try writer.taggedFields(unknownTaggedFields, "DescribeUserScramCredentialsResult.unknownTaggedFields")
    }
  }

  /// CredentialInfo of DescribeUserScramCredentialsResponse.
  public struct CredentialInfo: KafkaStructure {
    /// `int8`, from version 0.
    public var mechanism: Int8 = 0
    /// `int32`, from version 0.
    public var iterations: Int32 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "mechanism"
        mechanism = try reader.int8()
        place = "iterations"
        iterations = try reader.int32()
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
      writer.int8(mechanism)
      writer.int32(iterations)
      try writer.taggedFields(unknownTaggedFields, "CredentialInfo.unknownTaggedFields")
    }
  }
}
