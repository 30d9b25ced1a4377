import JSON

/// How server-side apply sees a structure: what is not described is by its value.
extension SchemaNode {
  /// What a value is to it.
  enum Shape {
    case scalar
    case list(ListType)
    /// Whether its members have owners of their own.
    case map(isGranular: Bool)
  }

  /// The shape of a value at this place; where the place takes anything, it is that of the value.
  func shape(of value: JSONValue) -> Shape {
    switch kind {
    case .object: .map(isGranular: !isAtomicMap)
    case .array: .list(listType)
    case .string, .integer, .number, .boolean, .intOrString: .scalar
    case .any:
      switch value {
      case .object, .null: .map(isGranular: !isAtomicMap)
      case .array: .list(.atomic)
      default: .scalar
      }
    }
  }

  /// The structure of a member; nil where none of that name is declared.
  func member(_ name: String) -> SchemaNode? {
    if let node = properties[name] ?? additionalProperties { return node }
    return preservesUnknownFields || properties.isEmpty ? .anything : nil
  }

  /// The structure of an item of a list.
  var element: SchemaNode { items ?? .anything }

  /// The structure one step further in.
  func node(at step: FieldStep) -> SchemaNode? {
    guard case .field(let name) = step else { return element }
    return member(name)
  }

  /// What tells an item of a list from the others.
  func step(to item: JSONValue, in type: ListType) throws(ApplyProblem) -> FieldStep? {
    switch type {
    case .atomic: return nil
    case .set:
      switch item {
      case .object: throw ApplyProblem("associative list without keys has an element that's a map type")
      case .array: throw ApplyProblem("not supported: associative list with lists as elements")
      case .null: throw ApplyProblem("associative list without keys has an element that's an explicit null")
      default: return .value(item.plainNumber)
      }
    case .map(let keys):
      if item.isNull { throw ApplyProblem("associative list with keys may not have a null element") }
      guard let members = item.objectValue else {
        throw ApplyProblem("associative list with keys may not have non-map elements")
      }
      var found: [(name: String, value: JSONValue)] = []
      for key in keys {
        guard let value = members[key] ?? element.properties[key]?.keyDefault else {
          throw ApplyProblem(
            "associative list with keys has an element that omits key field \"\(key)\" (and doesn't have default value)"
          )
        }
        found.append((key, value))
      }
      return .item(found)
    }
  }
}

/// Why an object cannot be applied, and where; in the words of the real server.
struct ApplyProblem: Error, Sendable, Hashable {
  var path: [FieldStep] = []
  var message: String

  init(_ message: String) { self.message = message }

  /// The same one step further out.
  func within(_ step: FieldStep) -> ApplyProblem {
    var outer = self
    outer.path.insert(step, at: 0)
    return outer
  }
}

extension ApplyProblem: CustomStringConvertible {
  var description: String { path.isEmpty ? message : path.map(\.description).joined() + ": " + message }
}
