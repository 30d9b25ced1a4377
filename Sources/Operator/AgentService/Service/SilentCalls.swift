import GRPC

/// The calls that have begun and not said Hello: so many and no more, each with its deadline.
///
/// All have the same patience, so the one that began first is late first.
struct SilentCalls {
  private var calls: [AgentCallID: any GRPCServiceCall] = [:]
  /// In the order in which they began, with those that are over; from `first` on.
  private var deadlines: [(id: AgentCallID, time: Duration)] = []
  private var first = 0

  /// How many there are.
  var count: Int { calls.count }

  /// When the next one is late.
  var nextDeadline: Duration? { deadlines.dropFirst(first).first?.time }

  /// Adds one; its deadline is not before that of the one before.
  mutating func append(_ id: AgentCallID, _ call: any GRPCServiceCall, until deadline: Duration) {
    calls[id] = call
    deadlines.append((id, deadline))
  }

  /// It has said Hello, or is over; false where it was given up.
  mutating func remove(_ id: AgentCallID) -> Bool {
    let wasThere = calls.removeValue(forKey: id) != nil
    forgetOld()
    return wasThere
  }

  /// Takes out those that are late.
  mutating func takeLate(at now: Duration) -> [any GRPCServiceCall] {
    var late: [any GRPCServiceCall] = []
    while let (id, time) = deadlines.dropFirst(first).first, time <= now {
      first += 1
      if let call = calls.removeValue(forKey: id) { late.append(call) }
    }
    forgetOld()
    return late
  }

  /// Takes out all.
  mutating func takeAll() -> [any GRPCServiceCall] {
    defer { self = SilentCalls() }
    return Array(calls.values)
  }

  private mutating func forgetOld() {
    while first < deadlines.count, calls[deadlines[first].id] == nil { first += 1 }
    guard first > 64, first * 2 > deadlines.count else { return }
    deadlines.removeFirst(first)
    first = 0
  }
}
