// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of BrokerHeartbeat (API 63), versions 0 to 2.
public struct BrokerHeartbeatRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = BrokerHeartbeatResponse

  /// Kafka's name of the message.
  public static var name: String { "BrokerHeartbeatRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 63) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0.
  public var brokerId: Int32 = 0
  /// `int64`, from version 0.
  public var brokerEpoch: Int64 = -1
  /// `int64`, from version 0.
  public var currentMetadataOffset: Int64 = 0
  /// `bool`, from version 0.
  public var wantFence: Bool = false
  /// `bool`, from version 0.
  public var wantShutDown: Bool = false
  /// `[]uuid`, from version 1; tag 0.
  public var offlineLogDirs: [KafkaUUID] = []
  /// `[]uuid`, from version 2; may be null; tag 1.
  public var cordonedLogDirs: [KafkaUUID]? = nil
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
      place = "brokerEpoch"
      brokerEpoch = try reader.int64()
      place = "currentMetadataOffset"
      currentMetadataOffset = try reader.int64()
      place = "wantFence"
      wantFence = try reader.bool()
      place = "wantShutDown"
      wantShutDown = try reader.bool()
      place = "tagged fields"
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var content = value
        switch tag {
        case 0 where version >= 1:
          place = "offlineLogDirs"
          do {
            let count = try content.count(compact: true, minimum: 16)
            var elements: [KafkaUUID] = []
            elements.reserveCapacity(content.room(for: count, of: KafkaUUID.self))
            for _ in 0..<count { elements.append(try content.uuid()) }
            offlineLogDirs = elements
          }
          try content.finish()
        case 1 where version >= 2:
          place = "cordonedLogDirs"
          if version >= 2 {
            if let count = try content.nullableCount(compact: true, minimum: 16) {
              var elements: [KafkaUUID] = []
              elements.reserveCapacity(content.room(for: count, of: KafkaUUID.self))
              for _ in 0..<count { elements.append(try content.uuid()) }
              cordonedLogDirs = elements
            } else {
              cordonedLogDirs = nil
            }
          } else {
            do {
              let count = try content.count(compact: true, minimum: 16)
              var elements: [KafkaUUID] = []
              elements.reserveCapacity(content.room(for: count, of: KafkaUUID.self))
              for _ in 0..<count { elements.append(try content.uuid()) }
              cordonedLogDirs = elements
            }
          }
          try content.finish()
        default: unknownTaggedFields.append(try content.unknownField(tag))
        }
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int32(brokerId)
    writer.int64(brokerEpoch)
    writer.int64(currentMetadataOffset)
    writer.bool(wantFence)
    writer.bool(wantShutDown)
    if !(version >= 1), !offlineLogDirs.isEmpty { throw noPlace(for: "BrokerHeartbeatRequest.offlineLogDirs", version) }
    if !(version >= 2), cordonedLogDirs != nil { throw noPlace(for: "BrokerHeartbeatRequest.cordonedLogDirs", version) }
    var known: [(tag: Int, value: MessageWriter)] = []
    if version >= 1, !offlineLogDirs.isEmpty {
      var field = MessageWriter()
      try field.count(offlineLogDirs.count, compact: true, "BrokerHeartbeatRequest.offlineLogDirs")
      for element in offlineLogDirs { field.uuid(element) }
      known.append((0, field))
    }
    if version >= 2, cordonedLogDirs != nil {
      var field = MessageWriter()
      if !(version >= 2), cordonedLogDirs == nil {
        throw mustNotBeNull("BrokerHeartbeatRequest.cordonedLogDirs", version)
      }
      try field.count(cordonedLogDirs?.count, compact: true, "BrokerHeartbeatRequest.cordonedLogDirs")
      if let elements = cordonedLogDirs {
        for element in elements { field.uuid(element) }
      }
      known.append((1, field))
    }
    if version >= 1 {
      try refuse(tag: 0, among: unknownTaggedFields, "BrokerHeartbeatRequest.unknownTaggedFields")
    }
    if version >= 2 {
      try refuse(tag: 1, among: unknownTaggedFields, "BrokerHeartbeatRequest.unknownTaggedFields")
    }
    try writer.taggedFields(known, unknownTaggedFields, "BrokerHeartbeatRequest.unknownTaggedFields")
  }
}

/// The response of BrokerHeartbeat (API 63), versions 0 to 2.
public struct BrokerHeartbeatResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "BrokerHeartbeatResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 63) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `bool`, from version 0.
  public var isCaughtUp: Bool = false
  /// `bool`, from version 0.
  public var isFenced: Bool = true
  /// `bool`, from version 0.
  public var shouldShutDown: Bool = false
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
      place = "isCaughtUp"
      isCaughtUp = try reader.bool()
      place = "isFenced"
      isFenced = try reader.bool()
      place = "shouldShutDown"
      shouldShutDown = try reader.bool()
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
    writer.bool(isCaughtUp)
    writer.bool(isFenced)
    writer.bool(shouldShutDown)
    try writer.taggedFields(unknownTaggedFields, "BrokerHeartbeatResponse.unknownTaggedFields")
  }
}
