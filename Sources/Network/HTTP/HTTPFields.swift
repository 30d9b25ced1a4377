/// The header fields of a message, in order, with names in lower case.
public struct HTTPFields: Sendable, Hashable {
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

  /// The first value of a name, which is given in lower case.
  public subscript(name: String) -> String? {
    for field in fields where field.name == name { return field.value }
    return nil
  }

  /// All values of a name.
  public func values(_ name: String) -> [String] {
    var values: [String] = []
    for field in fields where field.name == name { values.append(field.value) }
    return values
  }

  /// Adds a field behind the others.
  public mutating func append(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
  /// These fields, in this order.
  public init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }
}
