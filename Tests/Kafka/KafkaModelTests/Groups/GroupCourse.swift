import KafkaModel
import KafkaProtocol
import Testing

/// A random course of a group: consumers that join, leave, die and come back, a log that acknowledges late or fails, time that
/// passes, and a coordinator that moves.
final class GroupCourse {
  enum Phase {
    case idle
    case joining(RequestToken)
    case syncing(RequestToken, generation: Int32)
    case stable
  }

  final class Consumer {
    let instance: String?
    let version: Int16
    var member = ""
    var generation: Int32 = -1
    var phase = Phase.idle
    var isAlive = true

    init(instance: String?, version: Int16) {
      self.instance = instance
      self.version = version
    }
  }

  /// What a leader gave to a member, by the number that stands in the assignment.
  struct Given {
    var member: String
    var generation: Int32
  }

  let world: GroupWorld
  var consumers: [Consumer] = []
  var given: [Given] = []
  /// Commits on their way, by the append that carries them.
  var commits: [GroupAppendID: (partition: Int32, offset: Int64)] = [:]
  /// What the log says was committed last.
  var expected: [Int32: Int64] = [:]
  var tokens: [RequestToken] = []
  private var random: UInt64
  private var lastOffset: Int64 = 0

  init(seed: UInt64) {
    random = seed
    world = GroupWorld(delay: seed % 3 == 0 ? 3_000 : 0)
    world.acknowledges = false
    for index in 0..<4 {
      let isStatic = index < Int(seed % 3)
      consumers.append(
        Consumer(instance: isStatic ? "instance-\(index)" : nil, version: [9, 7, 5, isStatic ? 5 : 3][index]))
    }
  }

  func below(_ bound: Int) -> Int {
    random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(random >> 33) % bound
  }

  func start(_ request: any KafkaRequest, version: Int16) -> RequestToken {
    let token = world.start(request, version: version)
    tokens.append(token)
    return token
  }

  /// One thing that happens.
  func step() {
    let consumer = consumers[below(consumers.count)]
    switch below(20) {
    case 0: consumer.isAlive = false
    case 1: revive(consumer)
    case 2: leave(consumer)
    case 3: if below(4) == 0 { move() }
    case 4: acknowledge(.none)
    case 5: if below(3) == 0 { acknowledge(.notEnoughReplicas) }
    case 6, 7: commit(consumer)
    case 8: world.advance(by: .milliseconds(below(6_000)))
    default:
      world.advance(by: .milliseconds(below(300)))
      if below(3) > 0 { acknowledge(.none) }
      act(consumer)
    }
  }

  func acknowledge(_ error: ErrorCode) {
    for append in world.unacknowledged {
      if error == .none, let (partition, offset) = commits[append.id] { expected[partition] = offset }
      commits[append.id] = nil
    }
    world.acknowledge(error)
  }

  func move() {
    commits = [:]
    world.move()
    // What the log says is a group at rest.
    let state = world.described()?.groupState
    #expect(state == "Stable" || state == "Empty" || state == "Dead")
    checkOffsets()
  }

  func checkOffsets() {
    for partition: Int32 in 0..<4 { #expect(world.committed("g", "orders", partition) == expected[partition] ?? -1) }
  }

  private func revive(_ consumer: Consumer) {
    guard !consumer.isAlive else { return }
    consumer.isAlive = true
    consumer.member = ""
    consumer.phase = .idle
  }

  private func leave(_ consumer: Consumer) {
    guard consumer.isAlive, !consumer.member.isEmpty else { return }
    _ = start(world.leaveRequest([(consumer.member, consumer.instance)]), version: 5)
    consumer.isAlive = false
  }

  private func commit(_ consumer: Consumer) {
    guard consumer.isAlive, case .stable = consumer.phase else { return }
    lastOffset += 1
    let partition = Int32(below(4))
    let before = world.unacknowledged.count
    _ = start(
      world.commitRequest(lastOffset, member: consumer.member, generation: consumer.generation, partition: partition),
      version: 6)
    if world.unacknowledged.count == before + 1, let append = world.unacknowledged.last {
      commits[append.id] = (partition, lastOffset)
    }
  }

  /// A consumer does what a client does next.
  func act(_ consumer: Consumer) {
    guard consumer.isAlive else { return }
    switch consumer.phase {
    case .idle:
      let request = world.joinRequest(consumer.member, instance: consumer.instance)
      consumer.phase = .joining(start(request, version: consumer.version))
    case .joining(let token):
      guard let answer: JoinGroupResponse = world.answer(to: token) else { return }
      joined(consumer, answer)
    case .syncing(let token, let generation):
      guard let answer: SyncGroupResponse = world.answer(to: token) else { return }
      synced(consumer, answer, generation)
    case .stable:
      let error = world.beat(
        consumer.member, consumer.generation, instance: consumer.version >= 5 ? consumer.instance : nil)
      if error != .none { recover(consumer, error) }
    }
  }

  private func joined(_ consumer: Consumer, _ answer: JoinGroupResponse) {
    #expect(throws: Never.self) { try answer.encoded(version: consumer.version) }
    guard answer.errorCode == 0 else {
      if ErrorCode(answer.errorCode) == .memberIdRequired {
        consumer.member = answer.memberId
        consumer.phase = .idle
      } else {
        recover(consumer, ErrorCode(answer.errorCode))
      }
      return
    }
    consumer.member = answer.memberId
    consumer.generation = answer.generationId
    #expect(answer.generationId > 0)
    var assignments: [String: [UInt8]] = [:]
    if answer.leader == answer.memberId && !answer.skipAssignment {
      #expect(answer.members.contains { $0.memberId == answer.memberId })
      for member in answer.members {
        let number = given.count
        given.append(Given(member: member.memberId, generation: answer.generationId))
        assignments[member.memberId] = [UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255)]
      }
    }
    let request = world.syncRequest(answer.memberId, answer.generationId, instance: consumer.instance, assignments)
    consumer.phase = .syncing(start(request, version: min(consumer.version, 5)), generation: answer.generationId)
  }

  private func synced(_ consumer: Consumer, _ answer: SyncGroupResponse, _ generation: Int32) {
    guard answer.errorCode == 0 else { return recover(consumer, ErrorCode(answer.errorCode)) }
    consumer.phase = .stable
    // What a member holds was given to it, in this generation. A static member keeps what its former id was given.
    guard answer.assignment.count == 3 else { return }
    let number = Int(answer.assignment[0]) << 16 | Int(answer.assignment[1]) << 8 | Int(answer.assignment[2])
    guard given.indices.contains(number) else {
      Issue.record("an assignment that nobody made")
      return
    }
    #expect(given[number].generation == generation)
    if consumer.instance == nil { #expect(given[number].member == consumer.member) }
  }

  private func recover(_ consumer: Consumer, _ error: ErrorCode) {
    switch error {
    case .fencedInstanceId: consumer.isAlive = false
    case .unknownMemberId, .illegalGeneration:
      consumer.member = ""
      consumer.phase = .idle
    case .notCoordinator, .coordinatorLoadInProgress:
      if case .stable = consumer.phase { return }
      consumer.phase = .idle
    default: consumer.phase = .idle
    }
  }

  /// From here on nothing fails: the group must come to rest with exactly those who live. Answers whether it did.
  func settle() -> Bool {
    for _ in 0..<2_000 {
      acknowledge(.none)
      for consumer in consumers { act(consumer) }
      acknowledge(.none)
      if isSettled { return true }
      world.advance(by: .milliseconds(500))
    }
    return false
  }

  private var isSettled: Bool {
    let living = consumers.filter(\.isAlive)
    for consumer in living {
      guard case .stable = consumer.phase else { return false }
    }
    guard let group = world.described() else { return false }
    if living.isEmpty { return group.members.isEmpty }
    return group.groupState == "Stable" && Set(group.members.map(\.memberId)) == Set(living.map(\.member))
      && Set(living.map(\.generation)).count == 1
  }
}
