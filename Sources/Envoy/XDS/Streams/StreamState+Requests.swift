extension StreamState {
  /// Begins a type with the first request for it.
  ///
  /// - Returns: Its place.
  mutating func begin(_ type: TypeURL, with request: SubscriptionRequest, in group: inout GroupState) -> Int {
    var brought: [String: String] = [:]
    if case .delta(_, _, let versions) = request.change { brought = versions }
    let set = brought.isEmpty ? group.empty(type) : ResourceSet(type: type, versions: brought)
    let base = TypeState.Base(set: set, generation: group.generation)
    var state = TypeState(type: type, base: base, broughtVersions: !brought.isEmpty)
    if variant == .delta {
      for base in group.doubtfulStates(of: node, type: type) { state.appendRejected(base) }
      if type == .endpoints { state.mayAwaitAnswers = group.mayAwaitEndpoints(node) }
    }
    return insert(state)
  }

  /// Takes what a request says about the last response.
  ///
  /// - Returns: Whether the request may be answered: in SotW one that answers an older response is not, since the client
  ///   has not seen the newest yet.
  mutating func takeAnswer(
    _ request: SubscriptionRequest, at index: Int, group: GroupID, _ context: inout DeliveryContext,
    at now: Duration, into directives: inout [XDSDirective]
  ) -> Bool {
    let isNewest = types[index].lastNonce?.isWritten(as: request.nonce) ?? false
    if variant == .stateOfTheWorld, types[index].lastNonce != nil {
      if request.nonce.isEmpty {
        restart(index)
        return true
      }
      if !isNewest { return false }
    }
    guard isNewest, let response = types[index].outstanding else { return true }
    if let failure = request.failure {
      reject(
        response, failure, nonce: request.nonce, at: index, group: group, &context, at: now, into: &directives)
    } else {
      accept(response, at: index)
      directives.append(
        .acknowledged(
          XDSAcknowledgement(
            stream: id, group: group, type: types[index].type, nonce: request.nonce, delay: now - types[index].sentAt)))
    }
    return true
  }

  /// A SotW client without a nonce begins anew: it is answered as if it had nothing.
  private mutating func restart(_ index: Int) {
    types[index].abandonOutstanding()
    types[index].hasAnswered = false
    types[index].mustAnswer = !types[index].subscription.isEmpty
    types[index].owesEverything = true
    types[index].owed = types[index].subscription.names
  }

  private mutating func accept(_ response: TypeState.Outstanding, at index: Int) {
    types[index].outstanding = nil
    if response.onlyOwed { return }
    types[index].acknowledgedIdentity = types[index].sentIdentity
    if types[index].lastError != nil { types[index].lastError = nil }
    types[index].settle(on: response.target, isExact: response.isExact)
  }

  private mutating func reject(
    _ response: TypeState.Outstanding, _ failure: SubscriptionRequest.Failure, nonce: String, at index: Int,
    group: GroupID, _ context: inout DeliveryContext, at now: Duration, into directives: inout [XDSDirective]
  ) {
    types[index].outstanding = nil
    types[index].lastError = TypeState.LastError(failure: failure, at: now)
    var rejection: TypeState.Rejection
    let backoff = RetryBackoff(
      minimum: context.configuration.minimumRetryDelay, maximum: context.configuration.maximumRetryDelay)
    if response.onlyOwed, let known = types[index].rejection, known.retryAt > now {
      // What was rejected before rests as it did; what was added to it rests with it.
      rejection = known
    } else if response.onlyOwed, let known = types[index].rejection {
      // That rest is over, but what was just rejected is not sent at once.
      let delay = backoff.delay(afterAttempt: known.attempt, using: &context.random)
      rejection = TypeState.Rejection(
        target: known.target, attempt: known.attempt, retryAt: now + delay, owed: known.owed,
        everything: known.everything)
    } else {
      types[index].appendRejected(response.target)
      let target = response.target.set.identity
      let previous = types[index].rejection
      let attempt = previous?.target == target ? (previous?.attempt ?? 0) + 1 : 1
      let delay = backoff.delay(afterAttempt: attempt, using: &context.random)
      rejection = TypeState.Rejection(
        target: target, attempt: attempt, retryAt: now + delay, owed: previous?.owed ?? .empty,
        everything: previous?.everything ?? false)
    }
    var owed = rejection.owed
    if owed.isEmpty {
      owed = response.owed
    } else if !response.owed.isEmpty {
      owed = context.names.set(owed, adding: response.owed.members)
    }
    rejection = rejection.owing(owed, everything: rejection.everything || response.everything)
    types[index].rejection = rejection
    directives.append(
      .rejected(
        XDSRejection(
          stream: id, node: node, group: group, type: types[index].type, nonce: nonce,
          version: types[index].sentIdentity?.text ?? "", failure: failure, attempt: rejection.attempt,
          retryAt: rejection.retryAt)))
  }

  /// Takes what a request says about what the client wants.
  mutating func takeSubscription(
    _ request: SubscriptionRequest, at index: Int, isFirst: Bool, _ context: inout DeliveryContext
  ) {
    let type = types[index].type
    var demand: Subscription.Demand
    switch request.change {
    case .stateOfTheWorld(_, let names):
      demand = types[index].subscription.replace(
        names, implicitWildcard: type.allowsImplicitWildcard, in: &context.names)
    case .delta(let subscribe, let unsubscribe, let versions):
      demand = types[index].subscription.change(
        subscribe: subscribe, unsubscribe: unsubscribe, implicitWildcard: type.allowsImplicitWildcard, isFirst: isFirst,
        in: &context.names)
      if isFirst && !versions.isEmpty && !types[index].mayAwaitAnswers {
        demand.names = context.names.set(of: demand.names.members.filter { versions[$0] == nil })
      }
    }
    if isFirst {
      // The client's state is known: what differs from it is sent, and an answer is due even if nothing does.
      types[index].mustAnswer = demand.everything
      demand.everything = false
    }
    types[index].owe(demand, in: &context.names)
    if isFirst && type == .endpoints {
      types[index].owe(unsentEndpointNames, in: &context.names)
      unsentEndpointNames = .empty
    }
  }
}
