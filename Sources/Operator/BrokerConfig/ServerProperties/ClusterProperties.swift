import JSON
import KafkaResources

/// What the manifest says for the files of all nodes: read once for a rendering, and checked once for each version of
/// Kafka that nodes have.
struct ClusterProperties: Sendable {
  private let read: Result<PropertiesText, RenderingError>
  private let problems: [KafkaVersion?: [ManifestProblem]]
  private let listeners: Set<String>

  init(of spec: KafkaCluster.Spec) {
    let (text, path) = (spec.readOnlyConfig, JSONPath.spec("readOnlyConfig"))
    do {
      read = .success(try PropertiesText(text, at: path))
    } catch {
      read = .failure(error)
    }
    let listeners = Set(spec.listenersConfig.all.map(\.name))
    var problems: [KafkaVersion?: [ManifestProblem]] = [:]
    for version in Set(spec.brokers.map { spec.kafkaVersion(of: $0) }) {
      problems[version] = ConfigChecker(version: version, listeners: listeners).problems(inText: text, at: path, .file)
    }
    self.problems = problems
    self.listeners = listeners
  }

  /// The text.
  func text() throws(RenderingError) -> PropertiesText { try read.get() }

  /// What Kafka of that version would not understand of it.
  func problems(for version: KafkaVersion?) -> [ManifestProblem] { problems[version] ?? [] }

  /// What looks at a node's own text, for its version of Kafka.
  func checker(for version: KafkaVersion?) -> ConfigChecker { ConfigChecker(version: version, listeners: listeners) }
}
