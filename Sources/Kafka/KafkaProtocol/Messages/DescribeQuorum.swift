// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of DescribeQuorum (API 55), versions 0 to 2.
public struct DescribeQuorumRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = DescribeQuorumResponse

  /// Kafka's name of the message.
  public static var name: String { "DescribeQuorumRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 55) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `[]TopicData`, from version 0.
  public var topics: [TopicData] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "topics"
      do {
        let count = try reader.count(compact: true, minimum: 2)
        topics = try reader.structures(count, version: version)
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
    try writer.count(topics.count, compact: true, "DescribeQuorumRequest.topics")
    try writer.structures(topics, version: version)
    try writer.taggedFields(unknownTaggedFields, "DescribeQuorumRequest.unknownTaggedFields")
  }

  /// TopicData of DescribeQuorumRequest.
  public struct TopicData: KafkaStructure {
    /// `string`, from version 0.
    public var topicName: String = ""
    /// `[]PartitionData`, from version 0.
    public var partitions: [PartitionData] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "topicName"
        topicName = try reader.string(compact: true)
        place = "partitions"
        do {
          let count = try reader.count(compact: true, minimum: 4)
          partitions = try reader.structures(count, version: version)
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
      try writer.string(topicName, compact: true, "TopicData.topicName")
      try writer.count(partitions.count, compact: true, "TopicData.partitions")
      try writer.structures(partitions, version: version)
      try writer.taggedFields(unknownTaggedFields, "TopicData.unknownTaggedFields")
    }
  }

  /// PartitionData of DescribeQuorumRequest.
  public struct PartitionData: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "partitionIndex"
        partitionIndex = try reader.int32()
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
      writer.int32(partitionIndex)
      try writer.taggedFields(unknownTaggedFields, "PartitionData.unknownTaggedFields")
    }
  }
}

/// The response of DescribeQuorum (API 55), versions 0 to 2.
public struct DescribeQuorumResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "DescribeQuorumResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 55) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...2 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `string`, from version 2; may be null.
  public var errorMessage: String? = ""
  /// `[]TopicData`, from version 0.
  public var topics: [TopicData] = []
  /// `[]Node`, from version 2.
  public var nodes: [Node] = []
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
      if version >= 2 {
        place = "errorMessage"
        if version >= 2 {
          errorMessage = try reader.nullableString(compact: true)
        } else {
          errorMessage = try reader.string(compact: true)
        }
      }
      place = "topics"
      do {
        let count = try reader.count(compact: true, minimum: 2)
        topics = try reader.structures(count, version: version)
      }
      if version >= 2 {
        place = "nodes"
        do {
          let count = try reader.count(compact: true, minimum: 1)
          nodes = try reader.structures(count, version: version)
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
    writer.int16(errorCode)
    if version >= 2 {
      if !(version >= 2), errorMessage == nil { throw mustNotBeNull("DescribeQuorumResponse.errorMessage", version) }
      try writer.nullableString(errorMessage, compact: true, "DescribeQuorumResponse.errorMessage")
    }
    try writer.count(topics.count, compact: true, "DescribeQuorumResponse.topics")
    try writer.structures(topics, version: version)
    if !(version >= 2), !nodes.isEmpty { throw noPlace(for: "DescribeQuorumResponse.nodes", version) }
    if version >= 2 {
      try writer.count(nodes.count, compact: true, "DescribeQuorumResponse.nodes")
      try writer.structures(nodes, version: version)
    }
    try writer.taggedFields(unknownTaggedFields, "DescribeQuorumResponse.unknownTaggedFields")
  }

  /// TopicData of DescribeQuorumResponse.
  public struct TopicData: KafkaStructure {
    /// `string`, from version 0.
    public var topicName: String = ""
    /// `[]PartitionData`, from version 0.
    public var partitions: [PartitionData] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "topicName"
        topicName = try reader.string(compact: true)
        place = "partitions"
        do {
          let count = try reader.count(compact: true, minimum: 24)
          partitions = try reader.structures(count, version: version)
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
      try writer.string(topicName, compact: true, "TopicData.topicName")
      try writer.count(partitions.count, compact: true, "TopicData.partitions")
      try writer.structures(partitions, version: version)
      try writer.taggedFields(unknownTaggedFields, "TopicData.unknownTaggedFields")
    }
  }

  /// PartitionData of DescribeQuorumResponse.
  public struct PartitionData: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 2; may be null.
    public var errorMessage: String? = ""
    /// `int32`, from version 0.
    public var leaderId: Int32 = 0
    /// `int32`, from version 0.
    public var leaderEpoch: Int32 = 0
    /// `int64`, from version 0.
    public var highWatermark: Int64 = 0
    /// `[]ReplicaState`, from version 0.
    public var currentVoters: [ReplicaState] = []
    /// `[]ReplicaState`, from version 0.
    public var observers: [ReplicaState] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "partitionIndex"
        partitionIndex = try reader.int32()
        place = "errorCode"
        errorCode = try reader.int16()
        if version >= 2 {
          place = "errorMessage"
          if version >= 2 {
            errorMessage = try reader.nullableString(compact: true)
          } else {
            errorMessage = try reader.string(compact: true)
          }
        }
        place = "leaderId"
        leaderId = try reader.int32()
        place = "leaderEpoch"
        leaderEpoch = try reader.int32()
        place = "highWatermark"
        highWatermark = try reader.int64()
        place = "currentVoters"
        do {
          let count = try reader.count(compact: true, minimum: 12)
          currentVoters = try reader.structures(count, version: version)
        }
        place = "observers"
        do {
          let count = try reader.count(compact: true, minimum: 12)
          observers = try reader.structures(count, version: version)
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
      writer.int32(partitionIndex)
      writer.int16(errorCode)
      if version >= 2 {
        if !(version >= 2), errorMessage == nil { throw mustNotBeNull("PartitionData.errorMessage", version) }
        try writer.nullableString(errorMessage, compact: true, "PartitionData.errorMessage")
      }
      writer.int32(leaderId)
      writer.int32(leaderEpoch)
      writer.int64(highWatermark)
      try writer.count(currentVoters.count, compact: true, "PartitionData.currentVoters")
      try writer.structures(currentVoters, version: version)
      try writer.count(observers.count, compact: true, "PartitionData.observers")
      try writer.structures(observers, version: version)
      try writer.taggedFields(unknownTaggedFields, "PartitionData.unknownTaggedFields")
    }
  }

  /// Node of DescribeQuorumResponse.
  public struct Node: KafkaStructure {
    /// `int32`, from version 2.
    public var nodeId: Int32 = 0
    /// `[]Listener`, from version 2.
    public var listeners: [Listener] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 2 {
          place = "nodeId"
          nodeId = try reader.int32()
        }
        if version >= 2 {
          place = "listeners"
          do {
            let count = try reader.count(compact: true, minimum: 1)
            listeners = try reader.structures(count, version: version)
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
      if !(version >= 2), nodeId != 0 { throw noPlace(for: "Node.nodeId", version) }
      if version >= 2 {
        writer.int32(nodeId)
      }
      if !(version >= 2), !listeners.isEmpty { throw noPlace(for: "Node.listeners", version) }
      if version >= 2 {
        try writer.count(listeners.count, compact: true, "Node.listeners")
        try writer.structures(listeners, version: version)
      }
      try writer.taggedFields(unknownTaggedFields, "Node.unknownTaggedFields")
    }
  }

  /// Listener of DescribeQuorumResponse.
  public struct Listener: KafkaStructure {
    /// `string`, from version 2.
    public var name: String = ""
    /// `string`, from version 2.
    public var host: String = ""
    /// `uint16`, from version 2.
    public var port: UInt16 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 2 {
          place = "name"
          name = try reader.string(compact: true)
        }
        if version >= 2 {
          place = "host"
          host = try reader.string(compact: true)
        }
        if version >= 2 {
          place = "port"
          port = try reader.uint16()
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
      if !(version >= 2), name != "" { throw noPlace(for: "Listener.name", version) }
      if version >= 2 {
        try writer.string(name, compact: true, "Listener.name")
      }
      if !(version >= 2), host != "" { throw noPlace(for: "Listener.host", version) }
      if version >= 2 {
        try writer.string(host, compact: true, "Listener.host")
      }
      if !(version >= 2), port != 0 { throw noPlace(for: "Listener.port", version) }
      if version >= 2 {
        writer.uint16(port)
      }
      try writer.taggedFields(unknownTaggedFields, "Listener.unknownTaggedFields")
    }
  }

  /// ReplicaState of DescribeQuorumResponse.
  public struct ReplicaState: KafkaStructure {
    /// `int32`, from version 0.
    public var replicaId: Int32 = 0
    /// `uuid`, from version 2.
    public var replicaDirectoryId: KafkaUUID = KafkaUUID.zero
    /// `int64`, from version 0.
    public var logEndOffset: Int64 = 0
    /// `int64`, from version 1; milliseconds since 1970.
    public var lastFetchTimestamp: Int64 = -1
    /// `int64`, from version 1; milliseconds since 1970.
    public var lastCaughtUpTimestamp: Int64 = -1
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "replicaId"
        replicaId = try reader.int32()
        if version >= 2 {
          place = "replicaDirectoryId"
          replicaDirectoryId = try reader.uuid()
        }
        place = "logEndOffset"
        logEndOffset = try reader.int64()
        if version >= 1 {
          place = "lastFetchTimestamp"
          lastFetchTimestamp = try reader.int64()
        }
        if version >= 1 {
          place = "lastCaughtUpTimestamp"
          lastCaughtUpTimestamp = try reader.int64()
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
      writer.int32(replicaId)
      if !(version >= 2), replicaDirectoryId != KafkaUUID.zero {
        throw noPlace(for: "ReplicaState.replicaDirectoryId", version)
      }
      if version >= 2 {
        writer.uuid(replicaDirectoryId)
      }
      writer.int64(logEndOffset)
      if version >= 1 {
        writer.int64(lastFetchTimestamp)
      }
      if version >= 1 {
        writer.int64(lastCaughtUpTimestamp)
      }
      try writer.taggedFields(unknownTaggedFields, "ReplicaState.unknownTaggedFields")
    }
  }
}
