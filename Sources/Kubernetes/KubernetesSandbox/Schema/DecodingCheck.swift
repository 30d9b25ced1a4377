import JSON
import KubernetesObjects

/// Whether a value can be read as one of the server's own types; in the words of the real server's decoder, which stops at
/// the first fault.
struct DecodingCheck {
  /// What the decoder says of a value; nil where it can read it.
  ///
  /// - Parameter type: the name of the type: `Deployment`.
  static func problem(in value: JSONValue, _ node: SchemaNode, type: String) -> String? {
    DecodingCheck(owner: type, path: "").problem(in: value, node)
  }

  /// The structure that has the field, and the names on the way to that: `PodSpec`, `spec.template.spec.containers`.
  private let owner: String
  private let path: String

  private func problem(in value: JSONValue, _ node: SchemaNode) -> String? {
    if value.isNull || node.kind == .any { return nil }
    switch node.limits?.format {
    case "quantity":
      if (try? Quantity(json: value)) != nil { return nil }
      return "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
    case "time", "micro-time":
      guard let text = value.stringValue else { return mismatch(value, "string") }
      if (try? MicroTime(text)) != nil { return nil }
      return "parsing time \(value) as \"2006-01-02T15:04:05Z07:00\": cannot parse \(value) as \"2006\""
    default: break
    }
    switch (node.kind, value) {
    case (.object, .object(let members)): return problem(in: members, node)
    case (.array, .array(let items)):
      for item in items {
        if let found = node.items.flatMap({ problem(in: item, $0) }) { return found }
      }
      return nil
    case (.string, .string), (.boolean, .bool), (.number, .number), (.intOrString, .string): return nil
    case (.integer, .number(let number)), (.intOrString, .number(let number)):
      return fits(number, node) ? nil : mismatch(value, Self.name(of: node), literal: " \(number)")
    default: return mismatch(value, Self.name(of: node))
    }
  }

  private func problem(in members: JSONObject, _ node: SchemaNode) -> String? {
    let owner = node.typeName?.split(separator: ".").last.map(String.init) ?? owner
    for (name, member) in members {
      guard let child = node.properties[name] else {
        // The keys of a map are not named.
        if let found = node.additionalProperties.flatMap({ problem(in: member, $0) }) { return found }
        continue
      }
      let check = DecodingCheck(owner: owner, path: path.isEmpty ? name : "\(path).\(name)")
      if let found = check.problem(in: member, child) { return found }
    }
    return nil
  }

  private func fits(_ number: JSONNumber, _ node: SchemaNode) -> Bool {
    guard let value = number.intValue else { return false }
    return node.limits?.format == "int64" ? true : Int32(exactly: value) != nil
  }

  private func mismatch(_ value: JSONValue, _ type: String, literal: String = "") -> String {
    "json: cannot unmarshal \(Self.name(of: value))\(literal) into Go struct field \(owner).\(path) of type \(type)"
  }

  private static func name(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "bool"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  private static func name(of node: SchemaNode) -> String {
    switch node.kind {
    case .object: node.typeName ?? "map[string]\(node.additionalProperties.map(name(of:)) ?? "string")"
    case .array: "[]\(node.items.map(name(of:)) ?? "string")"
    case .string: "string"
    case .integer: node.limits?.format ?? "int64"
    case .number: "float64"
    case .boolean: "bool"
    case .intOrString: "int32"
    case .any: "interface {}"
    }
  }
}
