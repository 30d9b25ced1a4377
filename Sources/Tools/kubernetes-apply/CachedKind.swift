import JSON
import KubernetesClient
import KubernetesObjects
import Telemetry

/// The watch cache of a kind, whatever its type: all objects of the server, of their `managedFields` the manager's entries
/// alone.
struct CachedKind: Sendable {
  let resource: APIResource
  /// Keeps the cache up to date until the task is cancelled.
  let run: @Sendable () async -> Void
  let untilSynced: @Sendable () async throws -> Void
  let caughtUp: @Sendable (ResourceVersion) async throws -> Void
  let object: @Sendable (ObjectKey) -> JSONValue?
  /// An object that was read otherwise, as the cache would hold it.
  let cached: @Sendable (JSONValue) throws -> JSONValue

  private init<Object: KubernetesObject & CachedObject>(
    _ type: Object.Type, _ resource: APIResource, _ transport: any APITransport, manager: String
  ) throws {
    self.resource = resource
    var configuration = InformerConfiguration(seed: 1)
    configuration.fieldManager = manager
    let cache = try WatchCache<Object>(
      transport, of: resource, configuration: configuration, log: Logger(LogSink(format: .json)),
      metrics: MetricsRegistry())
    run = { await cache.run() }
    untilSynced = { try await cache.untilSynced(within: .seconds(60)) }
    caughtUp = { try await cache.caughtUp(with: $0, within: .seconds(60)) }
    object = { cache[$0]?.json }
    cached = { json in
      var object = try Object(json: json)
      object.removeManagedFields(except: manager)
      return object.json
    }
  }

  /// The kinds that are applied here, by their names.
  static func all(_ transport: any APITransport, manager: String) throws -> [String: CachedKind] {
    func typed<Object: APIObject & CachedObject>(_ type: Object.Type) throws -> CachedKind {
      try CachedKind(type, Object.resource, transport, manager: manager)
    }
    let topics = APIResource(apiVersion: "kafka.banzaicloud.io/v1alpha1", plural: "kafkatopics", kind: "KafkaTopic")
    return [
      "ConfigMap": try typed(ConfigMap.self), "Deployment": try typed(Deployment.self),
      "PersistentVolumeClaim": try typed(PersistentVolumeClaim.self), "Pod": try typed(Pod.self),
      "PodDisruptionBudget": try typed(PodDisruptionBudget.self), "RoleBinding": try typed(RoleBinding.self),
      "Secret": try typed(Secret.self), "Service": try typed(Service.self),
      "KafkaTopic": try CachedKind(UnstructuredObject.self, topics, transport, manager: manager),
    ]
  }
}
