import JSON

/// The options of a write, from its query.
struct WriteOptions: Sendable {
  let dryRun: Bool
  let fieldValidation: WriteRequest.FieldValidation
  let force: Bool
  let manager: String

  /// Reads the options.
  ///
  /// - Parameters:
  ///   - kind: `CreateOptions`, `UpdateOptions`, `PatchOptions`: whose fields messages name.
  ///   - isApply: Whether the write is a server-side apply, which must name its manager and may use force.
  /// - Throws: `invalid` with the field.
  init(_ request: ServedRequest, kind: String, isApply: Bool = false) throws(APIFailure) {
    let query = request.query
    var causes: [APIFailure.Cause] = []
    dryRun = Self.dryRun(query.values("dryRun"), &causes)
    let validation = query.text("fieldValidation")
    fieldValidation = WriteRequest.FieldValidation(rawValue: validation) ?? .warn
    if !validation.isEmpty, WriteRequest.FieldValidation(rawValue: validation) == nil {
      causes.append(.notSupported("fieldValidation", validation, ["", "Ignore", "Strict", "Warn"]))
    }
    force = query.flag("force") ?? false
    if kind == "PatchOptions", !isApply, query.value("force") != nil {
      causes.append(.forbidden("force", "may not be specified for non-apply patch"))
    }
    let named = query.text("fieldManager")
    if isApply, named.isEmpty { causes.append(.required("fieldManager", "is required for apply patch")) }
    if let problem = Self.problem(with: named) {
      causes.append(.invalid("fieldManager", JSONValue.string(named).text(), problem))
    }
    guard causes.isEmpty else { throw APIFailure.invalid(group: "meta.k8s.io", kind: kind, "", causes) }
    manager = request.manager
  }

  static func dryRun(_ values: [String], _ causes: inout [APIFailure.Cause]) -> Bool {
    let values = values.filter { !$0.isEmpty }
    if values.contains(where: { $0 != "All" }) {
      let shown = values.map { "\"\($0)\"" }.joined(separator: ", ")
      causes.append(
        APIFailure.Cause(
          "FieldValueNotSupported", "Unsupported value: [\(shown)]: supported values: \"All\"", field: "dryRun"))
    }
    return !values.isEmpty
  }

  private static func problem(with manager: String) -> String? {
    if manager.utf8.count > 128 { return "may not be more than 128 bytes" }
    for (index, scalar) in manager.unicodeScalars.enumerated() where !scalar.properties.isPrintable {
      let code = String(scalar.value, radix: 16, uppercase: true)
      return
        "invalid character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code) (at position \(index))"
    }
    return nil
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isPrintable: Bool {
    switch generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
