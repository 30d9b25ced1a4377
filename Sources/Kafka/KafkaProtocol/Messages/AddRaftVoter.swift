// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of AddRaftVoter (API 80), versions 0 to 1.
public struct AddRaftVoterRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = AddRaftVoterResponse

  /// Kafka's name of the message.
  public static var name: String { "AddRaftVoterRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 80) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `string`, from version 0; may be null.
  public var clusterId: String? = ""
  /// `int32`, from version 0; milliseconds.
  public var timeoutMs: Int32 = 0
  /// `int32`, from version 0.
  public var voterId: Int32 = 0
  /// `uuid`, from version 0.
  public var voterDirectoryId: KafkaUUID = KafkaUUID.zero
  /// `[]Listener`, from version 0.
  public var listeners: [Listener] = []
  /// `bool`, from version 1.
  public var ackWhenCommitted: Bool = true
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "clusterId"
      clusterId = try reader.nullableString(compact: true)
      place = "timeoutMs"
      timeoutMs = try reader.int32()
      place = "voterId"
      voterId = try reader.int32()
      place = "voterDirectoryId"
      voterDirectoryId = try reader.uuid()
      place = "listeners"
      do {
        let count = try reader.count(compact: true, minimum: 4)
        listeners = try reader.structures(count, version: version)
      }
      if version >= 1 {
        place = "ackWhenCommitted"
        ackWhenCommitted = try reader.bool()
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
    try writer.nullableString(clusterId, compact: true, "AddRaftVoterRequest.clusterId")
    writer.int32(timeoutMs)
    writer.int32(voterId)
    writer.uuid(voterDirectoryId)
    try writer.count(listeners.count, compact: true, "AddRaftVoterRequest.listeners")
    try writer.structures(listeners, version: version)
    if !(version >= 1), ackWhenCommitted != true { throw noPlace(for: "AddRaftVoterRequest.ackWhenCommitted", version) }
    if version >= 1 {
      writer.bool(ackWhenCommitted)
    }
    try writer.taggedFields(unknownTaggedFields, "AddRaftVoterRequest.unknownTaggedFields")
  }

  /// Listener of AddRaftVoterRequest.
  public struct Listener: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `string`, from version 0.
    public var host: String = ""
    /// `uint16`, from version 0.
    public var port: UInt16 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "name"
        name = try reader.string(compact: true)
        place = "host"
        host = try reader.string(compact: true)
        place = "port"
        port = try reader.uint16()
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
      try writer.string(name, compact: true, "Listener.name")
      try writer.string(host, compact: true, "Listener.host")
      writer.uint16(port)
      try writer.taggedFields(unknownTaggedFields, "Listener.unknownTaggedFields")
    }
  }
}

/// The response of AddRaftVoter (API 80), versions 0 to 1.
public struct AddRaftVoterResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "AddRaftVoterResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 80) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `string`, from version 0; may be null.
  public var errorMessage: String? = ""
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
      errorMessage = try reader.nullableString(compact: true)
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
    try writer.nullableString(errorMessage, compact: true, "AddRaftVoterResponse.errorMessage")
    try writer.taggedFields(unknownTaggedFields, "AddRaftVoterResponse.unknownTaggedFields")
  }
}
