import JSON
import KubernetesClient

/// Definitions themselves: how they come, what they serve and how they go.
enum DefinitionLifeCases {
  private static func thing(_ resource: APIResource, _ name: String) -> JSONValue {
    [
      "apiVersion": .string(resource.apiVersion), "kind": .string(resource.kind), "metadata": ["name": .string(name)],
      "spec": [:],
    ]
  }

  private static func resource(_ server: ContractContext, _ plural: String, _ kind: String) -> APIResource {
    APIResource(group: server.shared.group, version: "v1", plural: plural, kind: kind)
  }

  private static func definition(_ resource: APIResource, versions: [JSONValue]) -> JSONValue {
    WidgetDefinition.definition(group: resource.group, plural: resource.plural, kind: resource.kind, versions: versions)
  }

  static let all: [ContractCase] = [
    ContractCase("definitions", "a new one becomes established with its names accepted, and says what it stores") {
      server in
      _ = try await server.widgets()
      let found = try await server.get(.definitions, "widgets.\(server.shared.group)")
      var states: [String: String] = [:]
      for condition in found.at("status.conditions")?.arrayValue ?? [] {
        states[condition.text(at: "type")] = condition.text(at: "status")
      }
      try expect("NamesAccepted", states["NamesAccepted"], "True")
      try expect("Established", states["Established"], "True")
      try expect("stored versions", found.at("status.storedVersions"), ["v1"])
      try expect("the singular name", found.at("status.acceptedNames.singular"), "widget")
      try expect("the list's kind", found.at("spec.names.listKind"), "WidgetList")
    },
    ContractCase("definitions", "a version that is not served is not there") { server in
      _ = try await server.widgets()
      let old = APIResource(group: server.shared.group, version: "v1beta1", plural: "widgets", kind: "Widget")
      try await server.refusedAsNotServed { try await server.list(old) }
    },
    ContractCase("definitions", "every served version shows the same objects under its own name") { server in
      let first = resource(server, "coins", "Coin")
      let second = APIResource(group: first.group, version: "v2", plural: "coins", kind: "Coin")
      let versions = [WidgetDefinition.openVersion("v1"), WidgetDefinition.openVersion("v2", storage: false)]
      try await server.shared.define(definition(first, versions: versions), first)
      let made = try await server.create(first, thing(first, "a"))
      let other = try await server.get(second, "a")
      try expect("the API version", other.at("apiVersion"), .string(second.apiVersion))
      try expect("the UID", other.uid, made.uid)
      try expect("the version", other.version, made.version)
      try await server.delete(.definitions, "coins.\(first.group)")
    },
    ContractCase("definitions", "deleting one deletes its objects, tells their watches, and ends them") { server in
      let coins = resource(server, "tokens", "Token")
      try await server.shared.define(definition(coins, versions: [WidgetDefinition.openVersion()]), coins)
      try await server.create(coins, thing(coins, "a"))
      let watch = try await server.watch(coins, from: try await server.list(coins).version)
      try await server.delete(.definitions, "tokens.\(coins.group)")
      try await watch.expect("DELETED", "a")
      try await watch.expectEnd()
      try await server.untilGone(.definitions, "tokens.\(coins.group)")
      _ = try await server.until("the resource is not served") { () -> Bool? in
        do { try await server.list(coins) } catch let error as ClientError {
          return error.code == .notServed ? true : nil
        }
        return nil
      }
    },
    ContractCase("definitions", "one whose name is not its plural and group is refused") { server in
      let odd = resource(server, "odds", "Odd")
      let body = definition(odd, versions: [WidgetDefinition.openVersion()]).with("metadata.name", "others.example.com")
      let error = try await server.refused(422, "Invalid") { try await server.create(.definitions, body) }
      try expectCause(
        error, field: "metadata.name", reason: "FieldValueInvalid", saying: "must be spec.names.plural+\".\"+spec.group"
      )
    },
    ContractCase("definitions", "one without a schema, or with two versions that store, is refused") { server in
      let odd = resource(server, "odds", "Odd")
      let bare = WidgetDefinition.openVersion().with("schema", nil)
      let error = try await server.refused(422, "Invalid") {
        try await server.create(.definitions, definition(odd, versions: [bare]))
      }
      try expectCause(error, field: "spec.versions[0].schema.openAPIV3Schema", reason: "FieldValueRequired")
      let two = [WidgetDefinition.openVersion("v1"), WidgetDefinition.openVersion("v2")]
      try await server.refused(422, "Invalid", saying: "must have exactly one version marked as storage version") {
        try await server.create(.definitions, definition(odd, versions: two))
      }
    },
    ContractCase("definitions", "one with a rule that is no CEL is refused at the rule's place") { server in
      let odd = resource(server, "odds", "Odd")
      let version = WidgetDefinition.openVersion().with(
        "schema.openAPIV3Schema.x-kubernetes-validations", [["rule": "self.spec >", "message": "m"]])
      let error = try await server.refused(422, "Invalid") {
        try await server.create(.definitions, definition(odd, versions: [version]))
      }
      try expectCause(
        error, field: "spec.validation.openAPIV3Schema.x-kubernetes-validations[0].rule", reason: "FieldValueInvalid",
        saying: "compilation failed")
    },
    ContractCase("definitions", "one with a default that breaks its own schema is refused") { server in
      let odd = resource(server, "odds", "Odd")
      let version = WidgetDefinition.openVersion().with(
        "schema.openAPIV3Schema.properties.extra", ["type": "integer", "default": "text"])
      let error = try await server.refused(422, "Invalid") {
        try await server.create(.definitions, definition(odd, versions: [version]))
      }
      try expect(
        "a cause at the default",
        error.causes.contains { $0.field.hasSuffix("extra].default") || $0.field.hasSuffix("[extra].default") },
        got: "\(error.causes)")
    },
    ContractCase("definitions", "a widget of another kind or group than the path's is refused") { server in
      let widgets = try await server.widgets()
      let error = try await server.refused(422, "Invalid") {
        try await server.create(widgets, server.widget("a").with("kind", "Gizmo"))
      }
      try expectCause(error, field: "kind", reason: "FieldValueInvalid", saying: "must be Widget")
      try await server.refused(400, "BadRequest") {
        try await server.create(widgets, server.widget("a").with("apiVersion", "example.com/v1"))
      }
    },
  ]
}

extension ContractContext {
  /// The server must say that it has no such resource at all.
  func refusedAsNotServed(
    file: String = #fileID, line: Int = #line, _ request: () async throws -> some Sendable
  ) async throws {
    do {
      _ = try await request()
    } catch let error as ClientError {
      guard error.code == .notServed else {
        throw ContractFailure("expected 404 of the resource, got \(error)", file, line)
      }
      return
    }
    throw ContractFailure("expected 404 of the resource, but the server did it", file, line)
  }
}
