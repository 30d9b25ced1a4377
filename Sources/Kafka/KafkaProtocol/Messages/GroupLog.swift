// Made by proto/generate from the definitions in proto. Changes go there.

/// OffsetCommitKey, which is no API's, version 0.
public struct OffsetCommitKey: KafkaMessage {
  /// Kafka's name of the message.
  public static var name: String { "OffsetCommitKey" }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { false }
  /// `string`, version 0.
  public var group: String = ""
  /// `string`, version 0.
  public var topic: String = ""
  /// `int32`, version 0.
  public var partition: Int32 = 0

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "group"
      group = try reader.string(compact: false)
      place = "topic"
      topic = try reader.string(compact: false)
      place = "partition"
      partition = try reader.int32()
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    try writer.string(group, compact: false, "OffsetCommitKey.group")
    try writer.string(topic, compact: false, "OffsetCommitKey.topic")
    writer.int32(partition)
  }
}

/// OffsetCommitValue, which is no API's, versions 0 to 4.
public struct OffsetCommitValue: KafkaMessage {
  /// Kafka's name of the message.
  public static var name: String { "OffsetCommitValue" }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...4 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 4 }
  /// `int64`, from version 0.
  public var offset: Int64 = 0
  /// `int32`, from version 3.
  public var leaderEpoch: Int32 = -1
  /// `string`, from version 0.
  public var metadata: String = ""
  /// `int64`, from version 0; milliseconds since 1970.
  public var commitTimestamp: Int64 = 0
  /// `int64`, version 1; milliseconds since 1970.
  public var expireTimestamp: Int64 = -1
  /// `uuid`, from version 4; tag 0.
  public var topicId: KafkaUUID = KafkaUUID.zero
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "offset"
      offset = try reader.int64()
      if version >= 3 {
        place = "leaderEpoch"
        leaderEpoch = try reader.int32()
      }
      place = "metadata"
      metadata = try reader.string(compact: version >= 4)
      place = "commitTimestamp"
      commitTimestamp = try reader.int64()
      if version == 1 {
        place = "expireTimestamp"
        expireTimestamp = try reader.int64()
      }
      if version >= 4 {
        place = "tagged fields"
        var last = -1
        for _ in 0..<(try reader.tagCount()) {
          let (tag, value) = try reader.tag(after: &last)
          var content = value
          switch tag {
          case 0 where version >= 4:
            place = "topicId"
            topicId = try content.uuid()
            try content.finish()
          default: unknownTaggedFields.append(try content.unknownField(tag))
          }
        }
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int64(offset)
    if version >= 3 {
      writer.int32(leaderEpoch)
    }
    try writer.string(metadata, compact: version >= 4, "OffsetCommitValue.metadata")
    writer.int64(commitTimestamp)
    if version == 1 {
      writer.int64(expireTimestamp)
    }
    if version >= 4 {
      var known: [(tag: Int, value: MessageWriter)] = []
      if version >= 4, topicId != KafkaUUID.zero {
        var field = MessageWriter()
        field.uuid(topicId)
        known.append((0, field))
      }
      if version >= 4 {
        try refuse(tag: 0, among: unknownTaggedFields, "OffsetCommitValue.unknownTaggedFields")
      }
      try writer.taggedFields(known, unknownTaggedFields, "OffsetCommitValue.unknownTaggedFields")
    }
    if !(version >= 4), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "OffsetCommitValue.unknownTaggedFields", version)
    }
  }
}

/// GroupMetadataKey, which is no API's, version 0.
public struct GroupMetadataKey: KafkaMessage {
  /// Kafka's name of the message.
  public static var name: String { "GroupMetadataKey" }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...0 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { false }
  /// `string`, version 0.
  public var group: String = ""

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "group"
      group = try reader.string(compact: false)
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    try writer.string(group, compact: false, "GroupMetadataKey.group")
  }
}

/// GroupMetadataValue, which is no API's, versions 0 to 4.
public struct GroupMetadataValue: KafkaMessage {
  /// Kafka's name of the message.
  public static var name: String { "GroupMetadataValue" }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...4 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 4 }
  /// `string`, from version 0.
  public var protocolType: String = ""
  /// `int32`, from version 0.
  public var generation: Int32 = 0
  /// `string`, from version 0; may be null.
  public var `protocol`: String? = ""
  /// `string`, from version 0; may be null.
  public var leader: String? = ""
  /// `int64`, from version 2; milliseconds since 1970.
  public var currentStateTimestamp: Int64 = -1
  /// `[]MemberMetadata`, from version 0.
  public var members: [MemberMetadata] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "protocolType"
      protocolType = try reader.string(compact: version >= 4)
      place = "generation"
      generation = try reader.int32()
      place = "protocol"
      `protocol` = try reader.nullableString(compact: version >= 4)
      place = "leader"
      leader = try reader.nullableString(compact: version >= 4)
      if version >= 2 {
        place = "currentStateTimestamp"
        currentStateTimestamp = try reader.int64()
      }
      place = "members"
      do {
        let count = try reader.count(compact: version >= 4, minimum: 9)
        members = try reader.structures(count, version: version)
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
    try writer.string(protocolType, compact: version >= 4, "GroupMetadataValue.protocolType")
    writer.int32(generation)
    try writer.nullableString(`protocol`, compact: version >= 4, "GroupMetadataValue.protocol")
    try writer.nullableString(leader, compact: version >= 4, "GroupMetadataValue.leader")
    if version >= 2 {
      writer.int64(currentStateTimestamp)
    }
    try writer.count(members.count, compact: version >= 4, "GroupMetadataValue.members")
    try writer.structures(members, version: version)
    if version >= 4 {
      try writer.taggedFields(unknownTaggedFields, "GroupMetadataValue.unknownTaggedFields")
    }
    if !(version >= 4), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "GroupMetadataValue.unknownTaggedFields", version)
    }
  }

  /// MemberMetadata of GroupMetadataValue.
  public struct MemberMetadata: KafkaStructure {
    /// `string`, from version 0.
    public var memberId: String = ""
    /// `string`, from version 3; may be null.
    public var groupInstanceId: String? = nil
    /// `string`, from version 0.
    public var clientId: String = ""
    /// `string`, from version 0.
    public var clientHost: String = ""
    /// `int32`, from version 1.
    public var rebalanceTimeout: Int32 = -1
    /// `int32`, from version 0.
    public var sessionTimeout: Int32 = 0
    /// `bytes`, from version 0.
    public var subscription: [UInt8] = []
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
        if version >= 3 {
          place = "groupInstanceId"
          if version >= 3 {
            groupInstanceId = try reader.nullableString(compact: version >= 4)
          } else {
            groupInstanceId = try reader.string(compact: version >= 4)
          }
        }
        place = "clientId"
        clientId = try reader.string(compact: version >= 4)
        place = "clientHost"
        clientHost = try reader.string(compact: version >= 4)
        if version >= 1 {
          place = "rebalanceTimeout"
          rebalanceTimeout = try reader.int32()
        }
        place = "sessionTimeout"
        sessionTimeout = try reader.int32()
        place = "subscription"
        subscription = try reader.bytes(compact: version >= 4)
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
      try writer.string(memberId, compact: version >= 4, "MemberMetadata.memberId")
      if version >= 3 {
        if !(version >= 3), groupInstanceId == nil { throw mustNotBeNull("MemberMetadata.groupInstanceId", version) }
        try writer.nullableString(groupInstanceId, compact: version >= 4, "MemberMetadata.groupInstanceId")
      }
      try writer.string(clientId, compact: version >= 4, "MemberMetadata.clientId")
      try writer.string(clientHost, compact: version >= 4, "MemberMetadata.clientHost")
      if version >= 1 {
        writer.int32(rebalanceTimeout)
      }
      writer.int32(sessionTimeout)
      try writer.bytes(subscription, compact: version >= 4, "MemberMetadata.subscription")
      try writer.bytes(assignment, compact: version >= 4, "MemberMetadata.assignment")
      if version >= 4 {
        try writer.taggedFields(unknownTaggedFields, "MemberMetadata.unknownTaggedFields")
      }
      if !(version >= 4), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "MemberMetadata.unknownTaggedFields", version)
      }
    }
  }
}
