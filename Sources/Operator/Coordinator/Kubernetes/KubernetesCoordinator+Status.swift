public import JSON
import KubernetesClient

extension KubernetesCoordinator {
  /// How the API server's caches and the clusters stand, as JSON.
  public var status: JSONValue {
    let clusters = inputs.withLock { $0.jsonValue }
    let caches: JSONObject = [
      "kafkaclusters": Self.json(self.clusters.health), "pods": Self.json(pods.health),
      "services": Self.json(services.health),
    ]
    var server: JSONObject = ["server": .string(settings.server), "caches": .object(caches)]
    server["namespace"] = settings.namespace.map { .string($0) } ?? .null
    return ["loaded": .bool(hasLoaded), "kubernetes": .object(server), "clusters": clusters]
  }

  private static func json(_ health: CacheHealth) -> JSONValue {
    var value: JSONObject = [
      "synced": .bool(health.isSynced), "objects": .number(JSONNumber(health.objects)),
      "unreadable": .number(JSONNumber(health.unreadable)),
    ]
    if let silence = health.silence { value["secondsSilent"] = .number(JSONNumber(Int(silence / .seconds(1)))) }
    value["trouble"] = health.trouble.map { .string($0) } ?? .null
    return .object(value)
  }
}
