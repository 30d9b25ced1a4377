import JSON
import KubernetesClient

/// The definition that the cases share: one field for each rule that a schema can have.
enum WidgetDefinition {
  static func resource(group: String) -> APIResource {
    APIResource(group: group, version: "v1", plural: "widgets", kind: "Widget")
  }

  static func definition(group: String) -> JSONValue {
    let schema: JSONValue = [
      "type": "object", "required": ["spec"], "properties": ["spec": spec, "status": status],
    ]
    let version: JSONValue = [
      "name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": schema],
      "subresources": ["status": [:]],
      "additionalPrinterColumns": [
        ["name": "Size", "type": "integer", "jsonPath": ".spec.size"],
        ["name": "Ready", "type": "integer", "jsonPath": ".status.ready", "priority": 1],
        ["name": "Age", "type": "date", "jsonPath": ".metadata.creationTimestamp"],
      ],
    ]
    let old: JSONValue = [
      "name": "v1beta1", "served": false, "storage": false, "schema": ["openAPIV3Schema": schema],
    ]
    return definition(
      group: group, plural: "widgets", kind: "Widget", versions: [version, old], shortNames: ["wdg"],
      categories: ["contract"])
  }

  /// A definition of a namespaced resource.
  static func definition(
    group: String, plural: String, kind: String, versions: [JSONValue], shortNames: [JSONValue] = [],
    categories: [JSONValue] = []
  ) -> JSONValue {
    var names: JSONValue = ["plural": .string(plural), "kind": .string(kind)]
    if !shortNames.isEmpty { names["shortNames"] = .array(shortNames) }
    if !categories.isEmpty { names["categories"] = .array(categories) }
    return [
      "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
      "metadata": ["name": .string("\(plural).\(group)")],
      "spec": ["group": .string(group), "scope": "Namespaced", "names": names, "versions": .array(versions)],
    ]
  }

  /// A version that takes whatever is in `spec`.
  static func openVersion(_ name: String = "v1", storage: Bool = true) -> JSONValue {
    let open: JSONValue = ["type": "object", "x-kubernetes-preserve-unknown-fields": true]
    return [
      "name": .string(name), "served": true, "storage": .bool(storage),
      "schema": ["openAPIV3Schema": ["type": "object", "properties": ["spec": open]]],
    ]
  }

  private static let spec: JSONValue = [
    "type": "object",
    "properties": [
      "size": ["type": "integer", "minimum": 1, "maximum": 10, "default": 3],
      "mode": ["type": "string", "enum": ["fast", "safe"], "default": "safe"],
      "word": ["type": "string", "maxLength": 5, "pattern": "^[a-z]+$"],
      "ports": [
        "type": "array", "maxItems": 10, "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
        "items": [
          "type": "object", "required": ["name"],
          "properties": [
            "name": ["type": "string"], "number": ["type": "integer", "default": 80], "note": ["type": "string"],
          ],
        ],
      ],
      "tags": ["type": "array", "maxItems": 10, "x-kubernetes-list-type": "set", "items": ["type": "string"]],
      "steps": ["type": "array", "items": ["type": "string"]],
      "settings": ["type": "object", "additionalProperties": ["type": "string"]],
      "fixed": [
        "type": "string", "maxLength": 10,
        "x-kubernetes-validations": [["rule": "self == oldSelf", "message": "fixed cannot be changed"]],
      ],
      "low": ["type": "integer"],
      "high": ["type": "integer"],
      "nested": [
        "type": "object", "default": [:],
        "properties": ["depth": ["type": "integer", "default": 1], "remark": ["type": "string"]],
      ],
      "open": ["type": "object", "x-kubernetes-preserve-unknown-fields": true],
      "port": ["x-kubernetes-int-or-string": true],
    ],
    "x-kubernetes-validations": [
      [
        "rule": "!has(self.low) || !has(self.high) || self.low <= self.high",
        "message": "low must not be more than high",
      ]
    ],
  ]

  private static let status: JSONValue = [
    "type": "object", "properties": ["ready": ["type": "integer"], "phase": ["type": "string"]],
  ]
}
