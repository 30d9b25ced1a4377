// Made by proto/generate from the definitions in proto. Changes go there.

/// ConsumerProtocolSubscription, which is no API's, versions 0 to 3.
public struct ConsumerProtocolSubscription: KafkaMessage {
  /// Kafka's name of the message.
  public static var name: String { "ConsumerProtocolSubscription" }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...3 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { false }
  /// `[]string`, from version 0.
  public var topics: [String] = []
  /// `bytes`, from version 0; may be null.
  public var userData: [UInt8]? = nil
  /// `[]TopicPartition`, from version 1.
  public var ownedPartitions: [TopicPartition] = []
  /// `int32`, from version 2.
  public var generationId: Int32 = -1
  /// `string`, from version 3; may be null.
  public var rackId: String? = nil

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "topics"
      do {
        let count = try reader.count(compact: false, minimum: 1)
        var elements: [String] = []
        elements.reserveCapacity(reader.room(for: count, of: String.self))
        for _ in 0..<count { elements.append(try reader.string(compact: false)) }
        topics = elements
      }
      place = "userData"
      userData = try reader.nullableBytes(compact: false)
      if version >= 1 {
        place = "ownedPartitions"
        do {
          let count = try reader.count(compact: false, minimum: 1)
          ownedPartitions = try reader.structures(count, version: version)
        }
      }
      if version >= 2 {
        place = "generationId"
        generationId = try reader.int32()
      }
      if version >= 3 {
        place = "rackId"
        if version >= 3 {
          rackId = try reader.nullableString(compact: false)
        } else {
          rackId = try reader.string(compact: false)
        }
      }
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    try writer.count(topics.count, compact: false, "ConsumerProtocolSubscription.topics")
    for element in topics { try writer.string(element, compact: false, "ConsumerProtocolSubscription.topics") }
    try writer.nullableBytes(userData, compact: false, "ConsumerProtocolSubscription.userData")
    if version >= 1 {
      try writer.count(ownedPartitions.count, compact: false, "ConsumerProtocolSubscription.ownedPartitions")
      try writer.structures(ownedPartitions, version: version)
    }
    if version >= 2 {
      writer.int32(generationId)
    }
    if version >= 3 {
      if !(version >= 3), rackId == nil { throw mustNotBeNull("ConsumerProtocolSubscription.rackId", version) }
      try writer.nullableString(rackId, compact: false, "ConsumerProtocolSubscription.rackId")
    }
  }

  /// TopicPartition of ConsumerProtocolSubscription.
  public struct TopicPartition: KafkaStructure {
    /// `string`, from version 1.
    public var topic: String = ""
    /// `[]int32`, from version 1.
    public var partitions: [Int32] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        if version >= 1 {
          place = "topic"
          topic = try reader.string(compact: false)
        }
        if version >= 1 {
          place = "partitions"
          do {
            let count = try reader.count(compact: false, minimum: 4)
            partitions = try reader.int32s(count)
          }
        }
      } catch { throw error.inside(place) }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      if !(version >= 1), topic != "" { throw noPlace(for: "TopicPartition.topic", version) }
      if version >= 1 {
        try writer.string(topic, compact: false, "TopicPartition.topic")
      }
      if !(version >= 1), !partitions.isEmpty { throw noPlace(for: "TopicPartition.partitions", version) }
      if version >= 1 {
        try writer.count(partitions.count, compact: false, "TopicPartition.partitions")
        writer.int32s(partitions)
      }
    }
  }
}

/// ConsumerProtocolAssignment, which is no API's, versions 0 to 3.
public struct ConsumerProtocolAssignment: KafkaMessage {
  /// Kafka's name of the message.
  public static var name: String { "ConsumerProtocolAssignment" }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...3 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { false }
  /// `[]TopicPartition`, from version 0.
  public var assignedPartitions: [TopicPartition] = []
  /// `bytes`, from version 0; may be null.
  public var userData: [UInt8]? = nil

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    var place: StaticString = ""
    do throws(CodecError) {
      place = "assignedPartitions"
      do {
        let count = try reader.count(compact: false, minimum: 2)
        assignedPartitions = try reader.structures(count, version: version)
      }
      place = "userData"
      userData = try reader.nullableBytes(compact: false)
    } catch { throw error.inside(place) }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    try writer.count(assignedPartitions.count, compact: false, "ConsumerProtocolAssignment.assignedPartitions")
    try writer.structures(assignedPartitions, version: version)
    try writer.nullableBytes(userData, compact: false, "ConsumerProtocolAssignment.userData")
  }

  /// TopicPartition of ConsumerProtocolAssignment.
  public struct TopicPartition: KafkaStructure {
    /// `string`, from version 0.
    public var topic: String = ""
    /// `[]int32`, from version 0.
    public var partitions: [Int32] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      var place: StaticString = ""
      do throws(CodecError) {
        place = "topic"
        topic = try reader.string(compact: false)
        place = "partitions"
        do {
          let count = try reader.count(compact: false, minimum: 4)
          partitions = try reader.int32s(count)
        }
      } catch { throw error.inside(place) }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(topic, compact: false, "TopicPartition.topic")
      try writer.count(partitions.count, compact: false, "TopicPartition.partitions")
      writer.int32s(partitions)
    }
  }
}
