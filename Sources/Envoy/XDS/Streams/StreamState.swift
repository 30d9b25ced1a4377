/// One stream: who is at its other end, and its state for each type that it asks for.
struct StreamState: Sendable {
  let id: StreamID
  let variant: XDSVariant
  let service: XDSService
  let openedAt: Duration
  private(set) var isOpen = true
  /// How the group is found, until it is known.
  var groupOf: (@Sendable (XDSNode) -> GroupDecision)?
  /// `node.id` and `node.cluster`, once they are known.
  var node = ""
  var cluster = ""
  /// The place of its group, once it is known, and its own place among the group's members.
  var group: Int?
  var memberPosition = 0
  /// Whether it counts among its group's streams that have not acknowledged the newest generation.
  var isLagging = false
  /// In the order of a push.
  var types: [TypeState] = []
  /// EDS names that follow from a CDS response, while the client has not asked for EDS yet.
  var unsentEndpointNames = NameSet.empty
  /// The newest snapshot whose clusters and endpoints were sent and not rejected: what a first request for listeners is
  /// answered from while a newer one is on its way.
  var passed: Snapshot?
  /// When the next deletion is no longer held back.
  var deletionDeadline: Duration?

  init(
    id: StreamID, variant: XDSVariant, service: XDSService, openedAt: Duration,
    groupOf: @escaping @Sendable (XDSNode) -> GroupDecision
  ) {
    self.id = id
    self.variant = variant
    self.service = service
    self.openedAt = openedAt
    self.groupOf = groupOf
  }

  private init() {
    id = StreamID(rawValue: 0)
    variant = .delta
    service = .aggregated
    openedAt = .zero
    isOpen = false
  }

  /// What stands where no stream is.
  static let closed = StreamState()

  /// Whether the client has acknowledged all that it asks for of a generation.
  func hasAcknowledged(_ generation: UInt64) -> Bool {
    for index in types.indices where types[index].acknowledgedGeneration < generation { return false }
    return true
  }

  /// The place of a type.
  func index(of type: TypeURL) -> Int? {
    for index in types.indices where types[index].type == type { return index }
    return nil
  }

  /// The place of a type, of a stream that may be changed: it is read where it lies, not as a copy.
  mutating func find(_ type: TypeURL) -> Int? { index(of: type) }

  /// Adds a type at its place in the order of a push.
  mutating func insert(_ state: TypeState) -> Int {
    let place = types.firstIndex { $0.type.rank > state.type.rank } ?? types.endIndex
    types.insert(state, at: place)
    return place
  }

  /// Whether clusters may have reached the client without the endpoints that must follow them.
  var awaitsEndpoints: Bool {
    if !unsentEndpointNames.isEmpty { return true }
    for index in types.indices where types[index].type == .cluster || types[index].type == .endpoints {
      if types[index].outstanding != nil { return true }
      if types[index].type == .endpoints && types[index].isAsked { return true }
    }
    return false
  }

  /// The earliest time after `now` at which something is to be done without a request.
  func nextDeadline(after now: Duration, responseDeadline: Duration) -> Duration? {
    var earliest: Duration?
    func note(_ deadline: Duration) {
      guard deadline > now else { return }
      if let known = earliest, known <= deadline { return }
      earliest = deadline
    }
    for index in types.indices {
      if types[index].outstanding != nil {
        note(types[index].sentAt + responseDeadline)
      } else if let rejection = types[index].rejection {
        note(rejection.retryAt)
      }
    }
    if let deletionDeadline { note(deletionDeadline) }
    return earliest
  }

  /// Notes whether it has its group's newest generation. (It changes what it reads, so that it is read where it lies.)
  ///
  /// - Returns: When the next thing is due.
  mutating func noteProgress(in group: inout GroupState, at now: Duration, responseDeadline: Duration) -> Duration? {
    let isLagging = !hasAcknowledged(group.generation)
    if self.isLagging != isLagging {
      self.isLagging = isLagging
      group.lagging += isLagging ? 1 : -1
    }
    return nextDeadline(after: now, responseDeadline: responseDeadline)
  }

  /// The type whose response has stayed unanswered for too long.
  func stuckType(at now: Duration, responseDeadline: Duration) -> TypeState? {
    for index in types.indices
    where types[index].outstanding != nil && types[index].sentAt + responseDeadline <= now { return types[index] }
    return nil
  }
}
