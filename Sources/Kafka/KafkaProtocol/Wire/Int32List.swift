/// A list of numbers that is usually short, such as the replicas of a partition: up to five take no memory of their own.
///
/// The answer about 10,000 partitions has 30,000 such lists; as arrays, setting them aside costs more than all the rest of
/// reading it.
public struct Int32List: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  /// How many numbers take no memory of their own.
  static let inlineCapacity = 5

  private enum Storage: Sendable {
    case inline(InlineArray<5, Int32>, count: UInt8)
    case array([Int32])
  }

  private var storage: Storage

  private init(storage: Storage) { self.storage = storage }

  /// The same numbers in the same order.
  public init(_ values: [Int32]) {
    if values.count <= Self.inlineCapacity {
      self.init(count: values.count) { values[$0] }
    } else {
      self.init(storage: .array(values))
    }
  }

  /// No numbers.
  @inline(__always)
  public init() { storage = .inline(InlineArray<5, Int32>(repeating: 0), count: 0) }

  /// The same numbers in the same order.
  public init(arrayLiteral elements: Int32...) { self.init(elements) }

  /// A short list.
  @inline(__always)
  init(count: Int, _ value: (Int) -> Int32) {
    var values = InlineArray<5, Int32>(repeating: 0)
    for index in 0..<Swift.min(count, Self.inlineCapacity) { values[index] = value(index) }
    self.init(storage: .inline(values, count: UInt8(truncatingIfNeeded: Swift.min(count, Self.inlineCapacity))))
  }

  /// 0.
  public var startIndex: Int { 0 }

  /// How many there are.
  public var endIndex: Int {
    switch storage {
    case .inline(_, let count): Int(count)
    case .array(let values): values.count
    }
  }

  /// The number at a place; a place that there is not ends the program, as with an array.
  public subscript(position: Int) -> Int32 {
    switch storage {
    case .inline(let values, let count):
      precondition(position < Int(count), "the index is out of range")
      return values[position]
    case .array(let values): return values[position]
    }
  }
}

extension Int32List: Hashable {
  /// Whether both hold the same numbers in the same order.
  public static func == (left: Int32List, right: Int32List) -> Bool { left.elementsEqual(right) }

  /// Hashes its numbers.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for value in self { hasher.combine(value) }
  }
}

extension Int32List: CustomStringConvertible {
  /// As an array's.
  public var description: String { Array(self).description }
}
