import JSON

/// What must hold of the metadata of every object.
enum MetadataCheck {
  /// Finalizers that need no domain.
  private static let standardFinalizers: Set<String> = ["orphan", "foregroundDeletion", "kubernetes"]
  /// The bytes of all annotations together.
  private static let annotationBytes = 256 << 10

  /// What is wrong with an object's metadata; `old` is the object before, nil for a new one.
  static func causes(_ type: ResourceType, _ object: JSONValue, old: JSONValue?) -> [APIFailure.Cause] {
    let metadata = object["metadata"] ?? [:]
    var causes = old == nil ? nameCauses(type, metadata) : []
    causes += labelCauses(metadata) + annotationCauses(metadata) + ownerCauses(metadata)
    for finalizer in StoredObject.finalizers(of: object) {
      var problems = NameSyntax.problems(withQualifiedName: finalizer)
      if problems.isEmpty, !finalizer.contains("/"), !standardFinalizers.contains(finalizer) {
        problems = ["name is neither a standard finalizer name nor is it fully qualified"]
      }
      causes += problems.map { .invalid("metadata.finalizers", "\"\(finalizer)\"", $0) }
    }
    if let old { causes += lateFinalizers(object, old) }
    return causes
  }

  private static func nameCauses(_ type: ResourceType, _ metadata: JSONValue) -> [APIFailure.Cause] {
    let name = metadata["name"]?.stringValue ?? ""
    if name.isEmpty {
      var causes: [APIFailure.Cause] = []
      causes.append(.required("metadata.name", "name or generateName is required"))
      return causes
    }
    let problems =
      type.strategy.allowsPathSegmentNames
      ? NameSyntax.problems(withPathSegment: name) : NameSyntax.problems(withSubdomain: name)
    return problems.map { .invalid("metadata.name", "\"\(name)\"", $0) }
  }

  private static func labelCauses(_ metadata: JSONValue) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    for (key, value) in metadata["labels"]?.objectValue ?? [:] {
      let text = value.stringValue ?? ""
      causes += NameSyntax.problems(withQualifiedName: key).map { .invalid("metadata.labels", "\"\(key)\"", $0) }
      causes += NameSyntax.problems(withLabelValue: text).map { .invalid("metadata.labels", "\"\(text)\"", $0) }
    }
    return causes
  }

  private static func annotationCauses(_ metadata: JSONValue) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    var bytes = 0
    for (key, value) in metadata["annotations"]?.objectValue ?? [:] {
      bytes += key.utf8.count + (value.stringValue ?? "").utf8.count
      causes += NameSyntax.problems(withQualifiedName: key.lowercased()).map {
        .invalid("metadata.annotations", "\"\(key)\"", $0)
      }
    }
    if bytes > annotationBytes {
      causes.append(
        APIFailure.Cause(
          "FieldValueTooLong", "Too long: may not be more than \(annotationBytes) bytes", field: "metadata.annotations")
      )
    }
    return causes
  }

  private static func ownerCauses(_ metadata: JSONValue) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    var controllers: [String] = []
    for (index, owner) in (metadata["ownerReferences"]?.arrayValue ?? []).enumerated() {
      let place = "metadata.ownerReferences[\(index)]"
      if owner["apiVersion"]?.stringValue?.isEmpty ?? true {
        causes.append(.invalid("\(place).apiVersion", "\"\"", "version must not be empty"))
      }
      for key in ["kind", "name", "uid"] where owner[key]?.stringValue?.isEmpty ?? true {
        causes.append(.required("\(place).\(key)", "must not be empty"))
      }
      if owner["controller"] == true { controllers.append(owner["name"]?.stringValue ?? "") }
    }
    if controllers.count > 1 {
      causes.append(
        .invalid(
          "metadata.ownerReferences", "[]v1.OwnerReference{…}",
          "Only one reference can have Controller set to true. Found \"true\" in references for \(controllers[0]) and "
            + "\(controllers[1])"))
    }
    return causes
  }

  private static func lateFinalizers(_ object: JSONValue, _ old: JSONValue) -> [APIFailure.Cause] {
    guard old["metadata"]?["deletionTimestamp"] != nil else { return [] }
    let known = StoredObject.finalizers(of: old)
    let late = StoredObject.finalizers(of: object).filter { !known.contains($0) }
    guard !late.isEmpty else { return [] }
    let list = late.map { "\"\($0)\"" }.joined(separator: ", ")
    return [
      .forbidden(
        "metadata.finalizers",
        "no new finalizers can be added if the object is being deleted, found new finalizers []string{\(list)}")
    ]
  }
}
