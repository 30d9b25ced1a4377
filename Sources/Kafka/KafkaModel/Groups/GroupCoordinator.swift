public import KafkaProtocol

/// The coordinator of the groups whose partitions of `__consumer_offsets` a broker leads: Kafka's classic group protocol.
///
/// A partition is absent, loading or loaded. It belongs to whoever calls it and is not for several threads at once. It must
/// never acknowledge a commit or hand out an assignment before the log has it, nor have a member in two generations.
public final class GroupCoordinator {
  /// Limits and times; a change counts from the next request on.
  public var configuration: GroupConfiguration
  let identifiers: MemberIdentifiers
  /// The partitions that this broker leads; false while one is loaded.
  var partitions: [Int32: Bool] = [:]
  var groups: [String: Group] = [:]
  var appends: [GroupAppendID: PendingGroupAppend] = [:]
  var lastAppend: UInt64 = 0
  var outputs: [GroupOutput] = []
  var retentionDeadline: Duration?
  /// What `nextDeadline` was found to be since the last change; brokers ask after every input, most of which are not for groups.
  private var knownDeadline: Duration??
  /// Appends that no record can hold; they end when the call ends.
  var unwritten: [(GroupAppendID, Moment)] = []

  /// A coordinator of no partitions. `random` gives random bits for the ids of members.
  public init(configuration: GroupConfiguration = GroupConfiguration(), random: @escaping () -> UInt64) {
    self.configuration = configuration
    identifiers = MemberIdentifiers(random: random)
  }

  /// Whether requests of this kind are answered here.
  public static func answers(_ key: ApiKey) -> Bool {
    switch key {
    case .joinGroup, .syncGroup, .heartbeat, .leaveGroup, .offsetCommit, .offsetFetch, .offsetDelete, .describeGroups,
      .listGroups, .deleteGroups:
      true
    default: false
    }
  }

  /// Answers a request, now or by a later output. `allows` says what the client may do; without an authorizer it may do
  /// all. A request that `answers` does not name gets no answer here.
  public func receive(
    _ token: RequestToken, context: RequestContext, version: Int16, request: any KafkaRequest,
    topics: any GroupTopics,
    allows: @escaping (AccessOperation, AccessResourceType, String) -> Bool = { _, _, _ in true }, at moment: Moment
  ) -> [GroupOutput] {
    let call = GroupCall(
      token: token, context: context, version: version, topics: topics, allows: allows, moment: moment)
    switch request {
    case let request as JoinGroupRequest: join(request, call)
    case let request as SyncGroupRequest: synchronize(request, call)
    case let request as HeartbeatRequest: heartbeat(request, call)
    case let request as LeaveGroupRequest: leave(request, call)
    case let request as OffsetCommitRequest: commit(request, call)
    case let request as OffsetFetchRequest: fetch(request, call)
    case let request as OffsetDeleteRequest: deleteOffsets(request, call)
    case let request as DescribeGroupsRequest: describe(request, call)
    case let request as ListGroupsRequest: list(request, call)
    case let request as DeleteGroupsRequest: delete(request, call)
    default: break
    }
    return take()
  }

  /// When `tick` is due next; nil where nothing waits for time.
  public var nextDeadline: Duration? {
    if let knownDeadline { return knownDeadline }
    let deadline = findDeadline()
    knownDeadline = .some(deadline)
    return deadline
  }

  private func findDeadline() -> Duration? {
    var first = retentionDeadline
    func take(_ deadline: Duration?) {
      if let deadline, first.map({ deadline < $0 }) ?? true { first = deadline }
    }
    for group in groups.values { take(group.nextDeadline) }
    for append in appends.values { take(append.deadline) }
    return first
  }

  /// Does what time asks for: rebalances that end, members that are taken for dead, offsets that are too old.
  public func tick(at moment: Moment) -> [GroupOutput] {
    for id in appends.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let deadline = appends[id]?.deadline, deadline <= moment.monotonic else { continue }
      giveUp(id, at: moment)
    }
    for id in groups.keys.sorted() {
      guard let group = groups[id], let deadline = group.nextDeadline, deadline <= moment.monotonic else { continue }
      expire(group, at: moment)
    }
    if let deadline = retentionDeadline, deadline <= moment.monotonic {
      retentionDeadline = partitions.isEmpty ? nil : moment.monotonic + .milliseconds(retentionInterval)
      expireOffsets(at: moment)
    }
    return take()
  }

  var retentionInterval: Int64 { max(1, configuration.offsetRetentionCheckInterval) }

  func take() -> [GroupOutput] {
    endUnwritten()
    knownDeadline = nil
    defer { outputs.removeAll(keepingCapacity: true) }
    return outputs
  }

  func respond(_ token: RequestToken, _ response: any KafkaResponse) { outputs.append(.respond(token, response)) }

  /// The partition of a group.
  func partition(of group: String) -> Int32? {
    CoordinatorPartition.partition(of: group, count: configuration.offsetsPartitions)
  }

  /// Why nothing can be said about a group here; nil where something can.
  func unavailability(of group: String) -> ErrorCode? {
    guard let partition = partition(of: group), let isLoaded = partitions[partition] else { return .notCoordinator }
    return isLoaded ? nil : .coordinatorLoadInProgress
  }

  /// Why a request about a group is refused before the group is looked at; nil where it is not.
  func refusal(of group: String, _ operation: AccessOperation, _ call: GroupCall, mayBeEmpty: Bool = false)
    -> ErrorCode?
  {
    if !call.allows(operation, .group, group) { return .groupAuthorizationFailed }
    if group.isEmpty && !mayBeEmpty { return .invalidGroupId }
    return unavailability(of: group)
  }

  /// The group, made where there is none; nil where there are too many.
  func groupOrNew(_ id: String, at moment: Moment) -> Group? {
    if let group = groups[id] { return group }
    guard let partition = partition(of: id), groups.count < configuration.maximumGroups else { return nil }
    let group = Group(id: id, partition: partition, at: moment)
    groups[id] = group
    return group
  }

  /// Forgets a group that nobody joined and that the log knows nothing about.
  func discardUnused(_ group: Group) {
    guard group.state == .empty, group.generation == 0, group.members.isEmpty, group.pending.isEmpty,
      group.offsets.isEmpty, group.pendingAppends == 0
    else { return }
    groups[group.id] = nil
  }

  /// Whether the member is one of the group under this id and instance; nil where it is.
  func fault(of memberID: String, _ instanceID: String?, in group: Group) -> ErrorCode? {
    if let instanceID {
      guard let current = group.instances[instanceID] else { return .unknownMemberId }
      return current == memberID ? nil : .fencedInstanceId
    }
    return group.members[memberID] == nil ? .unknownMemberId : nil
  }

  func deadline(of member: GroupMember, at moment: Moment) -> Duration {
    moment.monotonic + .milliseconds(member.sessionTimeout)
  }
}
