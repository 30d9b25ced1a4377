import JSON
import KubernetesClient

/// Merge patches (RFC 7386) and JSON patches (RFC 6902).
enum PatchCases {
  static let all: [ContractCase] = [
    ContractCase("patch", "a merge patch sets members, takes those with null away and leaves the rest") { server in
      try await server.create(.configMaps, Manifest.configMap("a", ["keep": "1", "change": "1", "drop": "1"]))
      let patched = try await server.mergePatch(
        .configMaps, "a", ["data": ["change": "2", "drop": nil, "new": "3"]])
      try expect("the data", patched.at("data"), ["keep": "1", "change": "2", "new": "3"])
    },
    ContractCase("patch", "a merge patch replaces lists whole") { server in
      try await server.create(
        .services, Manifest.service("a", ports: [["name": "x", "port": 80], ["name": "y", "port": 81]]))
      let patched = try await server.mergePatch(.services, "a", ["spec": ["ports": [["name": "z", "port": 82]]]])
      try expect("the ports", (patched.at("spec.ports")?.arrayValue ?? []).map { $0["port"] ?? .null }, [82])
    },
    ContractCase("patch", "a merge patch that changes nothing keeps the version") { server in
      let made = try await server.create(.configMaps, Manifest.configMap("a"))
      let patched = try await server.mergePatch(.configMaps, "a", ["data": ["a": "1"]])
      try expect("the version", patched.version, made.version)
      let changed = try await server.mergePatch(.configMaps, "a", ["data": ["a": "2"]])
      try expect("a newer version", isNewer(changed.version, than: made.version), got: changed.version)
    },
    ContractCase("patch", "a merge patch with a version is refused where that is stale") { server in
      let made = try await server.create(.configMaps, Manifest.configMap("a"))
      let next = try await server.mergePatch(.configMaps, "a", ["data": ["a": "2"]])
      try await server.refused(409, "Conflict", saying: "the object has been modified") {
        try await server.mergePatch(
          .configMaps, "a", ["metadata": ["resourceVersion": .string(made.version)], "data": ["a": "3"]])
      }
      let patched = try await server.mergePatch(
        .configMaps, "a", ["metadata": ["resourceVersion": .string(next.version)], "data": ["a": "3"]])
      try expect("the data", patched.at("data.a"), "3")
    },
    ContractCase("patch", "a patch cannot move an object to another name") { server in
      try await server.create(.configMaps, Manifest.configMap("a"))
      try await server.refused(400, "BadRequest", saying: "does not match the name on the URL") {
        try await server.mergePatch(.configMaps, "a", ["metadata": ["name": "b"]])
      }
    },
    ContractCase("patch", "a JSON patch does its operations in order") { server in
      try await server.create(.configMaps, Manifest.configMap("a", ["a": "1"]))
      let data = JSONPath([.key("data")])
      let patched = try await server.jsonPatch(
        .configMaps, "a",
        [
          .test(data.appending("a"), "1"), .replace(data.appending("a"), "2"), .add(data.appending("b"), "3"),
          .remove(data.appending("a")),
          .add(JSONPath([.key("metadata"), .key("annotations")]), [:]),
          .add(JSONPath([.key("metadata"), .key("annotations"), .key("example.com/note")]), "n"),
        ])
      try expect("the data", patched.at("data"), ["b": "3"])
      try expect("the annotations", patched.at("metadata.annotations"), ["example.com/note": "n"])
    },
    ContractCase("patch", "a JSON patch whose test fails changes nothing") { server in
      let made = try await server.create(.configMaps, Manifest.configMap("a"))
      let place = JSONPath([.key("data"), .key("a")])
      try await server.refused(422, "Invalid") {
        try await server.jsonPatch(.configMaps, "a", [.replace(place, "2"), .test(place, "1")])
      }
      try expect("the object", try await server.get(.configMaps, "a"), made)
    },
    ContractCase("patch", "a JSON patch that removes what is not there is refused") { server in
      try await server.create(.configMaps, Manifest.configMap("a"))
      try await server.refused(422, "Invalid") {
        try await server.jsonPatch(.configMaps, "a", [.remove(JSONPath([.key("data"), .key("none")]))])
      }
    },
    ContractCase("patch", "a patch of an unknown type is refused as 415") { server in
      try await server.create(.configMaps, Manifest.configMap("a"))
      try await server.refused(415, "UnsupportedMediaType") {
        try await server.answer(.patch, server.path(.configMaps, "/a"), body: [:], type: "application/json")
      }
    },
    ContractCase("patch", "what a patch makes must be valid") { server in
      try await server.create(.configMaps, Manifest.configMap("a"))
      let error = try await server.refused(422, "Invalid") {
        try await server.mergePatch(.configMaps, "a", ["metadata": ["labels": ["l": "no good!"]]])
      }
      try expectCause(error, field: "metadata.labels", reason: "FieldValueInvalid")
    },
  ]
}
