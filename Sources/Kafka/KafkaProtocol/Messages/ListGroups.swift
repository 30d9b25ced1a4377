// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of ListGroups (API 16), versions 0 to 5.
public struct ListGroupsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = ListGroupsResponse

  /// Kafka's name of the message.
  public static var name: String { "ListGroupsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 16) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...5 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 3 }
  /// `[]string`, from version 4.
  public var statesFilter: [String] = []
  /// `[]string`, from version 5.
  public var typesFilter: [String] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      if version >= 4 {
        place = "statesFilter"
        do {
          let count = try reader.count(compact: version >= 3, minimum: 1)
          var elements: [String] = []
          elements.reserveCapacity(reader.room(for: count, of: String.self))
          for _ in 0..<count { elements.append(try reader.string(compact: version >= 3)) }
          statesFilter = elements
        }
      }
      if version >= 5 {
        place = "typesFilter"
        do {
          let count = try reader.count(compact: version >= 3, minimum: 1)
          var elements: [String] = []
          elements.reserveCapacity(reader.room(for: count, of: String.self))
          for _ in 0..<count { elements.append(try reader.string(compact: version >= 3)) }
          typesFilter = elements
        }
      }
      if version >= 3 {
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
    if !(version >= 4), !statesFilter.isEmpty { throw noPlace(for: "ListGroupsRequest.statesFilter", version) }
    if version >= 4 {
      try writer.count(statesFilter.count, compact: version >= 3, "ListGroupsRequest.statesFilter")
      for element in statesFilter {
        try writer.string(element, compact: version >= 3, "ListGroupsRequest.statesFilter")
      }
    }
    if !(version >= 5), !typesFilter.isEmpty { throw noPlace(for: "ListGroupsRequest.typesFilter", version) }
    if version >= 5 {
      try writer.count(typesFilter.count, compact: version >= 3, "ListGroupsRequest.typesFilter")
      for element in typesFilter { try writer.string(element, compact: version >= 3, "ListGroupsRequest.typesFilter") }
    }
    if version >= 3 {
      try writer.taggedFields(unknownTaggedFields, "ListGroupsRequest.unknownTaggedFields")
    }
    if !(version >= 3), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "ListGroupsRequest.unknownTaggedFields", version)
    }
  }
}

/// The response of ListGroups (API 16), versions 0 to 5.
public struct ListGroupsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "ListGroupsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 16) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...5 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 3 }
  /// `int32`, from version 1; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `[]ListedGroup`, from version 0.
  public var groups: [ListedGroup] = []
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
      place = "groups"
      do {
        let count = try reader.count(compact: version >= 3, minimum: 2)
        groups = try reader.structures(count, version: version)
      }
      if version >= 3 {
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
    try writer.count(groups.count, compact: version >= 3, "ListGroupsResponse.groups")
    try writer.structures(groups, version: version)
    if version >= 3 {
      try writer.taggedFields(unknownTaggedFields, "ListGroupsResponse.unknownTaggedFields")
    }
    if !(version >= 3), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "ListGroupsResponse.unknownTaggedFields", version)
    }
  }

  /// ListedGroup of ListGroupsResponse.
  public struct ListedGroup: KafkaStructure {
    /// `string`, from version 0.
    public var groupId: String = ""
    /// `string`, from version 0.
    public var protocolType: String = ""
    /// `string`, from version 4.
    public var groupState: String = ""
    /// `string`, from version 5.
    public var groupType: String = ""
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "groupId"
        groupId = try reader.string(compact: version >= 3)
        place = "protocolType"
        protocolType = try reader.string(compact: version >= 3)
        if version >= 4 {
          place = "groupState"
          groupState = try reader.string(compact: version >= 3)
        }
        if version >= 5 {
          place = "groupType"
          groupType = try reader.string(compact: version >= 3)
        }
        if version >= 3 {
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
      try writer.string(groupId, compact: version >= 3, "ListedGroup.groupId")
      try writer.string(protocolType, compact: version >= 3, "ListedGroup.protocolType")
      if version >= 4 {
        try writer.string(groupState, compact: version >= 3, "ListedGroup.groupState")
      }
      if version >= 5 {
        try writer.string(groupType, compact: version >= 3, "ListedGroup.groupType")
      }
      if version >= 3 {
        try writer.taggedFields(unknownTaggedFields, "ListedGroup.unknownTaggedFields")
      }
      if !(version >= 3), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "ListedGroup.unknownTaggedFields", version)
      }
    }
  }
}
