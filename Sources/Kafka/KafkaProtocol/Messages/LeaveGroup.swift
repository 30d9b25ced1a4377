// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of LeaveGroup (API 13), versions 0 to 5.
public struct LeaveGroupRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = LeaveGroupResponse

  /// Kafka's name of the message.
  public static var name: String { "LeaveGroupRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 13) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...5 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 4 }
  /// `string`, from version 0.
  public var groupId: String = ""
  /// `string`, versions 0 to 2.
  public var memberId: String = ""
  /// `[]MemberIdentity`, from version 3.
  public var members: [MemberIdentity] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "groupId"
      groupId = try reader.string(compact: version >= 4)
      if version <= 2 {
        place = "memberId"
        memberId = try reader.string(compact: version >= 4)
      }
      if version >= 3 {
        place = "members"
        do {
          let count = try reader.count(compact: version >= 4, minimum: 1)
          members = try reader.structures(count, version: version)
        }
      }
      if version >= 4 {
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
    try writer.string(groupId, compact: version >= 4, "LeaveGroupRequest.groupId")
    if !(version <= 2), memberId != "" { throw noPlace(for: "LeaveGroupRequest.memberId", version) }
    if version <= 2 {
      try writer.string(memberId, compact: version >= 4, "LeaveGroupRequest.memberId")
    }
    if !(version >= 3), !members.isEmpty { throw noPlace(for: "LeaveGroupRequest.members", version) }
    if version >= 3 {
      try writer.count(members.count, compact: version >= 4, "LeaveGroupRequest.members")
      try writer.structures(members, version: version)
    }
    if version >= 4 {
      try writer.taggedFields(unknownTaggedFields, "LeaveGroupRequest.unknownTaggedFields")
    }
    if !(version >= 4), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "LeaveGroupRequest.unknownTaggedFields", version)
    }
  }

  /// MemberIdentity of LeaveGroupRequest.
  public struct MemberIdentity: KafkaStructure {
    /// `string`, from version 3.
    public var memberId: String = ""
    /// `string`, from version 3; may be null.
    public var groupInstanceId: String? = nil
    /// `string`, from version 5; may be null.
    public var reason: String? = nil
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 3 {
          place = "memberId"
          memberId = try reader.string(compact: version >= 4)
        }
        if version >= 3 {
          place = "groupInstanceId"
          if version >= 3 {
            groupInstanceId = try reader.nullableString(compact: version >= 4)
          } else {
            groupInstanceId = try reader.string(compact: version >= 4)
          }
        }
        if version >= 5 {
          place = "reason"
          if version >= 5 {
            reason = try reader.nullableString(compact: version >= 4)
          } else {
            reason = try reader.string(compact: version >= 4)
          }
        }
        if version >= 4 {
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
      if !(version >= 3), memberId != "" { throw noPlace(for: "MemberIdentity.memberId", version) }
      if version >= 3 {
        try writer.string(memberId, compact: version >= 4, "MemberIdentity.memberId")
      }
      if !(version >= 3), groupInstanceId != nil { throw noPlace(for: "MemberIdentity.groupInstanceId", version) }
      if version >= 3 {
        if !(version >= 3), groupInstanceId == nil { throw mustNotBeNull("MemberIdentity.groupInstanceId", version) }
        try writer.nullableString(groupInstanceId, compact: version >= 4, "MemberIdentity.groupInstanceId")
      }
      if version >= 5 {
        if !(version >= 5), reason == nil { throw mustNotBeNull("MemberIdentity.reason", version) }
        try writer.nullableString(reason, compact: version >= 4, "MemberIdentity.reason")
      }
      if version >= 4 {
        try writer.taggedFields(unknownTaggedFields, "MemberIdentity.unknownTaggedFields")
      }
      if !(version >= 4), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "MemberIdentity.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of LeaveGroup (API 13), versions 0 to 5.
public struct LeaveGroupResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "LeaveGroupResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 13) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...5 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 4 }
  /// `int32`, from version 1; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `[]MemberResponse`, from version 3.
  public var members: [MemberResponse] = []
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
      place = "errorCode"
      errorCode = try reader.int16()
      if version >= 3 {
        place = "members"
        do {
          let count = try reader.count(compact: version >= 4, minimum: 1)
          members = try reader.structures(count, version: version)
        }
      }
      if version >= 4 {
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
    writer.int16(errorCode)
    if !(version >= 3), !members.isEmpty { throw noPlace(for: "LeaveGroupResponse.members", version) }
    if version >= 3 {
      try writer.count(members.count, compact: version >= 4, "LeaveGroupResponse.members")
      try writer.structures(members, version: version)
    }
    if version >= 4 {
      try writer.taggedFields(unknownTaggedFields, "LeaveGroupResponse.unknownTaggedFields")
    }
    if !(version >= 4), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "LeaveGroupResponse.unknownTaggedFields", version)
    }
  }

  /// MemberResponse of LeaveGroupResponse.
  public struct MemberResponse: KafkaStructure {
    /// `string`, from version 3.
    public var memberId: String = ""
    /// `string`, from version 3; may be null.
    public var groupInstanceId: String? = ""
    /// `int16`, from version 3.
    public var errorCode: Int16 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 3 {
          place = "memberId"
          memberId = try reader.string(compact: version >= 4)
        }
        if version >= 3 {
          place = "groupInstanceId"
          if version >= 3 {
            groupInstanceId = try reader.nullableString(compact: version >= 4)
          } else {
            groupInstanceId = try reader.string(compact: version >= 4)
          }
        }
        if version >= 3 {
          place = "errorCode"
          errorCode = try reader.int16()
        }
        if version >= 4 {
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
      if !(version >= 3), memberId != "" { throw noPlace(for: "MemberResponse.memberId", version) }
      if version >= 3 {
        try writer.string(memberId, compact: version >= 4, "MemberResponse.memberId")
      }
      if !(version >= 3), groupInstanceId != "" { throw noPlace(for: "MemberResponse.groupInstanceId", version) }
      if version >= 3 {
        if !(version >= 3), groupInstanceId == nil { throw mustNotBeNull("MemberResponse.groupInstanceId", version) }
        try writer.nullableString(groupInstanceId, compact: version >= 4, "MemberResponse.groupInstanceId")
      }
      if !(version >= 3), errorCode != 0 { throw noPlace(for: "MemberResponse.errorCode", version) }
      if version >= 3 {
        writer.int16(errorCode)
      }
      if version >= 4 {
        try writer.taggedFields(unknownTaggedFields, "MemberResponse.unknownTaggedFields")
      }
      if !(version >= 4), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "MemberResponse.unknownTaggedFields", version)
      }
    }
  }
}
