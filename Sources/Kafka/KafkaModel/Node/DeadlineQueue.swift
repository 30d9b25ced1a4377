/// What waits for times, the earliest first: a binary heap.
///
/// What is done before its time stays in it until then, or until it makes up more than half of it.
struct DeadlineQueue {
  /// What waits.
  enum Item {
    case append(WaitingAppend)
    case fetch(WaitingFetch)

    var isDone: Bool {
      switch self {
      case .append(let append): append.isDone
      case .fetch(let fetch): fetch.isDone
      }
    }
  }

  private var heap: [(deadline: Duration, item: Item)] = []
  private var sweepAt = 1_024

  /// The earliest time.
  var next: Duration? { heap.first?.deadline }

  /// Adds what waits for a time.
  mutating func insert(_ item: Item, at deadline: Duration) {
    if heap.count >= sweepAt {
      let waiting = heap.filter { !$0.item.isDone }
      heap = []
      for entry in waiting { push(entry) }
      sweepAt = max(1_024, heap.count * 2)
    }
    push((deadline, item))
  }

  /// Takes out the earliest of those whose time has come.
  mutating func pop(before now: Duration) -> Item? {
    while let first = heap.first, first.deadline <= now || first.item.isDone {
      let last = heap.removeLast()
      if !heap.isEmpty {
        heap[0] = last
        sink()
      }
      if !first.item.isDone { return first.item }
    }
    return nil
  }

  private mutating func push(_ entry: (deadline: Duration, item: Item)) {
    heap.append(entry)
    var index = heap.count - 1
    while index > 0, heap[index].deadline < heap[(index - 1) / 2].deadline {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func sink() {
    var index = 0
    while 2 * index + 1 < heap.count {
      var child = 2 * index + 1
      if child + 1 < heap.count, heap[child + 1].deadline < heap[child].deadline { child += 1 }
      guard heap[child].deadline < heap[index].deadline else { return }
      heap.swapAt(child, index)
      index = child
    }
  }
}
