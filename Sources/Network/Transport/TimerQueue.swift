/// A timer that was scheduled on an event loop; cancelling one that has fired does nothing.
public struct TimerID: Sendable, Hashable {
  let rawValue: UInt64
}

/// The timers of one event loop, as a binary heap by deadline; timers of one deadline fire in the order they were made.
///
/// A cancelled timer stays in the heap as a number until it is met or until such numbers outweigh the live ones.
struct TimerQueue {
  private struct Entry {
    var deadline: Duration
    var number: UInt64

    func precedes(_ other: Entry) -> Bool {
      deadline != other.deadline ? deadline < other.deadline : number < other.number
    }
  }

  private var heap: [Entry] = []
  private var actions: [UInt64: () -> Void] = [:]
  private var nextNumber: UInt64 = 1

  /// The number of timers that wait.
  var count: Int { actions.count }

  mutating func schedule(at deadline: Duration, _ action: @escaping () -> Void) -> TimerID {
    let number = nextNumber
    nextNumber += 1
    actions[number] = action
    heap.append(Entry(deadline: deadline, number: number))
    siftUp(heap.count - 1)
    return TimerID(rawValue: number)
  }

  mutating func cancel(_ timer: TimerID) {
    guard actions.removeValue(forKey: timer.rawValue) != nil else { return }
    if heap.count > 64, heap.count > 2 * actions.count { compact() }
  }

  mutating func nextDeadline() -> Duration? {
    while let first = heap.first, actions[first.number] == nil { removeFirst() }
    return heap.first?.deadline
  }

  /// Takes off the heap, in their order, the timers whose deadline is not after `now`; until its action is taken, each can
  /// still be cancelled.
  mutating func takeDue(at now: Duration) -> [TimerID] {
    var due: [TimerID] = []
    while let first = heap.first, first.deadline <= now {
      removeFirst()
      if actions[first.number] != nil { due.append(TimerID(rawValue: first.number)) }
    }
    return due
  }

  /// Takes the action of a timer that is due; nil where it was cancelled in the meantime.
  mutating func takeAction(of timer: TimerID) -> (() -> Void)? { actions.removeValue(forKey: timer.rawValue) }

  mutating func removeAll() {
    heap = []
    actions = [:]
  }

  private mutating func compact() {
    heap = heap.filter { actions[$0.number] != nil }
    guard heap.count > 1 else { return }
    for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { siftDown(index) }
  }

  private mutating func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    siftDown(0)
  }

  private mutating func siftUp(_ start: Int) {
    var index = start
    while index > 0 {
      let parent = (index - 1) / 2
      guard heap[index].precedes(heap[parent]) else { return }
      heap.swapAt(index, parent)
      index = parent
    }
  }

  private mutating func siftDown(_ start: Int) {
    var index = start
    while true {
      var smallest = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
        if heap[child].precedes(heap[smallest]) { smallest = child }
      }
      guard smallest != index else { return }
      heap.swapAt(index, smallest)
      index = smallest
    }
  }
}
