// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of DescribeAcls (API 29), versions 1 to 3.
public struct DescribeAclsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = DescribeAclsResponse

  /// Kafka's name of the message.
  public static var name: String { "DescribeAclsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 29) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...3 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int8`, from version 0.
  public var resourceTypeFilter: Int8 = 0
  /// `string`, from version 0; may be null.
  public var resourceNameFilter: String? = ""
  /// `int8`, from version 1.
  public var patternTypeFilter: Int8 = 3
  /// `string`, from version 0; may be null.
  public var principalFilter: String? = ""
  /// `string`, from version 0; may be null.
  public var hostFilter: String? = ""
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
      place = "resourceTypeFilter"
      resourceTypeFilter = try reader.int8()
      place = "resourceNameFilter"
      resourceNameFilter = try reader.nullableString(compact: version >= 2)
      place = "patternTypeFilter"
      patternTypeFilter = try reader.int8()
      place = "principalFilter"
      principalFilter = try reader.nullableString(compact: version >= 2)
      place = "hostFilter"
      hostFilter = try reader.nullableString(compact: version >= 2)
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
    writer.int8(resourceTypeFilter)
    try writer.nullableString(resourceNameFilter, compact: version >= 2, "DescribeAclsRequest.resourceNameFilter")
    writer.int8(patternTypeFilter)
    try writer.nullableString(principalFilter, compact: version >= 2, "DescribeAclsRequest.principalFilter")
    try writer.nullableString(hostFilter, compact: version >= 2, "DescribeAclsRequest.hostFilter")
    writer.int8(operation)
    writer.int8(permissionType)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "DescribeAclsRequest.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DescribeAclsRequest.unknownTaggedFields", version)
    }
  }
}

/// The response of DescribeAcls (API 29), versions 1 to 3.
public struct DescribeAclsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "DescribeAclsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 29) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...3 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `string`, from version 0; may be null.
  public var errorMessage: String? = ""
  /// `[]DescribeAclsResource`, from version 0.
  public var resources: [Resource] = []
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
      errorMessage = try reader.nullableString(compact: version >= 2)
      place = "resources"
      do {
        let count = try reader.count(compact: version >= 2, minimum: 4)
        resources = try reader.structures(count, version: version)
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
    writer.int16(errorCode)
    try writer.nullableString(errorMessage, compact: version >= 2, "DescribeAclsResponse.errorMessage")
    try writer.count(resources.count, compact: version >= 2, "DescribeAclsResponse.resources")
    try writer.structures(resources, version: version)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "DescribeAclsResponse.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DescribeAclsResponse.unknownTaggedFields", version)
    }
  }

  /// DescribeAclsResource of DescribeAclsResponse.
  public struct Resource: KafkaStructure {
    /// `int8`, from version 0.
    public var resourceType: Int8 = 0
    /// `string`, from version 0.
    public var resourceName: String = ""
    /// `int8`, from version 1.
    public var patternType: Int8 = 3
    /// `[]AclDescription`, from version 0.
    public var acls: [AclDescription] = []
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
        place = "patternType"
        patternType = try reader.int8()
        place = "acls"
        do {
          let count = try reader.count(compact: version >= 2, minimum: 4)
          acls = try reader.structures(count, version: version)
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
      writer.int8(resourceType)
      try writer.string(resourceName, compact: version >= 2, "DescribeAclsResource.resourceName")
      writer.int8(patternType)
      try writer.count(acls.count, compact: version >= 2, "DescribeAclsResource.acls")
      try writer.structures(acls, version: version)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "DescribeAclsResource.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DescribeAclsResource.unknownTaggedFields", version)
      }
    }
  }

  /// AclDescription of DescribeAclsResponse.
  public struct AclDescription: KafkaStructure {
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
      try writer.string(principal, compact: version >= 2, "AclDescription.principal")
      try writer.string(host, compact: version >= 2, "AclDescription.host")
      writer.int8(operation)
      writer.int8(permissionType)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "AclDescription.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "AclDescription.unknownTaggedFields", version)
      }
    }
  }
}
