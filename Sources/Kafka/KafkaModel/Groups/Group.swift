import KafkaProtocol

/// A group of the classic protocol with its members and offsets.
///
/// Its states are those of `GroupState`. It must never have a leader that is no member, nor two members of one instance.
final class Group {
  let id: String
  let partition: Int32
  var state = GroupState.empty
  /// The state before this one was `empty`: the rebalance is a group's first and waits for more members.
  var isInitialRebalance = false
  /// A member came since the first rebalance last looked.
  var hasNewMember = false
  /// How much longer the first rebalance may wait at most.
  var remainingDelay = Duration.zero
  var protocolType: String?
  var protocolName: String?
  var leader: String?
  var generation: Int32 = 0
  var members: [String: GroupMember] = [:]
  /// The order in which members came: who leads next must not depend on a dictionary's order.
  var order: [String] = []
  /// Member ids that were given out and did not join yet (KIP-394), with when they are forgotten.
  var pending: [String: Duration] = [:]
  /// The member of each instance (KIP-345).
  var instances: [String: String] = [:]
  var offsets: [GroupTopicPartition: CommittedOffset] = [:]
  /// Appends that were not acknowledged yet.
  var pendingAppends = 0
  /// Milliseconds since the epoch when the state last changed.
  var stateTimestamp: Int64
  /// When the rebalance ends without those who did not join.
  var joinDeadline: Duration?
  /// When those who did not ask for their assignment are removed.
  var syncDeadline: Duration?
  /// The append of the leader's assignment that is under way.
  var assignmentAppend: GroupAppendID?

  init(id: String, partition: Int32, at moment: Moment) {
    self.id = id
    self.partition = partition
    stateTimestamp = moment.wall
  }

  func move(to state: GroupState, at moment: Moment) {
    self.state = state
    stateTimestamp = moment.wall
    if state != .preparingRebalance {
      joinDeadline = nil
      isInitialRebalance = false
    }
    if state != .completingRebalance && state != .stable { syncDeadline = nil }
  }

  /// When something happens without a request; nil where nothing will.
  var nextDeadline: Duration? {
    var first: Duration?
    func take(_ deadline: Duration?) {
      if let deadline, first.map({ deadline < $0 }) ?? true { first = deadline }
    }
    take(joinDeadline)
    take(syncDeadline)
    for deadline in pending.values { take(deadline) }
    for member in members.values { take(member.deadline) }
    return first
  }

  /// The members in the order in which they came.
  var orderedMembers: [GroupMember] { order.compactMap { members[$0] } }

  func add(_ member: GroupMember) {
    if members.isEmpty { leader = nil }
    members[member.id] = member
    order.append(member.id)
    if let instance = member.instanceID { instances[instance] = member.id }
    pending[member.id] = nil
    if leader == nil { leader = member.id }
  }

  func remove(_ member: GroupMember) {
    members[member.id] = nil
    order.removeAll { $0 == member.id }
    if let instance = member.instanceID, instances[instance] == member.id { instances[instance] = nil }
    if leader == member.id { leader = order.first }
  }

  /// Gives a static member another id; it keeps its place and its assignment.
  func rename(_ member: GroupMember, to id: String) {
    members[member.id] = nil
    if let index = order.firstIndex(of: member.id) { order[index] = id }
    if leader == member.id { leader = id }
    member.id = id
    members[id] = member
    if let instance = member.instanceID { instances[instance] = id }
  }

  /// Whether everyone who belongs to it waits for the rebalance's end.
  var haveAllJoined: Bool {
    guard pending.isEmpty else { return false }
    for member in members.values where member.awaitingJoin == nil { return false }
    return true
  }

  /// Where the leader did not join again, one who did takes its place. Answers whether there is a leader who joined.
  func electJoinedLeader() -> Bool {
    if let leader, members[leader]?.awaitingJoin != nil { return true }
    for id in order where members[id]?.awaitingJoin != nil {
      leader = id
      return true
    }
    return false
  }

  /// The longest time that a member needs for a rebalance.
  var rebalanceTimeout: Duration {
    var longest: Int32 = 0
    for member in members.values { longest = max(longest, member.rebalanceTimeout) }
    return .milliseconds(longest)
  }

  /// The names that every member can use.
  var commonProtocols: Set<String> {
    var common: Set<String>?
    for member in members.values {
      let names = Set(member.protocols.map(\.name))
      common = common?.intersection(names) ?? names
    }
    return common ?? []
  }

  /// Whether somebody with these protocols can be a member.
  func accepts(_ type: String, _ protocols: [GroupMember.Supported]) -> Bool {
    guard !type.isEmpty, !protocols.isEmpty else { return false }
    if members.isEmpty { return true }
    guard type == protocolType else { return false }
    let common = commonProtocols
    for supported in protocols where common.contains(supported.name) { return true }
    return false
  }

  /// The protocol with the most votes: each member votes for the first of its own that all can use.
  func selectedProtocol() -> String? {
    let common = commonProtocols
    var votes: [String: Int] = [:]
    var candidates: [String] = []
    for member in orderedMembers {
      for supported in member.protocols where common.contains(supported.name) {
        if votes[supported.name] == nil { candidates.append(supported.name) }
        votes[supported.name, default: 0] += 1
        break
      }
    }
    var best: String?
    for name in candidates where best.map({ votes[name, default: 0] > votes[$0, default: 0] }) ?? true { best = name }
    return best
  }

  /// The topics that the members subscribe to; nil where they do not say so in the consumer's way.
  func subscribedTopics() -> Set<String>? {
    guard protocolType == "consumer" else { return nil }
    if members.isEmpty { return [] }
    guard let protocolName else { return nil }
    var topics: Set<String> = []
    for member in members.values {
      guard let subscription = ConsumerSubscriptionReader.topics(in: member.metadata(for: protocolName)) else {
        return nil
      }
      topics.formUnion(subscription)
    }
    return topics
  }
}
