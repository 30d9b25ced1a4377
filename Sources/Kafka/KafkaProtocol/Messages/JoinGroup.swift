// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of JoinGroup (API 11), versions 0 to 9.
public struct JoinGroupRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = JoinGroupResponse

  /// Kafka's name of the message.
  public static var name: String { "JoinGroupRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 11) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...9 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 6 }
  /// `string`, from version 0.
  public var groupId: String = ""
  /// `int32`, from version 0; milliseconds.
  public var sessionTimeoutMs: Int32 = 0
  /// `int32`, from version 1; milliseconds.
  public var rebalanceTimeoutMs: Int32 = -1
  /// `string`, from version 0.
  public var memberId: String = ""
  /// `string`, from version 5; may be null.
  public var groupInstanceId: String? = nil
  /// `string`, from version 0.
  public var protocolType: String = ""
  /// `[]JoinGroupRequestProtocol`, from version 0.
  public var protocols: [JoinGroupRequestProtocol] = []
  /// `string`, from version 8; may be null.
  public var reason: String? = nil
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "groupId"
      groupId = try reader.string(compact: version >= 6)
      place = "sessionTimeoutMs"
      sessionTimeoutMs = try reader.int32()
      if version >= 1 {
        place = "rebalanceTimeoutMs"
        rebalanceTimeoutMs = try reader.int32()
      }
      place = "memberId"
      memberId = try reader.string(compact: version >= 6)
      if version >= 5 {
        place = "groupInstanceId"
        if version >= 5 {
          groupInstanceId = try reader.nullableString(compact: version >= 6)
        } else {
          groupInstanceId = try reader.string(compact: version >= 6)
        }
      }
      place = "protocolType"
      protocolType = try reader.string(compact: version >= 6)
      place = "protocols"
      do {
        let count = try reader.count(compact: version >= 6, minimum: 2)
        protocols = try reader.structures(count, version: version)
      }
      if version >= 8 {
        place = "reason"
        if version >= 8 {
          reason = try reader.nullableString(compact: version >= 6)
        } else {
          reason = try reader.string(compact: version >= 6)
        }
      }
      if version >= 6 {
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
    try writer.string(groupId, compact: version >= 6, "JoinGroupRequest.groupId")
    writer.int32(sessionTimeoutMs)
    if version >= 1 {
      writer.int32(rebalanceTimeoutMs)
    }
    try writer.string(memberId, compact: version >= 6, "JoinGroupRequest.memberId")
    if !(version >= 5), groupInstanceId != nil { throw noPlace(for: "JoinGroupRequest.groupInstanceId", version) }
    if version >= 5 {
      if !(version >= 5), groupInstanceId == nil { throw mustNotBeNull("JoinGroupRequest.groupInstanceId", version) }
      try writer.nullableString(groupInstanceId, compact: version >= 6, "JoinGroupRequest.groupInstanceId")
    }
    try writer.string(protocolType, compact: version >= 6, "JoinGroupRequest.protocolType")
    try writer.count(protocols.count, compact: version >= 6, "JoinGroupRequest.protocols")
    try writer.structures(protocols, version: version)
    if version >= 8 {
      if !(version >= 8), reason == nil { throw mustNotBeNull("JoinGroupRequest.reason", version) }
      try writer.nullableString(reason, compact: version >= 6, "JoinGroupRequest.reason")
    }
    if version >= 6 {
      try writer.taggedFields(unknownTaggedFields, "JoinGroupRequest.unknownTaggedFields")
    }
    if !(version >= 6), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "JoinGroupRequest.unknownTaggedFields", version)
    }
  }

  /// JoinGroupRequestProtocol of JoinGroupRequest.
  public struct JoinGroupRequestProtocol: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `bytes`, from version 0.
    public var metadata: [UInt8] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: version >= 6)
        place = "metadata"
        metadata = try reader.bytes(compact: version >= 6)
        if version >= 6 {
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
      try writer.string(name, compact: version >= 6, "JoinGroupRequestProtocol.name")
      try writer.bytes(metadata, compact: version >= 6, "JoinGroupRequestProtocol.metadata")
      if version >= 6 {
        try writer.taggedFields(unknownTaggedFields, "JoinGroupRequestProtocol.unknownTaggedFields")
      }
      if !(version >= 6), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "JoinGroupRequestProtocol.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of JoinGroup (API 11), versions 0 to 9.
public struct JoinGroupResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "JoinGroupResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 11) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...9 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 6 }
  /// `int32`, from version 2; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `int32`, from version 0.
  public var generationId: Int32 = -1
  /// `string`, from version 7; may be null.
  public var protocolType: String? = nil
  /// `string`, from version 0; may be null from version 7.
  public var protocolName: String? = ""
  /// `string`, from version 0.
  public var leader: String = ""
  /// `bool`, from version 9.
  public var skipAssignment: Bool = false
  /// `string`, from version 0.
  public var memberId: String = ""
  /// `[]JoinGroupResponseMember`, from version 0.
  public var members: [Member] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      if version >= 2 {
        place = "throttleTimeMs"
        throttleTimeMs = try reader.int32()
      }
      place = "errorCode"
      errorCode = try reader.int16()
      place = "generationId"
      generationId = try reader.int32()
      if version >= 7 {
        place = "protocolType"
        if version >= 7 {
          protocolType = try reader.nullableString(compact: version >= 6)
        } else {
          protocolType = try reader.string(compact: version >= 6)
        }
      }
      place = "protocolName"
      if version >= 7 {
        protocolName = try reader.nullableString(compact: version >= 6)
      } else {
        protocolName = try reader.string(compact: version >= 6)
      }
      place = "leader"
      leader = try reader.string(compact: version >= 6)
      if version >= 9 {
        place = "skipAssignment"
        skipAssignment = try reader.bool()
      }
      place = "memberId"
      memberId = try reader.string(compact: version >= 6)
      place = "members"
      do {
        let count = try reader.count(compact: version >= 6, minimum: 2)
        members = try reader.structures(count, version: version)
      }
      if version >= 6 {
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
    if version >= 2 {
      writer.int32(throttleTimeMs)
    }
    writer.int16(errorCode)
    writer.int32(generationId)
    if version >= 7 {
      if !(version >= 7), protocolType == nil { throw mustNotBeNull("JoinGroupResponse.protocolType", version) }
      try writer.nullableString(protocolType, compact: version >= 6, "JoinGroupResponse.protocolType")
    }
    if !(version >= 7), protocolName == nil { throw mustNotBeNull("JoinGroupResponse.protocolName", version) }
    try writer.nullableString(protocolName, compact: version >= 6, "JoinGroupResponse.protocolName")
    try writer.string(leader, compact: version >= 6, "JoinGroupResponse.leader")
    if !(version >= 9), skipAssignment != false { throw noPlace(for: "JoinGroupResponse.skipAssignment", version) }
    if version >= 9 {
      writer.bool(skipAssignment)
    }
    try writer.string(memberId, compact: version >= 6, "JoinGroupResponse.memberId")
    try writer.count(members.count, compact: version >= 6, "JoinGroupResponse.members")
    try writer.structures(members, version: version)
    if version >= 6 {
      try writer.taggedFields(unknownTaggedFields, "JoinGroupResponse.unknownTaggedFields")
    }
    if !(version >= 6), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "JoinGroupResponse.unknownTaggedFields", version)
    }
  }

  /// JoinGroupResponseMember of JoinGroupResponse.
  public struct Member: KafkaStructure {
    /// `string`, from version 0.
    public var memberId: String = ""
    /// `string`, from version 5; may be null.
    public var groupInstanceId: String? = nil
    /// `bytes`, from version 0.
    public var metadata: [UInt8] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "memberId"
        memberId = try reader.string(compact: version >= 6)
        if version >= 5 {
          place = "groupInstanceId"
          if version >= 5 {
            groupInstanceId = try reader.nullableString(compact: version >= 6)
          } else {
            groupInstanceId = try reader.string(compact: version >= 6)
          }
        }
        place = "metadata"
        metadata = try reader.bytes(compact: version >= 6)
        if version >= 6 {
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
      try writer.string(memberId, compact: version >= 6, "JoinGroupResponseMember.memberId")
      if version >= 5 {
        if !(version >= 5), groupInstanceId == nil {
          throw mustNotBeNull("JoinGroupResponseMember.groupInstanceId", version)
        }
        try writer.nullableString(groupInstanceId, compact: version >= 6, "JoinGroupResponseMember.groupInstanceId")
      }
      try writer.bytes(metadata, compact: version >= 6, "JoinGroupResponseMember.metadata")
      if version >= 6 {
        try writer.taggedFields(unknownTaggedFields, "JoinGroupResponseMember.unknownTaggedFields")
      }
      if !(version >= 6), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "JoinGroupResponseMember.unknownTaggedFields", version)
      }
    }
  }
}
