import JSON
import KafkaResources

/// The rack of a broker: the values of its node's labels that the manifest names.
enum Rack {
  /// The value of `broker.rack`; nil where racks are not wanted.
  static func value(
    of broker: KafkaCluster.Broker, in cluster: KafkaCluster, facts: RenderingFacts
  ) throws(RenderingError) -> String? {
    let wanted = cluster.spec.rackAwareness.labels
    guard cluster.spec.rackAwareness.isEnabled else { return nil }
    let path = JSONPath.spec("rackAwareness", "labels")
    guard let labels = facts.nodeLabels[broker.id] else {
      throw RenderingError(
        .missingFact, at: path, "the labels of the node of broker \(broker.id) are not known",
        remedy: "give them: --node-labels FILE; or set broker.rack in readOnlyConfig of the broker")
    }
    let values = wanted.compactMap { labels[$0] }.sorted()
    guard !values.isEmpty else {
      throw RenderingError(
        .missingFact, at: path, "the node of broker \(broker.id) has none of these labels",
        remedy: "name labels that nodes have; or set broker.rack in readOnlyConfig of the broker")
    }
    return values.joined(separator: ",")
  }
}
