import JSON

/// The paths of a resource in an OpenAPI document.
enum OpenAPIPaths {
  private static let options = "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions"
  private static let status = "io.k8s.apimachinery.pkg.apis.meta.v1.Status"

  /// Adds the paths of a resource's collection, of one object, and of its status.
  static func add(
    _ type: ResourceType, version: String, schema: String, hasStatus: Bool, to paths: inout JSONObject
  ) {
    let root = type.group.isEmpty ? "/api/\(version)" : "/apis/\(type.group)/\(version)"
    let writer = Writer(
      schema: schema, list: schema.dropLast(type.kind.count) + type.listKind,
      kind: OpenAPIDocuments.kind(type.group, version, type.kind), isCustom: type.definition != nil)
    let place = type.isNamespaced ? "\(root)/namespaces/{namespace}/\(type.plural)" : "\(root)/\(type.plural)"
    let parameters = type.isNamespaced ? [pathParameter("namespace")] : []
    if type.isNamespaced { paths["\(root)/\(type.plural)"] = .object(["get": writer.listing()]) }
    paths[place] = .object([
      "get": writer.listing(), "post": writer.write("post", "create"), "delete": writer.delete("deletecollection"),
      "parameters": .array(parameters),
    ])
    paths["\(place)/{name}"] = .object(writer.object(parameters + [pathParameter("name")], deletes: true))
    if hasStatus {
      paths["\(place)/{name}/status"] = .object(writer.object(parameters + [pathParameter("name")], deletes: false))
    }
  }

  private static func pathParameter(_ name: String) -> JSONValue {
    ["name": .string(name), "in": "path", "required": true, "schema": ["type": "string", "uniqueItems": true]]
  }

  private static func query(_ name: String, _ type: String = "string", _ description: String) -> JSONValue {
    [
      "name": .string(name), "in": "query", "description": .string(description),
      "schema": ["type": .string(type), "uniqueItems": true],
    ]
  }

  /// Writes the operations of one resource.
  private struct Writer {
    let schema: String
    let list: String
    let kind: JSONValue
    let isCustom: Bool

    private func operation(_ action: String, _ answer: String, _ parameters: [JSONValue]) -> JSONObject {
      let content: JSONValue = ["application/json": ["schema": OpenAPIDocuments.reference(answer)]]
      return [
        "parameters": .array(parameters), "responses": ["200": ["description": "OK", "content": content]],
        "x-kubernetes-action": .string(action), "x-kubernetes-group-version-kind": kind,
      ]
    }

    func listing() -> JSONValue {
      .object(
        operation(
          "list", list,
          [
            OpenAPIPaths.query("labelSelector", "Which objects, by their labels."),
            OpenAPIPaths.query("fieldSelector", "Which objects, by their fields."),
            OpenAPIPaths.query("limit", "integer", "How many objects a page has."),
            OpenAPIPaths.query("continue", "Where the list goes on."),
            OpenAPIPaths.query("resourceVersion", "Which state."),
            OpenAPIPaths.query("watch", "boolean", "Whether changes are told as they come."),
          ]))
    }

    func write(_ method: String, _ action: String) -> JSONValue {
      var parameters = [
        OpenAPIPaths.query("dryRun", "All: nothing is kept."),
        OpenAPIPaths.query("fieldManager", "Who writes."),
        OpenAPIPaths.query("fieldValidation", "Ignore, Warn or Strict: what becomes of unknown fields."),
      ]
      var types = ["application/json"]
      var body = schema
      if method == "patch" {
        parameters.append(OpenAPIPaths.query("force", "boolean", "Whether an apply takes fields from others."))
        types = [
          MediaTypes.applyPatch, MediaTypes.jsonPatch, MediaTypes.mergePatch,
        ]
        // kubectl merges as it reads here.
        if !isCustom { types.append(MediaTypes.strategicMergePatch) }
        body = "io.k8s.apimachinery.pkg.apis.meta.v1.Patch"
      }
      var content = JSONObject()
      for type in types { content[type] = ["schema": OpenAPIDocuments.reference(body)] }
      var written = operation(action, schema, parameters)
      written["requestBody"] = ["required": true, "content": .object(content)]
      return .object(written)
    }

    func delete(_ action: String) -> JSONValue {
      var deletion = operation(
        action, OpenAPIPaths.status,
        [
          OpenAPIPaths.query("dryRun", "All: nothing is done."),
          OpenAPIPaths.query("gracePeriodSeconds", "integer", "How long an object is left."),
          OpenAPIPaths.query("propagationPolicy", "What becomes of what it owns."),
        ])
      deletion["requestBody"] = [
        "content": ["application/json": ["schema": OpenAPIDocuments.reference(OpenAPIPaths.options)]]
      ]
      return .object(deletion)
    }

    func object(_ parameters: [JSONValue], deletes: Bool) -> JSONObject {
      var path: JSONObject = [
        "get": .object(operation("get", schema, [])), "put": write("put", "put"), "patch": write("patch", "patch"),
        "parameters": .array(parameters),
      ]
      if deletes { path["delete"] = delete("delete") }
      return path
    }
  }
}

extension OpenAPIPaths {
  fileprivate static func query(_ name: String, _ description: String) -> JSONValue {
    query(name, "string", description)
  }
}
