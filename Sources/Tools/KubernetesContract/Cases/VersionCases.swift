import JSON
import KubernetesClient

/// What `resourceVersion` means to reads.
enum VersionCases {
  private static let tooLarge = "99999999999"

  private static func list(
    _ server: ContractContext, _ version: String, _ match: String? = nil, limit: Int? = nil
  ) async throws -> JSONValue {
    var query = [QueryItem("resourceVersion", version)]
    if let match { query.append(QueryItem("resourceVersionMatch", match)) }
    if let limit { query.append(QueryItem("limit", String(limit))) }
    return try await server.answer(.get, server.path(.leases), query).json()
  }

  static let all: [ContractCase] = [
    ContractCase("versions", "a list of an exact version shows that state, not a later one") { server in
      try await server.create(.leases, Manifest.lease("a"))
      let before = try await server.list(.leases)
      try await server.create(.leases, Manifest.lease("b"))
      try await server.mergePatch(.leases, "a", ["spec": ["leaseTransitions": 1]])
      let exact = try await list(server, before.version, "Exact")
      try expect("the names", exact.itemNames, ["a"])
      try expect("the object", exact.at("items.0"), before.at("items.0") ?? .null)
      try expect("the version", exact.version, before.version)
    },
    ContractCase("versions", "a list not older than a version waits until the server has it") { server in
      for index in 0..<5 {
        let made = try await server.create(.leases, Manifest.lease("l\(index)"))
        for match in [nil, "NotOlderThan"] {
          let found = try await list(server, made.version, match)
          try expect("the new object", found.itemNames.contains("l\(index)"), got: "\(found.itemNames)")
          try expect("a version not older", !isNewer(made.version, than: found.version), got: found.version)
        }
      }
    },
    ContractCase("versions", "a get not older than a version waits until the server has it") { server in
      try await server.create(.leases, Manifest.lease("a"))
      for count in 1...5 {
        let changed = try await server.mergePatch(
          .leases, "a", ["spec": ["leaseTransitions": .number(JSONNumber(count))]])
        let query = [QueryItem("resourceVersion", changed.version)]
        try expect(
          "the object", try await server.answer(.get, server.path(.leases, "/a"), query).json(), changed)
      }
    },
    ContractCase("versions", "a list without a version shows every write that was answered before") { server in
      for index in 0..<10 {
        try await server.create(.leases, Manifest.lease("l\(index)"))
        try expect("how many", try await server.list(.leases).itemNames.count, index + 1)
      }
    },
    ContractCase("versions", "a list of version 0 answers from what the server has at hand") { server in
      let made = try await server.create(.leases, Manifest.lease("a"))
      _ = try await list(server, made.version)
      try expect("the names", try await list(server, "0").itemNames, ["a"])
    },
    ContractCase("versions", "a version that is not reached yet is refused as 504 Timeout with its cause and a delay") {
      server in
      try await server.create(.leases, Manifest.lease("a"))
      for read in [server.path(.leases), server.path(.leases, "/a")] {
        let error = try await server.refused(504, "Timeout", saying: "Too large resource version: \(tooLarge)") {
          try await server.answer(.get, read, [QueryItem("resourceVersion", tooLarge)])
        }
        try expectCause(error, field: "", reason: "ResourceVersionTooLarge", saying: "Too large resource version")
        try expect("the delay in seconds", error.status?.retryAfterSeconds, 1)
      }
    },
    ContractCase("versions", "a version that is no number is refused as BadRequest") { server in
      try await server.refused(400, "BadRequest", saying: "invalid resource version") { try await list(server, "abc") }
    },
    ContractCase("versions", "a match without a version, an exact 0 and an unknown match are refused as Invalid") {
      server in
      for (version, match, reason) in [
        ("", "Exact", "FieldValueForbidden"), ("0", "Exact", "FieldValueForbidden"),
        ("1", "Newer", "FieldValueNotSupported"),
      ] {
        let error = try await server.refused(422, "Invalid") { try await list(server, version, match) }
        try expectCause(error, field: "resourceVersionMatch", reason: reason)
      }
    },
    ContractCase(
      "versions", "an exact version that the server has forgotten is refused as 410 Expired", needs: [.compaction]
    ) { server in
      let widgets = try await server.widgets()
      try await server.create(widgets, server.widget("a"))
      let before = try await server.list(widgets)
      try await server.mergePatch(widgets, "a", ["spec": ["size": 4]])
      try await server.forget(widgets, before: before.version)
      try await server.refused(410, "Expired") {
        try await server.list(widgets, ListOptions(resourceVersion: before.version, versionMatch: .exact))
      }
    },
  ]
}
