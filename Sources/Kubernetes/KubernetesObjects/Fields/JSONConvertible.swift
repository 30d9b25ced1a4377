import JSON

/// What a field can hold.
protocol JSONConvertible: Sendable {
  init(json: JSONValue) throws(ObjectError)
  /// As `init(json:)`; what the pool has already is taken from it.
  static func read(_ node: JSONNode, sharing pool: SharingPool?) throws(ObjectError) -> Self
  var json: JSONValue { get }
}

extension JSONConvertible {
  static func read(_ node: JSONNode, sharing pool: SharingPool?) throws(ObjectError) -> Self {
    try Self(json: node.value)
  }
}

extension ObjectError {
  static func wrongKind(_ value: JSONValue, expected: String) -> ObjectError {
    ObjectError("\(expected) is expected here, not \(value.kindDescription)")
  }

  static func wrongKind(_ node: JSONNode, expected: String) -> ObjectError {
    ObjectError("\(expected) is expected here, not \(node.kindDescription)")
  }
}

extension String: JSONConvertible {
  init(json: JSONValue) throws(ObjectError) {
    guard case .string(let text) = json else { throw .wrongKind(json, expected: "a string") }
    self = text
  }

  static func read(_ node: JSONNode, sharing pool: SharingPool?) throws(ObjectError) -> String {
    guard node.kind == .string else { throw .wrongKind(node, expected: "a string") }
    return pool?.text(node) ?? node.stringValue ?? ""
  }

  var json: JSONValue { .string(self) }
}

extension Int: JSONConvertible {
  init(json: JSONValue) throws(ObjectError) {
    guard case .number(let number) = json else { throw .wrongKind(json, expected: "an integer") }
    guard let value = number.intValue else {
      throw ObjectError("an integer of 64 bits is expected here, not \(number)")
    }
    self = Int(value)
  }

  var json: JSONValue { .number(JSONNumber(self)) }
}

extension Bool: JSONConvertible {
  init(json: JSONValue) throws(ObjectError) {
    guard case .bool(let value) = json else { throw .wrongKind(json, expected: "true or false") }
    self = value
  }

  var json: JSONValue { .bool(self) }
}

extension JSONValue: JSONConvertible {
  init(json: JSONValue) { self = json }

  static func read(_ node: JSONNode, sharing pool: SharingPool?) throws(ObjectError) -> JSONValue {
    guard let pool else { return node.value }
    return try pool.part(of: node) { () throws(ObjectError) in node.value }
  }

  var json: JSONValue { self }
}
