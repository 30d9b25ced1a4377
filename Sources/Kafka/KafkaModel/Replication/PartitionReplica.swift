import KafkaProtocol

/// A broker's replica of a partition: its log, and its part in replication.
///
/// States: `leader` (takes records, counts what followers have), `follower` (copies from the leader), `offline` (no leader is
/// known). The high watermark never goes back, and as a leader's it never passes what a member of the in-sync replicas lacks, of
/// those that the controller confirmed and those that it was asked to add. A leader epoch never goes back.
final class PartitionReplica {
  /// The part in replication.
  enum Role: Hashable {
    case leader
    case follower(of: Int32)
    case offline
  }

  /// What a leader knows of a follower.
  struct Follower {
    var id: Int32
    /// Where the follower's log ends; -1 before its first fetch.
    var endOffset: Int64 = -1
    /// When it last had all that the leader had.
    var lastCaughtUp: Duration
    /// Where the leader's log ended at its last fetch, and when that was.
    var lastFetchEnd: Int64 = -1
    var lastFetch: Duration
    /// The broker epoch that it fetched with; -1 where it said none.
    var brokerEpoch: Int64 = -1
  }

  unowned let topic: HostedTopic
  let partition: Int32
  /// The broker that this replica is on.
  let brokerID: Int32
  var log = PartitionLog()
  /// The path of the log directory that it lies in.
  var directory: String

  private(set) var role = Role.offline
  private(set) var leaderEpoch: Int32 = -1
  private(set) var partitionEpoch: Int32 = -1
  /// All replicas of the partition, those that are being added too.
  private(set) var replicas: [Int32] = []
  /// The in-sync replicas that the controller confirmed last.
  private(set) var inSync: [Int32] = []
  /// What the controller was asked to make of them and did not yet answer.
  private(set) var proposal: [Int32]?
  private(set) var highWatermark: Int64 = 0
  /// Where the log ended when this broker became the leader.
  private(set) var leaderEpochStart: Int64 = 0
  private(set) var followers: [Follower] = []
  /// Whether the topic is gone, or the broker has no replica of the partition any more.
  private(set) var isRemoved = false

  /// Requests that wait for the high watermark, for data, or for another leader.
  var waitingAppends: [WaitingAppend] = []
  var waitingFetches: [WaitingFetch] = []
  /// As the leader: whether it is among those whose in-sync replicas are looked at next.
  var isInSyncCandidate = false
  /// As a follower: the state that the fetch in flight was made from, and when the next may go.
  var fetchedEpoch: Int32 = -1
  var fetchedOffset: Int64 = -1
  var retryFetch: Duration?

  init(topic: HostedTopic, partition: Int32, brokerID: Int32, directory: String) {
    self.topic = topic
    self.partition = partition
    self.brokerID = brokerID
    self.directory = directory
  }

  var isLeader: Bool { role == .leader }

  /// How many in-sync replicas an append with acks=all needs: as in Kafka, never more than there are replicas.
  var minimumInSync: Int { min(topic.settings.minimumInSyncReplicas, max(1, replicas.count)) }

  /// Who leads the partition; -1 where nobody is known to.
  var leader: Int32 {
    switch role {
    case .leader: brokerID
    case .follower(let leader): leader
    case .offline: -1
    }
  }

  // MARK: What the controller says

  /// Takes in what the controller says of the partition; what is older than what is known is left alone. Says whether the role or
  /// the leader epoch changed.
  func apply(_ record: PartitionRecord, at now: Duration) -> Bool {
    guard
      record.leaderEpoch > leaderEpoch || record.leaderEpoch == leaderEpoch && record.partitionEpoch >= partitionEpoch
    else { return false }
    if record.partitionEpoch > partitionEpoch { proposal = nil }
    partitionEpoch = record.partitionEpoch
    replicas = record.replicas
    inSync = record.inSyncReplicas
    let isNew = record.leaderEpoch > leaderEpoch
    if isNew {
      leaderEpoch = record.leaderEpoch
      proposal = nil
      role = record.leader == brokerID ? .leader : record.leader >= 0 ? .follower(of: record.leader) : .offline
      followers = []
      retryFetch = nil
      if role == .leader {
        log.assign(epoch: leaderEpoch)
        leaderEpochStart = log.endOffset
      }
    }
    if role == .leader { setFollowers(at: now) }
    return isNew
  }

  private func setFollowers(at now: Duration) {
    followers.removeAll { !replicas.contains($0.id) }
    for id in replicas where id != brokerID && !followers.contains(where: { $0.id == id }) {
      followers.append(Follower(id: id, lastCaughtUp: now, lastFetch: now))
    }
    advanceHighWatermark()
  }

  /// The broker has this replica no more.
  func remove() {
    isRemoved = true
    role = .offline
    followers = []
  }

  // MARK: High watermark

  /// Raises the high watermark to what all have that must. Says whether it rose.
  @discardableResult
  func advanceHighWatermark() -> Bool {
    guard role == .leader else { return false }
    var lowest = log.endOffset
    for follower in followers where inSync.contains(follower.id) || proposal?.contains(follower.id) == true {
      lowest = min(lowest, follower.endOffset)
    }
    guard lowest > highWatermark else { return false }
    highWatermark = lowest
    return true
  }

  /// As a follower: what the leader said, as far as the log goes. Says whether it rose.
  func learnHighWatermark(_ offset: Int64) -> Bool {
    let known = min(offset, log.endOffset)
    guard known > highWatermark else { return false }
    highWatermark = known
    return true
  }

  /// As a follower: the leader never had what stands at an offset and after it. A replica that was in sync loses nothing below
  /// its high watermark here; where a leader was elected that was not, that is lost.
  func truncate(to offset: Int64) {
    log.truncate(to: offset)
    highWatermark = min(highWatermark, log.endOffset)
  }

  /// As a follower: all is thrown away, and the log starts anew at an offset.
  func restart(at offset: Int64) {
    log.restart(at: offset)
    highWatermark = offset
  }

  /// Frees what lies before an offset; readers start there.
  func deleteRecords(before offset: Int64) {
    log.deleteRecords(before: offset)
    highWatermark = max(highWatermark, log.startOffset)
  }

  // MARK: In-sync replicas

  /// As the leader: a follower that fetches from an offset has all before it.
  func note(fetchBy id: Int32, brokerEpoch: Int64, offset: Int64, at now: Duration) {
    guard let index = followers.firstIndex(where: { $0.id == id }) else { return }
    let end = log.endOffset
    if offset >= end {
      followers[index].lastCaughtUp = now
    } else if offset >= followers[index].lastFetchEnd, followers[index].lastFetchEnd >= 0 {
      followers[index].lastCaughtUp = max(followers[index].lastCaughtUp, followers[index].lastFetch)
    }
    followers[index].endOffset = offset
    followers[index].brokerEpoch = brokerEpoch
    followers[index].lastFetchEnd = end
    followers[index].lastFetch = now
  }

  /// The in-sync replicas that the leader would have: with those that have caught up, without those that lag. Nil where all stands
  /// as it should, or the controller is being asked. `epochs` are the epochs of the brokers that are not fenced.
  func wantedInSync(lag: Duration, epochs: (Int32) -> Int64?, at now: Duration) -> [Int32]? {
    guard role == .leader, proposal == nil else { return nil }
    var wanted = inSync
    for follower in followers {
      if let index = wanted.firstIndex(of: follower.id) {
        if follower.endOffset < log.endOffset, follower.lastCaughtUp + lag < now { wanted.remove(at: index) }
      } else if follower.endOffset >= max(highWatermark, leaderEpochStart), let epoch = epochs(follower.id),
        follower.brokerEpoch == -1 || follower.brokerEpoch == epoch
      {
        wanted.append(follower.id)
      }
    }
    return wanted == inSync ? nil : wanted
  }

  /// The controller is asked for these in-sync replicas.
  func propose(_ wanted: [Int32]) { proposal = wanted }

  /// The controller did not agree, or was not reached.
  func withdrawProposal() { proposal = nil }

  /// The controller agreed. Says whether the high watermark rose.
  func confirm(inSync confirmed: [Int32], leaderEpoch epoch: Int32, partitionEpoch newer: Int32) -> Bool {
    proposal = nil
    guard role == .leader, epoch == leaderEpoch, newer > partitionEpoch else { return false }
    inSync = confirmed
    partitionEpoch = newer
    return advanceHighWatermark()
  }

  /// The broker epoch that a follower fetched with last.
  func brokerEpoch(of id: Int32) -> Int64 { followers.first { $0.id == id }?.brokerEpoch ?? -1 }
}
