import JSON
import KubernetesClient

/// Finalizers and the conditions of deletions.
enum FinalizerCases {
  private static func held(_ name: String, _ finalizers: JSONValue = ["example.com/hold"]) -> JSONValue {
    Manifest.configMap(name).with("metadata.finalizers", finalizers)
  }

  /// A watch of one object: controllers make ConfigMaps in every namespace.
  private static func watchOfA(_ server: ContractContext, from version: String) async throws -> ContractWatch {
    let fields = [FieldRequirement("metadata.name", "a")]
    return try await server.watch(
      .configMaps, WatchOptions(fields: fields, resourceVersion: version, allowBookmarks: false))
  }

  static let all: [ContractCase] = [
    ContractCase("finalizers", "a deleted object with a finalizer stays, with the time of its deletion") { server in
      let made = try await server.create(.configMaps, held("a"))
      let watch = try await watchOfA(server, from: made.version)
      let answer = try await server.delete(.configMaps, "a")
      try expect("the answer's kind", answer.at("kind"), "ConfigMap")
      let told = try await watch.expect("MODIFIED", "a")
      try expect("what is there", try await server.get(.configMaps, "a"), answer)
      try expect("what the watch tells", told, answer)
      try expect("the time's form", told.text(at: "metadata.deletionTimestamp").count, 20)
      try expect("the grace period", told.at("metadata.deletionGracePeriodSeconds"), 0)
      try expect("a newer version", isNewer(told.version, than: made.version), got: told.version)
    },
    ContractCase("finalizers", "it goes when the last finalizer goes, told as DELETED") { server in
      try await server.create(.configMaps, held("a", ["example.com/one", "example.com/two"]))
      try await server.delete(.configMaps, "a")
      let one = try await server.mergePatch(.configMaps, "a", ["metadata": ["finalizers": ["example.com/two"]]])
      try expect("the finalizers", one.at("metadata.finalizers"), ["example.com/two"])
      let watch = try await watchOfA(server, from: one.version)
      try await server.mergePatch(.configMaps, "a", ["metadata": ["finalizers": nil]])
      let gone = try await watch.expect("DELETED", "a")
      try expect("a newer version", isNewer(gone.version, than: one.version), got: gone.version)
      try await server.refused(404, "NotFound") { try await server.get(.configMaps, "a") }
    },
    ContractCase("finalizers", "none can be added to an object that is being deleted") { server in
      try await server.create(.configMaps, held("a"))
      try await server.delete(.configMaps, "a")
      let error = try await server.refused(
        422, "Invalid", saying: "no new finalizers can be added if the object is being deleted"
      ) {
        try await server.mergePatch(
          .configMaps, "a", ["metadata": ["finalizers": ["example.com/hold", "example.com/late"]]])
      }
      try expectCause(error, field: "metadata.finalizers", reason: "FieldValueForbidden", saying: "example.com/late")
      try await server.mergePatch(.configMaps, "a", ["metadata": ["finalizers": nil]])
    },
    ContractCase("finalizers", "an object that is being deleted can still be changed, and deleted once more") {
      server in
      try await server.create(.configMaps, held("a"))
      let first = try await server.delete(.configMaps, "a")
      let changed = try await server.mergePatch(.configMaps, "a", ["data": ["a": "2"]])
      try expect("the data", changed.at("data.a"), "2")
      let second = try await server.delete(.configMaps, "a")
      try expect(
        "the time of the deletion stays", second.at("metadata.deletionTimestamp"),
        first.at("metadata.deletionTimestamp") ?? .null)
      try expect("the version stays", second.version, changed.version)
      try await server.mergePatch(.configMaps, "a", ["metadata": ["finalizers": nil]])
    },
    ContractCase("finalizers", "the time of a deletion can be neither set nor taken back by a write") { server in
      try await server.create(.configMaps, held("a"))
      let deleted = try await server.delete(.configMaps, "a")
      let written = try await server.update(.configMaps, deleted.with("metadata.deletionTimestamp", nil))
      try expect(
        "the time", written.at("metadata.deletionTimestamp"), deleted.at("metadata.deletionTimestamp") ?? .null)
      try await server.mergePatch(.configMaps, "a", ["metadata": ["finalizers": nil]])
    },
    ContractCase("finalizers", "the name of a finalizer must have a domain") { server in
      try await server.refused(422, "Invalid", saying: "metadata.finalizers") {
        try await server.create(.configMaps, held("a", ["plain"]))
      }
    },
    ContractCase("preconditions", "a deletion of another UID is refused as Conflict") { server in
      let made = try await server.create(.configMaps, Manifest.configMap("a"))
      let other = "00000000-0000-0000-0000-000000000000"
      try await server.refused(
        409, "Conflict", saying: "the UID in the precondition (\(other)) does not match the UID in record (\(made.uid))"
      ) {
        try await server.delete(.configMaps, "a", DeleteOptions(uid: other))
      }
      try await server.delete(.configMaps, "a", DeleteOptions(uid: made.uid))
      try await server.refused(404, "NotFound") { try await server.get(.configMaps, "a") }
    },
    ContractCase("preconditions", "a deletion of a stale version is refused as Conflict") { server in
      let made = try await server.create(.configMaps, Manifest.configMap("a"))
      let next = try await server.mergePatch(.configMaps, "a", ["data": ["a": "2"]])
      try await server.refused(
        409, "Conflict", saying: "the ResourceVersion in the precondition (\(made.version)) does not match"
      ) {
        try await server.delete(.configMaps, "a", DeleteOptions(uid: made.uid, resourceVersion: made.version))
      }
      try await server.delete(.configMaps, "a", DeleteOptions(uid: made.uid, resourceVersion: next.version))
      try await server.refused(404, "NotFound") { try await server.get(.configMaps, "a") }
    },
    ContractCase("preconditions", "of two deletions of the same object one is done, the other finds nothing") {
      server in
      let made = try await server.create(.configMaps, Manifest.configMap("a"))
      try await server.delete(.configMaps, "a", DeleteOptions(uid: made.uid))
      try await server.create(.configMaps, Manifest.configMap("a"))
      try await server.refused(409, "Conflict") {
        try await server.delete(.configMaps, "a", DeleteOptions(uid: made.uid))
      }
      _ = try await server.get(.configMaps, "a")
    },
  ]
}
