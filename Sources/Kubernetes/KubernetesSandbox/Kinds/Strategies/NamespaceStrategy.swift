import JSON

/// Namespaces: each carries its name as a label, and a finalizer that holds it until what is in it is gone.
enum NamespaceStrategy {
  static let strategy = ResourceType.Strategy(
    fillDefaults: { (object: inout JSONValue) throws(APIFailure) in label(&object) },
    prepareForCreate: { (object: inout JSONValue, _) throws(APIFailure) in
      object["spec"] = ["finalizers": ["kubernetes"]]
      object["status"] = ["phase": "Active"]
    },
    prepareForUpdate: { (object: inout JSONValue, old, _) throws(APIFailure) in
      // Finalizers of the spec are changed by the subresource `finalize` alone.
      object["spec"] = old["spec"]
    })

  private static func label(_ object: inout JSONValue) {
    let name = object.at("metadata", "name") ?? ""
    object.change("metadata") { metadata in
      metadata.fill("labels", [:])
      metadata.change("labels") { $0.fill("kubernetes.io/metadata.name", name) }
    }
  }
}
