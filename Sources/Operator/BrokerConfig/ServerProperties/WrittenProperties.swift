import JavaProperties
import JSON
import KafkaResources

/// What the manifest itself says for a broker's file: the cluster's text, overruled by the broker's.
struct WrittenProperties {
  private let sources: [PropertiesText]
  /// What Kafka would not understand of it.
  private let problems: [ManifestProblem]
  /// Both texts, without what Kafka does not read.
  let properties: JavaProperties
  /// Whether the broker's own text names its rack, as Koperator wrote it there.
  let namesRack: Bool

  init(of broker: KafkaCluster.Broker, _ context: RenderingContext) throws(RenderingError) {
    let shared = context.clusterProperties
    let own = context.place(of: broker).appending("readOnlyConfig")
    sources = [try shared.text(), try PropertiesText(broker.readOnlyConfig, at: own)]
    let version = context.spec.kafkaVersion(of: broker)
    problems =
      shared.problems(for: version)
      + shared.checker(for: version).problems(inText: broker.readOnlyConfig, at: own, .file)
    if let wrong = problems.first(where: \.isError) {
      throw RenderingError(at: wrong.path, wrong.message, remedy: wrong.remedy)
    }
    var merged = JavaProperties()
    for source in sources { merged.merge(source.properties) }
    for key in ConfigChecker.switches { merged[key] = nil }
    properties = merged
    namesRack = sources[1].properties["broker.rack"] != nil
  }

  /// What Kafka would not understand of it, and what says nothing because the operator writes another value.
  func warnings(overruledBy generated: JavaProperties) -> [ManifestProblem] {
    var warnings = problems
    for source in sources {
      for (key, value) in source.properties {
        guard let used = generated[key], used != value else { continue }
        warnings.append(KafkaClusterRules.keyIsOverruled(key, at: source.path))
      }
    }
    return warnings
  }
}
