import JSON
import KubernetesClient
import KubernetesObjects

/// Leases as leader election uses them, and events.
enum LeaseCases {
  private static func outcome(_ body: () async throws -> some Sendable) async throws -> Int {
    do {
      _ = try await body()
      return 200
    } catch let error as ClientError {
      guard let refusal = error.apiError else { throw error }
      return refusal.httpStatus
    }
  }

  /// How many of eight that write at the same time come through; the others must be refused by 409.
  private static func race(_ write: @escaping @Sendable (Int) async throws -> JSONValue) async throws -> Int {
    try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<8 { group.addTask { try await outcome { try await write(index) } } }
      var winners = 0
      for try await code in group {
        if code == 200 { winners += 1 } else { try expect("a loser's code", code, 409) }
      }
      return winners
    }
  }

  static let all: [ContractCase] = [
    ContractCase("leases", "of many that create the same one, one succeeds and the others hear AlreadyExists") {
      server in
      let winners = try await race { index in
        try await server.create(.leases, Manifest.lease("leader", ["holderIdentity": .string("c\(index)")]))
      }
      try expect("the winners", winners, 1)
    },
    ContractCase("leases", "of many that replace the same version, one succeeds and the others hear Conflict") {
      server in
      let made = try await server.create(.leases, Manifest.lease("leader", ["holderIdentity": "old"]))
      let winners = try await race { index in
        try await server.update(.leases, made.with("spec.holderIdentity", .string("c\(index)")))
      }
      try expect("the winners", winners, 1)
      let found = try await server.get(.leases, "leader")
      try expect(
        "a new holder", found.text(at: "spec.holderIdentity").hasPrefix("c"), got: found.text(at: "spec.holderIdentity")
      )
    },
    ContractCase("leases", "times keep their microseconds") { server in
      let spec: JSONValue = [
        "holderIdentity": "me", "leaseDurationSeconds": 15, "leaseTransitions": 0,
        "acquireTime": "2026-01-02T03:04:05.000006Z", "renewTime": "2026-01-02T03:04:05.600000Z",
      ]
      try expect("the spec", try await server.create(.leases, Manifest.lease("a", spec)).at("spec"), spec)
    },
    ContractCase("leases", "a duration that is not positive is refused, and so is a negative count of transitions") {
      server in
      let error = try await server.refused(422, "Invalid") {
        try await server.create(.leases, Manifest.lease("a", ["leaseDurationSeconds": 0, "leaseTransitions": -1]))
      }
      try expectCause(
        error, field: "spec.leaseDurationSeconds", reason: "FieldValueInvalid", saying: "must be greater than 0")
      try expectCause(
        error, field: "spec.leaseTransitions", reason: "FieldValueInvalid", saying: "greater than or equal to 0")
    },
    ContractCase("leases", "a holder can let go by an empty name, which stays in the object") { server in
      try await server.create(.leases, Manifest.lease("a", ["holderIdentity": "me"]))
      let freed = try await server.mergePatch(.leases, "a", ["spec": ["holderIdentity": ""]])
      try expect("the holder", freed.at("spec.holderIdentity"), "")
    },
    ContractCase("events", "an event of events.k8s.io/v1 is created, and its series is patched") { server in
      let events = APIResource(apiVersion: "events.k8s.io/v1", plural: "events", kind: "Event")
      let made = try await server.create(events, event(server, "a"))
      try expect("the reason", made.at("reason"), "Started")
      let series: JSONValue = ["count": 2, "lastObservedTime": "2026-01-02T03:05:05.000000Z"]
      let patched = try await server.mergePatch(events, "a", ["series": series])
      try expect("the series", patched.at("series"), series)
      try expect("the same event", patched.uid, made.uid)
      let old = try await server.get(APIResource(apiVersion: "v1", plural: "events", kind: "Event"), "a")
      try expect("the note as the core group has it", old.at("message"), "it runs")
      try expect("the object as the core group has it", old.at("involvedObject.name"), "a")
    },
    ContractCase("events", "one that lacks what it must have is refused, each lack by its field") { server in
      let events = APIResource(apiVersion: "events.k8s.io/v1", plural: "events", kind: "Event")
      let bare = event(server, "a").with("eventTime", nil).with("reportingController", nil).with("action", nil)
      let error = try await server.refused(422, "Invalid") { try await server.create(events, bare) }
      try expectCause(error, field: "eventTime", reason: "FieldValueRequired")
      let named = event(server, "a").with("reportingController", nil).with("action", nil)
      let second = try await server.refused(422, "Invalid") { try await server.create(events, named) }
      for field in ["reportingController", "action"] {
        try expectCause(second, field: field, reason: "FieldValueRequired")
      }
    },
  ]

  private static func event(_ server: ContractContext, _ name: String) -> JSONValue {
    [
      "apiVersion": "events.k8s.io/v1", "kind": "Event", "metadata": ["name": .string(name)],
      "eventTime": "2026-01-02T03:04:05.000006Z", "reportingController": "example.com/contract",
      "reportingInstance": "contract-0", "action": "Start", "reason": "Started", "type": "Normal", "note": "it runs",
      "regarding": ["apiVersion": "v1", "kind": "ConfigMap", "name": "a", "namespace": .string(server.namespace)],
    ]
  }
}
