/// The members of a JSON object, in the order in which they were written.
///
/// Objects are equal when they hold the same members; the order does not matter. Small objects are searched one by
/// one; larger ones keep an index, so that a look-up stays cheap.
public struct JSONObject: Sendable {
  /// One member.
  public typealias Element = (key: String, value: JSONValue)

  /// From this many members on, look-ups go through an index.
  private static let indexThreshold = 16

  private var keyList: [String] = []
  private var valueList: [JSONValue] = []
  private var index: [Name: Int] = [:]

  /// A key that is equal to another only where its bytes are.
  private struct Name: Hashable {
    let text: String

    static func == (left: Name, right: Name) -> Bool { left.text.isSameText(as: right.text) }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
  }

  /// An object without members.
  public init() {}

  /// The keys, in order.
  public var keys: [String] { keyList }

  /// The values, in the order of their keys.
  public var values: [JSONValue] { valueList }

  private func position(of key: String) -> Int? {
    keyList.count < Self.indexThreshold ? keyList.firstIndex { $0.isSameText(as: key) } : index[Name(text: key)]
  }

  /// The member of that name. Setting nil removes it; a new one goes last.
  public subscript(key: String) -> JSONValue? {
    get {
      guard let position = position(of: key) else { return nil }
      return valueList[position]
    }
    set {
      switch (position(of: key), newValue) {
      case (let position?, let value?): valueList[position] = value
      case (let position?, nil): remove(at: position)
      case (nil, let value?): append(key, value)
      case (nil, nil): break
      }
    }
  }

  /// Sets a member with one look-up.
  ///
  /// - Returns: whether there was one of that name already.
  mutating func set(_ value: JSONValue, for key: String) -> Bool {
    guard let position = position(of: key) else {
      append(key, value)
      return false
    }
    valueList[position] = value
    return true
  }

  private mutating func append(_ key: String, _ value: JSONValue) {
    keyList.append(key)
    valueList.append(value)
    if keyList.count == Self.indexThreshold {
      rebuildIndex()
    } else if keyList.count > Self.indexThreshold {
      index[Name(text: key)] = keyList.count - 1
    }
  }

  private mutating func remove(at position: Int) {
    keyList.remove(at: position)
    valueList.remove(at: position)
    rebuildIndex()
  }

  private mutating func rebuildIndex() {
    index = [:]
    guard keyList.count >= Self.indexThreshold else { return }
    for (position, key) in keyList.enumerated() { index[Name(text: key)] = position }
  }
}

extension JSONObject: RandomAccessCollection {
  /// The first position.
  public var startIndex: Int { 0 }
  /// The position behind the last member.
  public var endIndex: Int { keyList.count }
  /// The member at that position.
  public subscript(position: Int) -> Element { (keyList[position], valueList[position]) }
}

extension JSONObject: Hashable {
  /// Whether both hold the same members, in whatever order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    guard left.count == right.count else { return false }
    if left.keyList.elementsEqual(right.keyList, by: { $0.isSameText(as: $1) }) {
      return left.valueList == right.valueList
    }
    for (key, value) in left where right[key] != value { return false }
    return true
  }

  /// Feeds what `==` compares, independent of the order.
  public func hash(into hasher: inout Hasher) {
    var combined = 0
    for (key, value) in self {
      var member = Hasher()
      member.combine(key)
      member.combine(value)
      combined ^= member.finalize()
    }
    hasher.combine(combined)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// An object; of a key that is named twice the last value stays.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    for (key, value) in elements { self[key] = value }
  }
}

extension String {
  /// Whether both are the same bytes. `==` also takes two for equal that only look alike: composed and decomposed.
  func isSameText(as other: String) -> Bool {
    utf8.count == other.utf8.count && self == other && utf8.elementsEqual(other.utf8)
  }
}
