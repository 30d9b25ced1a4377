// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of ListConfigResources (API 74), versions 0 to 1.
public struct ListConfigResourcesRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = ListConfigResourcesResponse

  /// Kafka's name of the message.
  public static var name: String { "ListConfigResourcesRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 74) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `[]int8`, from version 1.
  public var resourceTypes: [Int8] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      if version >= 1 {
        place = "resourceTypes"
        do {
          let count = try reader.count(compact: true, minimum: 1)
          var elements: [Int8] = []
          elements.reserveCapacity(reader.room(for: count, of: Int8.self))
          for _ in 0..<count { elements.append(try reader.int8()) }
          resourceTypes = elements
        }
      }
      place = "tagged fields"
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var content = value
        unknownTaggedFields.append(try content.unknownField(tag))
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    if !(version >= 1), !resourceTypes.isEmpty {
      throw noPlace(for: "ListConfigResourcesRequest.resourceTypes", version)
    }
    if version >= 1 {
      try writer.count(resourceTypes.count, compact: true, "ListConfigResourcesRequest.resourceTypes")
      for element in resourceTypes { writer.int8(element) }
    }
    try writer.taggedFields(unknownTaggedFields, "ListConfigResourcesRequest.unknownTaggedFields")
  }
}

/// The response of ListConfigResources (API 74), versions 0 to 1.
public struct ListConfigResourcesResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "ListConfigResourcesResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 74) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `[]ConfigResource`, from version 0.
  public var configResources: [ConfigResource] = []
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
      place = "configResources"
      do {
        let count = try reader.count(compact: true, minimum: 1)
        configResources = try reader.structures(count, version: version)
      }
      place = "tagged fields"
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var content = value
        unknownTaggedFields.append(try content.unknownField(tag))
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
    try writer.count(configResources.count, compact: true, "ListConfigResourcesResponse.configResources")
    try writer.structures(configResources, version: version)
    try writer.taggedFields(unknownTaggedFields, "ListConfigResourcesResponse.unknownTaggedFields")
  }

  /// ConfigResource of ListConfigResourcesResponse.
  public struct ConfigResource: KafkaStructure {
    /// `string`, from version 0.
    public var resourceName: String = ""
    /// `int8`, from version 1.
    public var resourceType: Int8 = 16
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "resourceName"
        resourceName = try reader.string(compact: true)
        if version >= 1 {
          place = "resourceType"
          resourceType = try reader.int8()
        }
        place = "tagged fields"
        var last = -1
        for _ in 0..<(try reader.tagCount()) {
          let (tag, value) = try reader.tag(after: &last)
          var content = value
          unknownTaggedFields.append(try content.unknownField(tag))
        }
      } catch { throw error.inside(place) }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(resourceName, compact: true, "ConfigResource.resourceName")
      if version >= 1 {
        writer.int8(resourceType)
      }
      try writer.taggedFields(unknownTaggedFields, "ConfigResource.unknownTaggedFields")
    }
  }
}
