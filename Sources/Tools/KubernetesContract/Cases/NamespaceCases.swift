import JSON
import KubernetesClient

/// The end of namespaces, and claims that are in use.
enum NamespaceCases {
  private static func make(_ server: ContractContext) async throws -> String {
    let name = "\(server.namespace)-own"
    try await server.shared.makeNamespace(name)
    return name
  }

  static let all: [ContractCase] = [
    ContractCase("namespaces", "a new one is active, with its name as a label and the finalizer kubernetes") { server in
      let found = try await server.get(.namespaces, server.namespace)
      try expect("the phase", found.at("status.phase"), "Active")
      try expect("the label", found.label("kubernetes.io/metadata.name"), .string(server.namespace))
      try expect("the finalizers", found.at("spec.finalizers"), ["kubernetes"])
    },
    ContractCase("namespaces", "a deleted one takes all that is in it, then goes", needs: [.controllers]) { server in
      let name = try await make(server)
      let widgets = try await server.widgets()
      try await server.create(.configMaps, Manifest.configMap("a"), in: name)
      try await server.create(.leases, Manifest.lease("a"), in: name)
      try await server.create(widgets, server.widget("a"), in: name)
      let answer = try await server.delete(.namespaces, name)
      try expect("the phase", answer.at("status.phase"), "Terminating")
      try expect("the time's form", answer.text(at: "metadata.deletionTimestamp").count, 20)
      try await server.untilGone(.namespaces, name)
      for resource in [APIResource.configMaps, .leases, widgets] {
        try expect("\(resource)", try await server.list(resource, in: name).itemNames, [])
      }
    },
    ContractCase(
      "namespaces",
      "in one that is being deleted nothing can be created: Forbidden, with the cause NamespaceTerminating",
      needs: [.controllers]
    ) { server in
      let name = try await make(server)
      try await server.create(
        .configMaps, Manifest.configMap("hold").with("metadata.finalizers", ["example.com/hold"]), in: name)
      try await server.delete(.namespaces, name)
      let error = try await server.refused(403, "Forbidden", saying: "because it is being terminated") {
        try await server.create(.configMaps, Manifest.configMap("a"), in: name)
      }
      try expectCause(
        error, field: "metadata.namespace", reason: "NamespaceTerminating",
        saying: "namespace \(name) is being terminated")
      let changed = try await server.mergePatch(.configMaps, "hold", ["data": ["a": "2"]], in: name)
      try expect("what is there can be changed", changed.at("data.a"), "2")
      _ = try await server.until("the namespace says what is left") { () -> Bool? in
        let conditions = try await server.get(.namespaces, name).at("status.conditions")?.arrayValue ?? []
        return conditions.contains { $0["type"] == "NamespaceFinalizersRemaining" && $0["status"] == "True" }
          ? true : nil
      }
      // Its end is not waited for: the controller looks again after some time only.
      try await server.mergePatch(.configMaps, "hold", ["metadata": ["finalizers": nil]], in: name)
    },
    ContractCase("namespaces", "one that the whole cluster needs cannot be deleted") { server in
      try await server.refused(403, "Forbidden", saying: "this namespace may not be deleted") {
        try await server.delete(.namespaces, "kube-system")
      }
    },
    ContractCase("claims", "a claim that a pod uses stays until the pod goes", needs: [.controllers]) { server in
      try await server.create(.claims, Manifest.claim("data"))
      _ = try await server.until("the claim's protection") { () -> Bool? in
        let finalizers = try await server.get(.claims, "data").at("metadata.finalizers")?.arrayValue ?? []
        return finalizers.contains("kubernetes.io/pvc-protection") ? true : nil
      }
      let volumes: JSONValue = [["name": "data", "persistentVolumeClaim": ["claimName": "data"]]]
      try await server.createPod("user", spec: ["volumes": volumes, "nodeName": "nowhere"])
      let deleted = try await server.delete(.claims, "data")
      try expect("the time's form", deleted.text(at: "metadata.deletionTimestamp").count, 20)
      // The controller must have looked at it: it does so for another claim that nobody uses, deleted later.
      try await server.create(.claims, Manifest.claim("other"))
      try await server.delete(.claims, "other")
      try await server.untilGone(.claims, "other")
      _ = try await server.get(.claims, "data")
      try await server.delete(.pods, "user", DeleteOptions(gracePeriodSeconds: 0))
      try await server.untilGone(.claims, "data")
    },
    ContractCase("claims", "neither the size of a claim that is not bound nor its class can be changed") { server in
      try await server.create(.claims, Manifest.claim("data"))
      for change in [["resources": ["requests": ["storage": "2Gi"]]], ["storageClassName": "other"]] as [JSONValue] {
        let error = try await server.refused(422, "Invalid", saying: "spec is immutable after creation") {
          try await server.mergePatch(.claims, "data", ["spec": change])
        }
        try expectCause(error, field: "spec", reason: "FieldValueForbidden")
      }
    },
    ContractCase("pods", "a pod that runs nowhere goes at once; one on a node waits for its node") { server in
      try await server.createPod("nowhere")
      try await server.delete(.pods, "nowhere")
      try expectNone("the pod", try await server.find(.pods, "nowhere"))
      try await server.createPod("bound", spec: ["nodeName": "n1"])
      let deleted = try await server.delete(.pods, "bound")
      try expect("the grace period", deleted.at("metadata.deletionGracePeriodSeconds"), 30)
      _ = try await server.get(.pods, "bound")
      try await server.delete(.pods, "bound", DeleteOptions(gracePeriodSeconds: 0))
      try expectNone("the pod", try await server.find(.pods, "bound"))
    },
    ContractCase("pods", "the spec of a pod cannot be changed, but for its images and a few other fields") { server in
      try await server.createPod("a")
      let error = try await server.refused(422, "Invalid", saying: "pod updates may not change fields other than") {
        try await server.mergePatch(.pods, "a", ["spec": ["restartPolicy": "Never"]])
      }
      try expectCause(error, field: "spec", reason: "FieldValueForbidden")
      let image = JSONPath([.key("spec"), .key("containers"), .index(0), .key("image")])
      let changed = try await server.jsonPatch(.pods, "a", [.replace(image, "example.com/none:2")])
      try expect("the image", changed.at("spec.containers.0.image"), "example.com/none:2")
    },
    ContractCase("pods", "the status is written apart, by its subresource") { server in
      try await server.createPod("a")
      let condition: JSONValue = ["type": "Ready", "status": "True"]
      let written = try await server.mergePatch(
        .pods, "a", ["status": ["phase": "Running", "podIP": "10.0.0.1", "conditions": [condition]]],
        subresource: "status")
      try expect("the phase", written.at("status.phase"), "Running")
      let other = try await server.mergePatch(
        .pods, "a", ["metadata": ["labels": ["l": "x"]], "status": ["phase": "Failed"]])
      try expect("the phase stays", other.at("status.phase"), "Running")
      try expect("the label", other.label("l"), "x")
    },
    ContractCase("pods", "what a pod leaves out is filled in") { server in
      let made = try await server.createPod("a")
      for (path, value) in [
        ("spec.restartPolicy", "Always"), ("spec.dnsPolicy", "ClusterFirst"), ("status.phase", "Pending"),
        ("status.qosClass", "BestEffort"), ("spec.containers.0.imagePullPolicy", "IfNotPresent"),
        ("spec.serviceAccountName", "default"),
      ] as [(String, JSONValue)] {
        try expect(path, made.at(path), value)
      }
      try expect("the grace period", made.at("spec.terminationGracePeriodSeconds"), 30)
    },
  ]
}
