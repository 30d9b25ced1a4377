/// What streams share while something is delivered to them.
struct DeliveryContext: Sendable {
  var cache: ResponseCache
  var names = NameTable()
  var random: SeededGenerator
  let encoder: ResponseEncoder
  let configuration: SubscriptionConfiguration

  init(_ configuration: SubscriptionConfiguration) {
    cache = ResponseCache(
      maximumCount: configuration.maximumCachedResponses, maximumSize: configuration.maximumCachedBytes)
    random = SeededGenerator(seed: configuration.seed)
    encoder = ResponseEncoder(identifier: configuration.identifier)
    self.configuration = configuration
  }
}

extension StreamState {
  /// Sends whatever is due, in the order CDS, EDS, LDS, RDS, SDS, others: changes, answers, retries, deletions whose time
  /// has come. Without anything due it does nothing.
  mutating func deliver(
    _ group: inout GroupState, _ context: inout DeliveryContext, at now: Duration, into directives: inout [XDSDirective]
  ) {
    guard group.snapshot != nil else { return }
    // What an answer to the last response leaves, as a rule: nothing.
    if passed?.generation == group.generation, !hasSomethingDue(in: group.generation) {
      deletionDeadline = nil
      return
    }
    // A type that turns out to have nothing new can release deletions of a type before it: go round again.
    for _ in 0..<4 {
      deletionDeadline = nil
      var round = Progress()
      for index in types.indices {
        let progress = advance(index, &group, &context, at: now, into: &directives)
        if progress.hasAdvanced { round.hasAdvanced = true }
        if progress.waits { round.waits = true }
      }
      if !round.hasAdvanced || !round.waits { break }
    }
    if passed?.generation != group.generation,
      isOpen(prerequisites: TypeURL.listenerPrerequisites, generation: group.generation)
    {
      passed = group.snapshot
    }
  }

  private func hasSomethingDue(in generation: UInt64) -> Bool {
    for index in types.indices where types[index].hasSomethingDue(in: generation) { return true }
    return false
  }

  /// What came of looking at a type.
  private struct Progress {
    /// Whether anything changed that other types may have waited for.
    var hasAdvanced = false
    /// Whether more could be done when others have advanced.
    var waits = false
  }

  /// Whether types that others depend on were sent for a generation, and are not rejected.
  private func isOpen(prerequisites: [TypeURL], generation: UInt64) -> Bool {
    for type in prerequisites {
      guard let index = index(of: type) else { continue }
      if types[index].rejection != nil || types[index].reachedGeneration < generation { return false }
    }
    return true
  }

  /// Whether a response of a type may hold less than everything that is asked for.
  private func canSendParts(of type: TypeURL) -> Bool { variant == .delta || !type.isSentWhole }

  /// What one type is to be brought to now.
  private struct Goal {
    var target: ResourceSet
    var generation: UInt64
    var isExact: Bool
    var onlyOwed = false
  }

  /// The goal of a type; nil where it must wait.
  private mutating func goal(_ index: Int, _ group: inout GroupState, _ context: DeliveryContext, at now: Duration)
    -> Goal?
  {
    let type = types[index].type
    let newest = group.newest(type)
    var goal = Goal(target: newest, generation: group.generation, isExact: true)
    if type == .endpoints {
      // Endpoints go after the clusters of their generation, whether those were rejected or not; an answer does not wait.
      if let clusters = self.index(of: .cluster), types[clusters].reachedGeneration < group.generation,
        !types[index].isAsked, types[index].hasAnswered
      {
        return nil
      }
    } else if !type.prerequisites.isEmpty, !isOpen(prerequisites: type.prerequisites, generation: group.generation) {
      if let passed {
        goal.target = group.set(of: type, in: passed)
        goal.generation = passed.generation
        goal.isExact = goal.target.identity == newest.identity
      } else if types[index].hasAnswered {
        if !types[index].isAsked { return nil }
        goal.onlyOwed = canSendParts(of: type)
      }
    }
    let base = types[index].acknowledged.set
    if base.identity != goal.target.identity, !base.isEmpty, group.hasDeletions(goal.target, since: base),
      !referrersHaveSettled(index, &group, context.configuration.deletionWait, at: now)
    {
      let kept = group.keeping(
        goal.target, base, doubts: types[index].rejected, asked: types[index].owed,
        needingBodies: types[index].owesEverything || !canSendParts(of: type))
      if kept !== goal.target {
        goal.target = kept
        goal.isExact = false
      }
    }
    return goal
  }

  /// Whether nothing that the client still has can refer to resources that its newest snapshot lacks: the types that
  /// refer to this one are acknowledged as they are in the newest snapshot, or their answers are overdue. A client that
  /// rejected them, or does not get them because of a rejection, goes on using the old ones, however long it takes.
  ///
  /// Only an aggregated stream knows of its other types. Where a client that reconnects has not asked for them yet, they
  /// are waited for (but for routes, which only listeners can make it ask for).
  private mutating func referrersHaveSettled(
    _ index: Int, _ group: inout GroupState, _ wait: Duration, at now: Duration
  ) -> Bool {
    guard service == .aggregated else { return true }
    for type in types[index].type.referrers {
      let overdue: Duration
      if let other = self.index(of: type) {
        let newest = group.newest(type)
        if let response = types[other].outstanding {
          if response.onlyOwed || response.target.set.identity != newest.identity { return false }
          overdue = types[other].sentAt + wait
        } else if types[other].acknowledged.set.identity == newest.identity && types[other].rejected.isEmpty {
          continue
        } else {
          return false
        }
      } else if types[index].broughtVersions && type != .route {
        overdue = openedAt + wait
      } else {
        continue
      }
      if now < overdue {
        deletionDeadline = min(deletionDeadline ?? overdue, overdue)
        return false
      }
    }
    return true
  }

  /// Brings one type as far as it can go now.
  private mutating func advance(
    _ index: Int, _ group: inout GroupState, _ context: inout DeliveryContext, at now: Duration,
    into directives: inout [XDSDirective]
  ) -> Progress {
    if types[index].isOutstanding {
      guard types[index].reachedGeneration < group.generation, !types[index].hasSentOnlyOwed else { return Progress() }
      // Newer generations that leave this type as it was sent are reached with it.
      if let goal = goal(index, &group, context, at: now), types[index].hasSent(goal.target) {
        types[index].reachedGeneration = goal.generation
      }
      return Progress(waits: true)
    }
    let newest = group.newest(types[index].type)
    if types[index].isSettled(on: newest) {
      types[index].settleAgain(at: group.generation)
      return Progress()
    }
    guard var goal = goal(index, &group, context, at: now) else { return Progress(waits: true) }
    let base = Base(set: goal.target, generation: goal.generation)
    if types[index].isSettled(on: goal.target) {
      types[index].settle(on: base, isExact: goal.isExact)
      return Progress(waits: true)
    }

    if let rejection = types[index].rejection {
      if rejection.target == goal.target.identity, now < rejection.retryAt {
        types[index].reachedGeneration = max(types[index].reachedGeneration, goal.generation)
        if !types[index].isAsked { return Progress(waits: true) }
        // The rejected content rests; what is newly asked for does not wait for it. (A complete set cannot leave it out.)
        goal.onlyOwed = canSendParts(of: types[index].type)
      }
      if !goal.onlyOwed {
        types[index].owe(rejection.owed, in: &context.names)
        if rejection.everything { types[index].owesEverything = true }
        types[index].rejection = rejection.owing(.empty, everything: false)
      }
    }

    let response = response(to: index, goal, &context)
    if response.isEmpty && !types[index].mustAnswer {
      types[index].forgetDemands()
      types[index].hasAnswered = true
      if !goal.onlyOwed { types[index].settle(on: base, isExact: goal.isExact) }
      return Progress(hasAdvanced: true, waits: goal.onlyOwed || !goal.isExact)
    }

    if !goal.onlyOwed, types[index].rejection?.target != goal.target.identity { types[index].rejection = nil }
    let outstanding = TypeState.Outstanding(
      target: base, isExact: goal.isExact, onlyOwed: goal.onlyOwed, owed: types[index].owed,
      everything: types[index].owesEverything)
    types[index].send(outstanding, at: now)
    if !goal.onlyOwed { types[index].reachedGeneration = max(types[index].reachedGeneration, goal.generation) }
    directives.append(.send(id, response.bytes))
    if types[index].type == .cluster { followWithEndpoints(response.endpointNames, &context) }
    return Progress(hasAdvanced: true)
  }

  /// Owes the endpoints of clusters that were just sent: without them each of these clusters warms for 15 s in Envoy.
  private mutating func followWithEndpoints(_ names: NameSet, _ context: inout DeliveryContext) {
    if names.isEmpty { return }
    if let endpoints = index(of: .endpoints) {
      types[endpoints].owe(names, in: &context.names)
    } else if service == .aggregated {
      let known = unsentEndpointNames
      unsentEndpointNames = known.isEmpty ? names : context.names.set(known, adding: names.members)
    }
  }

  /// The response that brings a type to its goal, encoded once for all streams in the same state. Its nonce is the
  /// generation and how many responses of it this stream has had.
  private func response(to index: Int, _ goal: Goal, _ context: inout DeliveryContext) -> ResponseCache.Response {
    let count = types[index].responseCount(of: goal.generation)
    let key = ResponseCache.Key(
      variant: variant, target: goal.target.identity, acknowledged: types[index].acknowledged.set.identity,
      rejected: types[index].rejected.map { $0.set.identity }, subscription: types[index].subscription.signature,
      owed: types[index].owed.identity, everything: types[index].owesEverything, onlyOwed: goal.onlyOwed,
      mustAnswer: types[index].mustAnswer, generation: goal.generation, count: count)
    if let known = context.cache.find(key) { return known }
    let state = types[index]
    let nonce = ResponseNonce(generation: goal.generation, count: count)
    let selection = Selection(
      Selection.Conditions(
        variant: variant, target: goal.target, bases: [state.acknowledged.set] + state.rejected.map { $0.set },
        subscription: state.subscription, owed: state.owed, everything: state.owesEverything, onlyOwed: goal.onlyOwed))
    var bytes: [UInt8] = []
    if !selection.isEmpty || state.mustAnswer {
      bytes = context.encoder.encode(selection, variant: variant, target: goal.target, nonce: nonce.text)
    }
    let response = ResponseCache.Response(
      bytes: bytes, isEmpty: selection.isEmpty,
      endpointNames: context.names.set(of: selection.endpointNames))
    context.cache.insert(response, for: key)
    return response
  }

  private typealias Base = TypeState.Base
}
