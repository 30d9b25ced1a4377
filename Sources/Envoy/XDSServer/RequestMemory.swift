import Synchronization

/// Counts the bytes of unfinished requests over all connections, and says who must give way when they are too many: first
/// those that hold much, then everyone.
final class RequestMemory: Sendable {
  /// Whoever holds no more than this part of the limit may go on until twice the limit is held.
  private static let fairPart = 512

  private let limit: Int
  private let held = Atomic<Int>(0)

  /// - Parameter limit: In bytes.
  init(limit: Int) { self.limit = limit }

  /// A connection holds `now` bytes where it held `before`.
  ///
  /// - Returns: Whether it may; if not, it must let go of what it just took, and say so here.
  func change(from before: Int, to now: Int) -> Bool {
    let total = held.wrappingAdd(now - before, ordering: .relaxed).newValue
    if now <= before || total <= limit { return true }
    return total <= 2 * limit && now <= limit / Self.fairPart
  }
}
