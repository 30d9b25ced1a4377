import JSON
import KubernetesClient

/// What becomes of objects whose owner goes.
enum GarbageCases {
  /// An owner with an object that it owns.
  private static func family(
    _ server: ContractContext, blocks: Bool = false, held: Bool = false
  ) async throws -> (owner: JSONValue, child: JSONValue) {
    let owner = try await server.create(.configMaps, Manifest.configMap("owner"))
    var child = Manifest.configMap("child").with("metadata.ownerReferences", [Manifest.owner(owner, blocks: blocks)])
    if held { child = child.with("metadata.finalizers", ["example.com/hold"]) }
    return (owner, try await server.create(.configMaps, child))
  }

  static let all: [ContractCase] = [
    ContractCase(
      "garbage", "a background deletion takes the owner at once and what it owns afterwards", needs: [.controllers]
    ) {
      server in
      _ = try await family(server)
      try await server.delete(.configMaps, "owner", DeleteOptions(propagation: .background))
      try expectNone("the owner", try await server.find(.configMaps, "owner"))
      try await server.untilGone(.configMaps, "child")
    },
    ContractCase(
      "garbage", "a foreground deletion keeps the owner until what blocks it is gone",
      needs: [.controllers]
    ) { server in
      _ = try await family(server, blocks: true, held: true)
      let answer = try await server.delete(.configMaps, "owner", DeleteOptions(propagation: .foreground))
      try expect("the finalizers", answer.at("metadata.finalizers"), ["foregroundDeletion"])
      try expect("the time's form", answer.text(at: "metadata.deletionTimestamp").count, 20)
      _ = try await server.until("the deletion of the child") {
        try await server.get(.configMaps, "child").at("metadata.deletionTimestamp")
      }
      _ = try await server.get(.configMaps, "owner")
      try await server.mergePatch(.configMaps, "child", ["metadata": ["finalizers": nil]])
      try await server.untilGone(.configMaps, "owner")
      try expectNone("the child", try await server.find(.configMaps, "child"))
    },
    ContractCase(
      "garbage", "a foreground deletion does not wait for what does not block it", needs: [.controllers]
    ) { server in
      _ = try await family(server, blocks: false, held: true)
      try await server.delete(.configMaps, "owner", DeleteOptions(propagation: .foreground))
      try await server.untilGone(.configMaps, "owner")
      _ = try await server.get(.configMaps, "child")
      try await server.mergePatch(.configMaps, "child", ["metadata": ["finalizers": nil]])
      try await server.untilGone(.configMaps, "child")
    },
    ContractCase(
      "garbage", "an orphaning deletion leaves what it owned, without an owner", needs: [.controllers]
    ) { server in
      let (_, child) = try await family(server)
      let answer = try await server.delete(.configMaps, "owner", DeleteOptions(propagation: .orphan))
      if answer.at("kind") == "ConfigMap" {
        try expect("the finalizers", answer.at("metadata.finalizers"), ["orphan"])
      }
      try await server.untilGone(.configMaps, "owner")
      let left = try await server.get(.configMaps, "child")
      try expectNone("the owner", left.at("metadata.ownerReferences"))
      try expect("the UID", left.uid, child.uid)
    },
    ContractCase("garbage", "an object whose owner was never there goes", needs: [.controllers]) { server in
      let nobody: JSONValue = [
        "apiVersion": "v1", "kind": "ConfigMap",
        "metadata": ["name": "nobody", "uid": "00000000-0000-0000-0000-000000000000"],
      ]
      try await server.create(
        .configMaps, Manifest.configMap("child").with("metadata.ownerReferences", [Manifest.owner(nobody)]))
      try await server.untilGone(.configMaps, "child")
    },
    ContractCase("garbage", "an object stays while one of its owners is there", needs: [.controllers]) { server in
      let first = try await server.create(.configMaps, Manifest.configMap("first"))
      let second = try await server.create(.configMaps, Manifest.configMap("second"))
      let owners: JSONValue = [Manifest.owner(first), Manifest.owner(second)]
      try await server.create(.configMaps, Manifest.configMap("child").with("metadata.ownerReferences", owners))
      try await server.delete(.configMaps, "first", DeleteOptions(propagation: .background))
      let left = try await server.until("one owner is left") { () -> JSONValue? in
        let owners = try await server.get(.configMaps, "child").at("metadata.ownerReferences")
        return owners?.arrayValue?.count == 1 ? owners : nil
      }
      try expect("the owner", left, [Manifest.owner(second)])
      try await server.delete(.configMaps, "second", DeleteOptions(propagation: .background))
      try await server.untilGone(.configMaps, "child")
    },
    ContractCase("garbage", "what a custom resource owns goes with it", needs: [.controllers]) { server in
      let widgets = try await server.widgets()
      let owner = try await server.create(widgets, server.widget("owner"))
      try await server.create(
        .configMaps, Manifest.configMap("child").with("metadata.ownerReferences", [Manifest.owner(owner)]))
      try await server.delete(widgets, "owner", DeleteOptions(propagation: .background))
      try await server.untilGone(.configMaps, "child")
    },
    ContractCase("garbage", "an owner must be named with its UID, and only one may be the controller") { server in
      let owner = try await server.create(.configMaps, Manifest.configMap("owner"))
      let reference = Manifest.owner(owner)
      let nameless = Manifest.configMap("a").with("metadata.ownerReferences", [reference.with("uid", "")])
      let error = try await server.refused(422, "Invalid") { try await server.create(.configMaps, nameless) }
      try expectCause(
        error, field: "metadata.ownerReferences[0].uid", reason: "FieldValueRequired", saying: "must not be empty")
      let other = reference.with("uid", "11111111-1111-1111-1111-111111111111").with("controller", true)
      let two = Manifest.configMap("a").with("metadata.ownerReferences", [reference.with("controller", true), other])
      try await server.refused(422, "Invalid", saying: "Only one reference can have Controller set to true") {
        try await server.create(.configMaps, two)
      }
    },
    ContractCase("garbage", "an unknown propagation is refused as Invalid") { server in
      try await server.create(.configMaps, Manifest.configMap("a"))
      let body: JSONValue = ["apiVersion": "v1", "kind": "DeleteOptions", "propagationPolicy": "Sideways"]
      try await server.refused(422, "Invalid", saying: "propagationPolicy") {
        try await server.answer(.delete, server.path(.configMaps, "/a"), body: body)
      }
    },
  ]
}
