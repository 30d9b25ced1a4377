// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of Metadata (API 3), versions 0 to 13.
public struct MetadataRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = MetadataResponse

  /// Kafka's name of the message.
  public static var name: String { "MetadataRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 3) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...13 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 9 }
  /// `[]MetadataRequestTopic`, from version 0; may be null from version 1.
  public var topics: [Topic]? = []
  /// `bool`, from version 4.
  public var allowAutoTopicCreation: Bool = true
  /// `bool`, versions 8 to 10.
  public var includeClusterAuthorizedOperations: Bool = false
  /// `bool`, from version 8.
  public var includeTopicAuthorizedOperations: Bool = false
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "topics"
      if version >= 1 {
        if let count = try reader.nullableCount(compact: version >= 9, minimum: 1) {
          topics = try reader.structures(count, version: version)
        } else {
          topics = nil
        }
      } else {
        do {
          let count = try reader.count(compact: version >= 9, minimum: 1)
          topics = try reader.structures(count, version: version)
        }
      }
      if version >= 4 {
        place = "allowAutoTopicCreation"
        allowAutoTopicCreation = try reader.bool()
      }
      if version >= 8 && version <= 10 {
        place = "includeClusterAuthorizedOperations"
        includeClusterAuthorizedOperations = try reader.bool()
      }
      if version >= 8 {
        place = "includeTopicAuthorizedOperations"
        includeTopicAuthorizedOperations = try reader.bool()
      }
      if version >= 9 {
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
    if !(version >= 1), topics == nil { throw mustNotBeNull("MetadataRequest.topics", version) }
    try writer.count(topics?.count, compact: version >= 9, "MetadataRequest.topics")
    if let elements = topics {
      try writer.structures(elements, version: version)
    }
    if !(version >= 4), allowAutoTopicCreation != true {
      throw noPlace(for: "MetadataRequest.allowAutoTopicCreation", version)
    }
    if version >= 4 {
      writer.bool(allowAutoTopicCreation)
    }
    if !(version >= 8 && version <= 10), includeClusterAuthorizedOperations != false {
      throw noPlace(for: "MetadataRequest.includeClusterAuthorizedOperations", version)
    }
    if version >= 8 && version <= 10 {
      writer.bool(includeClusterAuthorizedOperations)
    }
    if !(version >= 8), includeTopicAuthorizedOperations != false {
      throw noPlace(for: "MetadataRequest.includeTopicAuthorizedOperations", version)
    }
    if version >= 8 {
      writer.bool(includeTopicAuthorizedOperations)
    }
    if version >= 9 {
      try writer.taggedFields(unknownTaggedFields, "MetadataRequest.unknownTaggedFields")
    }
    if !(version >= 9), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "MetadataRequest.unknownTaggedFields", version)
    }
  }

  /// MetadataRequestTopic of MetadataRequest.
  public struct Topic: KafkaStructure {
    /// `uuid`, from version 10.
    public var topicId: KafkaUUID = KafkaUUID.zero
    /// `string`, from version 0; may be null from version 10.
    public var name: String? = ""
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 10 {
          place = "topicId"
          topicId = try reader.uuid()
        }
        place = "name"
        if version >= 10 {
          name = try reader.nullableString(compact: version >= 9)
        } else {
          name = try reader.string(compact: version >= 9)
        }
        if version >= 9 {
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
      if version >= 10 {
        writer.uuid(topicId)
      }
      if !(version >= 10), name == nil { throw mustNotBeNull("MetadataRequestTopic.name", version) }
      try writer.nullableString(name, compact: version >= 9, "MetadataRequestTopic.name")
      if version >= 9 {
        try writer.taggedFields(unknownTaggedFields, "MetadataRequestTopic.unknownTaggedFields")
      }
      if !(version >= 9), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "MetadataRequestTopic.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of Metadata (API 3), versions 0 to 13.
public struct MetadataResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "MetadataResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 3) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...13 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 9 }
  /// `int32`, from version 3; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]MetadataResponseBroker`, from version 0.
  public var brokers: [Broker] = []
  /// `string`, from version 2; may be null.
  public var clusterId: String? = nil
  /// `int32`, from version 1.
  public var controllerId: Int32 = -1
  /// `[]MetadataResponseTopic`, from version 0.
  public var topics: [Topic] = []
  /// `int32`, versions 8 to 10.
  public var clusterAuthorizedOperations: Int32 = -2147483648
  /// `int16`, from version 13.
  public var errorCode: Int16 = 0
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      if version >= 3 {
        place = "throttleTimeMs"
        throttleTimeMs = try reader.int32()
      }
      place = "brokers"
      do {
        let count = try reader.count(compact: version >= 9, minimum: 9)
        brokers = try reader.structures(count, version: version)
      }
      if version >= 2 {
        place = "clusterId"
        if version >= 2 {
          clusterId = try reader.nullableString(compact: version >= 9)
        } else {
          clusterId = try reader.string(compact: version >= 9)
        }
      }
      if version >= 1 {
        place = "controllerId"
        controllerId = try reader.int32()
      }
      place = "topics"
      do {
        let count = try reader.count(compact: version >= 9, minimum: 4)
        topics = try reader.structures(count, version: version)
      }
      if version >= 8 && version <= 10 {
        place = "clusterAuthorizedOperations"
        clusterAuthorizedOperations = try reader.int32()
      }
      if version >= 13 {
        place = "errorCode"
        errorCode = try reader.int16()
      }
      if version >= 9 {
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
    if version >= 3 {
      writer.int32(throttleTimeMs)
    }
    try writer.count(brokers.count, compact: version >= 9, "MetadataResponse.brokers")
    try writer.structures(brokers, version: version)
    if version >= 2 {
      if !(version >= 2), clusterId == nil { throw mustNotBeNull("MetadataResponse.clusterId", version) }
      try writer.nullableString(clusterId, compact: version >= 9, "MetadataResponse.clusterId")
    }
    if version >= 1 {
      writer.int32(controllerId)
    }
    try writer.count(topics.count, compact: version >= 9, "MetadataResponse.topics")
    try writer.structures(topics, version: version)
    if !(version >= 8 && version <= 10), clusterAuthorizedOperations != -2147483648 {
      throw noPlace(for: "MetadataResponse.clusterAuthorizedOperations", version)
    }
    if version >= 8 && version <= 10 {
      writer.int32(clusterAuthorizedOperations)
    }
    if version >= 13 {
      writer.int16(errorCode)
    }
    if version >= 9 {
      try writer.taggedFields(unknownTaggedFields, "MetadataResponse.unknownTaggedFields")
    }
    if !(version >= 9), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "MetadataResponse.unknownTaggedFields", version)
    }
  }

  /// MetadataResponseBroker of MetadataResponse.
  public struct Broker: KafkaStructure {
    /// `int32`, from version 0.
    public var nodeId: Int32 = 0
    /// `string`, from version 0.
    public var host: String = ""
    /// `int32`, from version 0.
    public var port: Int32 = 0
    /// `string`, from version 1; may be null.
    public var rack: String? = nil
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "nodeId"
        nodeId = try reader.int32()
        place = "host"
        host = try reader.string(compact: version >= 9)
        place = "port"
        port = try reader.int32()
        if version >= 1 {
          place = "rack"
          if version >= 1 {
            rack = try reader.nullableString(compact: version >= 9)
          } else {
            rack = try reader.string(compact: version >= 9)
          }
        }
        if version >= 9 {
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
      writer.int32(nodeId)
      try writer.string(host, compact: version >= 9, "MetadataResponseBroker.host")
      writer.int32(port)
      if version >= 1 {
        if !(version >= 1), rack == nil { throw mustNotBeNull("MetadataResponseBroker.rack", version) }
        try writer.nullableString(rack, compact: version >= 9, "MetadataResponseBroker.rack")
      }
      if version >= 9 {
        try writer.taggedFields(unknownTaggedFields, "MetadataResponseBroker.unknownTaggedFields")
      }
      if !(version >= 9), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "MetadataResponseBroker.unknownTaggedFields", version)
      }
    }
  }

  /// MetadataResponseTopic of MetadataResponse.
  public struct Topic: KafkaStructure {
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 0; may be null from version 12.
    public var name: String? = ""
    /// `uuid`, from version 10.
    public var topicId: KafkaUUID = KafkaUUID.zero
    /// `bool`, from version 1.
    public var isInternal: Bool = false
    /// `[]MetadataResponsePartition`, from version 0.
    public var partitions: [Partition] = []
    /// `int32`, from version 8.
    public var topicAuthorizedOperations: Int32 = -2147483648
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "errorCode"
        errorCode = try reader.int16()
        place = "name"
        if version >= 12 {
          name = try reader.nullableString(compact: version >= 9)
        } else {
          name = try reader.string(compact: version >= 9)
        }
        if version >= 10 {
          place = "topicId"
          topicId = try reader.uuid()
        }
        if version >= 1 {
          place = "isInternal"
          isInternal = try reader.bool()
        }
        place = "partitions"
        do {
          let count = try reader.count(compact: version >= 9, minimum: 12)
          partitions = try reader.structures(count, version: version)
        }
        if version >= 8 {
          place = "topicAuthorizedOperations"
          topicAuthorizedOperations = try reader.int32()
        }
        if version >= 9 {
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
      writer.int16(errorCode)
      if !(version >= 12), name == nil { throw mustNotBeNull("MetadataResponseTopic.name", version) }
      try writer.nullableString(name, compact: version >= 9, "MetadataResponseTopic.name")
      if version >= 10 {
        writer.uuid(topicId)
      }
      if version >= 1 {
        writer.bool(isInternal)
      }
      try writer.count(partitions.count, compact: version >= 9, "MetadataResponseTopic.partitions")
      try writer.structures(partitions, version: version)
      if !(version >= 8), topicAuthorizedOperations != -2147483648 {
        throw noPlace(for: "MetadataResponseTopic.topicAuthorizedOperations", version)
      }
      if version >= 8 {
        writer.int32(topicAuthorizedOperations)
      }
      if version >= 9 {
        try writer.taggedFields(unknownTaggedFields, "MetadataResponseTopic.unknownTaggedFields")
      }
      if !(version >= 9), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "MetadataResponseTopic.unknownTaggedFields", version)
      }
    }
  }

  /// MetadataResponsePartition of MetadataResponse.
  public struct Partition: KafkaStructure {
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int32`, from version 0.
    public var leaderId: Int32 = 0
    /// `int32`, from version 7.
    public var leaderEpoch: Int32 = -1
    /// `[]int32`, from version 0.
    public var replicaNodes: Int32List = Int32List()
    /// `[]int32`, from version 0.
    public var isrNodes: Int32List = Int32List()
    /// `[]int32`, from version 5.
    public var offlineReplicas: Int32List = Int32List()
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "errorCode"
        errorCode = try reader.int16()
        place = "partitionIndex"
        partitionIndex = try reader.int32()
        place = "leaderId"
        leaderId = try reader.int32()
        if version >= 7 {
          place = "leaderEpoch"
          leaderEpoch = try reader.int32()
        }
        place = "replicaNodes"
        do {
          let count = try reader.count(compact: version >= 9, minimum: 4)
          replicaNodes = try reader.int32List(count)
        }
        place = "isrNodes"
        do {
          let count = try reader.count(compact: version >= 9, minimum: 4)
          isrNodes = try reader.int32List(count)
        }
        if version >= 5 {
          place = "offlineReplicas"
          do {
            let count = try reader.count(compact: version >= 9, minimum: 4)
            offlineReplicas = try reader.int32List(count)
          }
        }
        if version >= 9 {
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
      writer.int16(errorCode)
      writer.int32(partitionIndex)
      writer.int32(leaderId)
      if version >= 7 {
        writer.int32(leaderEpoch)
      }
      try writer.count(replicaNodes.count, compact: version >= 9, "MetadataResponsePartition.replicaNodes")
      writer.int32s(replicaNodes)
      try writer.count(isrNodes.count, compact: version >= 9, "MetadataResponsePartition.isrNodes")
      writer.int32s(isrNodes)
      if version >= 5 {
        try writer.count(offlineReplicas.count, compact: version >= 9, "MetadataResponsePartition.offlineReplicas")
        writer.int32s(offlineReplicas)
      }
      if version >= 9 {
        try writer.taggedFields(unknownTaggedFields, "MetadataResponsePartition.unknownTaggedFields")
      }
      if !(version >= 9), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "MetadataResponsePartition.unknownTaggedFields", version)
      }
    }
  }
}
