import JSON

/// Makes nodes of the components of the recorded OpenAPI.
struct BuiltInSchemaReader {
  private static let referencePrefix = "#/components/schemas/"
  /// The components whose values have one form in which the server writes them.
  private static let writtenForms: [String: (kind: SchemaNode.Kind, format: String)] = [
    "io.k8s.apimachinery.pkg.api.resource.Quantity": (.intOrString, "quantity"),
    "io.k8s.apimachinery.pkg.apis.meta.v1.Time": (.string, "time"),
    "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime": (.string, "micro-time"),
  ]

  /// The components that are being read, so that one which refers to itself ends.
  private var open: Set<String> = []
  private var finished: [String: SchemaNode] = [:]

  /// The name of the component that a `$ref` refers to.
  static func referredName(_ reference: JSONValue?) -> String? {
    guard let text = reference?.stringValue, text.hasPrefix(referencePrefix) else { return nil }
    return String(text.dropFirst(referencePrefix.count))
  }

  /// The structure that a component describes.
  mutating func node(named name: String) -> SchemaNode {
    if let node = finished[name] { return node }
    if let form = Self.writtenForms[name] {
      var limits = SchemaNode.Limits()
      limits.format = form.format
      return SchemaNode(kind: form.kind, isBuiltIn: true, limits: limits)
    }
    guard let schema = BuiltInSchemas.component(name), open.insert(name).inserted else { return .anything }
    let node = node(schema, within: nil, name: name)
    open.remove(name)
    finished[name] = node
    return node
  }

  /// - Parameter outer: what stands beside a reference: its default and extensions count.
  private mutating func node(_ schema: JSONValue, within outer: JSONValue?, name: String? = nil) -> SchemaNode {
    if let name = Self.referredName(schema["$ref"] ?? schema["allOf"]?[0]?["$ref"]) {
      guard schema["default"] != nil || schema["x-kubernetes-map-type"] != nil else { return node(named: name) }
      guard let referred = BuiltInSchemas.component(name), Self.writtenForms[name] == nil, open.insert(name).inserted
      else {
        return node(named: name)
      }
      defer { open.remove(name) }
      return node(referred, within: schema, name: name)
    }
    let listType = listType(of: schema)
    let value = outer?["default"] ?? schema["default"]
    return SchemaNode(
      kind: Self.kind(of: schema), properties: properties(of: schema),
      additionalProperties: schema["additionalProperties"].map { node($0, within: nil) },
      items: schema["items"].map { node($0, within: nil) },
      required: (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue), listType: listType,
      isAtomicMap: (outer?["x-kubernetes-map-type"] ?? schema["x-kubernetes-map-type"]) == "atomic",
      patchMerge: Self.patchMerge(of: schema), preservesUnknownFields: Self.isOpen(schema),
      isEmbeddedResource: schema["x-kubernetes-embedded-resource"] == true,
      defaultValue: value.flatMap { Self.isZero($0) ? Optional.none : $0 }, keyDefault: value, isBuiltIn: true,
      typeName: name.map { $0.split(separator: ".").suffix(2).joined(separator: ".") },
      limits: Self.limits(of: schema))
  }

  private mutating func properties(of schema: JSONValue) -> [String: SchemaNode] {
    var nodes: [String: SchemaNode] = [:]
    for (name, property) in schema["properties"]?.objectValue ?? [:] { nodes[name] = node(property, within: nil) }
    return nodes
  }

  private static func kind(of schema: JSONValue) -> SchemaNode.Kind {
    if schema["format"] == "int-or-string" { return .intOrString }
    return SchemaNode.Kind(type: schema["type"]?.stringValue)
  }

  /// An object without properties, such as RawExtension, takes anything.
  private static func isOpen(_ schema: JSONValue) -> Bool {
    switch kind(of: schema) {
    case .any: true
    case .object: schema["properties"] == nil && schema["additionalProperties"] == nil
    default: false
    }
  }

  private static func isZero(_ value: JSONValue) -> Bool {
    switch value {
    case .null: true
    case .bool(let flag): !flag
    case .number(let number): number.doubleValue == 0
    case .string(let text): text.isEmpty
    case .array(let items): items.isEmpty
    case .object(let members): members.isEmpty
    }
  }

  /// A list of which only the patch strategy is known is merged by that.
  private func listType(of schema: JSONValue) -> SchemaNode.ListType {
    switch schema["x-kubernetes-list-type"]?.stringValue {
    case "map": return .map(keys: (schema["x-kubernetes-list-map-keys"]?.arrayValue ?? []).compactMap(\.stringValue))
    case "set": return .set
    case .some: return .atomic
    case nil: break
    }
    guard schema["type"] == "array", let merge = Self.patchMerge(of: schema), merge.merges else { return .atomic }
    return merge.key.map { .map(keys: [$0]) } ?? .set
  }

  private static func patchMerge(of schema: JSONValue) -> SchemaNode.PatchMerge? {
    guard let strategy = schema["x-kubernetes-patch-strategy"]?.stringValue else { return nil }
    let words = strategy.split(separator: ",")
    return SchemaNode.PatchMerge(
      key: schema["x-kubernetes-patch-merge-key"]?.stringValue, retainsKeys: words.contains("retainKeys"),
      merges: words.contains("merge"))
  }

  private static func limits(of schema: JSONValue) -> SchemaNode.Limits? {
    guard schema["format"] != nil || schema["enum"] != nil else { return nil }
    var limits = SchemaNode.Limits()
    limits.format = schema["format"]?.stringValue
    limits.enumeration = schema["enum"]?.arrayValue
    return limits
  }
}
