import JSON

/// What a field can hold.
protocol JSONConvertible {
  init(json: JSONValue) throws(ObjectError)
  var json: JSONValue { get }
}

extension ObjectError {
  static func wrongKind(_ value: JSONValue, expected: String) -> ObjectError {
    ObjectError("\(expected) is expected here, not \(value.kindDescription)")
  }
}

extension String: JSONConvertible {
  init(json: JSONValue) throws(ObjectError) {
    guard case .string(let text) = json else { throw .wrongKind(json, expected: "a string") }
    self = text
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

  var json: JSONValue { self }
}
