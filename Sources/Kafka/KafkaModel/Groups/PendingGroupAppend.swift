import KafkaProtocol

/// An append to `__consumer_offsets` that was not acknowledged yet, with what follows from its answer.
struct PendingGroupAppend {
  enum Purpose {
    /// The leader's assignment of a generation, by member id.
    case assignment(generation: Int32, [String: [UInt8]])
    /// A static member has another id.
    case staticMember(StaticReplacement)
    /// Offsets, with the answer as it is where the append succeeds.
    case commit([GroupTopicPartition: CommittedOffset], OffsetCommitResponse)
    /// Offsets that are deleted on demand.
    case offsetDeletion([GroupTopicPartition], OffsetDeleteResponse)
    /// The group is deleted on demand.
    case deletion(GroupDeletion)
    /// Offsets that are too old, and the group itself where nothing is left.
    case expiry([GroupTopicPartition], removesGroup: Bool)
    /// The group is empty: nothing follows.
    case emptyGeneration
  }

  /// What is remembered of a static member that came back until that is in the log.
  struct StaticReplacement {
    var memberID: String
    var formerID: String
    var formerLeader: String?
    var formerProtocols: [GroupMember.Supported]
  }

  let group: Group
  let purpose: Purpose
  /// The request that waits for it; nil where none does.
  var waiting: GroupMember.Waiting?
  /// When the request is answered though the append was not.
  var deadline: Duration?
}

/// A DeleteGroups request that waits for the tombstones of several groups.
final class GroupDeletion {
  let waiting: GroupMember.Waiting
  var results: [(group: String, error: ErrorCode)] = []
  var outstanding = 0

  init(_ waiting: GroupMember.Waiting) { self.waiting = waiting }
}
