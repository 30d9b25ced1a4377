/// A JSON value as a list of what it is made of, in the order of the text: nothing is made of a part before it is asked
/// for, so that parts that are known already, or not wanted, cost next to nothing.
///
/// A `JSONReader` makes it, so it is checked like what is read. Of a key that an object names twice the last value counts.
public struct JSONDocument: Sendable {
  /// A value or a key.
  struct Entry: Sendable {
    let kind: JSONReader.Kind
    /// Whether it is a string that is not written as it is.
    let isEscaped: Bool
    /// Whether it is taken for not being there.
    var isOmitted = false
    /// Where its text begins, quotes included.
    let start: UInt32
    /// Where its text ends.
    var end: UInt32
    /// The entry after it and all that is in it.
    var next: UInt32
  }

  let bytes: [UInt8]
  var entries: [Entry] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// A document of a value.
  public init(_ value: JSONValue) {
    // What was just written can be read, unless it is deeper than any text may be.
    var reader = try? JSONReader(value.serialized(), limits: JSONLimits(depth: JSONLimits.deepest, size: .max))
    if let document = try? reader?.document() {
      self = document
    } else {
      self.init(bytes: Array("null".utf8))
      append(.null, from: 0, to: bytes.count)
    }
  }

  /// The whole.
  public var root: JSONNode { JSONNode(document: JSONNode.Storage(self), position: 0) }

  /// How many values and keys there are.
  public var count: Int { entries.count }

  /// Takes values for not being there: of the list that is found by these keys, all elements but those that are kept.
  /// Where none is left, the list is not there either.
  public mutating func omitElements(at keys: [String], except isKept: (JSONNode) -> Bool) {
    var node = root
    for key in keys {
      guard let member = node[key] else { return }
      node = member
    }
    guard node.kind == .array else { return }
    var isEmpty = true
    var omitted: [Int] = []
    for element in node.elements {
      if isKept(element) { isEmpty = false } else { omitted.append(element.position) }
    }
    if isEmpty { omitted = [node.position] }
    for position in omitted { entries[position].isOmitted = true }
  }
}

extension JSONReader {
  /// Moves over the next value, and lists what it is made of.
  ///
  /// - Parameters:
  ///   - capacity: how many values and keys there may be; a guess.
  ///   - unwanted: the keys that lead to a member which is checked and otherwise moved over, as if it were not there.
  public mutating func document(
    capacity: Int = 0, without unwanted: [String] = []
  ) throws(JSONError) -> JSONDocument {
    if bytes.count > UInt32.max { throw failure(.limit, "the text is longer than \(UInt32.max) bytes", at: 0) }
    var document = JSONDocument(bytes: bytes)
    document.entries.reserveCapacity(capacity)
    try list(into: &document, without: unwanted[...])
    return document
  }

  private mutating func list(
    into document: inout JSONDocument, without unwanted: ArraySlice<String> = []
  ) throws(JSONError) {
    let kind = try nextKind()
    let index = document.entries.count
    let start = position
    switch kind {
    case .array, .object:
      document.append(kind, from: start, to: start)
      if kind == .array {
        try beginArray()
        while try nextElement() { try list(into: &document) }
      } else {
        try listMembers(into: &document, without: unwanted)
      }
      document.end(index, at: position)
    case .string:
      let isEscaped = try skipString()
      document.append(kind, isEscaped: isEscaped, from: start, to: position)
    case .null, .bool, .number:
      try skip()
      document.append(kind, from: start, to: position)
    }
  }

  private mutating func listMembers(
    into document: inout JSONDocument, without unwanted: ArraySlice<String>
  ) throws(JSONError) {
    var keys = MemberKeys(first: document.entries.count)
    try beginObject()
    while try advanceToKey() {
      let key = document.entries.count
      let start = position
      let isEscaped = try skipString()
      document.append(.string, isEscaped: isEscaped, from: start, to: position)
      let isOnTheWay = unwanted.first.map { document.isText($0, at: key) } ?? false
      if isOnTheWay, unwanted.count == 1 {
        document.entries.removeLast()
        try passColon()
        try skip()
        continue
      }
      if let earlier = keys.add(key, of: document) {
        if refusesDuplicateKeys { throw failure(.duplicateKey, "the object names this key twice", at: start) }
        document.entries[earlier].isOmitted = true
        document.entries[earlier + 1].isOmitted = true
      }
      try passColon()
      try list(into: &document, without: isOnTheWay ? unwanted.dropFirst() : [])
    }
  }
}

extension JSONDocument {
  fileprivate mutating func append(_ kind: JSONReader.Kind, isEscaped: Bool = false, from start: Int, to end: Int) {
    let next = UInt32(entries.count + 1)
    entries.append(
      Entry(kind: kind, isEscaped: isEscaped, start: UInt32(start), end: UInt32(end), next: next))
  }

  fileprivate mutating func end(_ index: Int, at end: Int) {
    entries[index].end = UInt32(end)
    entries[index].next = UInt32(entries.count)
  }

  /// The text of a string, without its quotes.
  func text(at position: Int) -> String {
    let entry = entries[position]
    if entry.isEscaped {
      var reader = JSONReader(bytes: bytes, at: Int(entry.start))
      // It was checked when it was listed.
      return (try? reader.readString()) ?? ""
    }
    return String(decoding: bytes[Int(entry.start) + 1..<Int(entry.end) - 1], as: UTF8.self)
  }

  /// Whether the string is this text.
  func isText(_ text: String, at position: Int) -> Bool {
    let entry = entries[position]
    if entry.isEscaped { return self.text(at: position).utf8.elementsEqual(text.utf8) }
    var place = Int(entry.start) + 1
    guard text.utf8.count == Int(entry.end) - 1 - place else { return false }
    for byte in text.utf8 {
      if bytes[place] != byte { return false }
      place += 1
    }
    return true
  }
}

/// The keys of an object that is being listed, to find one that is named twice.
private struct MemberKeys {
  /// From so many keys on, they are looked up by their hashes.
  private static let hashedFrom = 32

  /// Where the first key is.
  let first: Int
  private var count = 0
  /// A bit for each key, by its length and its ends: another bit is another key.
  private var mask: UInt64 = 0
  private var byHash: [Int: [Int]] = [:]

  init(first: Int) { self.first = first }

  /// Adds a key; gives the earlier one that is the same.
  mutating func add(_ key: Int, of document: JSONDocument) -> Int? {
    let entry = document.entries[key]
    let text = entry.isEscaped ? document.text(at: key) : nil
    defer { count += 1 }
    if count >= Self.hashedFrom { return addHashed(key, text ?? document.text(at: key), of: document) }
    let bit: UInt64
    if text != nil {
      bit = .max
    } else {
      let start = Int(entry.start)
      let length = Int(entry.end) - start - 2
      let ends = length > 0 ? Int(document.bytes[start + 1]) &* 7 &+ Int(document.bytes[start + length]) &* 3 : 0
      bit = 1 << UInt64((ends &+ length &* 13) & 63)
    }
    defer { mask |= bit }
    guard mask & bit != 0 else { return nil }
    let wanted = text ?? document.text(at: key)
    return earlier(than: key, in: document).last { document.isText(wanted, at: $0) }
  }

  private func earlier(than key: Int, in document: JSONDocument) -> [Int] {
    var positions: [Int] = []
    var position = first
    while position < key {
      positions.append(position)
      position = Int(document.entries[position + 1].next)
    }
    return positions
  }

  private mutating func addHashed(_ key: Int, _ text: String, of document: JSONDocument) -> Int? {
    if byHash.isEmpty {
      for position in earlier(than: key, in: document) {
        byHash[document.text(at: position).hashValue, default: []].append(position)
      }
    }
    defer { byHash[text.hashValue, default: []].append(key) }
    return byHash[text.hashValue]?.last { document.isText(text, at: $0) }
  }
}
