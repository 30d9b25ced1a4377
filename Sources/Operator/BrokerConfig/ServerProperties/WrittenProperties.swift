import JSON
import KafkaResources

/// What the manifest itself says for a broker's file: the cluster's text, overruled by the broker's.
struct WrittenProperties {
  private struct Source {
    let path: JSONPath
    let properties: JavaProperties
  }

  private let sources: [Source]
  /// What Kafka would not understand of it.
  private let problems: [ManifestProblem]
  /// Both texts, without what Kafka does not read.
  let properties: JavaProperties
  /// Whether the broker's own text names its rack, as Koperator wrote it there.
  let namesRack: Bool

  init(of broker: KafkaCluster.Broker, _ context: RenderingContext) throws(RenderingError) {
    let spec = context.spec
    let own = context.place(of: broker).appending("readOnlyConfig")
    sources = [
      try Self.source(spec.readOnlyConfig, at: .spec("readOnlyConfig")),
      try Self.source(broker.readOnlyConfig, at: own),
    ]
    let listeners = Set(spec.listenersConfig.all.map(\.name))
    let checker = ConfigChecker(version: spec.kafkaVersion(of: broker), listeners: listeners)
    problems =
      checker.problems(inText: spec.readOnlyConfig, at: .spec("readOnlyConfig"), .file)
      + checker.problems(inText: broker.readOnlyConfig, at: own, .file)
    if let wrong = problems.first(where: \.isError) {
      throw RenderingError(at: wrong.path, wrong.message, remedy: wrong.remedy)
    }
    var merged = JavaProperties()
    for source in sources { merged.merge(source.properties) }
    for key in ConfigChecker.switches { merged[key] = nil }
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
