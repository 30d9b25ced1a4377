import KafkaProtocol

/// A record of `__consumer_offsets` in Kafka's own form: a commit, a group, or what takes one of them out (a tombstone).
///
/// A key is two bytes for its kind and Kafka's key message; a value is two bytes for its version and Kafka's value message.
enum GroupLogRecord {
  case offset(group: String, GroupTopicPartition, CommittedOffset)
  case deletedOffset(group: String, GroupTopicPartition)
  case group(String, GroupMetadataValue)
  case deletedGroup(String)

  /// The kinds of keys that are known: a commit has two, of the same form.
  private static let formerOffsetKind: Int16 = 0
  private static let offsetKind: Int16 = 1
  private static let groupKind: Int16 = 2
  /// The newest version of values without tagged fields.
  private static let plainVersion: Int16 = 3

  /// The group as it is. `assignments` are those of its members where they are not handed out yet.
  static func metadata(of group: Group, assignments: [String: [UInt8]]? = nil) -> GroupLogRecord {
    var value = GroupMetadataValue()
    value.protocolType = group.protocolType ?? ""
    value.generation = group.generation
    value.`protocol` = group.protocolName
    value.leader = group.leader
    value.currentStateTimestamp = group.stateTimestamp
    for member in group.orderedMembers {
      var entry = GroupMetadataValue.MemberMetadata()
      entry.memberId = member.id
      entry.groupInstanceId = member.instanceID
      entry.clientId = member.clientID
      entry.clientHost = member.clientHost
      entry.rebalanceTimeout = member.rebalanceTimeout
      entry.sessionTimeout = member.sessionTimeout
      entry.subscription = member.metadata(for: group.protocolName)
      entry.assignment = assignments.map { $0[member.id] ?? [] } ?? member.assignment
      value.members.append(entry)
    }
    return .group(group.id, value)
  }

  /// The bytes of the key.
  func key() throws(CodecError) -> [UInt8] {
    var writer = MessageWriter()
    switch self {
    case .offset(let group, let target, _), .deletedOffset(let group, let target):
      writer.int16(Self.offsetKind)
      var key = OffsetCommitKey()
      key.group = group
      key.topic = target.topic
      key.partition = target.partition
      try key.write(to: &writer, version: 0)
    case .group(let id, _), .deletedGroup(let id):
      writer.int16(Self.groupKind)
      var key = GroupMetadataKey()
      key.group = id
      try key.write(to: &writer, version: 0)
    }
    return writer.bytes
  }

  /// The bytes of the value; nil for a tombstone.
  func value() throws(CodecError) -> [UInt8]? {
    var writer = MessageWriter()
    switch self {
    case .deletedOffset, .deletedGroup: return nil
    case .group(_, let value):
      writer.int16(Self.plainVersion)
      try value.write(to: &writer, version: Self.plainVersion)
    case .offset(_, _, let offset):
      var value = OffsetCommitValue()
      value.offset = offset.offset
      value.leaderEpoch = offset.leaderEpoch
      value.metadata = offset.metadata
      value.commitTimestamp = offset.commitTimestamp
      value.topicId = offset.topicID
      // Version 1 alone has a time of its own at which the offset expires.
      var version: Int16 = offset.topicID == .zero ? Self.plainVersion : 4
      if let expiry = offset.expireTimestamp {
        version = 1
        value.expireTimestamp = expiry
      }
      writer.int16(version)
      try value.write(to: &writer, version: version)
    }
    return writer.bytes
  }

  /// The record of a key and a value; nil where it is of a kind that is not kept here, as those of other group protocols.
  /// `sequence` orders it among the others of the log.
  init?(key: ArraySlice<UInt8>, value: ArraySlice<UInt8>?, sequence: UInt64) throws(CodecError) {
    var reader = MessageReader(key)
    let kind = try reader.int16()
    switch kind {
    case Self.formerOffsetKind, Self.offsetKind:
      let message = try OffsetCommitKey(from: &reader, version: 0)
      let target = GroupTopicPartition(topic: message.topic, partition: message.partition)
      guard let value else {
        self = .deletedOffset(group: message.group, target)
        return
      }
      guard let offset: OffsetCommitValue = try Self.value(value) else { return nil }
      let committed = CommittedOffset(
        offset: offset.offset, leaderEpoch: offset.leaderEpoch, metadata: offset.metadata,
        commitTimestamp: offset.commitTimestamp,
        expireTimestamp: offset.expireTimestamp < 0 ? nil : offset.expireTimestamp,
        topicID: offset.topicId, sequence: sequence)
      self = .offset(group: message.group, target, committed)
    case Self.groupKind:
      let message = try GroupMetadataKey(from: &reader, version: 0)
      guard let value else {
        self = .deletedGroup(message.group)
        return
      }
      guard let group: GroupMetadataValue = try Self.value(value) else { return nil }
      self = .group(message.group, group)
    default: return nil
    }
  }

  private static func value<Value: KafkaMessage>(_ bytes: ArraySlice<UInt8>) throws(CodecError) -> Value? {
    var reader = MessageReader(bytes)
    let version = try reader.int16()
    guard Value.validVersions.contains(version) else { return nil }
    return try Value(from: &reader, version: version)
  }
}
