/// A value within a `JSONDocument`.
public struct JSONNode: Sendable {
  final class Storage: Sendable {
    let document: JSONDocument

    init(_ document: JSONDocument) { self.document = document }
  }

  let storage: Storage
  let position: Int

  init(document: Storage, position: Int) {
    storage = document
    self.position = position
  }

  private var entry: JSONDocument.Entry { storage.document.entries[position] }

  /// What it is.
  public var kind: JSONReader.Kind { entry.kind }

  /// Whether it is `null`.
  public var isNull: Bool { kind == .null }

  /// The name of its kind, for messages: "a string", "an object".
  public var kindDescription: String { kind.name }

  /// Its text in the document: two values with the same text are the same.
  public var bytes: ArraySlice<UInt8> {
    let entry = entry
    return storage.document.bytes[Int(entry.start)..<Int(entry.end)]
  }

  /// The text, where this is a string.
  public var stringValue: String? { kind == .string ? storage.document.text(at: position) : nil }

  /// Whether this is a string that is that text.
  public func isString(_ text: String) -> Bool { kind == .string && storage.document.isText(text, at: position) }

  /// The truth value, where this is one.
  public var boolValue: Bool? {
    let entry = entry
    return entry.kind == .bool ? storage.document.bytes[Int(entry.start)] == UInt8(ascii: "t") : nil
  }

  /// The number, where this is one.
  public var numberValue: JSONNumber? {
    kind == .number ? JSONNumber(checked: String(decoding: bytes, as: UTF8.self)) : nil
  }

  /// The members, where this is an object; else none.
  public var members: Members {
    let entry = entry
    let isObject = entry.kind == .object
    return Members(storage: storage, position: position + 1, end: isObject ? Int(entry.next) : position + 1)
  }

  /// The elements, where this is a list; else none.
  public var elements: Elements {
    let entry = entry
    let isArray = entry.kind == .array
    return Elements(storage: storage, position: position + 1, end: isArray ? Int(entry.next) : position + 1)
  }

  /// The member of that name, where this is an object that has it.
  public subscript(key: String) -> JSONNode? {
    for (name, value) in members where name.isString(key) { return value }
    return nil
  }

  /// A place among the members of an object, from where the next is looked for.
  public struct Place: Sendable {
    /// How many members there are.
    public let count: Int
    fileprivate var position: Int
    fileprivate var passed = 0
  }

  /// The place before the first member.
  public var firstPlace: Place { Place(count: members.count, position: position + 1) }

  /// Looks for a member from a place on, and then from the first one on: names are mostly asked for in the order of the
  /// text. The place is behind the member then; where there is none, it stays.
  ///
  /// - Returns: the value, and how many members are before it.
  public func member(_ name: String, from place: inout Place) -> (index: Int, value: JSONNode)? {
    let document = storage.document
    var (position, passed) = (place.position, place.passed)
    for _ in 0..<place.count {
      if passed == place.count { (position, passed) = (self.position + 1, 0) }
      while document.entries[position + 1].isOmitted { position = Int(document.entries[position + 1].next) }
      let key = position
      position = Int(document.entries[key + 1].next)
      passed += 1
      guard document.isText(name, at: key) else { continue }
      (place.position, place.passed) = (position, passed)
      return (passed - 1, JSONNode(document: storage, position: key + 1))
    }
    return nil
  }

  /// The value.
  public var value: JSONValue {
    switch kind {
    case .null: return .null
    case .bool: return .bool(boolValue == true)
    case .number: return numberValue.map { .number($0) } ?? .null
    case .string: return .string(storage.document.text(at: position))
    case .array:
      var values: [JSONValue] = []
      values.reserveCapacity(elements.count)
      for element in elements { values.append(element.value) }
      return .array(values)
    case .object:
      var object = JSONObject()
      for (name, value) in members { object[storage.document.text(at: name.position)] = value.value }
      return .object(object)
    }
  }

  /// The members of an object in the order of the text: name and value.
  public struct Members: Sequence, IteratorProtocol {
    let storage: Storage
    fileprivate(set) var position: Int
    let end: Int

    /// How many there are from here on.
    public var count: Int {
      var count = 0
      var next = position
      while next < end {
        let value = storage.document.entries[next + 1]
        if !value.isOmitted { count += 1 }
        next = Int(value.next)
      }
      return count
    }

    /// The next member.
    public mutating func next() -> (name: JSONNode, value: JSONNode)? {
      while position < end {
        let name = position
        let entry = storage.document.entries[name + 1]
        position = Int(entry.next)
        if entry.isOmitted { continue }
        return (JSONNode(document: storage, position: name), JSONNode(document: storage, position: name + 1))
      }
      return nil
    }
  }

  /// The elements of a list.
  public struct Elements: Sequence, IteratorProtocol {
    let storage: Storage
    fileprivate var position: Int
    let end: Int

    fileprivate init(storage: Storage, position: Int, end: Int) {
      self.storage = storage
      self.position = position
      self.end = end
    }

    /// How many there are from here on.
    public var count: Int {
      var count = 0
      var next = position
      while next < end {
        let element = storage.document.entries[next]
        if !element.isOmitted { count += 1 }
        next = Int(element.next)
      }
      return count
    }

    /// The next element.
    public mutating func next() -> JSONNode? {
      while position < end {
        let element = position
        let entry = storage.document.entries[element]
        position = Int(entry.next)
        if !entry.isOmitted { return JSONNode(document: storage, position: element) }
      }
      return nil
    }
  }
}
