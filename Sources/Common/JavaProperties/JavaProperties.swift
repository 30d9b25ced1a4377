/// Keys and values as Java's properties files hold them, in the order in which they were set.
///
/// A key is there once. Two are equal when they hold the same values; the order does not matter.
public struct JavaProperties: Sendable {
  /// One key with its value.
  public typealias Element = (key: String, value: String)

  private var keyList: [String] = []
  private var valuesByKey: [String: String] = [:]

  /// No properties.
  public init() {}

  /// The keys, in order.
  public var keys: [String] { keyList }

  /// The value of a key. Setting nil removes it; a new one goes last.
  public subscript(key: String) -> String? {
    get { valuesByKey[key] }
    set {
      let old = valuesByKey[key]
      valuesByKey[key] = newValue
      switch (old, newValue) {
      case (nil, .some): keyList.append(key)
      case (.some, nil): keyList.removeAll { $0 == key }
      default: break
      }
    }
  }

  /// Takes over other properties; where both have a key, theirs is the value that stays.
  public mutating func merge(_ others: JavaProperties) {
    for (key, value) in others { self[key] = value }
  }

  /// These properties with others taken over.
  public func merging(_ others: JavaProperties) -> JavaProperties {
    var merged = self
    merged.merge(others)
    return merged
  }

  /// The same properties, ordered by the bytes of their keys.
  public func sorted() -> JavaProperties {
    var sorted = self
    sorted.keyList.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return sorted
  }
}

extension JavaProperties: RandomAccessCollection {
  /// The first position.
  public var startIndex: Int { 0 }
  /// The position behind the last key.
  public var endIndex: Int { keyList.count }
  /// The key and the value at that position.
  public subscript(position: Int) -> Element {
    let key = keyList[position]
    return (key, valuesByKey[key] ?? "")
  }
}

extension JavaProperties: Hashable {
  /// Whether both hold the same values, in whatever order.
  public static func == (left: JavaProperties, right: JavaProperties) -> Bool { left.valuesByKey == right.valuesByKey }

  /// Feeds what `==` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(valuesByKey) }
}

extension JavaProperties: ExpressibleByDictionaryLiteral {
  /// Properties; of a key that is named twice the last value stays.
  public init(dictionaryLiteral elements: (String, String)...) {
    for (key, value) in elements { self[key] = value }
  }
}
