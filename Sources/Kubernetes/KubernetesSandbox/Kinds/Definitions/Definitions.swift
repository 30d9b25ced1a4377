import JSON

/// What a definition (CRD) makes of the server: the resource that it names.
enum Definitions {
  /// Its qualified name.
  static let resource = "customresourcedefinitions.apiextensions.k8s.io"

  /// The resource of a definition; its strategy holds objects against the schema, the rules and the validator.
  static func type(of definition: JSONValue, validator: ObjectValidator) throws(APIFailure) -> ResourceType {
    let spec = definition["spec"] ?? [:]
    let names = spec["names"] ?? [:]
    let isNamespaced = spec.text("scope") == "Namespaced"
    let kind = names.text("kind")
    let versions = spec.elements("versions").map { version in
      ResourceType.Version(
        name: version.text("name"), isServed: version["served"] == true, isStorage: version["storage"] == true,
        schema: .anything, hasStatus: version.at("subresources", "status") != nil,
        columns: version.elements("additionalPrinterColumns").map { column in
          ResourceType.Column(
            name: column.text("name"), type: column.text("type"), format: column.text("format"),
            description: column.text("description"), priority: column["priority"]?.intValue ?? 0,
            path: column.text("jsonPath"))
        })
    }
    return ResourceType(
      group: spec.text("group"), plural: names.text("plural"),
      singular: names.text("singular").isEmpty ? kind.lowercased() : names.text("singular"), kind: kind,
      listKind: names.text("listKind").isEmpty ? kind + "List" : names.text("listKind"),
      shortNames: names.elements("shortNames").compactMap(\.stringValue),
      categories: names.elements("categories").compactMap(\.stringValue), isNamespaced: isNamespaced,
      versions: versions,
      strategy: MetadataRules.checked(
        ResourceType.Strategy(allowsUnconditionalUpdate: false), isNamespaced: isNamespaced),
      definition: definition.at("metadata", "name")?.stringValue)
  }
}
