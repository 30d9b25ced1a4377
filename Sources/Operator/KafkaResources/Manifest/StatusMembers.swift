import JSON

/// Reads the members of an object of a status. What it does not know, or cannot read, is left over and written back.
struct StatusReader {
  /// What was not read.
  private(set) var other: JSONObject

  init(_ members: JSONObject?) { other = members ?? [:] }

  mutating func take<Value>(_ key: String, _ read: (JSONValue) -> Value?) -> Value? {
    guard let value = other[key], let read = read(value) else { return nil }
    other[key] = nil
    return read
  }

  mutating func string(_ key: String) -> String? { take(key, \.stringValue) }
  mutating func integer(_ key: String) -> Int? { take(key, \.intValue) }
  mutating func object(_ key: String) -> JSONObject? { take(key, \.objectValue) }
  mutating func objects(_ key: String) -> [JSONObject] {
    take(key) { value in
      guard let elements = value.arrayValue else { return nil }
      let objects = elements.compactMap(\.objectValue)
      return objects.count == elements.count ? objects : nil
    } ?? []
  }
  mutating func strings(_ key: String) -> [String] {
    take(key) { value in
      guard let elements = value.arrayValue else { return nil }
      let texts = elements.compactMap(\.stringValue)
      return texts.count == elements.count ? texts : nil
    } ?? []
  }
  mutating func texts(_ key: String) -> [String: String] {
    take(key) { value in
      guard let members = value.objectValue else { return nil }
      var texts: [String: String] = [:]
      for (name, value) in members { texts[name] = value.stringValue }
      return texts.count == members.count ? texts : nil
    } ?? [:]
  }

  /// A map whose values are objects.
  mutating func map<Value>(_ key: String, _ read: (JSONObject) -> Value) -> [String: Value] {
    take(key) { value in
      guard let members = value.objectValue else { return nil }
      var map: [String: Value] = [:]
      for (name, value) in members {
        guard let members = value.objectValue else { return nil }
        map[name] = read(members)
      }
      return map
    } ?? [:]
  }

  /// A value of a type that is written as a string, whatever the string is.
  mutating func open<Value: RawRepresentable>(_ key: String) -> Value? where Value.RawValue == String {
    string(key).flatMap { Value(rawValue: $0) }
  }
}

/// Writes the members of an object of a status, in the order of the calls; what says nothing is left out.
struct StatusWriter {
  private var members = JSONObject()

  mutating func set(_ key: String, _ value: JSONValue?) { members[key] = value }
  mutating func set(_ key: String, _ text: String?) { members[key] = text.map { .string($0) } }
  mutating func set(_ key: String, _ number: Int?) { members[key] = number.map { .number(JSONNumber($0)) } }
  mutating func set(_ key: String, _ object: JSONObject?) { members[key] = object.map { .object($0) } }
  mutating func set(_ key: String, _ texts: [String]) {
    members[key] = texts.isEmpty ? nil : .array(texts.map { .string($0) })
  }
  mutating func set(_ key: String, _ objects: [JSONObject]) {
    members[key] = objects.isEmpty ? nil : .array(objects.map { .object($0) })
  }
  mutating func set(_ key: String, _ texts: [String: String]) { set(key, texts) { .string($0) } }

  /// A map, in the order of its keys: numbers by their value, before other texts.
  mutating func set<Value>(_ key: String, _ map: [String: Value], _ write: (Value) -> JSONValue) {
    if map.isEmpty { return }
    var object = JSONObject()
    for (name, value) in map.sorted(by: { Self.isBefore($0.key, $1.key) }) { object[name] = write(value) }
    members[key] = .object(object)
  }

  private static func isBefore(_ left: String, _ right: String) -> Bool {
    switch (Int(left), Int(right)) {
    case (let left?, let right?): left < right
    case (nil, nil): left < right
    case (let left, _): left != nil
    }
  }

  /// The members, with what was left over when the object was read.
  func object(with other: JSONObject) -> JSONObject {
    var object = members
    for (key, value) in other where object[key] == nil { object[key] = value }
    return object
  }
}
