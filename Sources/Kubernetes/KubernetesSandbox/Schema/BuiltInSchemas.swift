import JSON
import Synchronization

/// The structures of the built-in kinds, as a real API server's OpenAPI describes them.
///
/// Each is read when it is first asked for, and then kept.
enum BuiltInSchemas {
  /// The text of each component's schema, by its name.
  private static let texts: [String: Substring.UTF8View] = {
    var texts: [String: Substring.UTF8View] = [:]
    for line in componentLines.utf8.split(separator: UInt8(ascii: "\n")) {
      guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { continue }
      texts[String(Substring(line[..<space]))] = line[line.index(after: space)...]
    }
    return texts
  }()

  /// The names of the components, by the last two parts of each: `v1.Pod`.
  private static let namesByKind: [String: [String]] = {
    var names: [String: [String]] = [:]
    for name in texts.keys {
      names[name.split(separator: ".").suffix(2).joined(separator: "."), default: []].append(name)
    }
    return names
  }()

  private static let nodes = Mutex<[String: SchemaNode]>([:])
  private static let components = Mutex<[String: JSONValue]>([:])

  /// The structure of a kind, or nil where the server has none of that name.
  static func schema(group: String, version: String, kind: String) -> SchemaNode? {
    guard let name = componentName(group: group, version: version, kind: kind) else { return nil }
    if let node = nodes.withLock({ $0[name] }) { return node }
    var reader = BuiltInSchemaReader()
    let node = reader.node(named: name)
    nodes.withLock { $0[name] = node }
    return node
  }

  /// The component that describes a kind: `io.k8s.api.core.v1.Pod`.
  static func componentName(group: String, version: String, kind: String) -> String? {
    for name in namesByKind["\(version).\(kind)"] ?? [] {
      let kinds = component(name)?["x-kubernetes-group-version-kind"]?.arrayValue ?? []
      for entry in kinds where entry["group"]?.stringValue == group && entry["version"]?.stringValue == version {
        if entry["kind"]?.stringValue == kind { return name }
      }
    }
    return nil
  }

  /// The schema of a component as OpenAPI v3 has it, without descriptions.
  static func component(_ name: String) -> JSONValue? {
    if let found = components.withLock({ $0[name] }) { return found }
    guard let text = texts[name], let parsed = try? JSONValue(parsing: Array(text)) else { return nil }
    components.withLock { $0[name] = parsed }
    return parsed
  }

  /// The components of a group's version and all that they refer to, by name: `components.schemas` of its document.
  static func openAPIComponents(group: String, version: String) -> JSONValue {
    var found: [String: JSONValue] = [:]
    var open: [String] = []
    for name in texts.keys {
      guard let schema = component(name) else { continue }
      for entry in schema["x-kubernetes-group-version-kind"]?.arrayValue ?? []
      where entry["group"]?.stringValue == group && entry["version"]?.stringValue == version {
        open.append(name)
        break
      }
    }
    while let name = open.popLast() {
      guard found[name] == nil, let schema = component(name) else { continue }
      found[name] = schema
      collectReferences(in: schema, into: &open)
    }
    var members = JSONObject()
    for name in found.keys.sorted() { members[name] = found[name] }
    return .object(members)
  }

  private static func collectReferences(in schema: JSONValue, into names: inout [String]) {
    switch schema {
    case .array(let items):
      for item in items { collectReferences(in: item, into: &names) }
    case .object(let members):
      for (key, value) in members {
        if key == "$ref", let name = BuiltInSchemaReader.referredName(value) {
          names.append(name)
        } else {
          collectReferences(in: value, into: &names)
        }
      }
    default: break
    }
  }
}
