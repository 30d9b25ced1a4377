import JSON
import KafkaResources

/// Where a Pod wants to be: as the manifest says, else away from the other nodes of its cluster.
enum BrokerAffinity {
  static func affinity(of settings: KafkaCluster.BrokerSettings, _ context: RenderingContext) -> JSONValue {
    if let written = settings.written.affinity { return .object(written) }
    var labels = JSONObject()
    for (name, value) in context.labels.kafka.sorted(by: { $0.key < $1.key }) { labels[name] = .string(value) }
    let term: JSONValue = [
      "labelSelector": ["matchLabels": .object(labels)], "topologyKey": "kubernetes.io/hostname",
    ]
    if context.spec.oneBrokerPerNode {
      return ["podAntiAffinity": ["requiredDuringSchedulingIgnoredDuringExecution": [term]]]
    }
    return [
      "podAntiAffinity": [
        "preferredDuringSchedulingIgnoredDuringExecution": [["weight": 100, "podAffinityTerm": term]]
      ]
    ]
  }
}
