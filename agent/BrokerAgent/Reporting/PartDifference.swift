/// How much a part differs from what was told of it.
enum PartDifference: Equatable {
  /// Not at all.
  case none
  /// It was seen anew, and is the same.
  case age
  /// A figure that is always in motion has moved a little.
  case noise
  /// A fact, or a figure by much.
  case fact

  /// How long a figure that moved a little waits.
  static let noiseRest = Duration.seconds(10)
  /// How long it takes until it is told that a part was seen anew.
  static let ageRest = Duration.seconds(30)
  /// Up to this number each try in a row is a fact: the server counts them before it believes a time-out or a recovery. One
  /// that is refused proves something; how often says no more.
  static let streakOfInterest: UInt32 = 10

  /// Whether it is to be told, where the part was told at `told`.
  func isDue(told: Duration, at now: Duration) -> Bool {
    switch self {
    case .none: false
    case .age: now - told >= Self.ageRest
    case .noise: now - told >= Self.noiseRest
    case .fact: true
    }
  }

  // MARK: Parts
  // Each takes what was told, gives it the figures that may move, and looks whether anything else is different.

  static func of(_ old: ProcessState, _ new: ProcessState) -> PartDifference {
    if old == new { return .none }
    var calm = old
    calm.seen = new.seen
    if calm == new { return .age }
    calm.openFiles = new.openFiles
    calm.residentBytes = new.residentBytes
    // It is counted from the clock, which may be set.
    calm.startedMilliseconds = new.startedMilliseconds
    guard calm == new else { return .fact }
    let isMuch =
      moved(UInt64(old.openFiles), UInt64(new.openFiles), byQuarterAnd: 100)
      || moved(old.residentBytes, new.residentBytes, byQuarterAnd: 256 << 20)
    return isMuch ? .fact : .noise
  }

  static func of(_ old: KafkaState, _ new: KafkaState) -> PartDifference {
    if old == new { return .none }
    let isCounted = old.status != new.status || new.status != .refused
    let isNews = isCounted && min(old.streak, streakOfInterest) != min(new.streak, streakOfInterest)
    var calm = old
    calm.seen = new.seen
    calm.streak = new.streak
    if calm == new, !isNews { return .age }
    calm.latencyMicroseconds = new.latencyMicroseconds
    guard calm == new, !isNews else { return .fact }
    return slowed(old.latencyMicroseconds, new.latencyMicroseconds) ? .fact : .noise
  }

  static func of(_ old: ListenerState, _ new: ListenerState) -> PartDifference {
    if old == new { return .none }
    var calm = old
    calm.seen = new.seen
    if calm == new { return .age }
    calm.latencyMicroseconds = new.latencyMicroseconds
    guard calm == new else { return .fact }
    return slowed(old.latencyMicroseconds, new.latencyMicroseconds) ? .fact : .noise
  }

  static func of(_ old: FiguresState, _ new: FiguresState) -> PartDifference {
    if old == new { return .none }
    var calm = old
    calm.seen = new.seen
    if calm == new { return .age }
    guard let before = old.requestIdlePermille, let after = new.requestIdlePermille else { return .fact }
    calm.requestIdlePermille = after
    guard calm == new else { return .fact }
    return max(before, after) - min(before, after) >= 100 ? .fact : .noise
  }

  static func of(_ old: LogDirState, _ new: LogDirState) -> PartDifference {
    if old == new { return .none }
    var calm = old
    if let space = new.space { calm.space?.seen = space.seen }
    if let write = new.write { calm.write?.seen = write.seen }
    if let identity = new.identity { calm.identity?.seen = identity.seen }
    if let partitions = new.partitions {
      calm.partitions?.namesSeen = partitions.namesSeen
      if calm.partitions?.bytesSeen != nil, partitions.bytesSeen != nil {
        calm.partitions?.bytesSeen = partitions.bytesSeen
      }
    }
    if calm == new { return .age }
    var isMuch = false
    if let before = old.space, let after = new.space {
      calm.space?.usedBytes = after.usedBytes
      calm.space?.freeBytes = after.freeBytes
      calm.space?.totalInodes = after.totalInodes
      calm.space?.freeInodes = after.freeInodes
      isMuch = moved(before, after)
    }
    if let before = old.write, let after = new.write {
      calm.write?.latencyMicroseconds = after.latencyMicroseconds
      isMuch = isMuch || slowed(before.latencyMicroseconds, after.latencyMicroseconds)
    }
    if let after = new.partitions {
      calm.partitions?.live.take(after.live)
      calm.partitions?.future.take(after.future)
      calm.partitions?.deleted.take(after.deleted)
      calm.partitions?.stray.take(after.stray)
      calm.partitions?.metadata.take(after.metadata)
    }
    return calm != new || isMuch ? .fact : .noise
  }

  // MARK: Figures

  /// By a hundredth of the file system, or by a tenth of what was free: where little is left, little is much.
  private static func moved(_ old: SpaceState, _ new: SpaceState) -> Bool {
    let bytes = distance(old.freeBytes, new.freeBytes)
    let inodes = distance(old.freeInodes, new.freeInodes)
    return bytes > max(min(old.totalBytes / 100, old.freeBytes / 10), 1 << 20)
      || inodes > max(min(old.totalInodes / 100, old.freeInodes / 10), 1_000)
  }

  /// By a factor of two, and by 20 ms.
  private static func slowed(_ old: UInt32, _ new: UInt32) -> Bool {
    let (less, more) = (UInt64(min(old, new)), UInt64(max(old, new)))
    return more >= 2 * less && more - less >= 20_000
  }

  private static func moved(_ old: UInt64, _ new: UInt64, byQuarterAnd floor: UInt64) -> Bool {
    distance(old, new) >= max(old / 4, floor)
  }

  private static func distance(_ one: UInt64, _ other: UInt64) -> UInt64 { max(one, other) - min(one, other) }
}

extension PartitionsState.Sum {
  /// Takes the bytes of another, unless there are some on one side only: that there are none proves something.
  fileprivate mutating func take(_ other: Self) {
    if (bytes == 0) == (other.bytes == 0) { bytes = other.bytes }
  }
}
