// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of SyncGroup (API 14), versions 0 to 5.
public struct SyncGroupRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = SyncGroupResponse

  /// Kafka's name of the message.
  public static var name: String { "SyncGroupRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 14) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...5 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 4 }
  /// `string`, from version 0.
  public var groupId: String = ""
  /// `int32`, from version 0.
  public var generationId: Int32 = 0
  /// `string`, from version 0.
  public var memberId: String = ""
  /// `string`, from version 3; may be null.
  public var groupInstanceId: String? = nil
  /// `string`, from version 5; may be null.
  public var protocolType: String? = nil
  /// `string`, from version 5; may be null.
  public var protocolName: String? = nil
  /// `[]SyncGroupRequestAssignment`, from version 0.
  public var assignments: [Assignment] = []
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
      place = "generationId"
      generationId = try reader.int32()
      place = "memberId"
      memberId = try reader.string(compact: version >= 4)
      if version >= 3 {
        place = "groupInstanceId"
        if version >= 3 {
          groupInstanceId = try reader.nullableString(compact: version >= 4)
        } else {
          groupInstanceId = try reader.string(compact: version >= 4)
        }
      }
      if version >= 5 {
        place = "protocolType"
        if version >= 5 {
          protocolType = try reader.nullableString(compact: version >= 4)
        } else {
          protocolType = try reader.string(compact: version >= 4)
        }
      }
      if version >= 5 {
        place = "protocolName"
        if version >= 5 {
          protocolName = try reader.nullableString(compact: version >= 4)
        } else {
          protocolName = try reader.string(compact: version >= 4)
        }
      }
      place = "assignments"
      do {
        let count = try reader.count(compact: version >= 4, minimum: 2)
        assignments = try reader.structures(count, version: version)
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
    try writer.string(groupId, compact: version >= 4, "SyncGroupRequest.groupId")
    writer.int32(generationId)
    try writer.string(memberId, compact: version >= 4, "SyncGroupRequest.memberId")
    if !(version >= 3), groupInstanceId != nil { throw noPlace(for: "SyncGroupRequest.groupInstanceId", version) }
    if version >= 3 {
      if !(version >= 3), groupInstanceId == nil { throw mustNotBeNull("SyncGroupRequest.groupInstanceId", version) }
      try writer.nullableString(groupInstanceId, compact: version >= 4, "SyncGroupRequest.groupInstanceId")
    }
    if version >= 5 {
      if !(version >= 5), protocolType == nil { throw mustNotBeNull("SyncGroupRequest.protocolType", version) }
      try writer.nullableString(protocolType, compact: version >= 4, "SyncGroupRequest.protocolType")
    }
    if version >= 5 {
      if !(version >= 5), protocolName == nil { throw mustNotBeNull("SyncGroupRequest.protocolName", version) }
      try writer.nullableString(protocolName, compact: version >= 4, "SyncGroupRequest.protocolName")
    }
    try writer.count(assignments.count, compact: version >= 4, "SyncGroupRequest.assignments")
    try writer.structures(assignments, version: version)
    if version >= 4 {
      try writer.taggedFields(unknownTaggedFields, "SyncGroupRequest.unknownTaggedFields")
    }
    if !(version >= 4), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "SyncGroupRequest.unknownTaggedFields", version)
    }
  }

  /// SyncGroupRequestAssignment of SyncGroupRequest.
  public struct Assignment: KafkaStructure {
    /// `string`, from version 0.
    public var memberId: String = ""
    /// `bytes`, from version 0.
    public var assignment: [UInt8] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "memberId"
        memberId = try reader.string(compact: version >= 4)
        place = "assignment"
        assignment = try reader.bytes(compact: version >= 4)
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
      try writer.string(memberId, compact: version >= 4, "SyncGroupRequestAssignment.memberId")
      try writer.bytes(assignment, compact: version >= 4, "SyncGroupRequestAssignment.assignment")
      if version >= 4 {
        try writer.taggedFields(unknownTaggedFields, "SyncGroupRequestAssignment.unknownTaggedFields")
      }
      if !(version >= 4), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "SyncGroupRequestAssignment.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of SyncGroup (API 14), versions 0 to 5.
public struct SyncGroupResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "SyncGroupResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 14) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...5 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 4 }
  /// `int32`, from version 1; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `string`, from version 5; may be null.
  public var protocolType: String? = nil
  /// `string`, from version 5; may be null.
  public var protocolName: String? = nil
  /// `bytes`, from version 0.
  public var assignment: [UInt8] = []
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
      if version >= 5 {
        place = "protocolType"
        if version >= 5 {
          protocolType = try reader.nullableString(compact: version >= 4)
        } else {
          protocolType = try reader.string(compact: version >= 4)
        }
      }
      if version >= 5 {
        place = "protocolName"
        if version >= 5 {
          protocolName = try reader.nullableString(compact: version >= 4)
        } else {
          protocolName = try reader.string(compact: version >= 4)
        }
      }
      place = "assignment"
      assignment = try reader.bytes(compact: version >= 4)
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
    if version >= 5 {
      if !(version >= 5), protocolType == nil { throw mustNotBeNull("SyncGroupResponse.protocolType", version) }
      try writer.nullableString(protocolType, compact: version >= 4, "SyncGroupResponse.protocolType")
    }
    if version >= 5 {
      if !(version >= 5), protocolName == nil { throw mustNotBeNull("SyncGroupResponse.protocolName", version) }
      try writer.nullableString(protocolName, compact: version >= 4, "SyncGroupResponse.protocolName")
    }
    try writer.bytes(assignment, compact: version >= 4, "SyncGroupResponse.assignment")
    if version >= 4 {
      try writer.taggedFields(unknownTaggedFields, "SyncGroupResponse.unknownTaggedFields")
    }
    if !(version >= 4), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "SyncGroupResponse.unknownTaggedFields", version)
    }
  }
}
