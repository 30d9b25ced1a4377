// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of DescribeGroups (API 15), versions 0 to 6.
public struct DescribeGroupsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = DescribeGroupsResponse

  /// Kafka's name of the message.
  public static var name: String { "DescribeGroupsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 15) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...6 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 5 }
  /// `[]string`, from version 0.
  public var groups: [String] = []
  /// `bool`, from version 3.
  public var includeAuthorizedOperations: Bool = false
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "groups"
      do {
        let count = try reader.count(compact: version >= 5, minimum: 1)
        var elements: [String] = []
        elements.reserveCapacity(reader.room(for: count, of: String.self))
        for _ in 0..<count { elements.append(try reader.string(compact: version >= 5)) }
        groups = elements
      }
      if version >= 3 {
        place = "includeAuthorizedOperations"
        includeAuthorizedOperations = try reader.bool()
      }
      if version >= 5 {
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
    try writer.count(groups.count, compact: version >= 5, "DescribeGroupsRequest.groups")
    for element in groups { try writer.string(element, compact: version >= 5, "DescribeGroupsRequest.groups") }
    if !(version >= 3), includeAuthorizedOperations != false {
      throw noPlace(for: "DescribeGroupsRequest.includeAuthorizedOperations", version)
    }
    if version >= 3 {
      writer.bool(includeAuthorizedOperations)
    }
    if version >= 5 {
      try writer.taggedFields(unknownTaggedFields, "DescribeGroupsRequest.unknownTaggedFields")
    }
    if !(version >= 5), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DescribeGroupsRequest.unknownTaggedFields", version)
    }
  }
}

/// The response of DescribeGroups (API 15), versions 0 to 6.
public struct DescribeGroupsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "DescribeGroupsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 15) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...6 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 5 }
  /// `int32`, from version 1; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]DescribedGroup`, from version 0.
  public var groups: [DescribedGroup] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      if version >= 1 {
        place = "throttleTimeMs"
        throttleTimeMs = try reader.int32()
      }
      place = "groups"
      do {
        let count = try reader.count(compact: version >= 5, minimum: 7)
        groups = try reader.structures(count, version: version)
      }
      if version >= 5 {
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
    if version >= 1 {
      writer.int32(throttleTimeMs)
    }
    try writer.count(groups.count, compact: version >= 5, "DescribeGroupsResponse.groups")
    try writer.structures(groups, version: version)
    if version >= 5 {
      try writer.taggedFields(unknownTaggedFields, "DescribeGroupsResponse.unknownTaggedFields")
    }
    if !(version >= 5), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DescribeGroupsResponse.unknownTaggedFields", version)
    }
  }

  /// DescribedGroup of DescribeGroupsResponse.
  public struct DescribedGroup: KafkaStructure {
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 6; may be null.
    public var errorMessage: String? = nil
    /// `string`, from version 0.
    public var groupId: String = ""
    /// `string`, from version 0.
    public var groupState: String = ""
    /// `string`, from version 0.
    public var protocolType: String = ""
    /// `string`, from version 0.
    public var protocolData: String = ""
    /// `[]DescribedGroupMember`, from version 0.
    public var members: [DescribedGroupMember] = []
    /// `int32`, from version 3.
    public var authorizedOperations: Int32 = -2147483648
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
        if version >= 6 {
          place = "errorMessage"
          if version >= 6 {
            errorMessage = try reader.nullableString(compact: version >= 5)
          } else {
            errorMessage = try reader.string(compact: version >= 5)
          }
        }
        place = "groupId"
        groupId = try reader.string(compact: version >= 5)
        place = "groupState"
        groupState = try reader.string(compact: version >= 5)
        place = "protocolType"
        protocolType = try reader.string(compact: version >= 5)
        place = "protocolData"
        protocolData = try reader.string(compact: version >= 5)
        place = "members"
        do {
          let count = try reader.count(compact: version >= 5, minimum: 5)
          members = try reader.structures(count, version: version)
        }
        if version >= 3 {
          place = "authorizedOperations"
          authorizedOperations = try reader.int32()
        }
        if version >= 5 {
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
      if !(version >= 6), errorMessage != nil { throw noPlace(for: "DescribedGroup.errorMessage", version) }
      if version >= 6 {
        if !(version >= 6), errorMessage == nil { throw mustNotBeNull("DescribedGroup.errorMessage", version) }
        try writer.nullableString(errorMessage, compact: version >= 5, "DescribedGroup.errorMessage")
      }
      try writer.string(groupId, compact: version >= 5, "DescribedGroup.groupId")
      try writer.string(groupState, compact: version >= 5, "DescribedGroup.groupState")
      try writer.string(protocolType, compact: version >= 5, "DescribedGroup.protocolType")
      try writer.string(protocolData, compact: version >= 5, "DescribedGroup.protocolData")
      try writer.count(members.count, compact: version >= 5, "DescribedGroup.members")
      try writer.structures(members, version: version)
      if !(version >= 3), authorizedOperations != -2147483648 {
        throw noPlace(for: "DescribedGroup.authorizedOperations", version)
      }
      if version >= 3 {
        writer.int32(authorizedOperations)
      }
      if version >= 5 {
        try writer.taggedFields(unknownTaggedFields, "DescribedGroup.unknownTaggedFields")
      }
      if !(version >= 5), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DescribedGroup.unknownTaggedFields", version)
      }
    }
  }

  /// DescribedGroupMember of DescribeGroupsResponse.
  public struct DescribedGroupMember: KafkaStructure {
    /// `string`, from version 0.
    public var memberId: String = ""
    /// `string`, from version 4; may be null.
    public var groupInstanceId: String? = nil
    /// `string`, from version 0.
    public var clientId: String = ""
    /// `string`, from version 0.
    public var clientHost: String = ""
    /// `bytes`, from version 0.
    public var memberMetadata: [UInt8] = []
    /// `bytes`, from version 0.
    public var memberAssignment: [UInt8] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "memberId"
        memberId = try reader.string(compact: version >= 5)
        if version >= 4 {
          place = "groupInstanceId"
          if version >= 4 {
            groupInstanceId = try reader.nullableString(compact: version >= 5)
          } else {
            groupInstanceId = try reader.string(compact: version >= 5)
          }
        }
        place = "clientId"
        clientId = try reader.string(compact: version >= 5)
        place = "clientHost"
        clientHost = try reader.string(compact: version >= 5)
        place = "memberMetadata"
        memberMetadata = try reader.bytes(compact: version >= 5)
        place = "memberAssignment"
        memberAssignment = try reader.bytes(compact: version >= 5)
        if version >= 5 {
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
      try writer.string(memberId, compact: version >= 5, "DescribedGroupMember.memberId")
      if version >= 4 {
        if !(version >= 4), groupInstanceId == nil {
          throw mustNotBeNull("DescribedGroupMember.groupInstanceId", version)
        }
        try writer.nullableString(groupInstanceId, compact: version >= 5, "DescribedGroupMember.groupInstanceId")
      }
      try writer.string(clientId, compact: version >= 5, "DescribedGroupMember.clientId")
      try writer.string(clientHost, compact: version >= 5, "DescribedGroupMember.clientHost")
      try writer.bytes(memberMetadata, compact: version >= 5, "DescribedGroupMember.memberMetadata")
      try writer.bytes(memberAssignment, compact: version >= 5, "DescribedGroupMember.memberAssignment")
      if version >= 5 {
        try writer.taggedFields(unknownTaggedFields, "DescribedGroupMember.unknownTaggedFields")
      }
      if !(version >= 5), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DescribedGroupMember.unknownTaggedFields", version)
      }
    }
  }
}
