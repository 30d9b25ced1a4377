import JSON
public import KafkaResources

extension KafkaCluster {
  /// What Kafka would not understand in the texts of properties of a manifest, or what says nothing there.
  public var configProblems: [ManifestProblem] {
    let version = spec.kafkaVersion ?? KafkaVersion(image: spec.clusterImage)
    let names = Set(spec.listenersConfig.all.map(\.name))
    let checker = ConfigChecker(version: version, listeners: names)
    var problems = checker.problems(inText: spec.readOnlyConfig, at: .spec("readOnlyConfig"), .file)
    problems += checker.problems(inText: spec.clusterWideConfig, at: .spec("clusterWideConfig"), .cluster)
    for (name, group) in spec.brokerConfigGroups.sorted(by: { $0.key < $1.key }) {
      guard let config = group.config else { continue }
      let version = spec.kafkaVersion ?? KafkaVersion(image: group.image ?? spec.clusterImage)
      let place = JSONPath.spec("brokerConfigGroups", name, "config")
      problems += ConfigChecker(version: version, listeners: names).problems(inText: config, at: place, .broker)
    }
    for (index, broker) in spec.brokers.enumerated() {
      let place = JSONPath.spec("brokers").appending(index)
      let checker = ConfigChecker(version: spec.kafkaVersion(of: broker), listeners: names)
      problems += checker.problems(inText: broker.readOnlyConfig, at: place.appending("readOnlyConfig"), .file)
      guard let config = broker.brokerConfig.config else { continue }
      let dynamic = place.appending("brokerConfig").appending("config")
      problems += checker.problems(inText: config, at: dynamic, .broker)
    }
    return problems
  }
}
