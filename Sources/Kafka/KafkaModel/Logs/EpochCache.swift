/// Where each leader epoch of a log starts (KIP-101): both rise from entry to entry.
struct EpochCache: Sendable, Hashable {
  /// The start of an epoch.
  struct Entry: Sendable, Hashable {
    var epoch: Int32
    var startOffset: Int64
  }

  private(set) var entries: [Entry] = []

  /// The newest epoch; nil where none was ever written.
  var latest: Int32? { entries.last?.epoch }

  /// Notes that an epoch starts at an offset, where it is newer than all before.
  mutating func assign(_ epoch: Int32, at offset: Int64) {
    if let last = entries.last {
      guard epoch > last.epoch else { return }
      // Nothing was written in epochs that start where the new one does.
      while let last = entries.last, last.startOffset >= offset { entries.removeLast() }
    }
    entries.append(Entry(epoch: epoch, startOffset: offset))
  }

  /// The largest epoch up to one, and where it ends; nil where the epoch is newer than all (or there is none).
  func end(of epoch: Int32, logEnd: Int64) -> (epoch: Int32, offset: Int64)? {
    guard let last = entries.last, epoch <= last.epoch, epoch >= 0 else { return nil }
    if epoch == last.epoch { return (epoch, logEnd) }
    guard let next = entries.firstIndex(where: { $0.epoch > epoch }) else { return nil }
    let found = next == 0 ? epoch : entries[next - 1].epoch
    return (found, entries[next].startOffset)
  }

  /// The epoch of the record at an offset.
  func epoch(at offset: Int64) -> Int32? { entries.last { $0.startOffset <= offset }?.epoch }

  /// Forgets what starts at an offset or after it.
  mutating func truncate(to offset: Int64) {
    while let last = entries.last, last.startOffset >= offset { entries.removeLast() }
  }

  /// Forgets what ended before an offset.
  mutating func deleteRecords(before offset: Int64) {
    guard let keep = entries.lastIndex(where: { $0.startOffset <= offset }) else { return }
    entries.removeFirst(keep)
    entries[0].startOffset = offset
  }

  /// Forgets all.
  mutating func removeAll() { entries = [] }
}
