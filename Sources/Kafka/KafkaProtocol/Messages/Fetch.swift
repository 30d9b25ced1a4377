// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of Fetch (API 1), versions 4 to 18.
public struct FetchRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = FetchResponse

  /// Kafka's name of the message.
  public static var name: String { "FetchRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 1) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 4...18 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 12 }
  /// `string`, from version 12; may be null; tag 0.
  public var clusterId: String? = nil
  /// `int32`, versions 0 to 14.
  public var replicaId: Int32 = -1
  /// `ReplicaState`, from version 15; tag 1.
  public var replicaState: ReplicaState = ReplicaState()
  /// `int32`, from version 0; milliseconds.
  public var maxWaitMs: Int32 = 0
  /// `int32`, from version 0; bytes.
  public var minBytes: Int32 = 0
  /// `int32`, from version 3; bytes.
  public var maxBytes: Int32 = 2147483647
  /// `int8`, from version 4.
  public var isolationLevel: Int8 = 0
  /// `int32`, from version 7.
  public var sessionId: Int32 = 0
  /// `int32`, from version 7.
  public var sessionEpoch: Int32 = -1
  /// `[]FetchTopic`, from version 0.
  public var topics: [Topic] = []
  /// `[]ForgottenTopic`, from version 7.
  public var forgottenTopicsData: [ForgottenTopic] = []
  /// `string`, from version 11.
  public var rackId: String = ""
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      if version <= 14 {
        place = "replicaId"
        replicaId = try reader.int32()
      }
      place = "maxWaitMs"
      maxWaitMs = try reader.int32()
      place = "minBytes"
      minBytes = try reader.int32()
      place = "maxBytes"
      maxBytes = try reader.int32()
      place = "isolationLevel"
      isolationLevel = try reader.int8()
      if version >= 7 {
        place = "sessionId"
        sessionId = try reader.int32()
      }
      if version >= 7 {
        place = "sessionEpoch"
        sessionEpoch = try reader.int32()
      }
      place = "topics"
      do {
        let count = try reader.count(compact: version >= 12, minimum: 1)
        topics = try reader.structures(count, version: version)
      }
      if version >= 7 {
        place = "forgottenTopicsData"
        do {
          let count = try reader.count(compact: version >= 12, minimum: 1)
          forgottenTopicsData = try reader.structures(count, version: version)
        }
      }
      if version >= 11 {
        place = "rackId"
        rackId = try reader.string(compact: version >= 12)
      }
      if version >= 12 {
        place = "tagged fields"
        var last = -1
        for _ in 0..<(try reader.tagCount()) {
          let (tag, value) = try reader.tag(after: &last)
          var content = value
          switch tag {
          case 0 where version >= 12:
            place = "clusterId"
            if version >= 12 {
              clusterId = try content.nullableString(compact: version >= 12)
            } else {
              clusterId = try content.string(compact: version >= 12)
            }
            try content.finish()
          case 1 where version >= 15:
            place = "replicaState"
            replicaState = try ReplicaState(from: &content, version: version)
            try content.finish()
          default: unknownTaggedFields.append(try content.unknownField(tag))
          }
        }
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    if !(version <= 14), replicaId != -1 { throw noPlace(for: "FetchRequest.replicaId", version) }
    if version <= 14 {
      writer.int32(replicaId)
    }
    if !(version >= 15), replicaState != ReplicaState() { throw noPlace(for: "FetchRequest.replicaState", version) }
    writer.int32(maxWaitMs)
    writer.int32(minBytes)
    writer.int32(maxBytes)
    writer.int8(isolationLevel)
    if version >= 7 {
      writer.int32(sessionId)
    }
    if version >= 7 {
      writer.int32(sessionEpoch)
    }
    try writer.count(topics.count, compact: version >= 12, "FetchRequest.topics")
    try writer.structures(topics, version: version)
    if !(version >= 7), !forgottenTopicsData.isEmpty { throw noPlace(for: "FetchRequest.forgottenTopicsData", version) }
    if version >= 7 {
      try writer.count(forgottenTopicsData.count, compact: version >= 12, "FetchRequest.forgottenTopicsData")
      try writer.structures(forgottenTopicsData, version: version)
    }
    if version >= 11 {
      try writer.string(rackId, compact: version >= 12, "FetchRequest.rackId")
    }
    if version >= 12 {
      var known: [(tag: Int, value: MessageWriter)] = []
      if version >= 12, clusterId != nil {
        var field = MessageWriter()
        if !(version >= 12), clusterId == nil { throw mustNotBeNull("FetchRequest.clusterId", version) }
        try field.nullableString(clusterId, compact: version >= 12, "FetchRequest.clusterId")
        known.append((0, field))
      }
      if version >= 15, replicaState != ReplicaState() {
        var field = MessageWriter()
        try replicaState.write(to: &field, version: version)
        known.append((1, field))
      }
      if version >= 12 {
        try refuse(tag: 0, among: unknownTaggedFields, "FetchRequest.unknownTaggedFields")
      }
      if version >= 15 {
        try refuse(tag: 1, among: unknownTaggedFields, "FetchRequest.unknownTaggedFields")
      }
      try writer.taggedFields(known, unknownTaggedFields, "FetchRequest.unknownTaggedFields")
    }
    if !(version >= 12), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "FetchRequest.unknownTaggedFields", version)
    }
  }

  /// ReplicaState of FetchRequest.
  public struct ReplicaState: KafkaStructure {
    /// `int32`, from version 15.
    public var replicaId: Int32 = -1
    /// `int64`, from version 15.
    public var replicaEpoch: Int64 = -1
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 15 {
          place = "replicaId"
          replicaId = try reader.int32()
        }
        if version >= 15 {
          place = "replicaEpoch"
          replicaEpoch = try reader.int64()
        }
        if version >= 12 {
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
      if !(version >= 15), replicaId != -1 { throw noPlace(for: "ReplicaState.replicaId", version) }
      if version >= 15 {
        writer.int32(replicaId)
      }
      if !(version >= 15), replicaEpoch != -1 { throw noPlace(for: "ReplicaState.replicaEpoch", version) }
      if version >= 15 {
        writer.int64(replicaEpoch)
      }
      if version >= 12 {
        try writer.taggedFields(unknownTaggedFields, "ReplicaState.unknownTaggedFields")
      }
      if !(version >= 12), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "ReplicaState.unknownTaggedFields", version)
      }
    }
  }

  /// FetchTopic of FetchRequest.
  public struct Topic: KafkaStructure {
    /// `string`, versions 0 to 12.
    public var topic: String = ""
    /// `uuid`, from version 13.
    public var topicId: KafkaUUID = KafkaUUID.zero
    /// `[]FetchPartition`, from version 0.
    public var partitions: [Partition] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version <= 12 {
          place = "topic"
          topic = try reader.string(compact: version >= 12)
        }
        if version >= 13 {
          place = "topicId"
          topicId = try reader.uuid()
        }
        place = "partitions"
        do {
          let count = try reader.count(compact: version >= 12, minimum: 16)
          partitions = try reader.structures(count, version: version)
        }
        if version >= 12 {
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
      if version <= 12 {
        try writer.string(topic, compact: version >= 12, "FetchTopic.topic")
      }
      if version >= 13 {
        writer.uuid(topicId)
      }
      try writer.count(partitions.count, compact: version >= 12, "FetchTopic.partitions")
      try writer.structures(partitions, version: version)
      if version >= 12 {
        try writer.taggedFields(unknownTaggedFields, "FetchTopic.unknownTaggedFields")
      }
      if !(version >= 12), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "FetchTopic.unknownTaggedFields", version)
      }
    }
  }

  /// FetchPartition of FetchRequest.
  public struct Partition: KafkaStructure {
    /// `int32`, from version 0.
    public var partition: Int32 = 0
    /// `int32`, from version 9.
    public var currentLeaderEpoch: Int32 = -1
    /// `int64`, from version 0.
    public var fetchOffset: Int64 = 0
    /// `int32`, from version 12.
    public var lastFetchedEpoch: Int32 = -1
    /// `int64`, from version 5.
    public var logStartOffset: Int64 = -1
    /// `int32`, from version 0; bytes.
    public var partitionMaxBytes: Int32 = 0
    /// `uuid`, from version 17; tag 0.
    public var replicaDirectoryId: KafkaUUID = KafkaUUID.zero
    /// `int64`, from version 18; tag 1.
    public var highWatermark: Int64 = 9223372036854775807
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "partition"
        partition = try reader.int32()
        if version >= 9 {
          place = "currentLeaderEpoch"
          currentLeaderEpoch = try reader.int32()
        }
        place = "fetchOffset"
        fetchOffset = try reader.int64()
        if version >= 12 {
          place = "lastFetchedEpoch"
          lastFetchedEpoch = try reader.int32()
        }
        if version >= 5 {
          place = "logStartOffset"
          logStartOffset = try reader.int64()
        }
        place = "partitionMaxBytes"
        partitionMaxBytes = try reader.int32()
        if version >= 12 {
          place = "tagged fields"
          var last = -1
          for _ in 0..<(try reader.tagCount()) {
            let (tag, value) = try reader.tag(after: &last)
            var content = value
            switch tag {
            case 0 where version >= 17:
              place = "replicaDirectoryId"
              replicaDirectoryId = try content.uuid()
              try content.finish()
            case 1 where version >= 18:
              place = "highWatermark"
              highWatermark = try content.int64()
              try content.finish()
            default: unknownTaggedFields.append(try content.unknownField(tag))
            }
          }
        }
      } catch { throw error.inside(place) }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      writer.int32(partition)
      if version >= 9 {
        writer.int32(currentLeaderEpoch)
      }
      writer.int64(fetchOffset)
      if !(version >= 12), lastFetchedEpoch != -1 { throw noPlace(for: "FetchPartition.lastFetchedEpoch", version) }
      if version >= 12 {
        writer.int32(lastFetchedEpoch)
      }
      if version >= 5 {
        writer.int64(logStartOffset)
      }
      writer.int32(partitionMaxBytes)
      if version >= 12 {
        var known: [(tag: Int, value: MessageWriter)] = []
        if version >= 17, replicaDirectoryId != KafkaUUID.zero {
          var field = MessageWriter()
          field.uuid(replicaDirectoryId)
          known.append((0, field))
        }
        if version >= 18, highWatermark != 9223372036854775807 {
          var field = MessageWriter()
          field.int64(highWatermark)
          known.append((1, field))
        }
        if version >= 17 {
          try refuse(tag: 0, among: unknownTaggedFields, "FetchPartition.unknownTaggedFields")
        }
        if version >= 18 {
          try refuse(tag: 1, among: unknownTaggedFields, "FetchPartition.unknownTaggedFields")
        }
        try writer.taggedFields(known, unknownTaggedFields, "FetchPartition.unknownTaggedFields")
      }
      if !(version >= 12), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "FetchPartition.unknownTaggedFields", version)
      }
    }
  }

  /// ForgottenTopic of FetchRequest.
  public struct ForgottenTopic: KafkaStructure {
    /// `string`, versions 7 to 12.
    public var topic: String = ""
    /// `uuid`, from version 13.
    public var topicId: KafkaUUID = KafkaUUID.zero
    /// `[]int32`, from version 7.
    public var partitions: [Int32] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 7 && version <= 12 {
          place = "topic"
          topic = try reader.string(compact: version >= 12)
        }
        if version >= 13 {
          place = "topicId"
          topicId = try reader.uuid()
        }
        if version >= 7 {
          place = "partitions"
          do {
            let count = try reader.count(compact: version >= 12, minimum: 4)
            partitions = try reader.int32s(count)
          }
        }
        if version >= 12 {
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
      if version >= 7 && version <= 12 {
        try writer.string(topic, compact: version >= 12, "ForgottenTopic.topic")
      }
      if version >= 13 {
        writer.uuid(topicId)
      }
      if !(version >= 7), !partitions.isEmpty { throw noPlace(for: "ForgottenTopic.partitions", version) }
      if version >= 7 {
        try writer.count(partitions.count, compact: version >= 12, "ForgottenTopic.partitions")
        writer.int32s(partitions)
      }
      if version >= 12 {
        try writer.taggedFields(unknownTaggedFields, "ForgottenTopic.unknownTaggedFields")
      }
      if !(version >= 12), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "ForgottenTopic.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of Fetch (API 1), versions 4 to 18.
public struct FetchResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "FetchResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 1) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 4...18 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 12 }
  /// `int32`, from version 1; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 7.
  public var errorCode: Int16 = 0
  /// `int32`, from version 7.
  public var sessionId: Int32 = 0
  /// `[]FetchableTopicResponse`, from version 0.
  public var responses: [FetchableTopicResponse] = []
  /// `[]NodeEndpoint`, from version 16; tag 0.
  public var nodeEndpoints: [NodeEndpoint] = []
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
      if version >= 7 {
        place = "errorCode"
        errorCode = try reader.int16()
      }
      if version >= 7 {
        place = "sessionId"
        sessionId = try reader.int32()
      }
      place = "responses"
      do {
        let count = try reader.count(compact: version >= 12, minimum: 1)
        responses = try reader.structures(count, version: version)
      }
      if version >= 12 {
        place = "tagged fields"
        var last = -1
        for _ in 0..<(try reader.tagCount()) {
          let (tag, value) = try reader.tag(after: &last)
          var content = value
          switch tag {
          case 0 where version >= 16:
            place = "nodeEndpoints"
            do {
              let count = try content.count(compact: version >= 12, minimum: 1)
              nodeEndpoints = try content.structures(count, version: version)
            }
            try content.finish()
          default: unknownTaggedFields.append(try content.unknownField(tag))
          }
        }
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int32(throttleTimeMs)
    if version >= 7 {
      writer.int16(errorCode)
    }
    if !(version >= 7), sessionId != 0 { throw noPlace(for: "FetchResponse.sessionId", version) }
    if version >= 7 {
      writer.int32(sessionId)
    }
    try writer.count(responses.count, compact: version >= 12, "FetchResponse.responses")
    try writer.structures(responses, version: version)
    if !(version >= 16), !nodeEndpoints.isEmpty { throw noPlace(for: "FetchResponse.nodeEndpoints", version) }
    if version >= 12 {
      var known: [(tag: Int, value: MessageWriter)] = []
      if version >= 16, !nodeEndpoints.isEmpty {
        var field = MessageWriter()
        try field.count(nodeEndpoints.count, compact: version >= 12, "FetchResponse.nodeEndpoints")
        try field.structures(nodeEndpoints, version: version)
        known.append((0, field))
      }
      if version >= 16 {
        try refuse(tag: 0, among: unknownTaggedFields, "FetchResponse.unknownTaggedFields")
      }
      try writer.taggedFields(known, unknownTaggedFields, "FetchResponse.unknownTaggedFields")
    }
    if !(version >= 12), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "FetchResponse.unknownTaggedFields", version)
    }
  }

  /// FetchableTopicResponse of FetchResponse.
  public struct FetchableTopicResponse: KafkaStructure {
    /// `string`, versions 0 to 12.
    public var topic: String = ""
    /// `uuid`, from version 13.
    public var topicId: KafkaUUID = KafkaUUID.zero
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
        if version <= 12 {
          place = "topic"
          topic = try reader.string(compact: version >= 12)
        }
        if version >= 13 {
          place = "topicId"
          topicId = try reader.uuid()
        }
        place = "partitions"
        do {
          let count = try reader.count(compact: version >= 12, minimum: 24)
          partitions = try reader.structures(count, version: version)
        }
        if version >= 12 {
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
      if version <= 12 {
        try writer.string(topic, compact: version >= 12, "FetchableTopicResponse.topic")
      }
      if version >= 13 {
        writer.uuid(topicId)
      }
      try writer.count(partitions.count, compact: version >= 12, "FetchableTopicResponse.partitions")
      try writer.structures(partitions, version: version)
      if version >= 12 {
        try writer.taggedFields(unknownTaggedFields, "FetchableTopicResponse.unknownTaggedFields")
      }
      if !(version >= 12), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "FetchableTopicResponse.unknownTaggedFields", version)
      }
    }
  }

  /// PartitionData of FetchResponse.
  public struct PartitionData: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `int64`, from version 0.
    public var highWatermark: Int64 = 0
    /// `int64`, from version 4.
    public var lastStableOffset: Int64 = -1
    /// `int64`, from version 5.
    public var logStartOffset: Int64 = -1
    /// `EpochEndOffset`, from version 12; tag 0.
    public var divergingEpoch: EpochEndOffset = EpochEndOffset()
    /// `LeaderIdAndEpoch`, from version 12; tag 1.
    public var currentLeader: LeaderIdAndEpoch = LeaderIdAndEpoch()
    /// `SnapshotId`, from version 12; tag 2.
    public var snapshotId: SnapshotId = SnapshotId()
    /// `[]AbortedTransaction`, from version 4; may be null.
    public var abortedTransactions: [AbortedTransaction]? = []
    /// `int32`, from version 11.
    public var preferredReadReplica: Int32 = -1
    /// `records`, from version 0; may be null.
    public var records: ArraySlice<UInt8>? = nil
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
        place = "highWatermark"
        highWatermark = try reader.int64()
        place = "lastStableOffset"
        lastStableOffset = try reader.int64()
        if version >= 5 {
          place = "logStartOffset"
          logStartOffset = try reader.int64()
        }
        place = "abortedTransactions"
        if let count = try reader.nullableCount(compact: version >= 12, minimum: 16) {
          abortedTransactions = try reader.structures(count, version: version)
        } else {
          abortedTransactions = nil
        }
        if version >= 11 {
          place = "preferredReadReplica"
          preferredReadReplica = try reader.int32()
        }
        place = "records"
        records = try reader.nullableSlice(compact: version >= 12)
        if version >= 12 {
          place = "tagged fields"
          var last = -1
          for _ in 0..<(try reader.tagCount()) {
            let (tag, value) = try reader.tag(after: &last)
            var content = value
            switch tag {
            case 0 where version >= 12:
              place = "divergingEpoch"
              divergingEpoch = try EpochEndOffset(from: &content, version: version)
              try content.finish()
            case 1 where version >= 12:
              place = "currentLeader"
              currentLeader = try LeaderIdAndEpoch(from: &content, version: version)
              try content.finish()
            case 2 where version >= 12:
              place = "snapshotId"
              snapshotId = try SnapshotId(from: &content, version: version)
              try content.finish()
            default: unknownTaggedFields.append(try content.unknownField(tag))
            }
          }
        }
      } catch { throw error.inside(place) }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      writer.int32(partitionIndex)
      writer.int16(errorCode)
      writer.int64(highWatermark)
      writer.int64(lastStableOffset)
      if version >= 5 {
        writer.int64(logStartOffset)
      }
      if !(version >= 12), divergingEpoch != EpochEndOffset() {
        throw noPlace(for: "PartitionData.divergingEpoch", version)
      }
      if !(version >= 12), currentLeader != LeaderIdAndEpoch() {
        throw noPlace(for: "PartitionData.currentLeader", version)
      }
      if !(version >= 12), snapshotId != SnapshotId() { throw noPlace(for: "PartitionData.snapshotId", version) }
      try writer.count(abortedTransactions?.count, compact: version >= 12, "PartitionData.abortedTransactions")
      if let elements = abortedTransactions {
        try writer.structures(elements, version: version)
      }
      if !(version >= 11), preferredReadReplica != -1 {
        throw noPlace(for: "PartitionData.preferredReadReplica", version)
      }
      if version >= 11 {
        writer.int32(preferredReadReplica)
      }
      try writer.records(records, compact: version >= 12, "PartitionData.records")
      if version >= 12 {
        var known: [(tag: Int, value: MessageWriter)] = []
        if version >= 12, divergingEpoch != EpochEndOffset() {
          var field = MessageWriter()
          try divergingEpoch.write(to: &field, version: version)
          known.append((0, field))
        }
        if version >= 12, currentLeader != LeaderIdAndEpoch() {
          var field = MessageWriter()
          try currentLeader.write(to: &field, version: version)
          known.append((1, field))
        }
        if version >= 12, snapshotId != SnapshotId() {
          var field = MessageWriter()
          try snapshotId.write(to: &field, version: version)
          known.append((2, field))
        }
        if version >= 12 {
          try refuse(tag: 0, among: unknownTaggedFields, "PartitionData.unknownTaggedFields")
        }
        if version >= 12 {
          try refuse(tag: 1, among: unknownTaggedFields, "PartitionData.unknownTaggedFields")
        }
        if version >= 12 {
          try refuse(tag: 2, among: unknownTaggedFields, "PartitionData.unknownTaggedFields")
        }
        try writer.taggedFields(known, unknownTaggedFields, "PartitionData.unknownTaggedFields")
      }
      if !(version >= 12), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "PartitionData.unknownTaggedFields", version)
      }
    }
  }

  /// EpochEndOffset of FetchResponse.
  public struct EpochEndOffset: KafkaStructure {
    /// `int32`, from version 12.
    public var epoch: Int32 = -1
    /// `int64`, from version 12.
    public var endOffset: Int64 = -1
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 12 {
          place = "epoch"
          epoch = try reader.int32()
        }
        if version >= 12 {
          place = "endOffset"
          endOffset = try reader.int64()
        }
        if version >= 12 {
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
      if !(version >= 12), epoch != -1 { throw noPlace(for: "EpochEndOffset.epoch", version) }
      if version >= 12 {
        writer.int32(epoch)
      }
      if !(version >= 12), endOffset != -1 { throw noPlace(for: "EpochEndOffset.endOffset", version) }
      if version >= 12 {
        writer.int64(endOffset)
      }
      if version >= 12 {
        try writer.taggedFields(unknownTaggedFields, "EpochEndOffset.unknownTaggedFields")
      }
      if !(version >= 12), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "EpochEndOffset.unknownTaggedFields", version)
      }
    }
  }

  /// LeaderIdAndEpoch of FetchResponse.
  public struct LeaderIdAndEpoch: KafkaStructure {
    /// `int32`, from version 12.
    public var leaderId: Int32 = -1
    /// `int32`, from version 12.
    public var leaderEpoch: Int32 = -1
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 12 {
          place = "leaderId"
          leaderId = try reader.int32()
        }
        if version >= 12 {
          place = "leaderEpoch"
          leaderEpoch = try reader.int32()
        }
        if version >= 12 {
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
      if !(version >= 12), leaderId != -1 { throw noPlace(for: "LeaderIdAndEpoch.leaderId", version) }
      if version >= 12 {
        writer.int32(leaderId)
      }
      if !(version >= 12), leaderEpoch != -1 { throw noPlace(for: "LeaderIdAndEpoch.leaderEpoch", version) }
      if version >= 12 {
        writer.int32(leaderEpoch)
      }
      if version >= 12 {
        try writer.taggedFields(unknownTaggedFields, "LeaderIdAndEpoch.unknownTaggedFields")
      }
      if !(version >= 12), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "LeaderIdAndEpoch.unknownTaggedFields", version)
      }
    }
  }

  /// SnapshotId of FetchResponse.
  public struct SnapshotId: KafkaStructure {
    /// `int64`, from version 0.
    public var endOffset: Int64 = -1
    /// `int32`, from version 0.
    public var epoch: Int32 = -1
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "endOffset"
        endOffset = try reader.int64()
        place = "epoch"
        epoch = try reader.int32()
        if version >= 12 {
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
      writer.int64(endOffset)
      writer.int32(epoch)
      if version >= 12 {
        try writer.taggedFields(unknownTaggedFields, "SnapshotId.unknownTaggedFields")
      }
      if !(version >= 12), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "SnapshotId.unknownTaggedFields", version)
      }
    }
  }

  /// AbortedTransaction of FetchResponse.
  public struct AbortedTransaction: KafkaStructure {
    /// `int64`, from version 4.
    public var producerId: Int64 = 0
    /// `int64`, from version 4.
    public var firstOffset: Int64 = 0
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "producerId"
        producerId = try reader.int64()
        place = "firstOffset"
        firstOffset = try reader.int64()
        if version >= 12 {
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
      writer.int64(producerId)
      writer.int64(firstOffset)
      if version >= 12 {
        try writer.taggedFields(unknownTaggedFields, "AbortedTransaction.unknownTaggedFields")
      }
      if !(version >= 12), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "AbortedTransaction.unknownTaggedFields", version)
      }
    }
  }

  /// NodeEndpoint of FetchResponse.
  public struct NodeEndpoint: KafkaStructure {
    /// `int32`, from version 16.
    public var nodeId: Int32 = 0
    /// `string`, from version 16.
    public var host: String = ""
    /// `int32`, from version 16.
    public var port: Int32 = 0
    /// `string`, from version 16; may be null.
    public var rack: String? = nil
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 16 {
          place = "nodeId"
          nodeId = try reader.int32()
        }
        if version >= 16 {
          place = "host"
          host = try reader.string(compact: version >= 12)
        }
        if version >= 16 {
          place = "port"
          port = try reader.int32()
        }
        if version >= 16 {
          place = "rack"
          if version >= 16 {
            rack = try reader.nullableString(compact: version >= 12)
          } else {
            rack = try reader.string(compact: version >= 12)
          }
        }
        if version >= 12 {
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
      if !(version >= 16), nodeId != 0 { throw noPlace(for: "NodeEndpoint.nodeId", version) }
      if version >= 16 {
        writer.int32(nodeId)
      }
      if !(version >= 16), host != "" { throw noPlace(for: "NodeEndpoint.host", version) }
      if version >= 16 {
        try writer.string(host, compact: version >= 12, "NodeEndpoint.host")
      }
      if !(version >= 16), port != 0 { throw noPlace(for: "NodeEndpoint.port", version) }
      if version >= 16 {
        writer.int32(port)
      }
      if !(version >= 16), rack != nil { throw noPlace(for: "NodeEndpoint.rack", version) }
      if version >= 16 {
        if !(version >= 16), rack == nil { throw mustNotBeNull("NodeEndpoint.rack", version) }
        try writer.nullableString(rack, compact: version >= 12, "NodeEndpoint.rack")
      }
      if version >= 12 {
        try writer.taggedFields(unknownTaggedFields, "NodeEndpoint.unknownTaggedFields")
      }
      if !(version >= 12), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "NodeEndpoint.unknownTaggedFields", version)
      }
    }
  }
}
