/// The xDS protocol for many streams, without I/O: requests, snapshots and time go in, messages to send come out.
///
/// One core serves the streams of one event loop; each of several cores is given every snapshot. A stream is opened, and
/// bound to its group by its first request; then it gets whatever it asks for of the group's newest snapshot, in either
/// variant, aggregated or of a single type.
///
/// It must never have two unanswered responses of a type on a stream, never send at once what a client just rejected,
/// never take a resource away while a client may refer to it, and never trap, whatever is asked.
public struct SubscriptionCore: Sendable {
  /// By place; those of `freePlaces` are not open. They are changed where they lie: copies of them cost.
  var streams: [StreamState] = []
  var places: [StreamID: Int] = [:]
  var freePlaces: [Int] = []
  var groups: [GroupState] = []
  var groupPlaces: [GroupID: Int] = [:]
  var context: DeliveryContext
  /// No later than the first deadline of all streams.
  var earliestDeadline: Duration?
  var rejections: UInt64 = 0

  /// A core without streams and groups.
  public init(configuration: SubscriptionConfiguration) { context = DeliveryContext(configuration) }

  var configuration: SubscriptionConfiguration { context.configuration }

  /// How many streams are open.
  public var streamCount: Int { places.count }

  /// Opens a stream. Its group is known with its first request.
  ///
  /// - Parameters:
  ///   - stream: A number that is not in use.
  ///   - variant: Which of the protocol's forms it speaks.
  ///   - service: Which types it carries.
  ///   - now: Monotonic time.
  ///   - groupOf: The group of the node at the stream's other end, or why it is refused; called once. It knows what the
  ///     server knows of the peer, such as its certificate.
  /// - Returns: Nothing, or that the stream is refused.
  public mutating func open(
    _ stream: StreamID, variant: XDSVariant, service: XDSService, at now: Duration,
    groupOf: @escaping @Sendable (XDSNode) -> GroupDecision
  ) -> [XDSDirective] {
    if places[stream] != nil { close(stream) }
    if places.count >= configuration.maximumStreams {
      return [.close(stream, .resourceExhausted, message: "\(places.count) streams are open, and no more are allowed")]
    }
    let state = StreamState(id: stream, variant: variant, service: service, openedAt: now, groupOf: groupOf)
    if let place = freePlaces.popLast() {
      streams[place] = state
      places[stream] = place
    } else {
      places[stream] = streams.count
      streams.append(state)
    }
    let deadline = now + configuration.responseDeadline
    earliestDeadline = min(earliestDeadline ?? deadline, deadline)
    return []
  }

  /// Forgets a stream that ended, or that the server ends. A stream that is not known is ignored.
  public mutating func close(_ stream: StreamID) {
    guard let place = places.removeValue(forKey: stream) else { return }
    let state = streams[place]
    if let group = state.group {
      if state.variant == .delta { groups[group].remember(state) }
      groups[group].members.swapAt(state.memberPosition, groups[group].members.count - 1)
      groups[group].members.removeLast()
      if state.isLagging { groups[group].lagging -= 1 }
      if state.memberPosition < groups[group].members.count {
        let moved = groups[group].members[state.memberPosition]
        streams[moved].memberPosition = state.memberPosition
      }
    }
    streams[place] = .closed
    freePlaces.append(place)
  }

  /// Publishes a group's next snapshot, made from inputs that have loaded.
  ///
  /// - Parameters:
  ///   - snapshot: Its generation is greater than that of the group's last one.
  ///   - group: The group; a new one is made.
  ///   - allowingRemoval: Whether the snapshot may take all listeners, or all clusters, from proxies that have some.
  ///   - now: Monotonic time.
  /// - Throws: `SnapshotError`; the last snapshot stays then.
  public mutating func publish(
    _ snapshot: Snapshot, to group: GroupID, allowingRemovalOfEverything allowingRemoval: Bool = false, at now: Duration
  ) throws(SnapshotError) -> [XDSDirective] {
    if let place = groupPlaces[group], let last = groups[place].snapshot {
      try check(snapshot, after: last, in: group)
      if !allowingRemoval {
        for type in [TypeURL.listener, .cluster] where snapshot.existingSet(of: type) == nil {
          if let old = last.existingSet(of: type) { throw SnapshotError.removal(of: old.entries.count, type, group) }
        }
      }
    } else if snapshot.isEmpty && !allowingRemoval {
      throw SnapshotError.emptiness(of: group)
    }
    return replace(snapshot, of: group, isRestored: false, at: now)
  }

  /// Sets the snapshot that was kept from an earlier run, until the first one is published: it goes only to streams that
  /// bring no versions, and all others are told to come back, so that nothing old replaces something newer.
  ///
  /// - Throws: `SnapshotError`, where the group's inputs have loaded already.
  public mutating func restore(_ snapshot: Snapshot, to group: GroupID, at now: Duration) throws(SnapshotError)
    -> [XDSDirective]
  {
    if let place = groupPlaces[group], let last = groups[place].snapshot {
      guard groups[place].isRestored else {
        throw SnapshotError(.alreadyLive, "the group's inputs have loaded already", group: group)
      }
      try check(snapshot, after: last, in: group)
    }
    if snapshot.isEmpty { throw SnapshotError(.removesEverything, "a restored snapshot is empty", group: group) }
    return replace(snapshot, of: group, isRestored: true, at: now)
  }

  /// Takes a group away: its streams are closed.
  public mutating func withdraw(_ group: GroupID) -> [XDSDirective] {
    guard let place = groupPlaces[group] else { return [] }
    var directives: [XDSDirective] = []
    for member in groups[place].members {
      directives.append(.close(streams[member].id, .notFound, message: "the group '\(group)' no longer exists"))
    }
    for case .close(let stream, _, _) in directives { close(stream) }
    // The place stays, so that places of other groups do not move.
    groups[place] = GroupState(id: group)
    return directives
  }

  private func check(_ snapshot: Snapshot, after last: Snapshot, in group: GroupID) throws(SnapshotError) {
    if snapshot.generation > last.generation { return }
    throw SnapshotError(
      .outdated, "its generation \(snapshot.generation) is not greater than \(last.generation)", group: group)
  }

  private mutating func replace(_ snapshot: Snapshot, of group: GroupID, isRestored: Bool, at now: Duration)
    -> [XDSDirective]
  {
    let place = self.place(of: group)
    let lapsing = groups[place].replace(with: snapshot, isRestored: isRestored)
    if !lapsing.isEmpty { lapseOldSets(place, lapsing) }
    var directives: [XDSDirective] = []
    directives.reserveCapacity(groups[place].members.count)
    for member in groups[place].members { deliver(to: member, in: place, at: now, into: &directives) }
    return directives
  }

  mutating func place(of group: GroupID) -> Int {
    if let place = groupPlaces[group] { return place }
    groups.append(GroupState(id: group))
    groupPlaces[group] = groups.count - 1
    return groups.count - 1
  }

  /// Sends whatever is due on a stream, and notes when the next thing is.
  mutating func deliver(to stream: Int, in group: Int, at now: Duration, into directives: inout [XDSDirective]) {
    streams[stream].deliver(&groups[group], &context, at: now, into: &directives)
    noteProgress(of: stream, in: group, at: now)
  }

  /// Notes whether a stream has its group's newest generation, and when the next thing is due on it.
  mutating func noteProgress(of stream: Int, in group: Int, at now: Duration) {
    let deadline = streams[stream].noteProgress(
      in: &groups[group], at: now, responseDeadline: context.configuration.responseDeadline)
    if let deadline { earliestDeadline = min(earliestDeadline ?? deadline, deadline) }
  }

  /// Whether every stream of a group has acknowledged its newest generation whole: what `progress` says at length.
  public func isSettled(_ group: GroupID) -> Bool {
    // Most servers have one group.
    if groups.count == 1, groups[0].id == group { return groups[0].lagging == 0 }
    return groupPlaces[group].map { groups[$0].lagging == 0 } ?? true
  }

  /// Past four generations, only the names of a set are kept.
  private mutating func lapseOldSets(_ group: Int, _ lapsing: [(type: TypeURL, oldest: UInt64)]) {
    var names: [ContentHash: ResourceSet] = [:]
    for member in groups[group].members {
      for (type, oldest) in lapsing {
        guard let index = streams[member].index(of: type) else { continue }
        let isWhole = streams[member].variant == .stateOfTheWorld && type.isSentWhole
        streams[member].types[index].lapse(before: oldest, keepingAcknowledged: isWhole, names: &names)
      }
    }
  }
}
