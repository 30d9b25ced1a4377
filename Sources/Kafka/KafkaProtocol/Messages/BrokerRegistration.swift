// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of BrokerRegistration (API 62), versions 0 to 4.
public struct BrokerRegistrationRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = BrokerRegistrationResponse

  /// Kafka's name of the message.
  public static var name: String { "BrokerRegistrationRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 62) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...4 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0.
  public var brokerId: Int32 = 0
  /// `string`, from version 0.
  public var clusterId: String = ""
  /// `uuid`, from version 0.
  public var incarnationId: KafkaUUID = KafkaUUID.zero
  /// `[]Listener`, from version 0.
  public var listeners: [Listener] = []
  /// `[]Feature`, from version 0.
  public var features: [Feature] = []
  /// `string`, from version 0; may be null.
  public var rack: String? = ""
  /// `bool`, from version 1.
  public var isMigratingZkBroker: Bool = false
  /// `[]uuid`, from version 2.
  public var logDirs: [KafkaUUID] = []
  /// `int64`, from version 3.
  public var previousBrokerEpoch: Int64 = -1
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "brokerId"
      brokerId = try reader.int32()
      place = "clusterId"
      clusterId = try reader.string(compact: true)
      place = "incarnationId"
      incarnationId = try reader.uuid()
      place = "listeners"
      do {
        let count = try reader.count(compact: true, minimum: 6)
        listeners = try reader.structures(count, version: version)
      }
      place = "features"
      do {
        let count = try reader.count(compact: true, minimum: 5)
        features = try reader.structures(count, version: version)
      }
      place = "rack"
      rack = try reader.nullableString(compact: true)
      if version >= 1 {
        place = "isMigratingZkBroker"
        isMigratingZkBroker = try reader.bool()
      }
      if version >= 2 {
        place = "logDirs"
        do {
          let count = try reader.count(compact: true, minimum: 16)
          var elements: [KafkaUUID] = []
          elements.reserveCapacity(reader.room(for: count, of: KafkaUUID.self))
          for _ in 0..<count { elements.append(try reader.uuid()) }
          logDirs = elements
        }
      }
      if version >= 3 {
        place = "previousBrokerEpoch"
        previousBrokerEpoch = try reader.int64()
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
    writer.int32(brokerId)
    try writer.string(clusterId, compact: true, "BrokerRegistrationRequest.clusterId")
    writer.uuid(incarnationId)
    try writer.count(listeners.count, compact: true, "BrokerRegistrationRequest.listeners")
    try writer.structures(listeners, version: version)
    try writer.count(features.count, compact: true, "BrokerRegistrationRequest.features")
    try writer.structures(features, version: version)
    try writer.nullableString(rack, compact: true, "BrokerRegistrationRequest.rack")
    if !(version >= 1), isMigratingZkBroker != false {
      throw noPlace(for: "BrokerRegistrationRequest.isMigratingZkBroker", version)
    }
    if version >= 1 {
      writer.bool(isMigratingZkBroker)
    }
    if version >= 2 {
      try writer.count(logDirs.count, compact: true, "BrokerRegistrationRequest.logDirs")
      for element in logDirs { writer.uuid(element) }
    }
    if version >= 3 {
      writer.int64(previousBrokerEpoch)
    }
    try writer.taggedFields(unknownTaggedFields, "BrokerRegistrationRequest.unknownTaggedFields")
  }

  /// Listener of BrokerRegistrationRequest.
  public struct Listener: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `string`, from version 0.
    public var host: String = ""
    /// `uint16`, from version 0.
    public var port: UInt16 = 0
    /// `int16`, from version 0.
    public var securityProtocol: Int16 = 0
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
        place = "securityProtocol"
        securityProtocol = try reader.int16()
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
      writer.int16(securityProtocol)
      try writer.taggedFields(unknownTaggedFields, "Listener.unknownTaggedFields")
    }
  }

  /// Feature of BrokerRegistrationRequest.
  public struct Feature: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `int16`, from version 0.
    public var minSupportedVersion: Int16 = 0
    /// `int16`, from version 0.
    public var maxSupportedVersion: Int16 = 0
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
        place = "minSupportedVersion"
        minSupportedVersion = try reader.int16()
        place = "maxSupportedVersion"
        maxSupportedVersion = try reader.int16()
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
      try writer.string(name, compact: true, "Feature.name")
      writer.int16(minSupportedVersion)
      writer.int16(maxSupportedVersion)
      try writer.taggedFields(unknownTaggedFields, "Feature.unknownTaggedFields")
    }
  }
}

/// The response of BrokerRegistration (API 62), versions 0 to 4.
public struct BrokerRegistrationResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "BrokerRegistrationResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 62) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...4 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `int64`, from version 0.
  public var brokerEpoch: Int64 = -1
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
      place = "brokerEpoch"
      brokerEpoch = try reader.int64()
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
    writer.int64(brokerEpoch)
    try writer.taggedFields(unknownTaggedFields, "BrokerRegistrationResponse.unknownTaggedFields")
  }
}
