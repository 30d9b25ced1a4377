/// Tells whether what waits to be sent goes out, by checks at a quarter of the time that it may stand still.
///
/// Bytes are queued and taken without the time, so single moments are not known. Who stood still at more than four checks in
/// a row did so for at least the whole time, and is found before five quarters of it. A trickle of less than `leastProgress`
/// between two checks counts as standing still, unless nothing is left.
struct StallCounter {
  /// How many checks fit into the time.
  static let checks = 4
  /// What must go out from one check to the next, in bytes.
  private static let leastProgress: UInt16 = 1024

  private var progress: UInt16 = 0
  private var strikes: UInt8 = 0

  /// So many bytes went out, and nothing, or something, is left.
  mutating func sent(_ count: Int, isEmpty: Bool) {
    progress = isEmpty ? 0 : UInt16(min(Int(progress) + count, Int(Self.leastProgress)))
    if isEmpty { strikes = 0 }
  }

  /// Checks; to be called four times in the time that is allowed.
  mutating func isStalled(isWaiting: Bool) -> Bool {
    let isMoving = !isWaiting || progress >= Self.leastProgress
    progress = 0
    strikes = isMoving ? 0 : min(strikes + 1, UInt8(Self.checks) + 1)
    return strikes > UInt8(Self.checks)
  }
}
