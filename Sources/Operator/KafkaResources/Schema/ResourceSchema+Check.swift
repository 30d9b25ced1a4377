package import JSON

extension ResourceSchema {
  /// Checks a manifest: that it is one of this kind, and everything in it.
  ///
  /// A status is written by the operator, so that nothing in it refuses a manifest: what is wrong there is a warning.
  ///
  /// - Returns: The manifest without what is wrong, for a reader that only reads.
  package func check(_ manifest: JSONValue, _ problems: ProblemList) -> JSONObject {
    guard var members = manifest.objectValue else {
      problems.error(
        at: [], "expected an object, found \(manifest.kindDescription)", remedy: "give a \(kind) manifest")
      return [:]
    }
    checkType(of: members, problems)
    members = SchemaChecker(problems).check(members, head)
    let metadata = members["metadata"]
    if metadata?["name"] == nil, manifest["metadata"]?["name"]?.isNull ?? true {
      if !isNamedByServer || metadata?["generateName"] == nil {
        problems.error(at: JSONPath(keys: "metadata", "name"), "the field is missing", remedy: "name the \(noun)")
      }
    }
    if let spec = members["spec"]?.objectValue {
      members["spec"] = .object(SchemaChecker(problems).check(spec, self.spec, at: JSONPath(keys: "spec")))
    }
    if let status = members["status"]?.objectValue {
      let found = ProblemList()
      members["status"] = .object(SchemaChecker(found).check(status, self.status, at: JSONPath(keys: "status")))
      for problem in found.problems { problems.warning(at: problem.path, problem.message, remedy: problem.remedy) }
    }
    return members
  }

  /// What stands around spec and status.
  private var head: [SchemaField] {
    let metadata: [SchemaField] = [
      .name("name", "The name.", form: isNamedAsLabel ? .label : .subdomain),
      .name("namespace", "The namespace.", form: .label),
      .stringMap("labels", "Labels."), .stringMap("annotations", "Annotations."),
    ]
    let spec = SchemaField.passedOn("spec", "What is wanted.")
    return [
      .string("apiVersion", "The version."), .string("kind", "The kind."),
      .object("metadata", "The object's own data.", metadata, keepsOthers: true),
      needsSpec ? spec.required("describe the \(noun)") : spec, .passedOn("status", "What is reported."),
    ]
  }

  private func checkType(of members: JSONObject, _ problems: ProblemList) {
    switch members["kind"] {
    case .string(kind): break
    case .string(let other):
      problems.error(
        at: JSONPath(keys: "kind"), "'\(other)' is not read here", remedy: "give a manifest of kind \(kind)")
    case nil, .null: problems.error(at: JSONPath(keys: "kind"), "the field is missing", remedy: "write 'kind: \(kind)'")
    default: break
    }
    switch members["apiVersion"] {
    case .string(apiVersion): break
    case .string(let other):
      problems.error(
        at: JSONPath(keys: "apiVersion"), "'\(other)' is not known", remedy: "write 'apiVersion: \(apiVersion)'")
    case nil, .null:
      problems.error(
        at: JSONPath(keys: "apiVersion"), "the field is missing", remedy: "write 'apiVersion: \(apiVersion)'")
    default: break
    }
  }
}
