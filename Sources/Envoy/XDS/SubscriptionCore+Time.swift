extension SubscriptionCore {
  /// The time at which `timeout` is to be called; it may come a little early, never late. Nil while nothing waits.
  public var nextDeadline: Duration? { earliestDeadline }

  /// Does what time brings: closes streams that do not answer or never ask, tries rejected content again, carries out
  /// deletions that have waited long enough.
  public mutating func timeout(at now: Duration) -> [XDSDirective] {
    guard let earliest = earliestDeadline, earliest <= now else { return [] }
    earliestDeadline = nil
    var directives: [XDSDirective] = []
    for place in streams.indices where streams[place].isOpen {
      let state = streams[place]
      guard let group = state.group else {
        let deadline = state.openedAt + configuration.responseDeadline
        if deadline <= now {
          directives.append(.close(state.id, .deadlineExceeded, message: "the stream never asked for anything"))
          close(state.id)
        } else {
          earliestDeadline = min(earliestDeadline ?? deadline, deadline)
        }
        continue
      }
      if let stuck = state.stuckType(at: now, responseDeadline: configuration.responseDeadline) {
        let message =
          "the response \(stuck.lastNonce?.text ?? "") of \(stuck.type) was not answered within "
          + "\(configuration.responseDeadline)"
        directives.append(.close(state.id, .deadlineExceeded, message: message))
        close(state.id)
      } else {
        deliver(to: place, in: group, at: now, into: &directives)
      }
    }
    return directives
  }
}
