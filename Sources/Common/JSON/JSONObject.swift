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
  private var index: [String: Int] = [:]

  /// An object without members.
  public init() {}

  /// The keys, in order.
  public var keys: [String] { keyList }

  /// The values, in the order of their keys.
  public var values: [JSONValue] { valueList }

  private func position(of key: String) -> Int? {
    keyList.count < Self.indexThreshold ? keyList.firstIndex(of: key) : index[key]
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
      index[key] = keyList.count - 1
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
    for (position, key) in keyList.enumerated() { index[key] = position }
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
    if left.keyList == right.keyList { return left.valueList == right.valueList }
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
