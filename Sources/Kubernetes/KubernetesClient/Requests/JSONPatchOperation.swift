public import JSON

/// One operation of a JSON patch (RFC 6902).
public enum JSONPatchOperation: Sendable, Hashable {
  /// Adds a member or an element, or replaces a member.
  case add(JSONPath, JSONValue)
  /// Adds an element behind the last one of a list.
  case append(JSONPath, JSONValue)
  /// Removes what is there.
  case remove(JSONPath)
  /// Replaces what is there.
  case replace(JSONPath, JSONValue)
  /// Fails the whole patch unless this is there.
  case test(JSONPath, JSONValue)

  /// The operation as JSON.
  public var json: JSONValue {
    switch self {
    case .add(let path, let value): ["op": "add", "path": Self.pointer(path), "value": value]
    case .append(let path, let value):
      ["op": "add", "path": .string((Self.pointer(path).stringValue ?? "") + "/-"), "value": value]
    case .remove(let path): ["op": "remove", "path": Self.pointer(path)]
    case .replace(let path, let value): ["op": "replace", "path": Self.pointer(path), "value": value]
    case .test(let path, let value): ["op": "test", "path": Self.pointer(path), "value": value]
    }
  }

  /// The path as a JSON pointer (RFC 6901): `~` becomes `~0`, `/` becomes `~1`.
  private static func pointer(_ path: JSONPath) -> JSONValue {
    var text = ""
    for component in path.components {
      text += "/"
      switch component {
      case .index(let index): text += String(index)
      case .key(let key):
        for scalar in key.unicodeScalars {
          switch scalar {
          case "~": text += "~0"
          case "/": text += "~1"
          default: text.unicodeScalars.append(scalar)
          }
        }
      }
    }
    return .string(text)
  }
}
