import JSON
import KafkaResources

/// What the manifest itself says for a broker's file: the cluster's text, overruled by the broker's.
struct WrittenProperties {
  /// Koperator's switches for a migration from ZooKeeper, which are nothing of Kafka's.
  private static let switches = [
    "migration.broker.controllerQuorumConfigEnabled", "migration.broker.kRaftMode",
  ]

  private struct Source {
    let path: JSONPath
    let properties: JavaProperties
  }

  private let sources: [Source]
  /// Both texts, without what Kafka does not read.
  let properties: JavaProperties
  /// Whether the broker's own text names its rack, as Koperator wrote it there.
  let namesRack: Bool

  init(of broker: KafkaCluster.Broker, in cluster: KafkaCluster) throws(RenderingError) {
    let index = cluster.spec.brokers.firstIndex { $0.id == broker.id } ?? 0
    let own = JSONPath.spec("brokers").appending(index).appending("readOnlyConfig")
    sources = [
      try Self.source(cluster.spec.readOnlyConfig, at: .spec("readOnlyConfig")),
      try Self.source(broker.readOnlyConfig, at: own),
    ]
    var merged = JavaProperties()
    for source in sources { merged.merge(source.properties) }
    for key in Self.switches { merged[key] = nil }
    properties = merged
    namesRack = sources[1].properties["broker.rack"] != nil
  }

  private static func source(_ text: String, at path: JSONPath) throws(RenderingError) -> Source {
    do {
      return Source(path: path, properties: try JavaProperties(text: text))
    } catch {
      throw RenderingError(
        at: path, "line \(error.line) of the text: \(error.message)", remedy: "correct the line")
    }
  }

  /// What of it says nothing, because the operator writes another value.
  func warnings(overruledBy generated: JavaProperties) -> [ManifestProblem] {
    var warnings: [ManifestProblem] = []
    for source in sources {
      for (key, value) in source.properties {
        if Self.switches.contains(key) {
          warnings.append(
            ManifestProblem(
              .warning, at: source.path, "'\(key)' has no effect: a cluster is not migrated from ZooKeeper",
              remedy: "remove it"))
        } else if let used = generated[key], used != value {
          warnings.append(
            ManifestProblem(
              .warning, at: source.path, "'\(key)' has no effect: its value comes from the rest of the manifest",
              remedy: "remove it"))
        }
      }
    }
    return warnings
  }
}
