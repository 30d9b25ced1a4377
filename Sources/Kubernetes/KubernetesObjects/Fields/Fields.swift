import JSON

/// One walk over the fields of a value: it either takes them from the members of a JSON object or writes them to one.
///
/// What is there but says the same as an absent field (`null`, an empty list, an empty text) stays among the rest, so
/// that it is written again. Parts, lists and maps are taken from the pool where there is one; a field whose value is
/// another one in every object is `unique` and is not.
struct Fields {
  private let isReading: Bool
  private let keys: [String]
  private let values: [JSONValue]
  private let pool: SharingPool?
  private var members = JSONObject()
  /// Where the next field most likely is: members mostly come in the order of the description.
  private var next = 0
  private var taken = PositionSet()

  /// A walk that takes fields from these members.
  init(reading members: JSONObject, sharing pool: SharingPool?) {
    isReading = true
    keys = members.keys
    values = members.values
    self.pool = pool
  }

  /// A walk that writes fields.
  init() {
    isReading = false
    keys = []
    values = []
    pool = nil
  }

  /// A field that may be absent.
  mutating func optional<Value: JSONConvertible>(_ name: String, _ field: inout Value?) throws(ObjectError) {
    guard isReading else {
      if let field { members[name] = field.json }
      return
    }
    guard let position = position(of: name) else { return }
    do { field = try Value.read(values[position], sharing: pool) } catch { throw error.within(name) }
    taken.insert(position)
  }

  /// A part that may be absent and has its own space.
  mutating func part<Value: JSONConvertible>(
    _ name: String, _ field: inout Indirect<Value>, unique: Bool = false
  ) throws(ObjectError) {
    guard isReading else {
      if let part = field.wrappedValue { members[name] = part.json }
      return
    }
    guard let position = position(of: name) else { return }
    do { field = try shared(values[position], unique, Self.part) } catch { throw error.within(name) }
    taken.insert(position)
  }

  /// A field for which empty and absent are the same: a text, a number, a flag or a part.
  mutating func plain<Value: JSONConvertible>(_ name: String, _ field: inout Value) throws(ObjectError) {
    guard isReading else {
      let json = field.json
      if !json.isNothing { members[name] = json }
      return
    }
    guard let position = position(of: name), !values[position].isNothing else { return }
    do { field = try Value.read(values[position], sharing: pool) } catch { throw error.within(name) }
    taken.insert(position)
  }

  /// A list.
  mutating func list<Value: JSONConvertible>(
    _ name: String, _ field: inout [Value], unique: Bool = false
  ) throws(ObjectError) {
    guard isReading else {
      if !field.isEmpty { members[name] = .array(field.map { $0.json }) }
      return
    }
    guard let position = position(of: name) else { return }
    do { field = try shared(values[position], unique, Self.list) } catch { throw error.within(name) }
    if !field.isEmpty { taken.insert(position) }
  }

  /// A map from names; it is written in the order of its keys.
  mutating func map<Value: JSONConvertible>(
    _ name: String, _ field: inout [String: Value], unique: Bool = false
  ) throws(ObjectError) {
    guard isReading else {
      if !field.isEmpty { members[name] = Self.json(field) }
      return
    }
    guard let position = position(of: name) else { return }
    do { field = try shared(values[position], unique, Self.map) } catch { throw error.within(name) }
    if !field.isEmpty { taken.insert(position) }
  }

  /// The group, version and kind of an object: those that are there must be its own; both are always written.
  mutating func type<Object: KubernetesObject>(_: Object.Type) throws(ObjectError) {
    try constant("apiVersion", Object.apiVersion)
    try constant("kind", Object.kind)
  }

  private mutating func constant(_ name: String, _ text: String) throws(ObjectError) {
    guard isReading else {
      members[name] = .string(text)
      return
    }
    guard let position = position(of: name) else { return }
    let json = values[position]
    guard json.stringValue == text else { throw ObjectError("'\(text)' is expected here, not \(json)").within(name) }
    taken.insert(position)
  }

  /// The position of a member that is there and not `null`.
  private mutating func position(of name: String) -> Int? {
    guard taken.count < keys.count else { return nil }
    var position = next
    for _ in keys.indices {
      if position >= keys.count { position = 0 }
      if keys[position] == name {
        next = position + 1
        return values[position].isNull ? nil : position
      }
      position += 1
    }
    return nil
  }

  /// The members that no field has taken.
  func rest() throws(ObjectError) -> JSONObject {
    var rest = JSONObject()
    guard taken.count < keys.count else { return rest }
    for (position, key) in keys.enumerated() where !taken.contains(position) { rest[key] = values[position] }
    return try shared(.object(rest), false) { _, _ in rest }
  }

  /// What was written, and of the others those that no field has written.
  func written(with others: JSONObject) -> JSONObject {
    var members = members
    for (key, value) in others where members[key] == nil { members[key] = value }
    return members
  }

  /// What the pool has of this JSON, or what is made of it.
  private func shared<Value>(
    _ json: JSONValue, _ unique: Bool, _ make: (JSONValue, SharingPool?) throws(ObjectError) -> Value
  ) throws(ObjectError) -> Value {
    guard let pool, !unique else { return try make(json, pool) }
    return try pool.part(of: json) { () throws(ObjectError) in try make(json, pool) }
  }
}
