// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of Produce (API 0), versions 3 to 13.
public struct ProduceRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = ProduceResponse

  /// Kafka's name of the message.
  public static var name: String { "ProduceRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 0) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 3...13 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 9 }
  /// `string`, from version 3; may be null.
  public var transactionalId: String? = nil
  /// `int16`, from version 0.
  public var acks: Int16 = 0
  /// `int32`, from version 0; milliseconds.
  public var timeoutMs: Int32 = 0
  /// `[]TopicProduceData`, from version 0.
  public var topicData: [TopicProduceData] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "transactionalId"
      transactionalId = try reader.nullableString(compact: version >= 9)
      place = "acks"
      acks = try reader.int16()
      place = "timeoutMs"
      timeoutMs = try reader.int32()
      place = "topicData"
      do {
        let count = try reader.count(compact: version >= 9, minimum: 1)
        topicData = try reader.structures(count, version: version)
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
    try writer.nullableString(transactionalId, compact: version >= 9, "ProduceRequest.transactionalId")
    writer.int16(acks)
    writer.int32(timeoutMs)
    try writer.count(topicData.count, compact: version >= 9, "ProduceRequest.topicData")
    try writer.structures(topicData, version: version)
    if version >= 9 {
      try writer.taggedFields(unknownTaggedFields, "ProduceRequest.unknownTaggedFields")
    }
    if !(version >= 9), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "ProduceRequest.unknownTaggedFields", version)
    }
  }

  /// TopicProduceData of ProduceRequest.
  public struct TopicProduceData: KafkaStructure {
    /// `string`, versions 0 to 12.
    public var name: String = ""
    /// `uuid`, from version 13.
    public var topicId: KafkaUUID = KafkaUUID.zero
    /// `[]PartitionProduceData`, from version 0.
    public var partitionData: [PartitionProduceData] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version <= 12 {
          place = "name"
          name = try reader.string(compact: version >= 9)
        }
        if version >= 13 {
          place = "topicId"
          topicId = try reader.uuid()
        }
        place = "partitionData"
        do {
          let count = try reader.count(compact: version >= 9, minimum: 5)
          partitionData = try reader.structures(count, version: version)
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
      if version <= 12 {
        try writer.string(name, compact: version >= 9, "TopicProduceData.name")
      }
      if version >= 13 {
        writer.uuid(topicId)
      }
      try writer.count(partitionData.count, compact: version >= 9, "TopicProduceData.partitionData")
      try writer.structures(partitionData, version: version)
      if version >= 9 {
        try writer.taggedFields(unknownTaggedFields, "TopicProduceData.unknownTaggedFields")
      }
      if !(version >= 9), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "TopicProduceData.unknownTaggedFields", version)
      }
    }
  }

  /// PartitionProduceData of ProduceRequest.
  public struct PartitionProduceData: KafkaStructure {
    /// `int32`, from version 0.
    public var index: Int32 = 0
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
        place = "index"
        index = try reader.int32()
        place = "records"
        records = try reader.nullableSlice(compact: version >= 9)
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
      writer.int32(index)
      try writer.records(records, compact: version >= 9, "PartitionProduceData.records")
      if version >= 9 {
        try writer.taggedFields(unknownTaggedFields, "PartitionProduceData.unknownTaggedFields")
      }
      if !(version >= 9), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "PartitionProduceData.unknownTaggedFields", version)
      }
    }
  }
}

/// The response of Produce (API 0), versions 3 to 13.
public struct ProduceResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "ProduceResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 0) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 3...13 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { version >= 9 }
  /// `[]TopicProduceResponse`, from version 0.
  public var responses: [TopicProduceResponse] = []
  /// `int32`, from version 1; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `[]NodeEndpoint`, from version 10; tag 0.
  public var nodeEndpoints: [NodeEndpoint] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "responses"
      do {
        let count = try reader.count(compact: version >= 9, minimum: 1)
        responses = try reader.structures(count, version: version)
      }
      place = "throttleTimeMs"
      throttleTimeMs = try reader.int32()
      if version >= 9 {
        place = "tagged fields"
        var last = -1
        for _ in 0..<(try reader.tagCount()) {
          let (tag, value) = try reader.tag(after: &last)
          var content = value
          switch tag {
          case 0 where version >= 10:
            place = "nodeEndpoints"
            do {
              let count = try content.count(compact: version >= 9, minimum: 1)
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
    try writer.count(responses.count, compact: version >= 9, "ProduceResponse.responses")
    try writer.structures(responses, version: version)
    writer.int32(throttleTimeMs)
    if !(version >= 10), !nodeEndpoints.isEmpty { throw noPlace(for: "ProduceResponse.nodeEndpoints", version) }
    if version >= 9 {
      var known: [(tag: Int, value: MessageWriter)] = []
      if version >= 10, !nodeEndpoints.isEmpty {
        var field = MessageWriter()
        try field.count(nodeEndpoints.count, compact: version >= 9, "ProduceResponse.nodeEndpoints")
        try field.structures(nodeEndpoints, version: version)
        known.append((0, field))
      }
      if version >= 10 {
        try refuse(tag: 0, among: unknownTaggedFields, "ProduceResponse.unknownTaggedFields")
      }
      try writer.taggedFields(known, unknownTaggedFields, "ProduceResponse.unknownTaggedFields")
    }
    if !(version >= 9), !unknownTaggedFields.isEmpty {
      throw noPlace(for: "ProduceResponse.unknownTaggedFields", version)
    }
  }

  /// TopicProduceResponse of ProduceResponse.
  public struct TopicProduceResponse: KafkaStructure {
    /// `string`, versions 0 to 12.
    public var name: String = ""
    /// `uuid`, from version 13.
    public var topicId: KafkaUUID = KafkaUUID.zero
    /// `[]PartitionProduceResponse`, from version 0.
    public var partitionResponses: [PartitionProduceResponse] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version <= 12 {
          place = "name"
          name = try reader.string(compact: version >= 9)
        }
        if version >= 13 {
          place = "topicId"
          topicId = try reader.uuid()
        }
        place = "partitionResponses"
        do {
          let count = try reader.count(compact: version >= 9, minimum: 22)
          partitionResponses = try reader.structures(count, version: version)
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
      if version <= 12 {
        try writer.string(name, compact: version >= 9, "TopicProduceResponse.name")
      }
      if version >= 13 {
        writer.uuid(topicId)
      }
      try writer.count(partitionResponses.count, compact: version >= 9, "TopicProduceResponse.partitionResponses")
      try writer.structures(partitionResponses, version: version)
      if version >= 9 {
        try writer.taggedFields(unknownTaggedFields, "TopicProduceResponse.unknownTaggedFields")
      }
      if !(version >= 9), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "TopicProduceResponse.unknownTaggedFields", version)
      }
    }
  }

  /// PartitionProduceResponse of ProduceResponse.
  public struct PartitionProduceResponse: KafkaStructure {
    /// `int32`, from version 0.
    public var index: Int32 = 0
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `int64`, from version 0.
    public var baseOffset: Int64 = 0
    /// `int64`, from version 2; milliseconds.
    public var logAppendTimeMs: Int64 = -1
    /// `int64`, from version 5.
    public var logStartOffset: Int64 = -1
    /// `[]BatchIndexAndErrorMessage`, from version 8.
    public var recordErrors: [BatchIndexAndErrorMessage] = []
    /// `string`, from version 8; may be null.
    public var errorMessage: String? = nil
    /// `LeaderIdAndEpoch`, from version 10; tag 0.
    public var currentLeader: LeaderIdAndEpoch = LeaderIdAndEpoch()
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "index"
        index = try reader.int32()
        place = "errorCode"
        errorCode = try reader.int16()
        place = "baseOffset"
        baseOffset = try reader.int64()
        place = "logAppendTimeMs"
        logAppendTimeMs = try reader.int64()
        if version >= 5 {
          place = "logStartOffset"
          logStartOffset = try reader.int64()
        }
        if version >= 8 {
          place = "recordErrors"
          do {
            let count = try reader.count(compact: version >= 9, minimum: 1)
            recordErrors = try reader.structures(count, version: version)
          }
        }
        if version >= 8 {
          place = "errorMessage"
          if version >= 8 {
            errorMessage = try reader.nullableString(compact: version >= 9)
          } else {
            errorMessage = try reader.string(compact: version >= 9)
          }
        }
        if version >= 9 {
          place = "tagged fields"
          var last = -1
          for _ in 0..<(try reader.tagCount()) {
            let (tag, value) = try reader.tag(after: &last)
            var content = value
            switch tag {
            case 0 where version >= 10:
              place = "currentLeader"
              currentLeader = try LeaderIdAndEpoch(from: &content, version: version)
              try content.finish()
            default: unknownTaggedFields.append(try content.unknownField(tag))
            }
          }
        }
      } catch { throw error.inside(place) }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      writer.int32(index)
      writer.int16(errorCode)
      writer.int64(baseOffset)
      writer.int64(logAppendTimeMs)
      if version >= 5 {
        writer.int64(logStartOffset)
      }
      if version >= 8 {
        try writer.count(recordErrors.count, compact: version >= 9, "PartitionProduceResponse.recordErrors")
        try writer.structures(recordErrors, version: version)
      }
      if version >= 8 {
        if !(version >= 8), errorMessage == nil {
          throw mustNotBeNull("PartitionProduceResponse.errorMessage", version)
        }
        try writer.nullableString(errorMessage, compact: version >= 9, "PartitionProduceResponse.errorMessage")
      }
      if !(version >= 10), currentLeader != LeaderIdAndEpoch() {
        throw noPlace(for: "PartitionProduceResponse.currentLeader", version)
      }
      if version >= 9 {
        var known: [(tag: Int, value: MessageWriter)] = []
        if version >= 10, currentLeader != LeaderIdAndEpoch() {
          var field = MessageWriter()
          try currentLeader.write(to: &field, version: version)
          known.append((0, field))
        }
        if version >= 10 {
          try refuse(tag: 0, among: unknownTaggedFields, "PartitionProduceResponse.unknownTaggedFields")
        }
        try writer.taggedFields(known, unknownTaggedFields, "PartitionProduceResponse.unknownTaggedFields")
      }
      if !(version >= 9), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "PartitionProduceResponse.unknownTaggedFields", version)
      }
    }
  }

  /// BatchIndexAndErrorMessage of ProduceResponse.
  public struct BatchIndexAndErrorMessage: KafkaStructure {
    /// `int32`, from version 8.
    public var batchIndex: Int32 = 0
    /// `string`, from version 8; may be null.
    public var batchIndexErrorMessage: String? = nil
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 8 {
          place = "batchIndex"
          batchIndex = try reader.int32()
        }
        if version >= 8 {
          place = "batchIndexErrorMessage"
          if version >= 8 {
            batchIndexErrorMessage = try reader.nullableString(compact: version >= 9)
          } else {
            batchIndexErrorMessage = try reader.string(compact: version >= 9)
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
      if !(version >= 8), batchIndex != 0 { throw noPlace(for: "BatchIndexAndErrorMessage.batchIndex", version) }
      if version >= 8 {
        writer.int32(batchIndex)
      }
      if !(version >= 8), batchIndexErrorMessage != nil {
        throw noPlace(for: "BatchIndexAndErrorMessage.batchIndexErrorMessage", version)
      }
      if version >= 8 {
        if !(version >= 8), batchIndexErrorMessage == nil {
          throw mustNotBeNull("BatchIndexAndErrorMessage.batchIndexErrorMessage", version)
        }
        try writer.nullableString(
          batchIndexErrorMessage, compact: version >= 9, "BatchIndexAndErrorMessage.batchIndexErrorMessage")
      }
      if version >= 9 {
        try writer.taggedFields(unknownTaggedFields, "BatchIndexAndErrorMessage.unknownTaggedFields")
      }
      if !(version >= 9), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "BatchIndexAndErrorMessage.unknownTaggedFields", version)
      }
    }
  }

  /// LeaderIdAndEpoch of ProduceResponse.
  public struct LeaderIdAndEpoch: KafkaStructure {
    /// `int32`, from version 10.
    public var leaderId: Int32 = -1
    /// `int32`, from version 10.
    public var leaderEpoch: Int32 = -1
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 10 {
          place = "leaderId"
          leaderId = try reader.int32()
        }
        if version >= 10 {
          place = "leaderEpoch"
          leaderEpoch = try reader.int32()
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
      if !(version >= 10), leaderId != -1 { throw noPlace(for: "LeaderIdAndEpoch.leaderId", version) }
      if version >= 10 {
        writer.int32(leaderId)
      }
      if !(version >= 10), leaderEpoch != -1 { throw noPlace(for: "LeaderIdAndEpoch.leaderEpoch", version) }
      if version >= 10 {
        writer.int32(leaderEpoch)
      }
      if version >= 9 {
        try writer.taggedFields(unknownTaggedFields, "LeaderIdAndEpoch.unknownTaggedFields")
      }
      if !(version >= 9), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "LeaderIdAndEpoch.unknownTaggedFields", version)
      }
    }
  }

  /// NodeEndpoint of ProduceResponse.
  public struct NodeEndpoint: KafkaStructure {
    /// `int32`, from version 10.
    public var nodeId: Int32 = 0
    /// `string`, from version 10.
    public var host: String = ""
    /// `int32`, from version 10.
    public var port: Int32 = 0
    /// `string`, from version 10; may be null.
    public var rack: String? = nil
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 10 {
          place = "nodeId"
          nodeId = try reader.int32()
        }
        if version >= 10 {
          place = "host"
          host = try reader.string(compact: version >= 9)
        }
        if version >= 10 {
          place = "port"
          port = try reader.int32()
        }
        if version >= 10 {
          place = "rack"
          if version >= 10 {
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
      if !(version >= 10), nodeId != 0 { throw noPlace(for: "NodeEndpoint.nodeId", version) }
      if version >= 10 {
        writer.int32(nodeId)
      }
      if !(version >= 10), host != "" { throw noPlace(for: "NodeEndpoint.host", version) }
      if version >= 10 {
        try writer.string(host, compact: version >= 9, "NodeEndpoint.host")
      }
      if !(version >= 10), port != 0 { throw noPlace(for: "NodeEndpoint.port", version) }
      if version >= 10 {
        writer.int32(port)
      }
      if !(version >= 10), rack != nil { throw noPlace(for: "NodeEndpoint.rack", version) }
      if version >= 10 {
        if !(version >= 10), rack == nil { throw mustNotBeNull("NodeEndpoint.rack", version) }
        try writer.nullableString(rack, compact: version >= 9, "NodeEndpoint.rack")
      }
      if version >= 9 {
        try writer.taggedFields(unknownTaggedFields, "NodeEndpoint.unknownTaggedFields")
      }
      if !(version >= 9), !unknownTaggedFields.isEmpty {
        throw noPlace(for: "NodeEndpoint.unknownTaggedFields", version)
      }
    }
  }
}
