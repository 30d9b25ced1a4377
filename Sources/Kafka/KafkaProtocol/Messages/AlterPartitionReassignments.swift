// Made by proto/generate from the definitions in proto. Changes go there.

/// The request of AlterPartitionReassignments (API 45), versions 0 to 1.
public struct AlterPartitionReassignmentsRequest: KafkaRequest {
  /// What answers it.
  public typealias Response = AlterPartitionReassignmentsResponse

  /// Kafka's name of the message.
  public static var name: String { "AlterPartitionReassignmentsRequest" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 45) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var timeoutMs: Int32 = 60000
  /// `bool`, from version 1.
  public var allowReplicationFactorChange: Bool = true
  /// `[]ReassignableTopic`, from version 0.
  public var topics: [ReassignableTopic] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    timeoutMs = try reader.int32()
    if version >= 1 {
      allowReplicationFactorChange = try reader.bool()
    }
    do {
      let count = try reader.count(compact: true, minimum: 2)
      topics = try reader.structures(count, version: version)
    }
    var last = -1
    for _ in 0..<(try reader.tagCount()) {
      let (tag, value) = try reader.tag(after: &last)
      var field = value
      unknownTaggedFields.append(try field.unknownField(tag))
    }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int32(timeoutMs)
    if !(version >= 1), allowReplicationFactorChange != true {
      throw noPlace(for: "AlterPartitionReassignmentsRequest.allowReplicationFactorChange", version)
    }
    if version >= 1 {
      writer.bool(allowReplicationFactorChange)
    }
    try writer.count(topics.count, compact: true, "AlterPartitionReassignmentsRequest.topics")
    try writer.structures(topics, version: version)
    writer.taggedFields(unknownTaggedFields)
  }

  /// ReassignableTopic of AlterPartitionReassignmentsRequest.
  public struct ReassignableTopic: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `[]ReassignablePartition`, from version 0.
    public var partitions: [ReassignablePartition] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      name = try reader.string(compact: true)
      do {
        let count = try reader.count(compact: true, minimum: 5)
        partitions = try reader.structures(count, version: version)
      }
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(name, compact: true, "ReassignableTopic.name")
      try writer.count(partitions.count, compact: true, "ReassignableTopic.partitions")
      try writer.structures(partitions, version: version)
      writer.taggedFields(unknownTaggedFields)
    }
  }

  /// ReassignablePartition of AlterPartitionReassignmentsRequest.
  public struct ReassignablePartition: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `[]int32`, from version 0; may be null.
    public var replicas: [Int32]? = nil
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      partitionIndex = try reader.int32()
      if let count = try reader.nullableCount(compact: true, minimum: 4) {
        replicas = try reader.int32s(count)
      } else {
        replicas = nil
      }
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      writer.int32(partitionIndex)
      try writer.count(replicas?.count, compact: true, "ReassignablePartition.replicas")
      if let elements = replicas {
        writer.int32s(elements)
      }
      writer.taggedFields(unknownTaggedFields)
    }
  }
}

/// The response of AlterPartitionReassignments (API 45), versions 0 to 1.
public struct AlterPartitionReassignmentsResponse: KafkaResponse {
  /// Kafka's name of the message.
  public static var name: String { "AlterPartitionReassignmentsResponse" }
  /// The number of the API.
  public static var apiKey: ApiKey { ApiKey(rawValue: 45) }
  /// The versions that the tables have.
  public static var validVersions: ClosedRange<Int16> { 0...1 }
  /// Whether a version has compact lengths and tagged fields.
  public static func isFlexible(_ version: Int16) -> Bool { true }
  /// `int32`, from version 0; milliseconds.
  public var throttleTimeMs: Int32 = 0
  /// `bool`, from version 1.
  public var allowReplicationFactorChange: Bool = true
  /// `int16`, from version 0.
  public var errorCode: Int16 = 0
  /// `string`, from version 0; may be null.
  public var errorMessage: String? = ""
  /// `[]ReassignableTopicResponse`, from version 0.
  public var responses: [ReassignableTopicResponse] = []
  /// Tagged fields that the tables do not know.
  public var unknownTaggedFields: [UnknownTaggedField] = []

  /// All fields at their defaults.
  public init() {}

  /// Reads the fields of a version.
  public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
    throttleTimeMs = try reader.int32()
    if version >= 1 {
      allowReplicationFactorChange = try reader.bool()
    }
    errorCode = try reader.int16()
    errorMessage = try reader.nullableString(compact: true)
    do {
      let count = try reader.count(compact: true, minimum: 2)
      responses = try reader.structures(count, version: version)
    }
    var last = -1
    for _ in 0..<(try reader.tagCount()) {
      let (tag, value) = try reader.tag(after: &last)
      var field = value
      unknownTaggedFields.append(try field.unknownField(tag))
    }
  }

  /// Writes the fields of a version.
  public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
    writer.int32(throttleTimeMs)
    if version >= 1 {
      writer.bool(allowReplicationFactorChange)
    }
    writer.int16(errorCode)
    try writer.nullableString(errorMessage, compact: true, "AlterPartitionReassignmentsResponse.errorMessage")
    try writer.count(responses.count, compact: true, "AlterPartitionReassignmentsResponse.responses")
    try writer.structures(responses, version: version)
    writer.taggedFields(unknownTaggedFields)
  }

  /// ReassignableTopicResponse of AlterPartitionReassignmentsResponse.
  public struct ReassignableTopicResponse: KafkaStructure {
    /// `string`, from version 0.
    public var name: String = ""
    /// `[]ReassignablePartitionResponse`, from version 0.
    public var partitions: [ReassignablePartitionResponse] = []
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      name = try reader.string(compact: true)
      do {
        let count = try reader.count(compact: true, minimum: 7)
        partitions = try reader.structures(count, version: version)
      }
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      try writer.string(name, compact: true, "ReassignableTopicResponse.name")
      try writer.count(partitions.count, compact: true, "ReassignableTopicResponse.partitions")
      try writer.structures(partitions, version: version)
      writer.taggedFields(unknownTaggedFields)
    }
  }

  /// ReassignablePartitionResponse of AlterPartitionReassignmentsResponse.
  public struct ReassignablePartitionResponse: KafkaStructure {
    /// `int32`, from version 0.
    public var partitionIndex: Int32 = 0
    /// `int16`, from version 0.
    public var errorCode: Int16 = 0
    /// `string`, from version 0; may be null.
    public var errorMessage: String? = ""
    /// Tagged fields that the tables do not know.
    public var unknownTaggedFields: [UnknownTaggedField] = []

    /// All fields at their defaults.
    public init() {}

    /// Reads the fields of a version.
    public init(from reader: inout MessageReader, version: Int16) throws(CodecError) {
      partitionIndex = try reader.int32()
      errorCode = try reader.int16()
      errorMessage = try reader.nullableString(compact: true)
      var last = -1
      for _ in 0..<(try reader.tagCount()) {
        let (tag, value) = try reader.tag(after: &last)
        var field = value
        unknownTaggedFields.append(try field.unknownField(tag))
      }
    }

    /// Writes the fields of a version.
    public func write(to writer: inout MessageWriter, version: Int16) throws(CodecError) {
      writer.int32(partitionIndex)
      writer.int16(errorCode)
      try writer.nullableString(errorMessage, compact: true, "ReassignablePartitionResponse.errorMessage")
      writer.taggedFields(unknownTaggedFields)
    }
  }
}
