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
    if let count = try reader.nullableCount(compact: true, minimum: 1) {
      users = try reader.structures(count, version: version)
    } else {
      users = nil
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
    try writer.count(users?.count, compact: true, "DescribeUserScramCredentialsRequest.users")
    if let elements = users {
      try writer.structures(elements, version: version)
    }
    writer.taggedFields(unknownTaggedFields)
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
      name = try reader.string(compact: true)
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(name, compact: true, "UserName.name")
      writer.taggedFields(unknownTaggedFields)
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
    throttleTimeMs = try reader.int32()
    errorCode = try reader.int16()
    errorMessage = try reader.nullableString(compact: true)
    do {
      let count = try reader.count(compact: true, minimum: 5)
      results = try reader.structures(count, version: version)
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
    try writer.nullableString(errorMessage, compact: true, "DescribeUserScramCredentialsResponse.errorMessage")
    try writer.count(results.count, compact: true, "DescribeUserScramCredentialsResponse.results")
    try writer.structures(results, version: version)
    writer.taggedFields(unknownTaggedFields)
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
      user = try reader.string(compact: true)
      errorCode = try reader.int16()
      errorMessage = try reader.nullableString(compact: true)
      do {
        let count = try reader.count(compact: true, minimum: 5)
        credentialInfos = try reader.structures(count, version: version)
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
      try writer.string(user, compact: true, "DescribeUserScramCredentialsResult.user")
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: true, "DescribeUserScramCredentialsResult.errorMessage")
      try writer.count(credentialInfos.count, compact: true, "DescribeUserScramCredentialsResult.credentialInfos")
      try writer.structures(credentialInfos, version: version)
      writer.taggedFields(unknownTaggedFields)
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
      mechanism = try reader.int8()
      iterations = try reader.int32()
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      writer.int8(mechanism)
      writer.int32(iterations)
      writer.taggedFields(unknownTaggedFields)
    }
  }
}
