/// What the records of an uncompressed batch say together.
public struct RecordSummary: Sendable, Hashable {
  /// The largest timestamp; -1 where no record has one.
  public private(set) var maxTimestamp: Int64 = -1
  /// The smallest timestamp of the records that have one.
  public private(set) var minTimestamp: Int64?
  /// Whether a record has no key, as none in a compacted topic may be.
  public private(set) var lacksKey = false

  init() {}

  mutating func add(_ record: Record) {
    lacksKey = lacksKey || record.key == nil
    guard record.timestamp != -1 else { return }
    maxTimestamp = max(maxTimestamp, record.timestamp)
    minTimestamp = min(minTimestamp ?? record.timestamp, record.timestamp)
  }
}
