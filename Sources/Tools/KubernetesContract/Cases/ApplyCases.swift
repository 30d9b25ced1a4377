import JSON
import KubernetesClient

/// Server-side apply: who owns which field.
enum ApplyCases {
  static let all: [ContractCase] = [
    ContractCase("apply", "applying what is not there creates it, with 201, and then 200") { server in
      let request = try APIResource.configMaps.apply(
        Manifest.configMap("a"), name: "a", namespace: server.namespace, fieldManager: "one")
      try expect("the first code", try await server.transport.send(request).status, 201)
      try expect("the second code", try await server.transport.send(request).status, 200)
    },
    ContractCase("apply", "the manager, its fields and their time are in managedFields") { server in
      let made = try await server.apply(.configMaps, Manifest.configMap("a", ["k": "v"], labels: ["l": "x"]), by: "one")
      let entry = try required("the entry", made.at("metadata.managedFields.0"))
      try expect("the manager", entry["manager"], "one")
      try expect("the operation", entry["operation"], "Apply")
      try expect("the API version", entry["apiVersion"], "v1")
      try expect("the type", entry["fieldsType"], "FieldsV1")
      try expect("the fields", entry["fieldsV1"], ["f:data": ["f:k": [:]], "f:metadata": ["f:labels": ["f:l": [:]]]])
      try expect("the time is the creation's", entry["time"], made.at("metadata.creationTimestamp") ?? .null)
      try expect("entries", made.at("metadata.managedFields")?.arrayValue?.count, 1)
    },
    ContractCase("apply", "applying the same again keeps the version and the times") { server in
      let made = try await server.apply(.configMaps, Manifest.configMap("a"), by: "one")
      try await Task.sleep(for: .milliseconds(1100))
      try expect("the object", try await server.apply(.configMaps, Manifest.configMap("a"), by: "one"), made)
      let entry = try required("the entry", made.at("metadata.managedFields.0"))
      try expect("the manager", entry["manager"], "one")
    },
    ContractCase("apply", "applying another value changes it, with a newer version") { server in
      let made = try await server.apply(.configMaps, Manifest.configMap("a"), by: "one")
      let changed = try await server.apply(.configMaps, Manifest.configMap("a", ["a": "2"]), by: "one")
      try expect("the data", changed.at("data"), ["a": "2"])
      try expect("a newer version", isNewer(changed.version, than: made.version), got: changed.version)
    },
    ContractCase("apply", "a field that is not applied any more goes") { server in
      try await server.apply(.configMaps, Manifest.configMap("a", ["a": "1", "b": "1"]), by: "one")
      let changed = try await server.apply(.configMaps, Manifest.configMap("a", ["b": "1"]), by: "one")
      try expect("the data", changed.at("data"), ["b": "1"])
    },
    ContractCase("apply", "a field of another manager is a conflict that names it and the field") { server in
      try await server.apply(.configMaps, Manifest.configMap("a"), by: "one")
      let error = try await server.refused(
        409, "Conflict", saying: "Apply failed with 1 conflict: conflict with \"one\": .data.a"
      ) {
        try await server.apply(.configMaps, Manifest.configMap("a", ["a": "2"]), by: "two")
      }
      try expectCause(error, field: ".data.a", reason: "FieldManagerConflict", saying: "conflict with \"one\"")
      try expect("the data", try await server.get(.configMaps, "a").at("data.a"), "1")
    },
    ContractCase("apply", "all conflicts are told together") { server in
      try await server.apply(.configMaps, Manifest.configMap("a", ["a": "1"]), by: "one")
      try await server.apply(.configMaps, Manifest.configMap("a", ["b": "1"]), by: "two")
      let error = try await server.refused(409, "Conflict", saying: "Apply failed with 2 conflicts") {
        try await server.apply(.configMaps, Manifest.configMap("a", ["a": "2", "b": "2"]), by: "three")
      }
      try expectCause(error, field: ".data.a", reason: "FieldManagerConflict", saying: "conflict with \"one\"")
      try expectCause(error, field: ".data.b", reason: "FieldManagerConflict", saying: "conflict with \"two\"")
    },
    ContractCase("apply", "a field that was set by an update is a conflict, too, and the cause tells its time") {
      server in
      try await server.create(.configMaps, Manifest.configMap("a"), WriteOptions(fieldManager: "editor"))
      let error = try await server.refused(409, "Conflict") {
        try await server.apply(.configMaps, Manifest.configMap("a", ["a": "2"]), by: "two")
      }
      try expectCause(
        error, field: ".data.a", reason: "FieldManagerConflict", saying: "conflict with \"editor\" using v1")
    },
    ContractCase("apply", "force takes a field over, and the one before owns it no more") { server in
      try await server.apply(.configMaps, Manifest.configMap("a", ["a": "1", "b": "1"]), by: "one")
      let forced = try await server.apply(.configMaps, Manifest.configMap("a", ["a": "2"]), by: "two", force: true)
      try expect("the data", forced.at("data"), ["a": "2", "b": "1"])
      try expect("one's fields", forced.fields(of: "one"), ["f:data": ["f:b": [:]]])
      try expect("two's fields", forced.fields(of: "two"), ["f:data": ["f:a": [:]]])
    },
    ContractCase("apply", "the same value from two managers is shared, and stays until both let it go") { server in
      try await server.apply(.configMaps, Manifest.configMap("a", ["a": "1", "x": "1"]), by: "one")
      try await server.apply(.configMaps, Manifest.configMap("a", ["a": "1", "y": "1"]), by: "two")
      let first = try await server.apply(.configMaps, Manifest.configMap("a", ["x": "1"]), by: "one")
      try expect("the data after one let go", first.at("data"), ["a": "1", "x": "1", "y": "1"])
      let second = try await server.apply(.configMaps, Manifest.configMap("a", ["y": "1"]), by: "two")
      try expect("the data after two let go", second.at("data"), ["x": "1", "y": "1"])
    },
    ContractCase("apply", "a manager that applies nothing of it any more is no manager of it") { server in
      try await server.apply(.configMaps, Manifest.configMap("a", ["a": "1"]), by: "one")
      try await server.apply(.configMaps, Manifest.configMap("a", ["b": "1"]), by: "two")
      let rest = try await server.apply(.configMaps, Manifest.configMap("a").with("data", nil), by: "two")
      try expect("the data", rest.at("data"), ["a": "1"])
      try expect("the managers", rest.managers, ["one"])
    },
    ContractCase("apply", "an update of an applied field takes it from the manager") { server in
      let made = try await server.apply(.configMaps, Manifest.configMap("a"), by: "one")
      let written = try await server.update(
        .configMaps, made.with("data", ["a": "2"]), WriteOptions(fieldManager: "editor"))
      try expectNone("one's fields", written.fields(of: "one"))
      try expect("the editor's fields", written.fields(of: "editor"), ["f:data": ["f:a": [:]]])
      try expect("the operations", written.at("metadata.managedFields.0.operation"), "Update")
    },
    ContractCase("apply", "a body that names managedFields is refused") { server in
      let body = Manifest.configMap("a").with("metadata.managedFields", [["manager": "x"]])
      try await server.refused(400, "BadRequest", saying: "metadata.managedFields must be nil") {
        try await server.answer(
          .patch, server.path(.configMaps, "/a"), [QueryItem("fieldManager", "one")], body: body, type: MediaType.apply)
      }
    },
    ContractCase("apply", "an update with an empty managedFields list forgets all managers") { server in
      let made = try await server.apply(.configMaps, Manifest.configMap("a"), by: "one")
      let written = try await server.update(.configMaps, made.with("metadata.managedFields", [[:]]))
      try expect("the managers", written.managers.contains("one"), false)
    },
    ContractCase("apply", "without a manager's name it is refused") { server in
      let error = try await server.refused(422, "Invalid", saying: "fieldManager") {
        try await server.answer(
          .patch, server.path(.configMaps, "/a"), body: Manifest.configMap("a"), type: MediaType.apply)
      }
      try expectCause(error, field: "fieldManager", reason: "FieldValueRequired", saying: "is required for apply patch")
    },
    ContractCase("apply", "a body of another name than the path's is refused") { server in
      try await server.refused(400, "BadRequest", saying: "does not match") {
        try await server.answer(
          .patch, server.path(.configMaps, "/b"), [QueryItem("fieldManager", "one")], body: Manifest.configMap("a"),
          type: MediaType.apply)
      }
    },
    ContractCase("apply", "with a stale version it is refused as Conflict, with the current one done") { server in
      let made = try await server.apply(.configMaps, Manifest.configMap("a"), by: "one")
      let next = try await server.apply(.configMaps, Manifest.configMap("a", ["a": "2"]), by: "one")
      let body = Manifest.configMap("a", ["a": "3"])
      try await server.refused(409, "Conflict", saying: "the object has been modified") {
        try await server.apply(.configMaps, body.with("metadata.resourceVersion", .string(made.version)), by: "one")
      }
      let done = try await server.apply(
        .configMaps, body.with("metadata.resourceVersion", .string(next.version)), by: "one")
      try expect("the data", done.at("data.a"), "3")
    },
    ContractCase("apply", "an object with a UID that is gone is not made anew") { server in
      let body = Manifest.configMap("a").with("metadata.uid", "00000000-0000-0000-0000-000000000000")
      try await server.refused(409, "Conflict", saying: "uid mismatch") {
        try await server.apply(.configMaps, body, by: "one")
      }
    },
  ]
}

extension JSONValue {
  /// What a manager owns.
  func fields(of manager: String, subresource: String? = nil) -> JSONValue? {
    for entry in at("metadata.managedFields")?.arrayValue ?? []
    where entry["manager"] == .string(manager) && entry["subresource"]?.stringValue == subresource {
      return entry["fieldsV1"]
    }
    return nil
  }

  /// The managers, in the order of their entries.
  var managers: [String] { (at("metadata.managedFields")?.arrayValue ?? []).map { $0.text(at: "manager") } }
}
