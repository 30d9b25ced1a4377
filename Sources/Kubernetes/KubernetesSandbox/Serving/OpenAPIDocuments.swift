import Cryptography
import JSON

/// OpenAPI v3 of what the server has: a document for each version of a group, with its schemas, and its paths with the
/// parameters from which kubectl learns what it may send.
struct OpenAPIDocuments: Sendable {
  private let types: [ResourceType]
  private let definitions: [String: JSONValue]

  init(_ state: APIState) {
    types = state.types.values.sorted { ($0.group, $0.plural) < ($1.group, $1.plural) }
    var definitions: [String: JSONValue] = [:]
    for object in state.buckets[StoreResource.definitions]?.objects ?? [] { definitions[object.name] = object.json }
    self.definitions = definitions
  }

  private func served(_ group: String, _ version: String) -> [ResourceType] {
    types.filter { type in
      type.group == group && type.versions.contains { $0.name == version && $0.isServed }
    }
  }

  /// `/openapi/v3`: where the documents are. An address changes with its document, so that clients may keep it.
  var index: JSONValue {
    var paths = JSONObject()
    var seen = Set<String>()
    for type in types {
      for version in type.versions where version.isServed {
        let path = type.group.isEmpty ? "api/\(version.name)" : "apis/\(type.group)/\(version.name)"
        guard seen.insert(path).inserted else { continue }
        let hash = hash(type.group, version.name)
        paths[path] = ["serverRelativeURL": .string("/openapi/v3/\(path)?hash=\(hash)")]
      }
    }
    return ["paths": .object(paths)]
  }

  /// What tells one document from another.
  func hash(_ group: String, _ version: String) -> String {
    var digest = SHA256()
    digest.update(Array("1 \(BuiltInSchemas.kubernetesVersion) \(group)/\(version)".utf8))
    for type in served(group, version) {
      digest.update(Array(type.plural.utf8))
      if let definition = type.definition { digest.update(definitions[definition]?["spec"]?.serialized() ?? []) }
    }
    return Hexadecimal.encode(digest.finalize()).uppercased()
  }

  /// The document of a version of a group; nil where there is none.
  func document(group: String, version: String) -> JSONValue? {
    let served = served(group, version)
    guard !served.isEmpty else { return nil }
    var schemas = JSONObject()
    if served.contains(where: { $0.definition == nil }) {
      schemas = BuiltInSchemas.openAPIComponents(group: group, version: version).objectValue ?? [:]
    }
    var paths = JSONObject()
    for type in served {
      let name = schemaName(type, version)
      if let definition = type.definition {
        for (key, value) in customSchemas(type, version, name, definitions[definition] ?? [:]) { schemas[key] = value }
      }
      let hasStatus = type.versions.first { $0.name == version }?.hasStatus ?? false
      OpenAPIPaths.add(type, version: version, schema: name, hasStatus: hasStatus, to: &paths)
    }
    return [
      "openapi": "3.0.0",
      "info": ["title": "Kubernetes", "version": .string(BuiltInSchemas.kubernetesVersion)],
      "paths": .object(paths), "components": ["schemas": .object(schemas)],
    ]
  }

  private func schemaName(_ type: ResourceType, _ version: String) -> String {
    if type.definition == nil,
      let name = BuiltInSchemas.componentName(group: type.group, version: version, kind: type.kind)
    {
      return name
    }
    return (type.group.split(separator: ".").reversed().map(String.init) + [version, type.kind]).joined(separator: ".")
  }

  private static let objectMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
  private static let listMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta"

  private func customSchemas(
    _ type: ResourceType, _ version: String, _ name: String, _ definition: JSONValue
  ) -> JSONObject {
    let written = (definition["spec"]?["versions"]?.arrayValue ?? []).first { $0["name"]?.stringValue == version }
    var schema = written?["schema"]?["openAPIV3Schema"] ?? ["type": "object"]
    var properties = schema["properties"]?.objectValue ?? [:]
    for (key, text) in [
      ("apiVersion", "APIVersion defines the versioned schema of this representation of an object."),
      ("kind", "Kind is a string value representing the REST resource this object represents."),
    ] {
      properties[key] = ["description": .string(text), "type": "string"]
    }
    properties["metadata"] = ["allOf": [Self.reference(Self.objectMeta)], "description": "Standard object's metadata."]
    schema["properties"] = .object(properties)
    schema["x-kubernetes-group-version-kind"] = [Self.kind(type.group, version, type.kind)]
    let list: JSONValue = [
      "description": .string("\(type.listKind) is a list of \(type.kind)"), "type": "object", "required": ["items"],
      "properties": [
        "apiVersion": ["type": "string"], "kind": ["type": "string"],
        "items": ["type": "array", "items": Self.reference(name)],
        "metadata": ["allOf": [Self.reference(Self.listMeta)]],
      ],
      "x-kubernetes-group-version-kind": [Self.kind(type.group, version, type.listKind)],
    ]
    var schemas: JSONObject = [name: schema]
    schemas[name.dropLast(type.kind.count) + type.listKind] = list
    var open = [Self.objectMeta, Self.listMeta]
    while let next = open.popLast() {
      guard schemas[next] == nil, let component = BuiltInSchemas.component(next) else { continue }
      schemas[next] = component
      Self.collectReferences(in: component, into: &open)
    }
    return schemas
  }

  private static func collectReferences(in value: JSONValue, into names: inout [String]) {
    switch value {
    case .array(let items): for item in items { collectReferences(in: item, into: &names) }
    case .object(let members):
      for (key, member) in members {
        if key == "$ref", let name = member.stringValue?.split(separator: "/").last {
          names.append(String(name))
        } else {
          collectReferences(in: member, into: &names)
        }
      }
    default: break
    }
  }

  static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

  static func kind(_ group: String, _ version: String, _ kind: String) -> JSONValue {
    ["group": .string(group), "kind": .string(kind), "version": .string(version)]
  }
}
