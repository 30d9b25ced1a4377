import JSON

/// What is held against every object before it is written.
extension APIState {
  /// What a strategy may look at. It must not outlive the call: it holds a copy of the state.
  func context(_ warnings: WarningCollector) -> StrategyContext {
    let buckets = buckets
    return StrategyContext(
      now: now, objects: { resource in buckets[resource]?.objects.map(\.json) ?? [] }, warn: { warnings.add($0) })
  }

  /// Refuses an object that is not valid.
  ///
  /// - Returns: warnings.
  func check(
    _ target: WriteTarget, _ object: JSONValue, old: JSONValue?, subresource: String
  ) throws(APIFailure) -> [String] {
    let type = target.type
    var causes: [APIFailure.Cause] = []
    var problems = functions.problems(target.version.schema, object)
    if let old, !problems.isEmpty {
      // What was wrong before may stay as it is.
      let known = Set(functions.problems(target.version.schema, old))
      problems.removeAll { known.contains($0) }
    }
    if type.definition == nil, let problem = problems.first(where: { $0.reason == "FieldValueTypeInvalid" }) {
      throw APIFailure(
        .badRequest,
        "\(type.kind) in version \"\(target.version.name)\" cannot be handled as a \(type.kind): "
          + problem.message)
    }
    for cause in problems + (type.strategy.validate?(object, old, subresource) ?? []) where !causes.contains(cause) {
      causes.append(cause)
    }
    var warnings: [String] = []
    if type.definition != nil, causes.isEmpty {
      let verdict = functions.rules(type, target.version, object, old)
      causes += verdict.problems
      warnings += verdict.warnings
    }
    let name = object["metadata"]?["name"]?.stringValue ?? ""
    if !causes.isEmpty { throw APIFailure.invalid(type, name, causes) }
    return warnings
  }

  /// Refuses what may not be made in a namespace: it must be there, and must not end.
  func checkNamespace(_ target: WriteTarget, _ namespace: String?, _ name: String) throws(APIFailure) {
    guard target.type.isNamespaced, let namespace, let namespaces = types["namespaces"] else { return }
    guard let found = buckets["namespaces"]?.object(namespace) else {
      throw APIFailure.notFound(namespaces, namespace)
    }
    guard found.deletionTimestamp != nil else { return }
    throw APIFailure.forbidden(
      target.type, name,
      "unable to create new content in namespace \(namespace) because it is being terminated",
      [
        APIFailure.Cause(
          "NamespaceTerminating", "namespace \(namespace) is being terminated", field: "metadata.namespace")
      ])
  }
}
