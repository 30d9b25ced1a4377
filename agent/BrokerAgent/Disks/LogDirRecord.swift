/// What is known of a log directory: takes the outcomes of its items, and makes of them how it is.
struct LogDirRecord {
  /// What another look is needed for, because of what an outcome showed.
  struct Consequences: Sendable, Hashable {
    /// These items are to come at once.
    var hurry: [LogDirItem] = []
  }

  /// As it is to be reported.
  private(set) var state: LogDirState
  private var failures: [LogDirItem: DiskError] = [:]
  private var reason: String?
  private var hanging: String?
  private var disk: (device: UInt64, inode: UInt64)?
  private var identity: [UInt64]?

  /// - Parameter mayWrite: Whether a write is tried at all.
  init(path: String, mayWrite: Bool) {
    state = LogDirState(path: path)
    if !mayWrite { reason = "the agent has no folder there in which it may write" }
  }

  /// Whether there is no such directory.
  var isMissing: Bool { failures[.space]?.meaning == .missing }

  /// A call has not come back in time.
  mutating func hangs(_ call: DiskCall, for patience: Duration) {
    let (seconds, attoseconds) = patience.components
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    hanging = "\(call.name) has not come back in \(milliseconds) ms"
    judge()
  }

  /// Takes what came of an item, also long after its time.
  mutating func take(_ item: LogDirItem, _ outcome: LogDirOutcome) -> Consequences {
    hanging = nil
    var consequences = Consequences()
    failures[item] = nil
    switch outcome {
    case .space(let reading): consequences = take(reading)
    case .write(.made(let write)):
      state.write = write
      reason = nil
    case .write(.notPossible(let why)):
      state.write = nil
      reason = why
    case .identity(let identity): state.identity = identity
    case .names(var partitions, let isClean):
      if let known = state.partitions { partitions.takeBytes(of: known) }
      state.partitions = partitions
      state.isCleanShutdown = isClean
    case .bytesContinue: break
    case .bytes(let sums, _): state.partitions?.takeBytes(of: sums)
    case .failed(let error):
      failures[item] = error
      if isMissing { forget() }
    }
    judge()
    return consequences
  }

  private mutating func take(_ reading: SpaceReading) -> Consequences {
    var consequences = Consequences()
    if let disk, disk != (reading.device, reading.inode) {
      // Another disk, or another directory: nothing that was seen of the old one holds.
      forget()
      consequences.hurry = [.write, .identity, .names, .bytes]
    } else if identity != reading.identity {
      consequences.hurry = [.identity, .names]
    }
    if let space = state.space,
      space.isReadOnly != reading.space.isReadOnly || Self.isFull(space) != Self.isFull(reading.space)
    {
      consequences.hurry.append(.write)
    }
    disk = (reading.device, reading.inode)
    identity = reading.identity
    state.space = reading.space
    return consequences
  }

  private mutating func forget() {
    state.partitions = nil
    state.identity = nil
    state.write = nil
    state.isCleanShutdown = false
    disk = nil
    if failures[.space] != nil { state.space = nil }
    failures = failures.filter { $0.key == .space }
  }

  private static func isFull(_ space: SpaceState) -> Bool {
    space.freeBytes == 0 || (space.totalInodes > 0 && space.freeInodes == 0)
  }

  /// The worst that is known counts.
  private mutating func judge() { (state.status, state.problem) = judgement() }

  private func judgement() -> (LogDirState.Status, String) {
    if let hanging { return (.hung, hanging) }
    if isMissing { return (.missing, "there is no such directory") }
    // In the order of the items, so that equal failures give equal words.
    let errors = LogDirItem.allCases.compactMap { failures[$0] }
    if let error = errors.first(where: { $0.meaning == .failed }) { return (.failed, error.text) }
    if let write = state.write, !write.error.isEmpty { return (status(of: write), "writing failed: \(write.error)") }
    if let error = errors.first(where: { $0.meaning != .missing }) { return (.unknown, error.text) }
    guard let space = state.space else { return (.unknown, "") }
    if space.isReadOnly { return (.readOnly, "the file system is read-only") }
    if space.freeBytes == 0 { return (.full, "no byte is free") }
    if Self.isFull(space) { return (.full, "no inode is free") }
    if let reason { return (.notWritable, reason) }
    return (state.write == nil ? .unknown : .ok, "")
  }

  private func status(of write: WriteState) -> LogDirState.Status {
    switch write.error {
    case "EROFS": .readOnly
    case "ENOSPC", "EDQUOT": .full
    default: .failed
    }
  }
}
