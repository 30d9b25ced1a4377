/// The responses of a stream that wait in the connection, for a client that does not take them.
///
/// A client that keeps the protocol has one response of each type at most on its way to it, since it answers what it has
/// read. More of them waiting means answers to what was never read. It holds nothing while nothing waits.
struct Backlog {
  /// The bytes that were put into the queue since it was empty last.
  private var queued = 0
  /// How many were queued with the first response, and with each after it that waits.
  private var firstEnd = 0
  private var ends: [Int] = []

  /// Notes a response.
  ///
  /// - Parameters:
  ///   - count: Its bytes.
  ///   - waiting: The bytes that waited before it.
  /// - Returns: How many responses wait.
  mutating func append(_ count: Int, behind waiting: Int) -> Int {
    guard waiting > 0 else {
      queued = count
      firstEnd = count
      ends = []
      return 1
    }
    let taken = queued - waiting
    ends.removeAll { $0 <= taken }
    queued += count
    ends.append(queued)
    return ends.count + (taken < firstEnd ? 1 : 0)
  }
}
