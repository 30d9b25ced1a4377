/// Entries in the order of their times; those of one time in the order in which they came.
struct DeadlineHeap<Entry: Sendable>: Sendable {
  private struct Item: Sendable {
    let time: Duration
    let number: UInt64
    let entry: Entry

    func isBefore(_ other: Item) -> Bool { time == other.time ? number < other.number : time < other.time }
  }

  private var items: [Item] = []
  private var number: UInt64 = 0

  var count: Int { items.count }
  var first: (time: Duration, entry: Entry)? { items.first.map { ($0.time, $0.entry) } }

  mutating func insert(_ entry: Entry, at time: Duration) {
    number += 1
    items.append(Item(time: time, number: number, entry: entry))
    var index = items.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard items[index].isBefore(items[parent]) else { break }
      items.swapAt(index, parent)
      index = parent
    }
  }

  mutating func removeFirst() {
    guard items.count > 1 else { return items.removeAll() }
    items.swapAt(0, items.count - 1)
    items.removeLast()
    sink(from: 0)
  }

  /// Leaves only the entries that are wanted.
  mutating func removeAll(unless isWanted: (Duration, Entry) -> Bool) {
    items.removeAll { !isWanted($0.time, $0.entry) }
    for index in stride(from: items.count / 2, through: 0, by: -1) { sink(from: index) }
  }

  private mutating func sink(from start: Int) {
    var index = start
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < items.count {
        if items[child].isBefore(items[least]) { least = child }
      }
      if least == index { return }
      items.swapAt(index, least)
      index = least
    }
  }
}
