import JSON

extension DeleteRequest {
  /// Reads a deletion from its path, and its options from the body, or from the query where there is no body.
  ///
  /// - Throws: `badRequest` and `invalid` where an option is none.
  init(_ path: ResourcePath, _ request: ServedRequest) throws(APIFailure) {
    self.init(path.resource, version: path.version, namespace: path.namespace, name: path.name ?? "")
    labelSelector = request.query.text("labelSelector")
    fieldSelector = request.query.text("fieldSelector")
    var dryRuns = request.query.values("dryRun")
    gracePeriodSeconds = try request.query.integer("gracePeriodSeconds")
    propagationPolicy = request.query.value("propagationPolicy")
    if !request.body.isEmpty {
      let body = try RequestBody(object: request, expecting: "DeleteOptions").value
      try read(body)
      dryRuns += (body["dryRun"]?.arrayValue ?? []).compactMap(\.stringValue)
    }
    var causes: [APIFailure.Cause] = []
    dryRun = WriteOptions.dryRun(dryRuns, &causes)
    if let policy = propagationPolicy, !["Foreground", "Background", "Orphan"].contains(policy) {
      causes.append(.notSupported("propagationPolicy", policy, ["Foreground", "Background", "Orphan", "nil"]))
    }
    guard causes.isEmpty else { throw .invalid(group: "meta.k8s.io", kind: "DeleteOptions", "", causes) }
  }

  private mutating func read(_ body: JSONValue) throws(APIFailure) {
    if let kind = body["kind"]?.stringValue, !kind.isEmpty, kind != "DeleteOptions" {
      let version = body["apiVersion"]?.stringValue ?? ""
      throw APIFailure(
        .badRequest, "no kind \"\(kind)\" is expected here, for version \"\(version)\": send DeleteOptions")
    }
    if let grace = body["gracePeriodSeconds"], grace != .null {
      guard let seconds = grace.intValue else {
        throw APIFailure(
          .badRequest,
          "DeleteOptions in version \"v1\" cannot be handled as a DeleteOptions: json: cannot unmarshal "
            + "\(grace.kindDescription) into Go struct field DeleteOptions.gracePeriodSeconds of type int64")
      }
      gracePeriodSeconds = seconds
    }
    propagationPolicy = body["propagationPolicy"]?.stringValue ?? propagationPolicy
    if body["orphanDependents"] == true { propagationPolicy = "Orphan" }
    uid = body["preconditions"]?["uid"]?.stringValue
    resourceVersion = body["preconditions"]?["resourceVersion"]?.stringValue
  }
}
