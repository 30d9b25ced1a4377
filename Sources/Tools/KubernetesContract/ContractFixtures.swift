import JSON
import KubernetesClient
import KubernetesObjects

/// What the cases of a run have in common: a definition of a resource that every feature is tried with, made when the
/// first case asks for it.
actor ContractFixtures {
  private let transport: any APITransport
  nonisolated let run: String
  nonisolated let compact: (@Sendable () async throws -> Void)?
  private var widgetsReady: Task<Void, any Error>?

  init(transport: any APITransport, run: String, compact: (@Sendable () async throws -> Void)?) {
    self.transport = transport
    self.run = run
    self.compact = compact
  }

  /// The API group of the run's own definitions.
  nonisolated var group: String { "\(run).contract.example.com" }

  /// Makes a namespace.
  func makeNamespace(_ name: String) async throws {
    let object: JSONValue = ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]]
    _ = try await transport.send(Namespace.resource.create(object))
  }

  /// Begins the end of a namespace and does not wait for it.
  func letGo(_ name: String) async {
    guard let request = try? Namespace.resource.delete(name) else { return }
    _ = try? await transport.send(request)
  }

  /// The resource `widgets`, once it is served.
  func widgets() async throws -> APIResource {
    let widgets = WidgetDefinition.resource(group: group)
    let ready = widgetsReady ?? Task { try await define(WidgetDefinition.definition(group: group), widgets) }
    widgetsReady = ready
    try await ready.value
    return widgets
  }

  /// Makes a definition and waits until its resource is served.
  func define(_ definition: JSONValue, _ resource: APIResource) async throws {
    _ = try await transport.send(CustomResourceDefinition.resource.create(definition))
    try await untilServed(resource, definition.name)
  }

  /// Waits until a definition is established and its resource answers.
  func untilServed(_ resource: APIResource, _ name: String) async throws {
    while true {
      let found = try await transport.send(CustomResourceDefinition.resource.get(name)).json()
      let conditions = found.at("status.conditions")?.arrayValue ?? []
      if conditions.contains(where: { $0["type"] == "Established" && $0["status"] == "True" }),
        (try? await transport.send(resource.list())) != nil
      {
        return
      }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Takes the run's definition away.
  func tidy() async {
    guard widgetsReady != nil, let request = try? CustomResourceDefinition.resource.delete("widgets.\(group)") else {
      return
    }
    _ = try? await transport.send(request)
  }
}

extension ContractContext {
  /// The resource `widgets`, which every feature of definitions is tried with.
  func widgets() async throws -> APIResource {
    waiting.now = "the definition of widgets"
    defer { waiting.now = "" }
    return try await shared.widgets()
  }

  /// A widget.
  func widget(_ name: String, _ spec: JSONValue = [:]) -> JSONValue {
    [
      "apiVersion": .string("\(shared.group)/v1"), "kind": "Widget", "metadata": ["name": .string(name)], "spec": spec,
    ]
  }
}
