/// A condition on a field of objects; each kind supports few fields, all support `metadata.name` and, where they are in
/// namespaces, `metadata.namespace`.
public struct FieldRequirement: Sendable, Hashable {
  /// The field's path, as `spec.nodeName`.
  public let path: String
  /// The value.
  public let value: String
  /// Whether the field must have the value; else it must have another.
  public let isEqual: Bool

  /// A condition.
  public init(_ path: String, _ value: String, isEqual: Bool = true) {
    self.path = path
    self.value = value
    self.isEqual = isEqual
  }
}

extension FieldRequirement: CustomStringConvertible {
  /// The form of queries; backslash, comma and equals sign of a value are escaped.
  public var description: String {
    var text = path + (isEqual ? "=" : "!=")
    for character in value.unicodeScalars {
      if character == "\\" || character == "," || character == "=" { text.append("\\") }
      text.unicodeScalars.append(character)
    }
    return text
  }
}
