import JSON
import KubernetesClient
import KubernetesObjects
import Telemetry

extension Coordinate {
  /// What the process holds and does now.
  var state: JSONValue {
    var caches = JSONObject()
    caches["configmaps"] = Self.state(of: maps)
    caches["pods"] = Self.state(of: pods)
    caches["secrets"] = Self.state(of: secrets)
    if let custom { caches["custom"] = Self.state(of: custom) }
    return [
      "caches": .object(caches), "leads": .bool(elector.isLeading), "holder": .string(elector.holder ?? ""),
      "copies": .number(JSONNumber(pass.count)), "attempts": .number(JSONNumber(attempts)),
    ]
  }

  private static func state<Object>(of cache: WatchCache<Object>) -> JSONValue {
    var objects = JSONObject()
    for object in cache.objects { objects[object.key.name] = .string(object.resourceVersion.text) }
    let health = cache.health
    return [
      "synced": .bool(health.isSynced), "trouble": .string(health.trouble ?? ""), "objects": .object(objects),
    ]
  }

  /// How often a request was sent, with those that failed.
  private var attempts: Int {
    var sum = 0.0
    for line in metrics.text().split(separator: "\n") where line.hasPrefix("koperator_kubernetes_requests_total{") {
      sum += line.split(separator: " ").last.flatMap { Double($0) } ?? 0
    }
    return Int(sum)
  }
}
