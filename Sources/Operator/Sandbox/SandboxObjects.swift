import Foundation
import JSON
import KafkaResources
import KubernetesClient
import KubernetesObjects
import Telemetry

/// Puts objects on the API server: our kinds, namespaces, manifests.
struct SandboxObjects: Sendable {
  static let manager = "koperator-sandbox"

  let client: any APITransport

  /// Applies the definitions of our kinds, and waits until they are served.
  func applyDefinitions(within time: Duration) async throws(SandboxError) {
    let deadline = ContinuousClock.now + time
    for schema in ResourceSchema.all {
      let object = schema.definition
      let name = object["metadata"]?["name"]?.stringValue ?? ""
      try await apply(object, as: CustomResourceDefinition.resource, name: name, namespace: nil, source: "our kinds")
    }
    for schema in ResourceSchema.all {
      try await Sandbox.wait("the API server serves \(schema.plural)", until: deadline) { () throws(SandboxError) in
        guard let discovery = try? await client.discovery(within: .seconds(10)) else { return "it does not answer" }
        return discovery.resource(group: ResourceSchema.group, version: schema.version, kind: schema.kind) == nil
          ? "the definition is not established" : nil
      }
    }
  }

  /// Applies manifests, those first that others need; their namespaces are made.
  func apply(_ manifests: [SandboxManifest]) async throws(SandboxError) {
    var namespaces: Set<String> = []
    for manifest in manifests where !manifest.namespace.isEmpty { namespaces.insert(manifest.namespace) }
    for name in namespaces.sorted() { try await makeNamespace(name) }
    let ranked = manifests.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
    var discovery = try await discover()
    for (_, manifest) in ranked {
      let parts = manifest.apiVersion.split(separator: "/").map(String.init)
      let group = parts.count == 2 ? parts[0] : ""
      var served = discovery.resource(group: group, version: parts.last, kind: manifest.kind)
      if served == nil {
        // A definition among the manifests may have come just now.
        discovery = try await discover()
        served = discovery.resource(group: group, version: parts.last, kind: manifest.kind)
      }
      guard let served else {
        throw SandboxError(
          .invalidInput,
          "\(manifest.source): the API server knows no \(manifest.kind) of \(manifest.apiVersion): apply its "
            + "CustomResourceDefinition first, or leave it out")
      }
      try await apply(
        manifest.object, as: served.resource, name: manifest.name,
        namespace: served.resource.isNamespaced ? manifest.namespace : nil, source: manifest.source)
    }
  }

  private func discover() async throws(SandboxError) -> Discovery {
    do throws(ClientError) { return try await client.discovery() } catch {
      throw SandboxError(.apiServer, "the API server does not say what it serves: \(error)")
    }
  }

  func makeNamespace(_ name: String) async throws(SandboxError) {
    do throws(ClientError) {
      if try await client.find(Namespace.self, name) != nil { return }
      _ = try await client.create(
        Namespace(metadata: ObjectMeta(name: name)), WriteOptions(fieldManager: Self.manager))
    } catch {
      if error.apiError?.code == .alreadyExists { return }
      throw SandboxError(.apiServer, "the namespace '\(name)' cannot be made: \(error)")
    }
  }

  private func apply(
    _ object: JSONValue, as resource: APIResource, name: String, namespace: String?, source: String
  ) async throws(SandboxError) {
    do throws(ClientError) {
      try await client.apply(
        resource, object, name: name, namespace: namespace, fieldManager: Self.manager, force: true)
    } catch {
      if Task.isCancelled { throw SandboxError(.stopped, "stopped before everything was applied") }
      let isInvalid = error.apiError != nil
      throw SandboxError(isInvalid ? .invalidInput : .apiServer, "\(source): \(error)")
    }
  }
}

extension Sandbox {
  /// Waits for something that is asked for again and again.
  ///
  /// - Parameter missing: What is missing; nil where nothing is.
  /// - Throws: `SandboxError` at the deadline, or where the task is cancelled.
  static func wait(
    _ subject: String, until deadline: ContinuousClock.Instant,
    _ missing: () async throws(SandboxError) -> String?
  ) async throws(SandboxError) {
    while true {
      guard let reason = try await missing() else { return }
      if Task.isCancelled { throw SandboxError(.stopped, "stopped before \(subject)") }
      if ContinuousClock.now >= deadline {
        throw SandboxError(.notInTime, "it took too long until \(subject): \(reason)")
      }
      try? await Task.sleep(for: .milliseconds(100))
    }
  }
}
