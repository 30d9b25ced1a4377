import KubernetesObjects

/// The environment of a container as its manifest gives it, before paths and addresses of this machine are put in.
struct ContainerEnvironment {
  let objects: NamespaceObjects
  let fields: PodFields

  /// The variables, by name.
  func values(of container: Container, field: String) throws(TranslationError) -> [String: String] {
    var values: [String: String] = [:]
    for (index, source) in container.envFrom.enumerated() {
      let field = "\(field).envFrom[\(index)]"
      var entries: [String: NamespaceObjects.Entry]?
      if let map = source.configMapRef {
        entries = try objects.entries(.configMap, map.name, optional: map.optional, field: field + ".configMapRef")
      } else if let secret = source.secretRef {
        entries = try objects.entries(.secret, secret.name, optional: secret.optional, field: field + ".secretRef")
      }
      for (key, entry) in entries ?? [:] {
        values[(source.prefix ?? "") + key] = String(decoding: entry.bytes, as: UTF8.self)
      }
    }
    for variable in container.env {
      guard let value = try value(of: variable, in: container, known: values, field: "\(field).env[\(variable.name)]")
      else { continue }
      values[variable.name] = value
    }
    return values
  }

  /// A variable's value; nil where an optional key is not there: then there is no such variable.
  private func value(
    of variable: EnvVar, in container: Container, known: [String: String], field: String
  ) throws(TranslationError) -> String? {
    guard let source = variable.valueFrom else {
      return VariableReferences.expanded(variable.value ?? "", by: known)
    }
    let field = field + ".valueFrom"
    if let selector = source.fieldRef { return try fields.value(selector, field: field + ".fieldRef") }
    if let selector = source.resourceFieldRef {
      return try fields.value(selector, of: container, field: field + ".resourceFieldRef")
    }
    if let selector = source.configMapKeyRef {
      return try objects.text(.configMap, selector, field: field + ".configMapKeyRef")
    }
    if let selector = source.secretKeyRef {
      return try objects.text(.secret, selector, field: field + ".secretKeyRef")
    }
    throw TranslationError(
      .unsupported,
      "\(field): a value comes from a fieldRef, a resourceFieldRef, a configMapKeyRef or a secretKeyRef")
  }
}
