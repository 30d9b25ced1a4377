import JSON

/// Storage classes: what they are made of stays.
enum StorageClassStrategy {
  static let strategy = ResourceType.Strategy(
    fillDefaults: { (object: inout JSONValue) throws(APIFailure) in fill(&object) },
    validate: { object, old, _ in
      guard let old else {
        return object.text("provisioner").isEmpty ? [.required("provisioner")] : []
      }
      return ["provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"]
        .filter { object[$0] ?? .null != old[$0] ?? .null }.map { .immutable($0, .null) }
    }, returnsDeletedObject: true)

  private static func fill(_ object: inout JSONValue) {
    object.fill("reclaimPolicy", "Delete")
    object.fill("volumeBindingMode", "Immediate")
  }
}
