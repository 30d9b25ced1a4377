public import JSON

/// Where a field is in an object, as the API server names it for managers of fields: by members of objects, by the keys of
/// the items of a list map, and by the values of a set.
public struct FieldPath: Sendable, Hashable {
  /// One step.
  public enum Element: Sendable, Hashable {
    /// A member of an object.
    case member(String)
    /// The item of a list map that has these keys.
    case item(JSONObject)
    /// The value of a set.
    case value(JSONValue)
  }

  /// The steps from the object inwards.
  public let elements: [Element]

  /// A path.
  public init(_ elements: [Element] = []) { self.elements = elements }

  /// The path one step further in.
  public func appending(_ element: Element) -> FieldPath { FieldPath(elements + [element]) }

  /// The names of the last members, the last one first; empty names stand for what is no member.
  func trailingNames(_ count: Int) -> [String] {
    var names: [String] = []
    for element in elements.reversed().prefix(count) {
      guard case .member(let name) = element else {
        names.append("")
        continue
      }
      names.append(name)
    }
    return names
  }
}

extension FieldPath: CustomStringConvertible {
  /// `spec.ports[port=80,protocol="TCP"].name`; the object itself is `.`. It says keys of lists, and no other values but
  /// those of sets.
  public var description: String {
    if elements.isEmpty { return "." }
    var text = ""
    for element in elements {
      switch element {
      case .member(let name):
        let isPlain = !name.isEmpty && name.utf8.allSatisfy { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "[") }
        text += isPlain ? (text.isEmpty ? name : ".\(name)") : "[\(JSONValue.string(name))]"
      case .item(let keys):
        text += "[" + keys.map { "\($0.key)=\($0.value)" }.joined(separator: ",") + "]"
      case .value(let value): text += "[\(value)]"
      }
    }
    return text
  }
}
