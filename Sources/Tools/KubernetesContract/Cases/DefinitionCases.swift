import JSON
import KubernetesClient

/// Custom resources: validation, defaults, pruning, generation and status.
enum DefinitionCases {
  static let all: [ContractCase] = [
    ContractCase("definitions", "values beyond the schema are refused as Invalid, each with its path") { server in
      let widgets = try await server.widgets()
      let spec: JSONValue = [
        "size": 11, "mode": "slow", "word": "LONGER", "ports": [["name": "x", "number": "many"], ["number": 1]],
      ]
      let error = try await server.refused(422, "Invalid") {
        try await server.create(widgets, server.widget("a", spec))
      }
      for (field, reason, text) in [
        ("spec.size", "FieldValueInvalid", "spec.size in body should be less than or equal to 10"),
        ("spec.mode", "FieldValueNotSupported", "supported values: \"fast\", \"safe\""),
        ("spec.word", "FieldValueTooLong", "may not be more than 5 bytes"),
        ("spec.ports[0].number", "FieldValueTypeInvalid", "must be of type integer: \"string\""),
        ("spec.ports[1].name", "FieldValueRequired", "Required value"),
      ] {
        try expectCause(error, field: field, reason: reason, saying: text)
      }
      try expect("the kind", error.status?.kind, "Widget")
      try expect("the name", error.status?.name, "a")
    },
    ContractCase("definitions", "a required field is asked for") { server in
      let widgets = try await server.widgets()
      let error = try await server.refused(422, "Invalid") {
        try await server.create(widgets, server.widget("a").with("spec", nil))
      }
      try expectCause(error, field: "spec", reason: "FieldValueRequired", saying: "Required value")
    },
    ContractCase("definitions", "a pattern is held against the value") { server in
      let widgets = try await server.widgets()
      let error = try await server.refused(422, "Invalid") {
        try await server.create(widgets, server.widget("a", ["word": "A1"]))
      }
      try expectCause(error, field: "spec.word", reason: "FieldValueInvalid", saying: "should match '^[a-z]+$'")
    },
    ContractCase("definitions", "a duplicate in a set or in a list with keys is refused") { server in
      let widgets = try await server.widgets()
      let spec: JSONValue = ["tags": ["p", "p"], "ports": [["name": "x"], ["name": "x"]]]
      let error = try await server.refused(422, "Invalid") {
        try await server.create(widgets, server.widget("a", spec))
      }
      try expectCause(error, field: "spec.tags[1]", reason: "FieldValueDuplicate")
      try expectCause(error, field: "spec.ports[1]", reason: "FieldValueDuplicate")
    },
    ContractCase("definitions", "an integer-or-string takes both and nothing else") { server in
      let widgets = try await server.widgets()
      try await server.create(widgets, server.widget("a", ["port": 80]))
      try await server.create(widgets, server.widget("b", ["port": "http"]))
      let error = try await server.refused(422, "Invalid") {
        try await server.create(widgets, server.widget("c", ["port": true]))
      }
      try expectCause(error, field: "spec.port", reason: "FieldValueTypeInvalid")
    },
    ContractCase("definitions", "defaults are filled in when an object is written, in lists and nested objects too") {
      server in
      let widgets = try await server.widgets()
      let made = try await server.create(widgets, server.widget("a", ["ports": [["name": "x"]]]))
      try expect(
        "the spec", made.at("spec"),
        ["size": 3, "mode": "safe", "ports": [["name": "x", "number": 80]], "nested": ["depth": 1]])
    },
    ContractCase("definitions", "a null of a field with a default gets the default") { server in
      let widgets = try await server.widgets()
      let made = try await server.create(widgets, server.widget("a", ["size": nil, "mode": nil]))
      try expect("the size", made.at("spec.size"), 3)
      try expect("the mode", made.at("spec.mode"), "safe")
    },
    ContractCase("definitions", "a removed field with a default gets it again") { server in
      let widgets = try await server.widgets()
      try await server.create(widgets, server.widget("a", ["size": 7]))
      let patched = try await server.mergePatch(widgets, "a", ["spec": ["size": nil]])
      try expect("the size", patched.at("spec.size"), 3)
    },
    ContractCase("definitions", "unknown fields are taken out, but for where they are to be kept") { server in
      let widgets = try await server.widgets()
      let spec: JSONValue = [
        "unknown": 1, "nested": ["unknown": 1], "open": ["kept": ["deep": true]], "settings": ["free": "x"],
      ]
      let made = try await server.create(widgets, server.widget("a", spec))
      try expectNone("an unknown field", made.at("spec.unknown"))
      try expect("the nested object", made.at("spec.nested"), ["depth": 1])
      try expect("the open object", made.at("spec.open"), ["kept": ["deep": true]])
      try expect("the settings", made.at("spec.settings"), ["free": "x"])
    },
    ContractCase("definitions", "with Strict an unknown or doubled field is refused as BadRequest that names it") {
      server in
      let widgets = try await server.widgets()
      let strict = WriteOptions(fieldValidation: .strict)
      try await server.refused(400, "BadRequest", saying: "strict decoding error: unknown field \"spec.unknown\"") {
        try await server.create(widgets, server.widget("a", ["unknown": 1]), strict)
      }
      try await server.refused(400, "BadRequest", saying: "unknown field \"datum\"") {
        try await server.create(.configMaps, Manifest.configMap("a").with("datum", [:]), strict)
      }
    },
    ContractCase(
      "definitions", "with Warn, as without a word, an unknown field comes with a warning; with Ignore it does not"
    ) {
      server in
      let widgets = try await server.widgets()
      for (index, (mode, warns)) in [("Warn", true), ("", true), ("Ignore", false)].enumerated() {
        let query = mode.isEmpty ? [] : [QueryItem("fieldValidation", mode)]
        let answer = try await server.answer(
          .post, server.path(widgets), query, body: server.widget("w\(index)", ["unknown": 1]))
        let warnings = answer.warnings
        try expect("the warnings of '\(mode)'", warnings.map(\.text), warns ? ["unknown field \"spec.unknown\""] : [])
        try expect("the code", warnings.map(\.code), warns ? [299] : [])
      }
    },
    ContractCase("definitions", "a rule in CEL refuses what breaks it, with its message at its place") { server in
      let widgets = try await server.widgets()
      let error = try await server.refused(422, "Invalid") {
        try await server.create(widgets, server.widget("a", ["low": 5, "high": 4]))
      }
      try expectCause(error, field: "spec", reason: "FieldValueInvalid", saying: "low must not be more than high")
      try await server.create(widgets, server.widget("a", ["low": 4, "high": 5]))
      try await server.refused(422, "Invalid", saying: "low must not be more than high") {
        try await server.mergePatch(widgets, "a", ["spec": ["low": 6]])
      }
    },
    ContractCase(
      "definitions", "a rule about a transition holds between writes, and neither on creation nor on removal"
    ) {
      server in
      let widgets = try await server.widgets()
      try await server.create(widgets, server.widget("a", ["fixed": "x"]))
      let error = try await server.refused(422, "Invalid") {
        try await server.mergePatch(widgets, "a", ["spec": ["fixed": "y"]])
      }
      try expectCause(error, field: "spec.fixed", reason: "FieldValueInvalid", saying: "fixed cannot be changed")
      try await server.mergePatch(widgets, "a", ["spec": ["fixed": nil]])
      let again = try await server.mergePatch(widgets, "a", ["spec": ["fixed": "y"]])
      try expect("the value", again.at("spec.fixed"), "y")
    },
    ContractCase("definitions", "a fault that was there before does not hinder other changes") { server in
      let group = server.shared.group
      let relics = APIResource(group: group, version: "v1", plural: "relics", kind: "Relic")
      let definition = WidgetDefinition.definition(
        group: group, plural: "relics", kind: "Relic", versions: [WidgetDefinition.openVersion()])
      try await server.shared.define(definition, relics)
      let relic: JSONValue = [
        "apiVersion": .string(relics.apiVersion), "kind": "Relic", "metadata": ["name": "a"],
        "spec": ["size": 50, "note": "x"],
      ]
      let made = try await server.create(relics, relic)
      let schema: JSONValue = [
        "type": "object",
        "properties": [
          "spec": [
            "type": "object",
            "properties": [
              "size": ["type": "integer", "maximum": 10], "note": ["type": "string"],
              "new": ["type": "string", "default": "filled"],
            ],
          ]
        ],
      ]
      let found = try await server.get(.definitions, definition.name)
      var versions = found.at("spec.versions")?.arrayValue ?? []
      versions[0] = versions[0].with("schema", ["openAPIV3Schema": schema])
      try await server.update(.definitions, found.with("spec.versions", .array(versions)))
      let read = try await server.until("the new schema's default on reading") { () -> JSONValue? in
        let read = try await server.get(relics, "a")
        guard read.at("spec.new") == "filled" else { return JSONValue?.none }
        return read
      }
      try expect("the version of what was only read", read.version, made.version)
      let changed = try await server.mergePatch(relics, "a", ["spec": ["note": "y"]])
      try expect("the note", changed.at("spec.note"), "y")
      let error = try await server.refused(422, "Invalid") {
        try await server.mergePatch(relics, "a", ["spec": ["size": 51]])
      }
      try expectCause(error, field: "spec.size", reason: "FieldValueInvalid")
      try await server.delete(.definitions, definition.name)
    },
    ContractCase("definitions", "the generation is 1 at first, rises with the spec, and with nothing else") { server in
      let widgets = try await server.widgets()
      let made = try await server.create(widgets, server.widget("a"))
      try expect("at first", made.generation, 1)
      let labelled = try await server.mergePatch(widgets, "a", ["metadata": ["labels": ["l": "x"]]])
      try expect("after a label", labelled.generation, 1)
      let status = try await server.mergePatch(widgets, "a", ["status": ["ready": 1]], subresource: "status")
      try expect("after a status", status.generation, 1)
      let spec = try await server.mergePatch(widgets, "a", ["spec": ["size": 4]])
      try expect("after the spec", spec.generation, 2)
      try expect("the status stays", spec.at("status.ready"), 1)
    },
    ContractCase("definitions", "a write of the object leaves the status, a write of the status leaves the object") {
      server in
      let widgets = try await server.widgets()
      let made = try await server.create(widgets, server.widget("a").with("status", ["ready": 9]))
      try expectNone("the status of a new object", made.at("status"))
      let both = made.with("spec.size", 8).with("status", ["ready": 1])
      let status = try await server.update(widgets, both, subresource: "status")
      try expect("the size", status.at("spec.size"), 3)
      try expect("the status", status.at("status"), ["ready": 1])
      let again = status.with("spec.size", 8).with("status", ["ready": 2])
      let object = try await server.update(widgets, again)
      try expect("the size", object.at("spec.size"), 8)
      try expect("the status", object.at("status"), ["ready": 1])
    },
    ContractCase("definitions", "a write of the status does not change metadata, and is refused where it is stale") {
      server in
      let widgets = try await server.widgets()
      let made = try await server.create(widgets, server.widget("a"))
      let labelled = made.with("metadata.labels", ["l": "x"]).with("status", ["ready": 1])
      let status = try await server.update(widgets, labelled, subresource: "status")
      try expectNone("the labels", status.at("metadata.labels"))
      try await server.refused(409, "Conflict") { try await server.update(widgets, labelled, subresource: "status") }
    },
    ContractCase("definitions", "the status is held against its schema, too") { server in
      let widgets = try await server.widgets()
      try await server.create(widgets, server.widget("a"))
      let error = try await server.refused(422, "Invalid") {
        try await server.mergePatch(widgets, "a", ["status": ["ready": "x"]], subresource: "status")
      }
      try expectCause(error, field: "status.ready", reason: "FieldValueTypeInvalid")
    },
    ContractCase("definitions", "a replacement must name the version that it replaces") { server in
      let widgets = try await server.widgets()
      try await server.create(widgets, server.widget("a"))
      let error = try await server.refused(422, "Invalid") { try await server.update(widgets, server.widget("a")) }
      try expectCause(
        error, field: "metadata.resourceVersion", reason: "FieldValueInvalid", saying: "must be specified for an update"
      )
    },
  ]
}
