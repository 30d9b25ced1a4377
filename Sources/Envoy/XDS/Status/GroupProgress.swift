/// How far the streams of a group have come: a value that code can wait on.
public struct GroupProgress: Sendable, Hashable {
  /// A stream that has not acknowledged everything of the newest generation.
  public struct Laggard: Sendable, Hashable {
    /// The stream.
    public let stream: StreamID
    /// `node.id` of the client.
    public let node: String
    /// The newest generation of which it has acknowledged everything that it asks for.
    public let acknowledged: UInt64
    /// The types whose newest resources it has not acknowledged, in the order of a push.
    public let types: [TypeURL]
    /// Those of them that it rejected.
    public let rejected: [TypeURL]
  }

  /// The group.
  public let group: GroupID
  /// The newest generation that was published; 0 before there is one.
  public private(set) var newest: UInt64
  /// The newest generation that every stream has acknowledged whole, deletions with it; `newest` where no stream is open.
  public private(set) var acknowledged: UInt64
  /// How many streams are open.
  public private(set) var streams: Int
  /// The streams that lag behind.
  public private(set) var laggards: [Laggard]

  init(group: GroupID, newest: UInt64, acknowledged: UInt64, streams: Int, laggards: [Laggard]) {
    self.group = group
    self.newest = newest
    self.acknowledged = acknowledged
    self.streams = streams
    self.laggards = laggards
  }

  /// Whether every stream has this generation or a later one.
  public func hasReached(_ generation: UInt64) -> Bool { acknowledged >= generation }

  /// The progress of the streams of two cores together. A core that was not given the newest snapshot yet counts with
  /// what it has.
  public func merged(with other: GroupProgress) -> GroupProgress {
    var merged = self
    merged.newest = max(newest, other.newest)
    merged.acknowledged = min(acknowledged, other.acknowledged)
    merged.streams += other.streams
    merged.laggards += other.laggards
    return merged
  }
}

extension SubscriptionCore {
  /// How far the streams of a group have come.
  ///
  /// It looks at every stream; `isSettled` does not.
  public func progress(of group: GroupID) -> GroupProgress {
    guard let place = groupPlaces[group] else {
      return GroupProgress(group: group, newest: 0, acknowledged: 0, streams: 0, laggards: [])
    }
    let newest = groups[place].generation
    var acknowledged = newest
    var laggards: [GroupProgress.Laggard] = []
    for member in groups[place].members {
      let stream = streams[member]
      if !stream.isLagging { continue }
      var reached = newest
      var types: [TypeURL] = []
      var rejected: [TypeURL] = []
      for state in stream.types where state.acknowledgedGeneration < newest {
        reached = min(reached, state.acknowledgedGeneration)
        types.append(state.type)
        if state.rejection != nil { rejected.append(state.type) }
      }
      if types.isEmpty { continue }
      acknowledged = min(acknowledged, reached)
      laggards.append(
        .init(stream: stream.id, node: stream.node, acknowledged: reached, types: types, rejected: rejected))
    }
    laggards.sort { $0.stream < $1.stream }
    return GroupProgress(
      group: group, newest: newest, acknowledged: acknowledged, streams: groups[place].members.count, laggards: laggards
    )
  }
}
