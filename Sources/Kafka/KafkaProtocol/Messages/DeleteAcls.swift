// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of DeleteAcls (API 31), versions 1 to 3.
public struct DeleteAclsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = DeleteAclsResponse

  /// Kafka's name of the message.
  public static var name: String { "DeleteAclsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 31) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...3 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `[]DeleteAclsFilter`, from version 0.
  public var filters: [Filter] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "filters"
      do {
        let count = try reader.count(compact: version >= 2, minimum: 7)
        filters = try reader.structures(count, version: version)
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
    try writer.count(filters.count, compact: version >= 2, "DeleteAclsRequest.filters")
    try writer.structures(filters, version: version)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "DeleteAclsRequest.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DeleteAclsRequest.unknownTaggedFields", version)
    }
  }

  /// DeleteAclsFilter of DeleteAclsRequest.
  public struct Filter: KafkaStructure {
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
      try writer.nullableString(resourceNameFilter, compact: version >= 2, "DeleteAclsFilter.resourceNameFilter")
      writer.int8(patternTypeFilter)
      try writer.nullableString(principalFilter, compact: version >= 2, "DeleteAclsFilter.principalFilter")
      try writer.nullableString(hostFilter, compact: version >= 2, "DeleteAclsFilter.hostFilter")
      writer.int8(operation)
      writer.int8(permissionType)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "DeleteAclsFilter.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DeleteAclsFilter.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of DeleteAcls (API 31), versions 1 to 3.
public struct DeleteAclsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "DeleteAclsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 31) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 1...3 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]DeleteAclsFilterResult`, from version 0.
  public var filterResults: [FilterResult] = []
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
      place = "filterResults"
      do {
        let count = try reader.count(compact: version >= 2, minimum: 4)
        filterResults = try reader.structures(count, version: version)
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
    try writer.count(filterResults.count, compact: version >= 2, "DeleteAclsResponse.filterResults")
    try writer.structures(filterResults, version: version)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "DeleteAclsResponse.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DeleteAclsResponse.unknownTaggedFields", version)
    }
  }

  /// DeleteAclsFilterResult of DeleteAclsResponse.
  public struct FilterResult: KafkaStructure {
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 0; may be null.
    public var errorMessage: String? = ""
    /// `[]DeleteAclsMatchingAcl`, from version 0.
    public var matchingAcls: [MatchingAcl] = []
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
        place = "matchingAcls"
        do {
          let count = try reader.count(compact: version >= 2, minimum: 10)
          matchingAcls = try reader.structures(count, version: version)
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
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: version >= 2, "DeleteAclsFilterResult.errorMessage")
      try writer.count(matchingAcls.count, compact: version >= 2, "DeleteAclsFilterResult.matchingAcls")
      try writer.structures(matchingAcls, version: version)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "DeleteAclsFilterResult.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DeleteAclsFilterResult.unknownTaggedFields", version)
      }
    }
  }

  /// DeleteAclsMatchingAcl of DeleteAclsResponse.
  public struct MatchingAcl: KafkaStructure {
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 0; may be null.
    public var errorMessage: String? = ""
    /// `int8`, from version 0.
    public var resourceType: Int8 = 0
    /// `string`, from version 0.
    public var resourceName: String = ""
    /// `int8`, from version 1.
    public var patternType: Int8 = 3
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
        place = "errorCode"
        errorCode = try reader.int16()
        place = "errorMessage"
        errorMessage = try reader.nullableString(compact: version >= 2)
        place = "resourceType"
        resourceType = try reader.int8()
        place = "resourceName"
        resourceName = try reader.string(compact: version >= 2)
        place = "patternType"
        patternType = try reader.int8()
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
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: version >= 2, "DeleteAclsMatchingAcl.errorMessage")
      writer.int8(resourceType)
      try writer.string(resourceName, compact: version >= 2, "DeleteAclsMatchingAcl.resourceName")
      writer.int8(patternType)
      try writer.string(principal, compact: version >= 2, "DeleteAclsMatchingAcl.principal")
      try writer.string(host, compact: version >= 2, "DeleteAclsMatchingAcl.host")
      writer.int8(operation)
      writer.int8(permissionType)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "DeleteAclsMatchingAcl.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DeleteAclsMatchingAcl.unknownTaggedFields", version)
      }
    }
  }
}
