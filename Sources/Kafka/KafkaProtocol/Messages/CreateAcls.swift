// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of CreateAcls (API 30), versions 1 to 3.
public struct CreateAclsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = CreateAclsResponse

  /// Kafka's name of the message.
  public static var name: String { "CreateAclsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 30) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...3 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `[]AclCreation`, from version 0.
  public var creations: [AclCreation] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "creations"
      do {
        let count = try reader.count(compact: version >= 2, minimum: 7)
        creations = try reader.structures(count, version: version)
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
    try writer.count(creations.count, compact: version >= 2, "CreateAclsRequest.creations")
    try writer.structures(creations, version: version)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "CreateAclsRequest.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "CreateAclsRequest.unknownTaggedFields", version)
    }
  }

  /// AclCreation of CreateAclsRequest.
  public struct AclCreation: KafkaStructure {
    /// `int8`, from version 0.
    public var resourceType: Int8 = 0
    /// `string`, from version 0.
    public var resourceName: String = ""
    /// `int8`, from version 1.
    public var resourcePatternType: Int8 = 3
    /// `string`, from version 0.
    public var principal: String = ""
    /// `string`, from version 0.
    public var host: String = ""
    /// `int8`, from version 0.
    public var operation: Int8 = 0
    /// `int8`, from version 0.
    public var permissionType: Int8 = 0
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
        place = "resourcePatternType"
        resourcePatternType = try reader.int8()
        place = "principal"
        principal = try reader.string(compact: version >= 2)
        place = "host"
        host = try reader.string(compact: version >= 2)
        place = "operation"
        operation = try reader.int8()
        place = "permissionType"
        permissionType = try reader.int8()
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
      try writer.string(resourceName, compact: version >= 2, "AclCreation.resourceName")
      writer.int8(resourcePatternType)
      try writer.string(principal, compact: version >= 2, "AclCreation.principal")
      try writer.string(host, compact: version >= 2, "AclCreation.host")
      writer.int8(operation)
      writer.int8(permissionType)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "AclCreation.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "AclCreation.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of CreateAcls (API 30), versions 1 to 3.
public struct CreateAclsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "CreateAclsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 30) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...3 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]AclCreationResult`, from version 0.
  public var results: [AclCreationResult] = []
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
        let count = try reader.count(compact: version >= 2, minimum: 3)
        results = try reader.structures(count, version: version)
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
    try writer.count(results.count, compact: version >= 2, "CreateAclsResponse.results")
    try writer.structures(results, version: version)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "CreateAclsResponse.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "CreateAclsResponse.unknownTaggedFields", version)
    }
  }

  /// AclCreationResult of CreateAclsResponse.
  public struct AclCreationResult: KafkaStructure {
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
        place = "errorCode"
        errorCode = try reader.int16()
        place = "errorMessage"
        errorMessage = try reader.nullableString(compact: version >= 2)
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
      try writer.nullableString(errorMessage, compact: version >= 2, "AclCreationResult.errorMessage")
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "AclCreationResult.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "AclCreationResult.unknownTaggedFields", version)
      }
    }
  }
}
