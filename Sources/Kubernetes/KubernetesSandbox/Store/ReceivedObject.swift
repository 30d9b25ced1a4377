import JSON

/// The object that a request sends, held against its path and its schema.
struct ReceivedObject: Sendable {
  /// The object without unknown fields, with its kind and API version.
  var object: JSONValue
  /// What is said of unknown fields.
  var warnings: [String]

  /// Reads the body of a request.
  ///
  /// - Throws: `badRequest` or `invalid` where it does not belong to the path, and with `strict` for unknown fields.
  ///
  /// - Parameter isPruned: False for a configuration, of which an unknown field is told by who applies it.
  init(
    _ body: JSONValue, _ request: WriteRequest, _ target: WriteTarget, _ functions: SchemaFunctions,
    isPruned: Bool = true
  ) throws(APIFailure) {
    guard body.objectValue != nil else {
      throw APIFailure(.badRequest, "the body of the request must be a JSON object, not \(body.kindDescription)")
    }
    try Self.checkKind(body, target)
    let pruned = isPruned ? functions.pruned(target.version.schema, body) : (value: body, unknown: [])
    object = pruned.value
    object["apiVersion"] = .string(target.apiVersion)
    object["kind"] = .string(target.type.kind)
    object["metadata"] = Self.plain(object["metadata"]?.objectValue ?? [:])
    let problems =
      pruned.unknown.map { "unknown field \"\($0)\"" }
      + request.duplicateFields.map { "duplicate field \"\($0)\"" }
    if request.fieldValidation == .strict, !problems.isEmpty {
      throw APIFailure(
        .badRequest,
        "\(target.type.kind) in version \"\(target.version.name)\" cannot be handled as a \(target.type.kind): "
          + "strict decoding error: \(problems.joined(separator: ", "))")
    }
    warnings = request.fieldValidation == .warn ? problems : []
    try checkNamespace(request)
  }

  /// Metadata without members that say nothing, as the real server keeps it.
  private static func plain(_ metadata: JSONObject) -> JSONValue {
    var plain = JSONObject()
    for (key, value) in metadata {
      switch value {
      case .null: continue
      case .array(let elements) where elements.isEmpty && key != "managedFields": continue
      case .object(let members) where members.isEmpty: continue
      default: plain[key] = value
      }
    }
    return .object(plain)
  }

  private static func checkKind(_ body: JSONValue, _ target: WriteTarget) throws(APIFailure) {
    let type = target.type
    let kind = body["kind"]?.stringValue ?? ""
    let apiVersion = body["apiVersion"]?.stringValue ?? ""
    if type.definition != nil, kind.isEmpty {
      throw APIFailure(
        .badRequest,
        "the object provided is unrecognized (must be of type \(type.kind)): Object 'Kind' is missing in the body")
    }
    if type.definition != nil || !apiVersion.isEmpty, apiVersion != target.apiVersion {
      throw APIFailure(
        .badRequest,
        "the API version in the data (\(apiVersion)) does not match the expected API version (\(target.apiVersion))")
    }
    if !kind.isEmpty, kind != type.kind {
      if type.definition == nil {
        throw APIFailure(
          .badRequest,
          "\(kind) in version \"\(target.version.name)\" cannot be handled as a \(type.kind): converting (\(target.version.name)."
            + "\(kind)) to (\(type.group.isEmpty ? "core" : type.group).\(type.kind)): unknown conversion")
      }
      let name = body["metadata"]?["name"]?.stringValue ?? ""
      throw APIFailure.invalid(type, name, [.invalid("kind", "\"\(kind)\"", "must be \(type.kind)")])
    }
  }

  private mutating func checkNamespace(_ request: WriteRequest) throws(APIFailure) {
    let namespace = object["metadata"]?["namespace"]?.stringValue ?? ""
    guard let expected = request.namespace else {
      object["metadata"]?["namespace"] = nil
      return
    }
    guard namespace.isEmpty || namespace == expected else {
      throw APIFailure(
        .badRequest, "the namespace of the provided object does not match the namespace sent on the request")
    }
    object["metadata"]?["namespace"] = .string(expected)
  }

  /// Holds the name of the object against that of the path.
  ///
  /// - Throws: `badRequest` where they differ.
  func checkName(_ name: String) throws(APIFailure) {
    let found = object["metadata"]?["name"]?.stringValue ?? ""
    if found.isEmpty {
      throw APIFailure(
        .badRequest,
        "the name of the object (\(name) based on URL) was undeterminable: name must be provided")
    }
    if found != name {
      throw APIFailure(
        .badRequest, "the name of the object (\(found)) does not match the name on the URL (\(name))")
    }
  }
}
