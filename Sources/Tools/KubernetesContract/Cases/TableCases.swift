import JSON
import KubernetesClient

/// Tables, metadata alone, and writes that are only tried.
enum TableCases {
  private static let tableForm = "application/json;as=Table;g=meta.k8s.io;v=v1"

  private static func table(_ server: ContractContext, _ path: String, _ query: [QueryItem] = []) async throws
    -> JSONValue
  {
    try await server.answer(.get, path, query, accept: tableForm).json()
  }

  private static func columns(_ table: JSONValue) -> [String] {
    (table.at("columnDefinitions")?.arrayValue ?? []).map { $0.text(at: "name") }
  }

  static let all: [ContractCase] = [
    ContractCase("tables", "a list of a built-in kind comes as a table with its columns and a row for each object") {
      server in
      try await server.create(.leases, Manifest.lease("a", ["holderIdentity": "me"]))
      try await server.create(.leases, Manifest.lease("b"))
      let found = try await table(server, server.path(.leases))
      try expect("the kind", found.at("kind"), "Table")
      try expect("the API version", found.at("apiVersion"), "meta.k8s.io/v1")
      try expect("the columns", columns(found), ["Name", "Holder", "Age"])
      let cells = found.at("rows.0.cells")?.arrayValue ?? []
      try expect("the cells", cells.prefix(2).map { $0 }, ["a", "me"])
      try expect("the rows", found.at("rows")?.arrayValue?.count, 2)
      try expect("the metadata", found.at("rows.0.object.kind"), "PartialObjectMetadata")
      try expect("the name", found.at("rows.0.object.metadata.name"), "a")
      try expect("a version", UInt64(found.version) != nil, got: found.version)
    },
    ContractCase("tables", "one object comes as a table of one row, with as much of it as is asked for") { server in
      try await server.create(.leases, Manifest.lease("a", ["leaseTransitions": 4]))
      let path = server.path(.leases, "/a")
      let none = try await table(server, path, [QueryItem("includeObject", "None")])
      try expect("the rows", none.at("rows")?.arrayValue?.count, 1)
      try expect("no object", none.at("rows.0.object") ?? .null, .null)
      let whole = try await table(server, path, [QueryItem("includeObject", "Object")])
      try expect("the object", whole.at("rows.0.object.spec.leaseTransitions"), 4)
    },
    ContractCase("tables", "a definition names its columns, with their priority and type") { server in
      let widgets = try await server.widgets()
      try await server.create(widgets, server.widget("a", ["size": 5]))
      try await server.mergePatch(widgets, "a", ["status": ["ready": 2]], subresource: "status")
      let found = try await table(server, server.path(widgets))
      try expect("the columns", columns(found), ["Name", "Size", "Ready", "Age"])
      let definitions = found.at("columnDefinitions")?.arrayValue ?? []
      try expect("the types", definitions.map { $0.text(at: "type") }, ["string", "integer", "integer", "date"])
      try expect("the priorities", definitions.map { $0.at("priority")?.intValue ?? -1 }, [0, 0, 1, 0])
      let cells = found.at("rows.0.cells")?.arrayValue ?? []
      try expect("the cells", Array(cells.prefix(3)), ["a", 5, 2])
    },
    ContractCase("tables", "a form that the server does not have is refused as 406") { server in
      try await server.refused(406, "NotAcceptable", saying: "application/json") {
        try await server.answer(.get, server.path(.leases), accept: "text/html")
      }
    },
    ContractCase("tables", "metadata alone comes as such, of one object and of a list") { server in
      let made = try await server.create(.leases, Manifest.lease("a", ["leaseTransitions": 4]))
      let one = try await server.json(APIResource.leases.get("a", namespace: server.namespace, as: .metadata))
      try expect("the kind", one.at("kind"), "PartialObjectMetadata")
      try expect("the metadata", one.at("metadata"), made.at("metadata") ?? .null)
      try expectNone("the spec", one.at("spec"))
      let list = try await server.json(APIResource.leases.list(namespace: server.namespace, as: .metadata))
      try expect("the list's kind", list.at("kind"), "PartialObjectMetadataList")
      try expect("the names", list.itemNames, ["a"])
      try expectNone("the spec", list.at("items.0.spec"))
    },
    ContractCase("dry run", "a creation is checked and filled in, and nothing is kept") { server in
      let widgets = try await server.widgets()
      let tried = try await server.create(widgets, server.widget("a"), WriteOptions(dryRun: true))
      try expect("the default", tried.at("spec.size"), 3)
      try expect("the UID's length", tried.uid.count, 36)
      try expectNone("a version", tried.at("metadata.resourceVersion"))
      try expectNone("the object", try await server.find(widgets, "a"))
      try await server.refused(422, "Invalid", saying: "spec.size") {
        try await server.create(widgets, server.widget("a", ["size": 11]), WriteOptions(dryRun: true))
      }
    },
    ContractCase("dry run", "an update, a patch and an apply show what would be, and change nothing") { server in
      let made = try await server.create(.configMaps, Manifest.configMap("a"))
      let dry = WriteOptions(dryRun: true)
      let updated = try await server.update(.configMaps, made.with("data", ["a": "2"]), dry)
      try expect("the update", updated.at("data.a"), "2")
      let patched = try await server.mergePatch(.configMaps, "a", ["data": ["b": "3"]], dry)
      try expect("the patch", patched.at("data"), ["a": "1", "b": "3"])
      let applied = try await server.apply(
        .configMaps, Manifest.configMap("a", ["a": "4"]), by: "one", force: true, dryRun: true)
      try expect("the apply", applied.at("data.a"), "4")
      try expect("the object", try await server.get(.configMaps, "a"), made)
    },
    ContractCase("dry run", "a deletion is answered, and the object stays") { server in
      let made = try await server.create(.configMaps, Manifest.configMap("a"))
      try await server.delete(.configMaps, "a", DeleteOptions(dryRun: true))
      try expect("the object", try await server.get(.configMaps, "a"), made)
      try await server.refused(409, "Conflict") {
        try await server.delete(.configMaps, "a", DeleteOptions(resourceVersion: "1", dryRun: true))
      }
    },
    ContractCase("dry run", "what is only tried is told to no watch") { server in
      let watch = try await server.watch(.leases, from: try await server.list(.leases).version)
      try await server.create(.leases, Manifest.lease("tried"), WriteOptions(dryRun: true))
      try await server.create(.leases, Manifest.lease("done"))
      try await watch.expect("ADDED", "done")
    },
    ContractCase("dry run", "another word than All is refused as Invalid") { server in
      try await server.refused(422, "Invalid", saying: "dryRun") {
        try await server.answer(
          .post, server.path(.configMaps), [QueryItem("dryRun", "Some")], body: Manifest.configMap("a"))
      }
    },
  ]
}
