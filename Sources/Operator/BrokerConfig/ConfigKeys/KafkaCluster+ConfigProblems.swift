import JSON
public import KafkaResources

extension KafkaCluster {
  /// What Kafka would not understand in the texts of properties of a manifest, or what says nothing there.
  public var configProblems: [ManifestProblem] {
    let spec: JSONPath = [.key("spec")]
    let version = self.spec.kafkaVersion ?? KafkaVersion(image: self.spec.clusterImage)
    let listeners = self.spec.listenersConfig
    let names = Set((listeners.internalListeners.map(\.common) + listeners.externalListeners.map(\.common)).map(\.name))
    let checker = ConfigChecker(version: version, listeners: names)
    var problems = checker.problems(inText: self.spec.readOnlyConfig, at: spec.appending("readOnlyConfig"), .file)
    problems += checker.problems(inText: self.spec.clusterWideConfig, at: spec.appending("clusterWideConfig"), .cluster)
    for (name, group) in self.spec.brokerConfigGroups.sorted(by: { $0.key < $1.key }) {
      guard let config = group.config else { continue }
      let version = self.spec.kafkaVersion ?? KafkaVersion(image: group.image ?? self.spec.clusterImage)
      let place = spec.appending("brokerConfigGroups").appending(name).appending("config")
      problems += ConfigChecker(version: version, listeners: names).problems(inText: config, at: place, .broker)
    }
    for (index, broker) in self.spec.brokers.enumerated() {
      let place = spec.appending("brokers").appending(index)
      let checker = ConfigChecker(version: self.spec.kafkaVersion(of: broker), listeners: names)
      problems += checker.problems(inText: broker.readOnlyConfig, at: place.appending("readOnlyConfig"), .file)
      guard let config = broker.brokerConfig.config else { continue }
      let dynamic = place.appending("brokerConfig").appending("config")
      problems += checker.problems(inText: config, at: dynamic, .broker)
    }
    return problems
  }
}
