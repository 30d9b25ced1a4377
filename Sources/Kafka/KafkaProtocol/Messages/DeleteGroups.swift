// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of DeleteGroups (API 42), versions 0 to 2.
public struct DeleteGroupsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = DeleteGroupsResponse

  /// Kafka's name of the message.
  public static var name: String { "DeleteGroupsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 42) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `[]string`, from version 0.
  public var groupsNames: [String] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "groupsNames"
      do {
        let count = try reader.count(compact: version >= 2, minimum: 1)
        var elements: [String] = []
        elements.reserveCapacity(reader.room(for: count, of: String.self))
        for _ in 0..<count { elements.append(try reader.string(compact: version >= 2)) }
        groupsNames = elements
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
    try writer.count(groupsNames.count, compact: version >= 2, "DeleteGroupsRequest.groupsNames")
    for element in groupsNames { try writer.string(element, compact: version >= 2, "DeleteGroupsRequest.groupsNames") }
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "DeleteGroupsRequest.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DeleteGroupsRequest.unknownTaggedFields", version)
    }
  }
}

/// The response of DeleteGroups (API 42), versions 0 to 2.
public struct DeleteGroupsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "DeleteGroupsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 42) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 2 }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]DeletableGroupResult`, from version 0.
  public var results: [DeletableGroupResult] = []
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
    try writer.count(results.count, compact: version >= 2, "DeleteGroupsResponse.results")
    try writer.structures(results, version: version)
    if version >= 2 {
      try writer.taggedFields(unknownTaggedFields, "DeleteGroupsResponse.unknownTaggedFields")
    }
    if !(version >= 2), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "DeleteGroupsResponse.unknownTaggedFields", version)
    }
  }

  /// DeletableGroupResult of DeleteGroupsResponse.
  public struct DeletableGroupResult: KafkaStructure {
    /// `string`, from version 0.
    public var groupId: String = ""
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "groupId"
        groupId = try reader.string(compact: version >= 2)
        place = "errorCode"
        errorCode = try reader.int16()
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
      try writer.string(groupId, compact: version >= 2, "DeletableGroupResult.groupId")
      writer.int16(errorCode)
      if version >= 2 {
        try writer.taggedFields(unknownTaggedFields, "DeletableGroupResult.unknownTaggedFields")
      }
      if !(version >= 2), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "DeletableGroupResult.unknownTaggedFields", version)
      }
    }
  }
}
