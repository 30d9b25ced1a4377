import JSON

/// How messages name the parts of a version: what is the same in all versions has a place of its own.
struct DefinitionPlace: Sendable {
  let schema: String
  let columns: String
  let subresources: String

  init(_ spec: JSONValue, _ index: Int) {
    let versions = spec.elements("versions")
    func isShared(_ field: String) -> Bool {
      guard let first = versions.first else { return true }
      return versions.allSatisfy { $0[field] ?? .null == first[field] ?? .null }
    }
    let version = "spec.versions[\(index)]"
    let hasSchema = versions.allSatisfy { $0.at("schema", "openAPIV3Schema") != nil }
    schema =
      isShared("schema") && hasSchema ? "spec.validation.openAPIV3Schema" : "\(version).schema.openAPIV3Schema"
    columns =
      isShared("additionalPrinterColumns")
      ? "spec.additionalPrinterColumns" : "\(version).additionalPrinterColumns"
    subresources = isShared("subresources") ? "spec.subresources" : "\(version).subresources"
  }
}
