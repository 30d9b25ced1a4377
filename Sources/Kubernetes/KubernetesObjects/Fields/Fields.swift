import JSON

/// One walk over the fields of a value: it either takes them from the members of a JSON object or writes them to one.
///
/// What is there but says the same as an absent field (`null`, an empty list, an empty text) stays among the rest, so
/// that it is written again. Parts, lists and maps are taken from the pool where there is one; a field whose value is
/// another one in every object is `unique` and is not.
struct Fields {
  /// What is read; nil where it is written.
  private let node: JSONNode?
  private let pool: SharingPool?
  private var members = JSONObject()
  /// From where the next field is looked for.
  private var place: JSONNode.Place?
  private var taken = PositionSet()

  /// A walk that takes fields from the members of an object.
  init(reading node: JSONNode, sharing pool: SharingPool?) {
    self.node = node
    self.pool = pool
    place = node.firstPlace
  }

  /// A walk that writes fields.
  init() {
    node = nil
    pool = nil
  }

  /// A field that may be absent.
  mutating func optional<Value: JSONConvertible>(_ name: String, _ field: inout Value?) throws(ObjectError) {
    guard node != nil else {
      if let field { members[name] = field.json }
      return
    }
    guard let (position, value) = member(name) else { return }
    do { field = try Value.read(value, sharing: pool) } catch { throw error.within(name) }
    taken.insert(position)
  }

  /// A part that may be absent and has its own space.
  mutating func part<Value: JSONConvertible>(
    _ name: String, _ field: inout Indirect<Value>, unique: Bool = false
  ) throws(ObjectError) {
    guard node != nil else {
      if let part = field.wrappedValue { members[name] = part.json }
      return
    }
    guard let (position, value) = member(name) else { return }
    do { field = try shared(value, unique, Self.part) } catch { throw error.within(name) }
    taken.insert(position)
  }

  /// A field for which empty and absent are the same: a text, a number, a flag or a part.
  mutating func plain<Value: JSONConvertible>(_ name: String, _ field: inout Value) throws(ObjectError) {
    guard node != nil else {
      let json = field.json
      if !json.isNothing { members[name] = json }
      return
    }
    guard let (position, value) = member(name), !value.isNothing else { return }
    do { field = try Value.read(value, sharing: pool) } catch { throw error.within(name) }
    taken.insert(position)
  }

  /// A list.
  mutating func list<Value: JSONConvertible>(
    _ name: String, _ field: inout [Value], unique: Bool = false
  ) throws(ObjectError) {
    guard node != nil else {
      if !field.isEmpty { members[name] = .array(field.map { $0.json }) }
      return
    }
    guard let (position, value) = member(name) else { return }
    do { field = try shared(value, unique, Self.list) } catch { throw error.within(name) }
    if !field.isEmpty { taken.insert(position) }
  }

  /// A map from names; it is written in the order of its keys.
  mutating func map<Value: JSONConvertible>(
    _ name: String, _ field: inout [String: Value], unique: Bool = false
  ) throws(ObjectError) {
    guard node != nil else {
      if !field.isEmpty { members[name] = Self.json(field) }
      return
    }
    guard let (position, value) = member(name) else { return }
    do { field = try shared(value, unique, Self.map) } catch { throw error.within(name) }
    if !field.isEmpty { taken.insert(position) }
  }

  /// The group, version and kind of an object: those that are there must be its own; both are always written.
  mutating func type<Object: KubernetesObject>(_: Object.Type) throws(ObjectError) {
    try constant("apiVersion", Object.apiVersion)
    try constant("kind", Object.kind)
  }

  private mutating func constant(_ name: String, _ text: String) throws(ObjectError) {
    guard node != nil else {
      members[name] = .string(text)
      return
    }
    guard let (position, value) = member(name) else { return }
    guard value.isString(text) else {
      throw ObjectError("'\(text)' is expected here, not \(value.value)").within(name)
    }
    taken.insert(position)
  }

  /// The member of that name that is there and not `null`, with its position among the members.
  private mutating func member(_ name: String) -> (Int, JSONNode)? {
    guard let node, var place, taken.count < place.count, let (index, value) = node.member(name, from: &place) else {
      return nil
    }
    self.place = place
    return value.isNull ? nil : (index, value)
  }

  /// The members that no field has taken.
  func rest() throws(ObjectError) -> JSONObject {
    guard let node, let place, taken.count < place.count else { return JSONObject() }
    var others: [(JSONNode, JSONNode)] = []
    for (index, member) in node.members.enumerated() where !taken.contains(index) { others.append(member) }
    guard let pool else { return try Self.object(others, sharing: nil) }
    return try pool.members(others) { () throws(ObjectError) in try Self.object(others, sharing: pool) }
  }

  private static func object(
    _ members: [(JSONNode, JSONNode)], sharing pool: SharingPool?
  ) throws(ObjectError) -> JSONObject {
    var object = JSONObject()
    for (key, value) in members {
      object[try String.read(key, sharing: pool)] = try JSONValue.read(value, sharing: pool)
    }
    return object
  }

  /// What was written, and of the others those that no field has written.
  func written(with others: JSONObject) -> JSONObject {
    var members = members
    for (key, value) in others where members[key] == nil { members[key] = value }
    return members
  }

  /// What the pool has of this part, or what is made of it.
  private func shared<Value>(
    _ node: JSONNode, _ unique: Bool, _ make: (JSONNode, SharingPool?) throws(ObjectError) -> Value
  ) throws(ObjectError) -> Value {
    guard let pool, !unique else { return try make(node, pool) }
    return try pool.part(of: node) { () throws(ObjectError) in try make(node, pool) }
  }
}
