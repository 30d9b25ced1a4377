// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of DescribeCluster (API 60), versions 0 to 2.
public struct DescribeClusterRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = DescribeClusterResponse

  /// Kafka's name of the message.
  public static var name: String { "DescribeClusterRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 60) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `bool`, from version 0.
  public var includeClusterAuthorizedOperations: Bool = false
  /// `int8`, from version 1.
  public var endpointType: Int8 = 1
  /// `bool`, from version 2.
  public var includeFencedBrokers: Bool = false
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "includeClusterAuthorizedOperations"
      includeClusterAuthorizedOperations = try reader.bool()
      if version >= 1 {
        place = "endpointType"
        endpointType = try reader.int8()
      }
      if version >= 2 {
        place = "includeFencedBrokers"
        includeFencedBrokers = try reader.bool()
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
    writer.bool(includeClusterAuthorizedOperations)
    if !(version >= 1), endpointType != 1 { throw noPlace(for: "DescribeClusterRequest.endpointType", version) }
    if version >= 1 {
      writer.int8(endpointType)
    }
    if !(version >= 2), includeFencedBrokers != false {
      throw noPlace(for: "DescribeClusterRequest.includeFencedBrokers", version)
    }
    if version >= 2 {
      writer.bool(includeFencedBrokers)
    }
    try writer.taggedFields(unknownTaggedFields, "DescribeClusterRequest.unknownTaggedFields")
  }
}

/// The response of DescribeCluster (API 60), versions 0 to 2.
public struct DescribeClusterResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "DescribeClusterResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 60) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `string`, from version 0; may be null.
  public var errorMessage: String? = nil
  /// `int8`, from version 1.
  public var endpointType: Int8 = 1
  /// `string`, from version 0.
  public var clusterId: String = ""
  /// `int32`, from version 0.
  public var controllerId: Int32 = -1
  /// `[]DescribeClusterBroker`, from version 0.
  public var brokers: [Broker] = []
  /// `int32`, from version 0.
  public var clusterAuthorizedOperations: Int32 = -2147483648
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
      if version >= 1 {
        place = "endpointType"
        endpointType = try reader.int8()
      }
      place = "clusterId"
      clusterId = try reader.string(compact: true)
      place = "controllerId"
      controllerId = try reader.int32()
      place = "brokers"
      do {
        let count = try reader.count(compact: true, minimum: 10)
        brokers = try reader.structures(count, version: version)
      }
      place = "clusterAuthorizedOperations"
      clusterAuthorizedOperations = try reader.int32()
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
    try writer.nullableString(errorMessage, compact: true, "DescribeClusterResponse.errorMessage")
    if !(version >= 1), endpointType != 1 { throw noPlace(for: "DescribeClusterResponse.endpointType", version) }
    if version >= 1 {
      writer.int8(endpointType)
    }
    try writer.string(clusterId, compact: true, "DescribeClusterResponse.clusterId")
    writer.int32(controllerId)
    try writer.count(brokers.count, compact: true, "DescribeClusterResponse.brokers")
    try writer.structures(brokers, version: version)
    writer.int32(clusterAuthorizedOperations)
    try writer.taggedFields(unknownTaggedFields, "DescribeClusterResponse.unknownTaggedFields")
  }

  /// DescribeClusterBroker of DescribeClusterResponse.
  public struct Broker: KafkaStructure {
    /// `int32`, from version 0.
    public var brokerId: Int32 = 0
    /// `string`, from version 0.
    public var host: String = ""
    /// `int32`, from version 0.
    public var port: Int32 = 0
    /// `string`, from version 0; may be null.
    public var rack: String? = nil
    /// `bool`, from version 2.
    public var isFenced: Bool = false
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
        place = "host"
        host = try reader.string(compact: true)
        place = "port"
        port = try reader.int32()
        place = "rack"
        rack = try reader.nullableString(compact: true)
        if version >= 2 {
          place = "isFenced"
          isFenced = try reader.bool()
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
      try writer.string(host, compact: true, "DescribeClusterBroker.host")
      writer.int32(port)
      try writer.nullableString(rack, compact: true, "DescribeClusterBroker.rack")
      if !(version >= 2), isFenced != false { throw noPlace(for: "DescribeClusterBroker.isFenced", version) }
      if version >= 2 {
        writer.bool(isFenced)
      }
      try writer.taggedFields(unknownTaggedFields, "DescribeClusterBroker.unknownTaggedFields")
    }
  }
}
