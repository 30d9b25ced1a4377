import KubernetesObjects

/// Which objects of a resource a list or a watch is about: namespace, labels, fields.
struct ObjectFilter: Sendable {
  /// Nil for all.
  let namespace: String?
  private let labels: Selector
  private let fields: FieldSelector

  /// Reads the selectors of a query.
  ///
  /// - Throws: `badRequest` where they cannot be read, or name a field that the resource does not offer.
  init(_ type: ResourceType, namespace: String?, labels: String, fields: String) throws(APIFailure) {
    self.namespace = namespace
    do { self.labels = try Selector(labels) } catch {
      throw APIFailure(.badRequest, "unable to parse requirement: \(error)")
    }
    self.fields = try FieldSelector(fields)
    for requirement in self.fields.requirements where !SelectableFields.offers(requirement.field, type) {
      throw APIFailure(.badRequest, SelectableFields.refusal(of: requirement.field, type))
    }
  }

  /// Whether selectors choose among the objects.
  var selects: Bool { !labels.requirements.isEmpty || !fields.requirements.isEmpty }

  /// Whether an object is chosen.
  func matches(_ object: StoredObject) -> Bool {
    if let namespace, namespace != object.namespace { return false }
    guard selects else { return true }
    for requirement in fields.requirements {
      let isEqual = SelectableFields.value(of: requirement.field, in: object) == requirement.value
      if isEqual == requirement.isNegated { return false }
    }
    return labels.matches(object.labels)
  }
}
