import JSON
import KubernetesClient
import KubernetesObjects

/// Evictions against disruption budgets.
enum EvictionCases {
  private static func budget(_ least: JSONValue) -> JSONValue {
    [
      "apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": ["name": "budget"],
      "spec": ["minAvailable": least, "selector": ["matchLabels": ["app": "x"]]],
    ]
  }

  /// Pods that are ready, under a budget that has counted them.
  private static func prepare(_ server: ContractContext, pods: [String], least: JSONValue) async throws {
    for name in pods {
      try await server.createPod(name, labels: ["app": "x"])
      let conditions: JSONValue = [["type": "Ready", "status": "True"]]
      try await server.mergePatch(
        .pods, name, ["status": ["phase": "Running", "conditions": conditions]], subresource: "status")
    }
    try await server.create(.budgets, budget(least))
    _ = try await server.until("the budget has counted \(pods.count) pods") { () -> Bool? in
      let found = try await server.get(.budgets, "budget")
      guard found.at("status.observedGeneration")?.intValue == found.generation else { return nil }
      return found.at("status.currentHealthy")?.intValue == pods.count ? true : nil
    }
  }

  private static func evict(
    _ server: ContractContext, _ name: String, _ options: DeleteOptions = DeleteOptions()
  ) async throws -> JSONValue {
    try await server.json(Pod.eviction(name, namespace: server.namespace, options))
  }

  static let all: [ContractCase] = [
    ContractCase("evictions", "without a budget the pod is deleted") { server in
      try await server.createPod("a")
      try expect("the answer", try await evict(server, "a").at("status"), "Success")
      try expectNone("the pod", try await server.find(.pods, "a"))
    },
    ContractCase(
      "evictions", "against the budget it is refused as 429 with the cause DisruptionBudget, and the pod stays",
      needs: [.controllers]
    ) { server in
      try await prepare(server, pods: ["a", "b"], least: 2)
      let error = try await server.refused(
        429, "TooManyRequests", saying: "Cannot evict pod as it would violate the pod's disruption budget."
      ) {
        try await evict(server, "a")
      }
      try expectCause(
        error, field: "", reason: "DisruptionBudget", saying: "budget needs 2 healthy pods and has 2 currently")
      _ = try await server.get(.pods, "a")
    },
    ContractCase("evictions", "within the budget one goes and the next is refused", needs: [.controllers]) { server in
      try await prepare(server, pods: ["a", "b"], least: 1)
      try expect("the answer", try await evict(server, "a").at("status"), "Success")
      try await server.untilGone(.pods, "a")
      try await server.refused(429, "TooManyRequests") { try await evict(server, "b") }
      try await server.delete(.budgets, "budget")
      _ = try await server.until("the eviction without the budget") { () -> Bool? in
        do { _ = try await evict(server, "b") } catch let error as ClientError {
          if error.code == .tooManyRequests { return nil }
          throw error
        }
        return true
      }
      try expectNone("the pod", try await server.find(.pods, "b"))
    },
    ContractCase("evictions", "a budget that is made less strict lets it happen", needs: [.controllers]) { server in
      try await prepare(server, pods: ["a", "b"], least: "100%")
      try await server.refused(429, "TooManyRequests") { try await evict(server, "a") }
      try await server.mergePatch(.budgets, "budget", ["spec": ["minAvailable": 1]])
      _ = try await server.until("the budget allows one") { () -> Bool? in
        try await server.get(.budgets, "budget").at("status.disruptionsAllowed")?.intValue == 1 ? true : nil
      }
      try expect("the answer", try await evict(server, "a").at("status"), "Success")
    },
    ContractCase("evictions", "a try is held against the budget, and deletes nothing", needs: [.controllers]) {
      server in
      try await prepare(server, pods: ["a", "b"], least: 2)
      try await server.refused(429, "TooManyRequests") { try await evict(server, "a", DeleteOptions(dryRun: true)) }
      try await server.mergePatch(.budgets, "budget", ["spec": ["minAvailable": 0]])
      _ = try await server.until("the budget allows two") { () -> Bool? in
        try await server.get(.budgets, "budget").at("status.disruptionsAllowed")?.intValue == 2 ? true : nil
      }
      _ = try await evict(server, "a", DeleteOptions(dryRun: true))
      _ = try await server.get(.pods, "a")
    },
    ContractCase("evictions", "a pod that does not run is evicted whatever the budget says") { server in
      try await server.createPod("a", labels: ["app": "x"])
      try await server.create(.budgets, budget(1))
      try expect("the answer", try await evict(server, "a").at("status"), "Success")
    },
    ContractCase("evictions", "of a pod that is not there is refused as NotFound") { server in
      try await server.refused(404, "NotFound", saying: "pods \"none\" not found") { try await evict(server, "none") }
    },
  ]
}
