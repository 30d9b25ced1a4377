// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of FindCoordinator (API 10), versions 0 to 6.
public struct FindCoordinatorRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = FindCoordinatorResponse

  /// Kafka's name of the message.
  public static var name: String { "FindCoordinatorRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 10) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...6 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 3 }
  /// `string`, versions 0 to 3.
  public var key: String = ""
  /// `int8`, from version 1.
  public var keyType: Int8 = 0
  /// `[]string`, from version 4.
  public var coordinatorKeys: [String] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      if version <= 3 {
        place = "key"
        key = try reader.string(compact: version >= 3)
      }
      if version >= 1 {
        place = "keyType"
        keyType = try reader.int8()
      }
      if version >= 4 {
        place = "coordinatorKeys"
        do {
          let count = try reader.count(compact: version >= 3, minimum: 1)
          var elements: [String] = []
          elements.reserveCapacity(reader.room(for: count, of: String.self))
          for _ in 0..<count { elements.append(try reader.string(compact: version >= 3)) }
          coordinatorKeys = elements
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
    if !(version <= 3), key != "" { throw noPlace(for: "FindCoordinatorRequest.key", version) }
    if version <= 3 {
      try writer.string(key, compact: version >= 3, "FindCoordinatorRequest.key")
    }
    if !(version >= 1), keyType != 0 { throw noPlace(for: "FindCoordinatorRequest.keyType", version) }
    if version >= 1 {
      writer.int8(keyType)
    }
    if !(version >= 4), !coordinatorKeys.isEmpty {
      throw noPlace(for: "FindCoordinatorRequest.coordinatorKeys", version)
    }
    if version >= 4 {
      try writer.count(coordinatorKeys.count, compact: version >= 3, "FindCoordinatorRequest.coordinatorKeys")
      for element in coordinatorKeys {
        try writer.string(element, compact: version >= 3, "FindCoordinatorRequest.coordinatorKeys")
      }
    }
    if version >= 3 {
      try writer.taggedFields(unknownTaggedFields, "FindCoordinatorRequest.unknownTaggedFields")
    }
    if !(version >= 3), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "FindCoordinatorRequest.unknownTaggedFields", version)
    }
  }
}

/// The response of FindCoordinator (API 10), versions 0 to 6.
public struct FindCoordinatorResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "FindCoordinatorResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 10) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...6 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 3 }
  /// `int32`, from version 1; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, versions 0 to 3.
  public var errorCode: Int16 = 0
  /// `string`, versions 1 to 3; may be null.
  public var errorMessage: String? = ""
  /// `int32`, versions 0 to 3.
  public var nodeId: Int32 = 0
  /// `string`, versions 0 to 3.
  public var host: String = ""
  /// `int32`, versions 0 to 3.
  public var port: Int32 = 0
  /// `[]Coordinator`, from version 4.
  public var coordinators: [Coordinator] = []
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
      if version <= 3 {
        place = "errorCode"
        errorCode = try reader.int16()
      }
      if version >= 1 && version <= 3 {
        place = "errorMessage"
        if version >= 1 && version <= 3 {
          errorMessage = try reader.nullableString(compact: version >= 3)
        } else {
          errorMessage = try reader.string(compact: version >= 3)
        }
      }
      if version <= 3 {
        place = "nodeId"
        nodeId = try reader.int32()
      }
      if version <= 3 {
        place = "host"
        host = try reader.string(compact: version >= 3)
      }
      if version <= 3 {
        place = "port"
        port = try reader.int32()
      }
      if version >= 4 {
        place = "coordinators"
        do {
          let count = try reader.count(compact: version >= 3, minimum: 1)
          coordinators = try reader.structures(count, version: version)
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
    if version >= 1 {
      writer.int32(throttleTimeMs)
    }
    if !(version <= 3), errorCode != 0 { throw noPlace(for: "FindCoordinatorResponse.errorCode", version) }
    if version <= 3 {
      writer.int16(errorCode)
    }
    if version >= 1 && version <= 3 {
      if !(version >= 1 && version <= 3), errorMessage == nil {
        throw mustNotBeNull("FindCoordinatorResponse.errorMessage", version)
      }
      try writer.nullableString(errorMessage, compact: version >= 3, "FindCoordinatorResponse.errorMessage")
    }
    if !(version <= 3), nodeId != 0 { throw noPlace(for: "FindCoordinatorResponse.nodeId", version) }
    if version <= 3 {
      writer.int32(nodeId)
    }
    if !(version <= 3), host != "" { throw noPlace(for: "FindCoordinatorResponse.host", version) }
    if version <= 3 {
      try writer.string(host, compact: version >= 3, "FindCoordinatorResponse.host")
    }
    if !(version <= 3), port != 0 { throw noPlace(for: "FindCoordinatorResponse.port", version) }
    if version <= 3 {
      writer.int32(port)
    }
    if !(version >= 4), !coordinators.isEmpty { throw noPlace(for: "FindCoordinatorResponse.coordinators", version) }
    if version >= 4 {
      try writer.count(coordinators.count, compact: version >= 3, "FindCoordinatorResponse.coordinators")
      try writer.structures(coordinators, version: version)
    }
    if version >= 3 {
      try writer.taggedFields(unknownTaggedFields, "FindCoordinatorResponse.unknownTaggedFields")
    }
    if !(version >= 3), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "FindCoordinatorResponse.unknownTaggedFields", version)
    }
  }

  /// Coordinator of FindCoordinatorResponse.
  public struct Coordinator: KafkaStructure {
    /// `string`, from version 4.
    public var key: String = ""
    /// `int32`, from version 4.
    public var nodeId: Int32 = 0
    /// `string`, from version 4.
    public var host: String = ""
    /// `int32`, from version 4.
    public var port: Int32 = 0
    /// `int16`, from version 4.
    public var errorCode: Int16 = 0
    /// `string`, from version 4; may be null.
    public var errorMessage: String? = ""
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 4 {
          place = "key"
          key = try reader.string(compact: version >= 3)
        }
        if version >= 4 {
          place = "nodeId"
          nodeId = try reader.int32()
        }
        if version >= 4 {
          place = "host"
          host = try reader.string(compact: version >= 3)
        }
        if version >= 4 {
          place = "port"
          port = try reader.int32()
        }
        if version >= 4 {
          place = "errorCode"
          errorCode = try reader.int16()
        }
        if version >= 4 {
          place = "errorMessage"
          if version >= 4 {
            errorMessage = try reader.nullableString(compact: version >= 3)
          } else {
            errorMessage = try reader.string(compact: version >= 3)
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
      if !(version >= 4), key != "" { throw noPlace(for: "Coordinator.key", version) }
      if version >= 4 {
        try writer.string(key, compact: version >= 3, "Coordinator.key")
      }
      if !(version >= 4), nodeId != 0 { throw noPlace(for: "Coordinator.nodeId", version) }
      if version >= 4 {
        writer.int32(nodeId)
      }
      if !(version >= 4), host != "" { throw noPlace(for: "Coordinator.host", version) }
      if version >= 4 {
        try writer.string(host, compact: version >= 3, "Coordinator.host")
      }
      if !(version >= 4), port != 0 { throw noPlace(for: "Coordinator.port", version) }
      if version >= 4 {
        writer.int32(port)
      }
      if !(version >= 4), errorCode != 0 { throw noPlace(for: "Coordinator.errorCode", version) }
      if version >= 4 {
        writer.int16(errorCode)
      }
      if version >= 4 {
        if !(version >= 4), errorMessage == nil { throw mustNotBeNull("Coordinator.errorMessage", version) }
        try writer.nullableString(errorMessage, compact: version >= 3, "Coordinator.errorMessage")
      }
      if version >= 3 {
        try writer.taggedFields(unknownTaggedFields, "Coordinator.unknownTaggedFields")
      }
      if !(version >= 3), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "Coordinator.unknownTaggedFields", version)
      }
    }
  }
}
