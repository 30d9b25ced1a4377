import JSON
import KubernetesClient

/// Server-side apply: lists, defaults and the status.
enum ApplyListCases {
  static let all: [ContractCase] = [
    ContractCase("apply lists", "entries of a list with keys belong to the manager that applied them") { server in
      let widgets = try await server.widgets()
      try await server.apply(widgets, server.widget("a", ["ports": [["name": "x", "number": 1]]]), by: "one")
      let both = try await server.apply(
        widgets, server.widget("a", ["ports": [["name": "y", "number": 2]]]), by: "two")
      try expect(
        "the ports", both.at("spec.ports"), [["name": "x", "number": 1], ["name": "y", "number": 2]])
      let rest = try await server.apply(widgets, server.widget("a"), by: "one")
      try expect("the ports without one's", rest.at("spec.ports"), [["name": "y", "number": 2]])
    },
    ContractCase("apply lists", "managers set different fields of the same entry") { server in
      let widgets = try await server.widgets()
      try await server.apply(widgets, server.widget("a", ["ports": [["name": "x", "number": 1]]]), by: "one")
      let both = try await server.apply(
        widgets, server.widget("a", ["ports": [["name": "x", "note": "n"]]]), by: "two")
      try expect("the ports", both.at("spec.ports"), [["name": "x", "note": "n", "number": 1]])
      let error = try await server.refused(409, "Conflict") {
        try await server.apply(widgets, server.widget("a", ["ports": [["name": "x", "number": 2]]]), by: "two")
      }
      try expectCause(
        error, field: ".spec.ports[name=\"x\"].number", reason: "FieldManagerConflict", saying: "conflict with \"one\"")
    },
    ContractCase("apply lists", "applied entries come in the order in which they are applied") { server in
      let widgets = try await server.widgets()
      try await server.apply(widgets, server.widget("a", ["ports": [["name": "x"], ["name": "y"]]]), by: "one")
      let turned = try await server.apply(
        widgets, server.widget("a", ["ports": [["name": "y"], ["name": "x"]]]), by: "one")
      let names = (turned.at("spec.ports")?.arrayValue ?? []).map { $0.text(at: "name") }
      try expect("the order", names, ["y", "x"])
    },
    ContractCase("apply lists", "two entries of the same key are refused") { server in
      let widgets = try await server.widgets()
      try await server.refused(500, "") {
        try await server.apply(widgets, server.widget("a", ["ports": [["name": "x"], ["name": "x"]]]), by: "one")
      }
    },
    ContractCase("apply lists", "the elements of a set belong to the manager that applied them") { server in
      let widgets = try await server.widgets()
      try await server.apply(widgets, server.widget("a", ["tags": ["p", "q"]]), by: "one")
      let both = try await server.apply(widgets, server.widget("a", ["tags": ["q", "r"]]), by: "two")
      try expect("the tags", Set((both.at("spec.tags")?.arrayValue ?? []).compactMap(\.stringValue)), ["p", "q", "r"])
      let rest = try await server.apply(widgets, server.widget("a", ["tags": ["p"]]), by: "one")
      try expect("the tags", Set((rest.at("spec.tags")?.arrayValue ?? []).compactMap(\.stringValue)), ["p", "q", "r"])
      let less = try await server.apply(widgets, server.widget("a"), by: "two")
      try expect("the tags without two's", less.at("spec.tags"), ["p"])
    },
    ContractCase("apply lists", "a list without keys is one field") { server in
      let widgets = try await server.widgets()
      try await server.apply(widgets, server.widget("a", ["steps": ["p", "q"]]), by: "one")
      let error = try await server.refused(409, "Conflict") {
        try await server.apply(widgets, server.widget("a", ["steps": ["q"]]), by: "two")
      }
      try expectCause(error, field: ".spec.steps", reason: "FieldManagerConflict")
      let changed = try await server.apply(widgets, server.widget("a", ["steps": ["q"]]), by: "two", force: true)
      try expect("the steps", changed.at("spec.steps"), ["q"])
    },
    ContractCase(
      "apply lists", "ports of a service are told apart by port and protocol, which is TCP where none is named"
    ) {
      server in
      try await server.apply(.services, Manifest.service("a", ports: [["name": "x", "port": 80]]), by: "one")
      let both = try await server.apply(
        .services,
        Manifest.service("a", ports: [["name": "u", "port": 80, "protocol": "UDP"]]).with("spec.selector", nil),
        by: "two")
      let ports = both.at("spec.ports")?.arrayValue ?? []
      try expect("the protocols", ports.map { $0.text(at: "protocol") }, ["TCP", "UDP"])
      let fields = try required("one's ports", both.fields(of: "one")?.at("f:spec.f:ports")?.objectValue)
      try expect(
        "the keys", fields.keys.filter { $0 != "." }, ["k:{\"port\":80,\"protocol\":\"TCP\"}"])
    },
    ContractCase("apply lists", "a container's ports keep their keys with the defaulted protocol") { server in
      try await server.apply(.deployments, Manifest.deployment("a"), by: "one")
      let again = try await server.apply(.deployments, Manifest.deployment("a"), by: "one")
      let ports = again.at("spec.template.spec.containers.0.ports")?.arrayValue ?? []
      try expect("the ports", ports, [["containerPort": 80, "protocol": "TCP"]])
      try expect("the generation", again.generation, 1)
    },
    ContractCase("apply defaults", "fields that the server filled in belong to nobody") { server in
      let widgets = try await server.widgets()
      let made = try await server.apply(widgets, server.widget("a", ["word": "abc"]), by: "one")
      try expect("the default", made.at("spec.size"), 3)
      try expect("the nested default", made.at("spec.nested.depth"), 1)
      try expect("one's fields", made.fields(of: "one"), ["f:spec": ["f:word": [:]]])
      let other = try await server.apply(widgets, server.widget("a", ["size": 5]), by: "two")
      try expect("another's value", other.at("spec.size"), 5)
    },
    ContractCase("apply defaults", "a field that is let go gets its default again") { server in
      let widgets = try await server.widgets()
      try await server.apply(
        widgets, server.widget("a", ["size": 5, "nested": ["depth": 4, "remark": "r"]]), by: "one")
      let rest = try await server.apply(widgets, server.widget("a", ["nested": ["remark": "r"]]), by: "one")
      try expect("the size", rest.at("spec.size"), 3)
      try expect("the nested object", rest.at("spec.nested"), ["depth": 1, "remark": "r"])
    },
    ContractCase("apply status", "the status has entries of its own, and the spec's manager does not lose by it") {
      server in
      let widgets = try await server.widgets()
      try await server.apply(widgets, server.widget("a", ["size": 5]), by: "one")
      let status = server.widget("a").with("spec", nil).with("status", ["ready": 1])
      let written = try await server.apply(widgets, status, by: "one", subresource: "status")
      try expect("the status", written.at("status"), ["ready": 1])
      try expect("the spec", written.at("spec.size"), 5)
      try expect("the fields of the spec", written.fields(of: "one"), ["f:spec": ["f:size": [:]]])
      try expect(
        "the fields of the status", written.fields(of: "one", subresource: "status"), ["f:status": ["f:ready": [:]]])
    },
    ContractCase("apply status", "an apply of the object leaves the status alone") { server in
      let widgets = try await server.widgets()
      try await server.apply(widgets, server.widget("a", ["size": 5]), by: "one")
      try await server.mergePatch(widgets, "a", ["status": ["ready": 1]], subresource: "status")
      let written = try await server.apply(
        widgets, server.widget("a", ["size": 6]).with("status", ["ready": 9]), by: "one")
      try expect("the status", written.at("status"), ["ready": 1])
      try expect("the size", written.at("spec.size"), 6)
    },
    ContractCase("apply status", "an apply of the status does not create the object") { server in
      let widgets = try await server.widgets()
      let status = server.widget("a").with("spec", nil).with("status", ["ready": 1])
      try await server.refused(404, "NotFound") {
        try await server.apply(widgets, status, by: "one", subresource: "status")
      }
    },
  ]
}
