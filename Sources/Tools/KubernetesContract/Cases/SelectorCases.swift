import JSON
import KubernetesClient

/// Label and field selectors.
enum SelectorCases {
  private static func fill(_ server: ContractContext) async throws {
    let objects: [(String, JSONValue)] = [
      ("a", ["tier": "web", "env": "prod"]), ("b", ["tier": "db", "env": "prod"]), ("c", ["tier": "web"]), ("d", [:]),
    ]
    for (name, labels) in objects {
      try await server.create(.leases, Manifest.lease(name).with("metadata.labels", labels))
    }
  }

  private static func names(_ server: ContractContext, _ parameter: String, _ text: String) async throws -> [String] {
    try await server.answer(.get, server.path(.leases), [QueryItem(parameter, text)]).json().itemNames
  }

  static let all: [ContractCase] = [
    ContractCase("selectors", "labels are selected by equality, and by several conditions at once") { server in
      try await fill(server)
      for (text, expected) in [
        ("tier=web", ["a", "c"]), ("tier==web", ["a", "c"]), ("tier=web,env=prod", ["a"]), ("tier=none", []),
        ("", ["a", "b", "c", "d"]),
      ] {
        try expect("'\(text)'", try await names(server, "labelSelector", text), expected)
      }
    },
    ContractCase("selectors", "an inequality also selects what has no such label") { server in
      try await fill(server)
      try expect("tier!=web", try await names(server, "labelSelector", "tier!=web"), ["b", "d"])
      try expect("tier notin", try await names(server, "labelSelector", "tier notin (web,db)"), ["d"])
    },
    ContractCase("selectors", "labels are selected by sets and by being there") { server in
      try await fill(server)
      for (text, expected) in [
        ("tier in (web, db)", ["a", "b", "c"]), ("env", ["a", "b"]), ("!env", ["c", "d"]),
        ("tier in (web),!env", ["c"]),
      ] {
        try expect("'\(text)'", try await names(server, "labelSelector", text), expected)
      }
    },
    ContractCase("selectors", "labels are compared as numbers by < and >") { server in
      for (name, size) in [("a", "1"), ("b", "20"), ("c", "x")] {
        try await server.create(.leases, Manifest.lease(name).with("metadata.labels", ["size": .string(size)]))
      }
      try expect("size>3", try await names(server, "labelSelector", "size>3"), ["b"])
      try expect("size<3", try await names(server, "labelSelector", "size<3"), ["a"])
    },
    ContractCase("selectors", "a label selector that cannot be read is refused as BadRequest") { server in
      for text in ["a=(", "a in b", "=x", "a in (b", "a b", "a=no good"] {
        try await server.refused(400, "BadRequest") { try await names(server, "labelSelector", text) }
      }
    },
    ContractCase("selectors", "objects are selected by name, equal or not") { server in
      try await fill(server)
      try expect("=", try await names(server, "fieldSelector", "metadata.name=b"), ["b"])
      try expect("!=", try await names(server, "fieldSelector", "metadata.name!=b"), ["a", "c", "d"])
      try expect(
        "both", try await names(server, "fieldSelector", "metadata.name=b,metadata.namespace=\(server.namespace)"),
        ["b"])
    },
    ContractCase("selectors", "a field that the kind does not offer is refused as BadRequest that names it") { server in
      try await server.refused(400, "BadRequest", saying: "spec.holderIdentity") {
        try await names(server, "fieldSelector", "spec.holderIdentity=x")
      }
    },
    ContractCase("selectors", "pods are selected by node and phase, secrets by type") { server in
      try await server.createPod("a", spec: ["nodeName": "n1"])
      try await server.createPod("b")
      let pods = server.path(.pods)
      let onNode = try await server.answer(.get, pods, [QueryItem("fieldSelector", "spec.nodeName=n1")]).json()
      try expect("on the node", onNode.itemNames, ["a"])
      let pending = try await server.answer(.get, pods, [QueryItem("fieldSelector", "status.phase=Pending")]).json()
      try expect("pending", pending.itemNames, ["a", "b"])
      let secret: JSONValue = [
        "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "s"], "type": "example.com/x",
      ]
      try await server.create(.secrets, secret)
      let typed = try await server.answer(
        .get, server.path(.secrets), [QueryItem("fieldSelector", "type=example.com/x")]
      ).json()
      try expect("of the type", typed.itemNames, ["s"])
    },
    ContractCase("selectors", "a definition offers its own fields for selection") { server in
      let group = server.shared.group
      let gadgets = APIResource(group: group, version: "v1", plural: "gadgets", kind: "Gadget")
      let version: JSONValue = [
        "name": "v1", "served": true, "storage": true, "selectableFields": [["jsonPath": ".spec.color"]],
        "schema": [
          "openAPIV3Schema": [
            "type": "object",
            "properties": ["spec": ["type": "object", "properties": ["color": ["type": "string"]]]],
          ]
        ],
      ]
      let definition = WidgetDefinition.definition(group: group, plural: "gadgets", kind: "Gadget", versions: [version])
      try await server.shared.define(definition, gadgets)
      for (name, color) in [("a", "red"), ("b", "blue")] {
        try await server.create(
          gadgets,
          [
            "apiVersion": .string(gadgets.apiVersion), "kind": "Gadget", "metadata": ["name": .string(name)],
            "spec": ["color": .string(color)],
          ])
      }
      let red = try await server.list(gadgets, ListOptions(fields: [FieldRequirement("spec.color", "red")]))
      try expect("the names", red.itemNames, ["a"])
      try await server.delete(.definitions, definition.name)
    },
  ]
}
