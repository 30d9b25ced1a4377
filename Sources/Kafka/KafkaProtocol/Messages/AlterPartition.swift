// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of AlterPartition (API 56), versions 2 to 3.
public struct AlterPartitionRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = AlterPartitionResponse

  /// Kafka's name of the message.
  public static var name: String { "AlterPartitionRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 56) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 2...3 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0.
  public var brokerId: Int32 = 0
  /// `int64`, from version 0.
  public var brokerEpoch: Int64 = -1
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
      place = "brokerId"
      brokerId = try reader.int32()
      place = "brokerEpoch"
      brokerEpoch = try reader.int64()
      place = "topics"
      do {
        let count = try reader.count(compact: true, minimum: 17)
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
    writer.int32(brokerId)
    writer.int64(brokerEpoch)
    try writer.count(topics.count, compact: true, "AlterPartitionRequest.topics")
    try writer.structures(topics, version: version)
    try writer.taggedFields(unknownTaggedFields, "AlterPartitionRequest.unknownTaggedFields")
  }

  /// TopicData of AlterPartitionRequest.
  public struct TopicData: KafkaStructure {
    /// `uuid`, from version 2.
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
        place = "topicId"
        topicId = try reader.uuid()
        place = "partitions"
        do {
          let count = try reader.count(compact: true, minimum: 13)
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
      writer.uuid(topicId)
      try writer.count(partitions.count, compact: true, "TopicData.partitions")
      try writer.structures(partitions, version: version)
      try writer.taggedFields(unknownTaggedFields, "TopicData.unknownTaggedFields")
    }
  }

  /// PartitionData of AlterPartitionRequest.
  public struct PartitionData: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int32`, from version 0.
    public var leaderEpoch: Int32 = 0
    /// `[]int32`, versions 0 to 2.
    public var newIsr: [Int32] = []
    /// `[]BrokerState`, from version 3.
    public var newIsrWithEpochs: [BrokerState] = []
    /// `int8`, from version 1.
    public var leaderRecoveryState: Int8 = 0
    /// `int32`, from version 0.
    public var partitionEpoch: Int32 = 0
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
        place = "leaderEpoch"
        leaderEpoch = try reader.int32()
        if version <= 2 {
          place = "newIsr"
          do {
            let count = try reader.count(compact: true, minimum: 4)
            newIsr = try reader.int32s(count)
          }
        }
        if version >= 3 {
          place = "newIsrWithEpochs"
          do {
            let count = try reader.count(compact: true, minimum: 1)
            newIsrWithEpochs = try reader.structures(count, version: version)
          }
        }
        place = "leaderRecoveryState"
        leaderRecoveryState = try reader.int8()
        place = "partitionEpoch"
        partitionEpoch = try reader.int32()
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
      writer.int32(leaderEpoch)
      if !(version <= 2), !newIsr.isEmpty { throw noPlace(for: "PartitionData.newIsr", version) }
      if version <= 2 {
        try writer.count(newIsr.count, compact: true, "PartitionData.newIsr")
        writer.int32s(newIsr)
      }
      if !(version >= 3), !newIsrWithEpochs.isEmpty { throw noPlace(for: "PartitionData.newIsrWithEpochs", version) }
      if version >= 3 {
        try writer.count(newIsrWithEpochs.count, compact: true, "PartitionData.newIsrWithEpochs")
        try writer.structures(newIsrWithEpochs, version: version)
      }
      writer.int8(leaderRecoveryState)
      writer.int32(partitionEpoch)
      try writer.taggedFields(unknownTaggedFields, "PartitionData.unknownTaggedFields")
    }
  }

  /// BrokerState of AlterPartitionRequest.
  public struct BrokerState: KafkaStructure {
    /// `int32`, from version 3.
    public var brokerId: Int32 = 0
    /// `int64`, from version 3.
    public var brokerEpoch: Int64 = -1
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 3 {
          place = "brokerId"
          brokerId = try reader.int32()
        }
        if version >= 3 {
          place = "brokerEpoch"
          brokerEpoch = try reader.int64()
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
      if !(version >= 3), brokerId != 0 { throw noPlace(for: "BrokerState.brokerId", version) }
      if version >= 3 {
        writer.int32(brokerId)
      }
      if !(version >= 3), brokerEpoch != -1 { throw noPlace(for: "BrokerState.brokerEpoch", version) }
      if version >= 3 {
        writer.int64(brokerEpoch)
      }
      try writer.taggedFields(unknownTaggedFields, "BrokerState.unknownTaggedFields")
    }
  }
}

/// The response of AlterPartition (API 56), versions 2 to 3.
public struct AlterPartitionResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "AlterPartitionResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 56) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 2...3 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
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
      place = "throttleTimeMs"
      throttleTimeMs = try reader.int32()
      place = "errorCode"
      errorCode = try reader.int16()
      place = "topics"
      do {
        let count = try reader.count(compact: true, minimum: 17)
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
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
    try writer.count(topics.count, compact: true, "AlterPartitionResponse.topics")
    try writer.structures(topics, version: version)
    try writer.taggedFields(unknownTaggedFields, "AlterPartitionResponse.unknownTaggedFields")
  }

  /// TopicData of AlterPartitionResponse.
  public struct TopicData: KafkaStructure {
    /// `uuid`, from version 2.
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
        place = "topicId"
        topicId = try reader.uuid()
        place = "partitions"
        do {
          let count = try reader.count(compact: true, minimum: 20)
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
      writer.uuid(topicId)
      try writer.count(partitions.count, compact: true, "TopicData.partitions")
      try writer.structures(partitions, version: version)
      try writer.taggedFields(unknownTaggedFields, "TopicData.unknownTaggedFields")
    }
  }

  /// PartitionData of AlterPartitionResponse.
  public struct PartitionData: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `int32`, from version 0.
    public var leaderId: Int32 = 0
    /// `int32`, from version 0.
    public var leaderEpoch: Int32 = 0
    /// `[]int32`, from version 0.
    public var isr: [Int32] = []
    /// `int8`, from version 1.
    public var leaderRecoveryState: Int8 = 0
    /// `int32`, from version 0.
    public var partitionEpoch: Int32 = 0
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
        place = "leaderId"
        leaderId = try reader.int32()
        place = "leaderEpoch"
        leaderEpoch = try reader.int32()
        place = "isr"
        do {
          let count = try reader.count(compact: true, minimum: 4)
          isr = try reader.int32s(count)
        }
        place = "leaderRecoveryState"
        leaderRecoveryState = try reader.int8()
        place = "partitionEpoch"
        partitionEpoch = try reader.int32()
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
      writer.int32(leaderId)
      writer.int32(leaderEpoch)
      try writer.count(isr.count, compact: true, "PartitionData.isr")
      writer.int32s(isr)
      writer.int8(leaderRecoveryState)
      writer.int32(partitionEpoch)
      try writer.taggedFields(unknownTaggedFields, "PartitionData.unknownTaggedFields")
    }
  }
}
