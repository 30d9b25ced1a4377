/// A timer that was set.
public struct TimerID: Sendable, Hashable {
  let rawValue: UInt64
}

/// Timers by their time: a heap, in which a cancelled timer stays until its time comes.
struct TimerQueue {
  private struct Entry {
    let time: Duration
    let id: UInt64
  }

  private var heap: [Entry] = []
  private var work: [UInt64: () -> Void] = [:]
  private var last: UInt64 = 0

  /// How many timers are set.
  var count: Int { work.count }

  mutating func add(at time: Duration, _ body: @escaping () -> Void) -> TimerID {
    last += 1
    work[last] = body
    heap.append(Entry(time: time, id: last))
    var child = heap.count - 1
    while child > 0, heap[child].time < heap[(child - 1) / 2].time {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
    return TimerID(rawValue: last)
  }

  mutating func cancel(_ id: TimerID) {
    work[id.rawValue] = nil
    // A heap that is mostly cancelled timers is made anew.
    if heap.count > 64, heap.count > 4 * work.count {
      let live = heap.filter { work[$0.id] != nil }.sorted { $0.time < $1.time }
      heap = live
    }
  }

  /// The time of the first timer.
  mutating func next() -> Duration? {
    while let first = heap.first {
      if work[first.id] != nil { return first.time }
      removeFirst()
    }
    return nil
  }

  /// Takes the first timer that is due.
  mutating func take(at now: Duration) -> (() -> Void)? {
    guard let time = next(), time <= now, let first = heap.first else { return nil }
    removeFirst()
    return work.removeValue(forKey: first.id)
  }

  private mutating func removeFirst() {
    guard let moved = heap.popLast() else { return }
    guard !heap.isEmpty else { return }
    heap[0] = moved
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].time < heap[least].time {
        least = child
      }
      guard least != parent else { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
