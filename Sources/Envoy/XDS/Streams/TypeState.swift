/// What a stream is about for one type: what it asks for, what it was sent last, and what it has made of it.
///
/// States: nothing outstanding; one response outstanding (never two); content rejected, which rests until its time comes
/// or newer content replaces it. It must never hold anything per resource: sets are shared by all streams on them. It is
/// read and changed where it lies; a copy costs a dozen counts of references.
struct TypeState: Sendable {
  /// A set that a client may have, and the generation of the snapshot it was sent for.
  struct Base: Sendable {
    var set: ResourceSet
    let generation: UInt64
  }

  /// A response that is not answered yet.
  struct Outstanding: Sendable {
    /// What the client has when it accepts.
    var target: Base
    /// Whether the target is the snapshot's set as it is, with nothing kept for make-before-break.
    let isExact: Bool
    /// Whether only what was owed was sent, so that the client's state is as before but for that.
    let onlyOwed: Bool
    /// What was answered in it whether or not it changed.
    let owed: NameSet
    let everything: Bool
  }

  /// Content that the client does not want. (An object, as few streams have one.)
  final class Rejection: Sendable {
    let target: ContentHash
    let attempt: Int
    let retryAt: Duration
    /// What the rejected response had answered: still owed when it is tried again.
    let owed: NameSet
    let everything: Bool

    init(target: ContentHash, attempt: Int, retryAt: Duration, owed: NameSet, everything: Bool) {
      self.target = target
      self.attempt = attempt
      self.retryAt = retryAt
      self.owed = owed
      self.everything = everything
    }

    /// The same content, with other things owed.
    func owing(_ owed: NameSet, everything: Bool) -> Rejection {
      Rejection(target: target, attempt: attempt, retryAt: retryAt, owed: owed, everything: everything)
    }
  }

  /// The last rejection, as the status shows it. (An object, as few streams have one.)
  final class LastError: Sendable {
    let failure: SubscriptionRequest.Failure
    let at: Duration

    init(failure: SubscriptionRequest.Failure, at: Duration) {
      self.failure = failure
      self.at = at
    }
  }

  let type: TypeURL
  var subscription = Subscription()
  /// What the client has acknowledged, or brought, or an empty set.
  var acknowledged: Base
  /// What it may have of responses that it rejected since, oldest first.
  var rejected: [Base] = []
  var outstanding: Outstanding?
  var rejection: Rejection?

  /// Names to be answered whether or not they changed.
  var owed = NameSet.empty
  /// Whether everything is to be sent whether or not it changed.
  var owesEverything = false
  /// Whether a response is due even if there is nothing in it.
  var mustAnswer = false
  /// Whether the first request has been dealt with.
  var hasAnswered = false
  /// Whether the client said on its first request what it has.
  let broughtVersions: Bool
  /// Whether the client may wait for resources that it says it has, since its last stream ended at a bad moment.
  var mayAwaitAnswers = false

  /// The newest generation whose additions were sent, or had nothing for this client.
  var reachedGeneration: UInt64 = 0
  /// The newest generation that the client has acknowledged whole.
  var acknowledgedGeneration: UInt64 = 0

  private var nonceGeneration: UInt64 = 0
  private var nonceCount: UInt64 = 0
  /// What was sent last, and when; nil before the first response.
  private(set) var sentIdentity: ContentHash?
  private(set) var sentAt = Duration.zero
  /// For the status.
  var acknowledgedIdentity: ContentHash?
  var lastError: LastError?

  init(type: TypeURL, base: Base, broughtVersions: Bool) {
    self.type = type
    acknowledged = base
    self.broughtVersions = broughtVersions
  }

  /// Whether the client waits for an answer, whatever changed.
  var isAsked: Bool { mustAnswer || owesEverything || !owed.isEmpty }

  /// Whether a response is not answered yet.
  var isOutstanding: Bool { outstanding != nil }

  /// Whether that response held only what was owed.
  var hasSentOnlyOwed: Bool { outstanding?.onlyOwed ?? false }

  /// Whether the response that is not answered yet was for this set.
  func hasSent(_ set: ResourceSet) -> Bool { outstanding?.target.set.identity == set.identity }

  /// Whether something may have to be done for a generation: not so where all of it is acknowledged, or on its way.
  func hasSomethingDue(in generation: UInt64) -> Bool {
    if outstanding != nil { return reachedGeneration < generation }
    return acknowledgedGeneration < generation || !hasAnswered || isAsked || rejection != nil || !rejected.isEmpty
  }

  /// Whether the client has this set, for certain, and waits for nothing.
  func isSettled(on set: ResourceSet) -> Bool {
    hasAnswered && rejected.isEmpty && acknowledged.set.identity == set.identity && !isAsked
  }

  /// The nonce sent last; nil before the first response.
  var lastNonce: ResponseNonce? {
    nonceCount == 0 ? nil : ResponseNonce(generation: nonceGeneration, count: nonceCount - 1)
  }

  /// How many responses of a generation the stream has had.
  func responseCount(of generation: UInt64) -> UInt64 { generation == nonceGeneration ? nonceCount : 0 }

  /// Adds names to what is owed.
  mutating func owe(_ names: NameSet, in table: inout NameTable) {
    if names.isEmpty { return }
    owed = owed.isEmpty ? names : table.set(owed, adding: names.members)
  }

  /// Takes what a request demands.
  mutating func owe(_ demand: Subscription.Demand, in table: inout NameTable) {
    owe(demand.names, in: &table)
    if demand.everything {
      owesEverything = true
      mustAnswer = true
    }
  }

  /// Notes that a response goes out.
  mutating func send(_ response: Outstanding, at now: Duration) {
    nonceCount = responseCount(of: response.target.generation) + 1
    nonceGeneration = response.target.generation
    sentIdentity = response.target.set.identity
    sentAt = now
    outstanding = response
    forgetDemands()
    hasAnswered = true
  }

  /// Notes that the client has this set already, as far as it asks.
  mutating func settle(on base: Base, isExact: Bool) {
    acknowledged = base
    if !rejected.isEmpty { rejected = [] }
    if rejection != nil { rejection = nil }
    hasAnswered = true
    reachedGeneration = max(reachedGeneration, base.generation)
    if isExact { acknowledgedGeneration = max(acknowledgedGeneration, base.generation) }
  }

  /// Notes that the set which the client is settled on is that of another generation, too.
  mutating func settleAgain(at generation: UInt64) {
    settle(on: Base(set: acknowledged.set, generation: generation), isExact: true)
  }

  /// Notes that there is nothing to say to what was asked.
  mutating func forgetDemands() {
    if !owed.isEmpty { owed = .empty }
    owesEverything = false
    mustAnswer = false
  }

  /// Notes that the outstanding response is void: the client may have applied it or not.
  mutating func abandonOutstanding() {
    guard let response = outstanding else { return }
    outstanding = nil
    if !response.onlyOwed { appendRejected(response.target) }
  }

  /// Adds a state in which the client may be; past four, the oldest are kept by their names only.
  mutating func appendRejected(_ base: Base) {
    if rejected.contains(where: { $0.set.identity == base.set.identity }) { return }
    rejected.append(base)
    if rejected.count > 4 {
      let names = ResourceSet(namesOf: [rejected[0].set, rejected[1].set], type: type)
      rejected.replaceSubrange(0...1, with: [Base(set: names, generation: rejected[1].generation)])
    }
  }

  /// Lets go of sets older than a generation; their names are kept, so that deletions stay right.
  ///
  /// - Parameter keepingAcknowledged: Whether what the client has acknowledged is kept whole: a complete set must be able
  ///   to name what is not deleted yet.
  mutating func lapse(before generation: UInt64, keepingAcknowledged: Bool, names: inout [ContentHash: ResourceSet]) {
    func lapsed(_ base: Base) -> Base {
      guard base.generation < generation, !base.set.isEmpty else { return base }
      if let known = names[base.set.identity] { return Base(set: known, generation: base.generation) }
      let made = ResourceSet(namesOf: [base.set], type: type)
      names[base.set.identity] = made
      return Base(set: made, generation: base.generation)
    }
    if !keepingAcknowledged, acknowledged.generation < generation { acknowledged = lapsed(acknowledged) }
    for index in rejected.indices { rejected[index] = lapsed(rejected[index]) }
    if let response = outstanding, !keepingAcknowledged, response.target.generation < generation {
      outstanding?.target = lapsed(response.target)
    }
  }
}
