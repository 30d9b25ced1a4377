import JSON
import KubernetesClient

/// Creating, reading, replacing and deleting, and what is refused.
enum BasicsCases {
  static let all: [ContractCase] = [
    ContractCase("basics", "a created object has a UID, a version and a time, and is read back as it was answered") {
      server in
      let answer = try await server.answer(
        .post, server.path(.configMaps), body: Manifest.configMap("a", ["k": "v"], labels: ["app": "x"]))
      try expect("the code", answer.status, 201)
      let made = try answer.json()
      try expect("the UID's length", made.uid.count, 36)
      try expect("a version that is a number", UInt64(made.version) != nil, got: made.version)
      try expect("the time's form", made.text(at: "metadata.creationTimestamp").count, 20)
      try expect("the namespace", made.at("metadata.namespace"), .string(server.namespace))
      try expect("the data", made.at("data"), ["k": "v"])
      try expect("what is read", try await server.get(.configMaps, "a"), made)
    },
    ContractCase("basics", "a name that is taken is refused as AlreadyExists") { server in
      try await server.create(.configMaps, Manifest.configMap("a"))
      let error = try await server.refused(409, "AlreadyExists", saying: "configmaps \"a\" already exists") {
        try await server.create(.configMaps, Manifest.configMap("a"))
      }
      try expect("details.name", error.status?.name, "a")
      try expect("details.kind", error.status?.kind, "configmaps")
    },
    ContractCase("basics", "what is not there is refused as NotFound, by every verb") { server in
      let said = "configmaps \"a\" not found"
      try await server.refused(404, "NotFound", saying: said) { try await server.get(.configMaps, "a") }
      try await server.refused(404, "NotFound", saying: said) { try await server.delete(.configMaps, "a") }
      try await server.refused(404, "NotFound", saying: said) {
        try await server.update(.configMaps, Manifest.configMap("a"))
      }
      try await server.refused(404, "NotFound", saying: said) {
        try await server.mergePatch(.configMaps, "a", ["data": ["a": "2"]])
      }
    },
    ContractCase("basics", "a path that is not served is refused as NotFound without an object") { server in
      let unknown = APIResource(group: "none.example.com", version: "v1", plural: "things", kind: "Thing")
      do {
        try await server.list(unknown)
        throw ContractFailure("expected 404, but the server did it")
      } catch let error as ClientError {
        try expect("the code", error.apiError?.httpStatus, 404)
        try expect("what the client makes of it", error.code, .notServed)
      }
    },
    ContractCase("basics", "a replacement with a stale version is refused as Conflict and changes nothing") { server in
      let old = try await server.create(.configMaps, Manifest.configMap("a"))
      try await server.update(.configMaps, old.with("data", ["a": "2"]))
      try await server.refused(409, "Conflict", saying: "the object has been modified") {
        try await server.update(.configMaps, old.with("data", ["a": "3"]))
      }
      try expect("the data", try await server.get(.configMaps, "a").at("data"), ["a": "2"])
    },
    ContractCase("basics", "a replacement without a version overwrites what is there") { server in
      let made = try await server.create(.configMaps, Manifest.configMap("a"))
      let written = try await server.update(.configMaps, Manifest.configMap("a", ["b": "2"]))
      try expect("the data", written.at("data"), ["b": "2"])
      try expect("the UID stays", written.uid, made.uid)
      try expect("a newer version", isNewer(written.version, than: made.version), got: written.version)
    },
    ContractCase("basics", "a replacement that changes nothing keeps the version") { server in
      let made = try await server.create(.configMaps, Manifest.configMap("a"))
      let written = try await server.update(.configMaps, made)
      try expect("the version", written.version, made.version)
    },
    ContractCase("basics", "a replacement with another UID is refused as Conflict") { server in
      let made = try await server.create(.configMaps, Manifest.configMap("a"))
      let other = made.with("metadata.uid", "00000000-0000-0000-0000-000000000000").with(
        "metadata.resourceVersion", nil)
      try await server.refused(409, "Conflict") { try await server.update(.configMaps, other) }
    },
    ContractCase("basics", "the name of the path and of the body must be the same") { server in
      try await server.create(.configMaps, Manifest.configMap("a"))
      try await server.refused(
        400, "BadRequest", saying: "the name of the object", "does not match the name on the URL"
      ) {
        try await server.json(
          APIResource.configMaps.update(Manifest.configMap("b"), name: "a", namespace: server.namespace))
      }
    },
    ContractCase("basics", "the namespace of the path and of the body must be the same") { server in
      let elsewhere = Manifest.configMap("a").with("metadata.namespace", "default")
      try await server.refused(400, "BadRequest", saying: "does not match the namespace") {
        try await server.create(.configMaps, elsewhere)
      }
    },
    ContractCase("basics", "an object of another kind is refused as BadRequest") { server in
      try await server.refused(400, "BadRequest") {
        try await server.create(.configMaps, Manifest.configMap("a").with("kind", "Secret"))
      }
    },
    ContractCase("basics", "a body that is not JSON is refused as BadRequest, one of an unknown type as 415") {
      server in
      try await server.refused(400, "BadRequest") {
        try await server.answer(.post, server.path(.configMaps), body: "text")
      }
      try await server.refused(415, "UnsupportedMediaType") {
        try await server.answer(.post, server.path(.configMaps), body: [:], type: "text/plain")
      }
    },
    ContractCase("basics", "a name that is no DNS name is refused as Invalid, with its field") { server in
      for name in ["Upper", "under_score", "-dash", "a..b"] {
        let error = try await server.refused(422, "Invalid", saying: "metadata.name", "RFC 1123") {
          try await server.create(.configMaps, Manifest.configMap(name))
        }
        try expectCause(error, field: "metadata.name", reason: "FieldValueInvalid", saying: "RFC 1123")
      }
    },
    ContractCase("basics", "a name is required") { server in
      let error = try await server.refused(422, "Invalid", saying: "name or generateName is required") {
        try await server.create(.configMaps, Manifest.configMap("a").with("metadata", [:]))
      }
      try expectCause(error, field: "metadata.name", reason: "FieldValueRequired")
    },
    ContractCase("basics", "several faults are told together, each with its field") { server in
      let faulty = Manifest.configMap("a", ["bad key": "1"], labels: ["l": "no good!"])
      let error = try await server.refused(422, "Invalid") { try await server.create(.configMaps, faulty) }
      try expectCause(error, field: "data[bad key]", reason: "FieldValueInvalid")
      try expectCause(error, field: "metadata.labels", reason: "FieldValueInvalid")
      try expect("the kind", error.status?.kind, "ConfigMap")
    },
    ContractCase("basics", "generateName gives each object a name of its own") { server in
      let manifest = Manifest.configMap("a").with("metadata", ["generateName": "part-"])
      let first = try await server.create(.configMaps, manifest)
      let second = try await server.create(.configMaps, manifest)
      for made in [first, second] {
        try expect("the length of the name", made.name.count, 10)
        try expect("a name that begins with part-", made.name.hasPrefix("part-"), got: made.name)
        try expect("generateName stays", made.at("metadata.generateName"), "part-")
      }
      try expect("two names", first.name != second.name, got: first.name)
    },
    ContractCase("basics", "creating in a namespace that is not there is refused as NotFound of the namespace") {
      server in
      let error = try await server.refused(404, "NotFound", saying: "namespaces \"no-such\" not found") {
        try await server.create(.configMaps, Manifest.configMap("a"), in: "no-such")
      }
      try expect("details.kind", error.status?.kind, "namespaces")
    },
    ContractCase("basics", "a namespace that is not there has an empty list") { server in
      let list = try await server.list(.configMaps, in: "no-such")
      try expect("the kind", list.at("kind"), "ConfigMapList")
      try expect("the names", list.itemNames, [])
      try expect("a version", UInt64(list.version) != nil, got: list.version)
    },
    ContractCase("basics", "a list says its kind and version, and its objects say none") { server in
      for name in ["b", "a", "c"] { try await server.create(.leases, Manifest.lease(name)) }
      let list = try await server.list(.leases)
      try expect("the kind", list.at("kind"), "LeaseList")
      try expect("the API version", list.at("apiVersion"), "coordination.k8s.io/v1")
      try expect("the names in order", list.itemNames, ["a", "b", "c"])
      let newest = (list.at("items")?.arrayValue ?? []).compactMap { UInt64($0.version) }.max() ?? 0
      try expect("a version that is not older than its objects", UInt64(list.version) ?? 0 >= newest, got: list.version)
      try expectNone("the kind of an object", list.at("items.0.kind"))
    },
    ContractCase("basics", "a list over all namespaces has the objects of each") { server in
      try await server.create(.leases, Manifest.lease("only-\(server.namespace)"))
      let options = ListOptions(fields: [FieldRequirement("metadata.name", "only-\(server.namespace)")])
      let list = try await server.list(.leases, everywhere: true, options)
      try expect("the namespaces", list.at("items.0.metadata.namespace"), .string(server.namespace))
    },
    ContractCase("basics", "a delete answers Success with the UID, and the object is gone") { server in
      let made = try await server.create(.configMaps, Manifest.configMap("a"))
      let status = try await server.delete(.configMaps, "a")
      try expect("the kind", status.at("kind"), "Status")
      try expect("the status", status.at("status"), "Success")
      try expect("the details", status.at("details"), ["name": "a", "kind": "configmaps", "uid": .string(made.uid)])
      try await server.refused(404, "NotFound") { try await server.get(.configMaps, "a") }
    },
    ContractCase("basics", "an object that is made again has another UID and a newer version") { server in
      let first = try await server.create(.configMaps, Manifest.configMap("a"))
      try await server.delete(.configMaps, "a")
      let second = try await server.create(.configMaps, Manifest.configMap("a"))
      try expect("another UID", second.uid != first.uid, got: second.uid)
      try expect("a newer version", isNewer(second.version, than: first.version), got: second.version)
    },
    ContractCase("basics", "deleting a collection takes what the selector matches and leaves the rest") { server in
      for (name, color) in [("a", "red"), ("b", "red"), ("c", "blue")] {
        try await server.create(
          .leases, Manifest.lease(name).with("metadata.labels", ["color": .string(color)]))
      }
      _ = try await server.answer(.delete, server.path(.leases), [QueryItem("labelSelector", "color=red")])
      try expect("the names", try await server.list(.leases).itemNames, ["c"])
    },
    ContractCase("basics", "what the server alone sets cannot be set: UID and time of a new object") { server in
      let claimed = Manifest.configMap("a").with("metadata.uid", "mine")
        .with("metadata.creationTimestamp", "2001-01-01T00:00:00Z")
      let made = try await server.create(.configMaps, claimed)
      try expect("another UID", made.uid != "mine", got: made.uid)
      try expect("a time of now", !made.text(at: "metadata.creationTimestamp").hasPrefix("2001"), got: "2001")
    },
    ContractCase("basics", "a new object must not name a version") { server in
      try await server.refused(
        500, "", saying: "resourceVersion should not be set on objects to be created"
      ) {
        try await server.create(.configMaps, Manifest.configMap("a").with("metadata.resourceVersion", "1"))
      }
    },
    ContractCase("basics", "an object of more than the server's bound is refused as too large") { server in
      let text = String(repeating: "x", count: 1_100_000)
      let error = try await server.refused(422, "Invalid", saying: "Too long") {
        try await server.create(.configMaps, Manifest.configMap("a", ["a": .string(text)]))
      }
      try expect("the fields", error.causes.map(\.field), ["[]"])
      let more = String(repeating: "x", count: 3_200_000)
      try await server.refused(413, "RequestEntityTooLarge") {
        try await server.create(.configMaps, Manifest.configMap("a", ["a": .string(more)]))
      }
    },
  ]
}
