import JSON

/// What a definition (CRD) makes of the server: the resource that it names.
enum Definitions {
  /// The qualified name of definitions.
  static let resource = "customresourcedefinitions.apiextensions.k8s.io"

  /// The resource of a definition. Its strategy holds objects against the rules of their version.
  ///
  /// - Parameter validator: Answers for rules that cannot be worked out here.
  /// - Throws: `Invalid` where a schema is not structural.
  static func type(of definition: JSONValue, validator: ObjectValidator) throws(APIFailure) -> ResourceType {
    let spec = definition["spec"] ?? [:]
    let names = spec["names"] ?? [:]
    let isNamespaced = spec.text("scope") == "Namespaced"
    let kind = names.text("kind")
    var versions: [ResourceType.Version] = []
    for version in spec.elements("versions") { versions.append(try Self.version(version, of: spec)) }
    guard !versions.isEmpty else {
      throw .invalid(
        group: "apiextensions.k8s.io", kind: "CustomResourceDefinition",
        definition.at("metadata", "name")?.stringValue ?? "",
        [.required("spec.versions", "a definition has at least one version")])
    }
    let rules = CustomRules(group: spec.text("group"), kind: kind, versions: versions, validator: validator)
    let strategy = MetadataRules.checked(rules.strategy, isNamespaced: isNamespaced)
    let selectable = spec.elements("versions").flatMap { $0.elements("selectableFields") }
      .map { String($0.text("jsonPath").drop { $0 == "." }) }
    return ResourceType(
      group: spec.text("group"), plural: names.text("plural"),
      singular: names.text("singular").isEmpty ? kind.lowercased() : names.text("singular"), kind: kind,
      listKind: names.text("listKind").isEmpty ? kind + "List" : names.text("listKind"),
      shortNames: names.elements("shortNames").compactMap(\.stringValue),
      categories: names.elements("categories").compactMap(\.stringValue), isNamespaced: isNamespaced,
      versions: versions, strategy: strategy, definition: definition.at("metadata", "name")?.stringValue,
      selectableFields: Array(Set(selectable)).sorted())
  }

  private static func version(
    _ version: JSONValue, of spec: JSONValue
  ) throws(APIFailure) -> ResourceType.Version {
    let schema = version.at("schema", "openAPIV3Schema") ?? [:]
    return ResourceType.Version(
      name: version.text("name"), isServed: version["served"] == true, isStorage: version["storage"] == true,
      schema: try StructuralSchema.read(schema), hasStatus: version.at("subresources", "status") != nil,
      columns: columns(version.elements("additionalPrinterColumns")))
  }

  private static func columns(_ columns: [JSONValue]) -> [ResourceType.Column] {
    // A definition that names none shows how old its objects are.
    if columns.isEmpty {
      return [
        ResourceType.Column(
          name: "Age", type: "date",
          description: "CreationTimestamp is a timestamp representing the server time when this object was created.",
          path: ".metadata.creationTimestamp")
      ]
    }
    return columns.map { column in
      ResourceType.Column(
        name: column.text("name"), type: column.text("type"), format: column.text("format"),
        description: column.text("description"), priority: column["priority"]?.intValue ?? 0,
        path: column.text("jsonPath"))
    }
  }
}
