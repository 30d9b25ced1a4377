/// The header fields of a request or a response, in order, with names in lower case.
///
/// Its description has names only: values may be secrets.
public struct HTTPClientHeaders: Sendable, Hashable {
  /// One field.
  public struct Field: Sendable, Hashable {
    /// The name, in lower case.
    public let name: String
    /// The value, without white space around it.
    public let value: String
  }

  /// The fields, in order; a name may come more than once.
  public private(set) var fields: [Field] = []

  /// No fields.
  public init() {}

  /// The first value of a name, which is given in lower case; setting it replaces all of them.
  public subscript(name: String) -> String? {
    get {
      for field in fields where field.name == name { return field.value }
      return nil
    }
    set {
      fields.removeAll { $0.name == name }
      if let newValue { append(name, newValue) }
    }
  }

  /// All values of a name.
  public func values(_ name: String) -> [String] {
    var values: [String] = []
    for field in fields where field.name == name { values.append(field.value) }
    return values
  }

  /// Adds a field behind the others.
  public mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name.lowercased(), value: value))
  }

  /// Goes on with the value of the last field (RFC 9112 §5.2, folded lines).
  mutating func extendLast(_ text: String) {
    guard let last = fields.popLast() else { return }
    fields.append(Field(name: last.name, value: last.value + " " + text))
  }
}

extension HTTPClientHeaders: ExpressibleByDictionaryLiteral {
  /// These fields, in this order.
  public init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }
}

extension HTTPClientHeaders: CustomStringConvertible, CustomReflectable {
  /// The names.
  public var description: String { fields.map(\.name).joined(separator: ", ") }
  /// The names.
  public var customMirror: Mirror { Mirror(self, unlabeledChildren: fields.map(\.name)) }
}
