/// What a log directory is asked for; the most urgent first.
enum LogDirItem: UInt8, Sendable, Hashable, CaseIterable {
  /// The figures of its file system.
  case space
  /// A write.
  case write
  /// Its meta.properties, and where it is mounted.
  case identity
  /// The names of what lies in it.
  case names
  /// The bytes of the partitions, a slice of the work at a time.
  case bytes
}

/// How often a log directory is asked for what, and how long that may take.
struct LogDirTiming: Sendable, Hashable {
  /// Between two looks at the file system.
  var interval = Duration.seconds(1)
  var writePeriod = Duration.seconds(10)
  var identityPeriod = Duration.seconds(10)
  var namesPeriod = Duration.seconds(10)
  var bytesPeriod = Duration.seconds(60)
  /// What failed is tried again after this.
  var retryPeriod = Duration.seconds(2)
  /// Counting bytes takes at most this part of the time of a processor,
  var costShare = 3_000
  /// as long as it then comes at least this often.
  var longestPeriod = Duration.seconds(600)
  /// Between two slices of counting bytes.
  var slicePause = Duration.milliseconds(25)
  /// statvfs asks no disk as a rule.
  var spaceDeadline = Duration.seconds(2)
  /// A disk under load can take seconds to write.
  var writeDeadline = Duration.seconds(10)
  /// All other calls.
  var readDeadline = Duration.seconds(5)

  func period(of item: LogDirItem) -> Duration {
    switch item {
    case .space: interval
    case .write: writePeriod
    case .identity: identityPeriod
    case .names: namesPeriod
    case .bytes: bytesPeriod
    }
  }

  func deadline(of item: LogDirItem) -> Duration {
    switch item {
    case .space: spaceDeadline
    case .write: writeDeadline
    case .identity, .names, .bytes: readDeadline
    }
  }
}

/// When a log directory is asked for what: one item at a time. It has no clock: time is passed in.
struct LogDirSchedule {
  var timing: LogDirTiming {
    didSet {
      // A shorter interval counts from the last look on.
      guard timing.interval != oldValue.interval else { return }
      due[Int(LogDirItem.space.rawValue)] += timing.interval - oldValue.interval
    }
  }
  /// Items that are not asked for.
  private var paused: Set<LogDirItem> = []
  private var due: [Duration]

  /// All are due at `start`.
  init(_ timing: LogDirTiming, at start: Duration) {
    self.timing = timing
    due = LogDirItem.allCases.map { _ in start }
  }

  /// The most urgent item that is due.
  func next(at now: Duration) -> LogDirItem? {
    LogDirItem.allCases.first { !paused.contains($0) && due[Int($0.rawValue)] <= now }
  }

  /// When the next item is due.
  func wakeUp() -> Duration {
    var earliest = due[Int(LogDirItem.space.rawValue)]
    for item in LogDirItem.allCases where !paused.contains(item) { earliest = min(earliest, due[Int(item.rawValue)]) }
    return earliest
  }

  /// An item was begun: the next time counts from here, so that the rhythm does not depend on how long it takes.
  mutating func begins(_ item: LogDirItem, at now: Duration) {
    due[Int(item.rawValue)] = Tick.after(timing.period(of: item), from: now)
  }

  /// An item failed: it comes again sooner, so that healing shows.
  mutating func failed(_ item: LogDirItem, at now: Duration) {
    due[Int(item.rawValue)] = min(due[Int(item.rawValue)], now + timing.retryPeriod)
  }

  /// A slice of the bytes is done, and there are more.
  mutating func continues(_ item: LogDirItem, at now: Duration) {
    due[Int(item.rawValue)] = now + timing.slicePause
  }

  /// All slices are done: many partitions are counted less often, so that they cost no more of a processor than few.
  mutating func ends(_ item: LogDirItem, costing cost: Duration, at now: Duration) {
    let period = min(max(timing.period(of: item), cost * timing.costShare), timing.longestPeriod)
    due[Int(item.rawValue)] = Tick.after(period, from: now)
  }

  /// An item is due at once, as what it showed last may not hold any more.
  mutating func hurry(_ items: [LogDirItem], at now: Duration) {
    for item in items { due[Int(item.rawValue)] = min(due[Int(item.rawValue)], now) }
  }

  /// While there is no directory, only the space is asked for; when it has come, all at once.
  mutating func pauses(_ isPaused: Bool, at now: Duration) {
    let others = LogDirItem.allCases.filter { $0 != .space }
    if !isPaused, !paused.isEmpty { hurry(others, at: now) }
    paused = isPaused ? Set(others) : []
  }
}
