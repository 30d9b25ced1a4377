import JSON

// Where things are written, for problems.
extension KafkaClusterRules {
  static let specPath = JSONPath(keys: "spec")
  static let brokersPath = JSONPath(keys: "spec", "brokers")
  static let listenersPath = JSONPath(keys: "spec", "listenersConfig")
  static let internalPath = JSONPath(keys: "spec", "listenersConfig", "internalListeners")
  static let externalPath = JSONPath(keys: "spec", "listenersConfig", "externalListeners")

  static func brokerPath(_ index: Int) -> JSONPath { brokersPath.appending(index) }
  static func groupPath(_ name: String) -> JSONPath { specPath.appending("brokerConfigGroups").appending(name) }

  /// A broker's own settings and its group's, each with its place; the own ones first.
  static func settings(
    of broker: KafkaCluster.Broker, at index: Int, in spec: KafkaCluster.Spec
  ) -> [(config: KafkaCluster.BrokerConfig, path: JSONPath)] {
    var all = [(config: broker.brokerConfig, path: brokerPath(index).appending("brokerConfig"))]
    if let name = broker.brokerConfigGroup, let group = spec.brokerConfigGroups[name] {
      all.append((config: group, path: groupPath(name)))
    }
    return all
  }

  /// Every place where settings of brokers are written: each broker's own, then the groups.
  static func allSettings(
    in spec: KafkaCluster.Spec
  ) -> [(config: KafkaCluster.BrokerConfig, path: JSONPath)] {
    var all: [(config: KafkaCluster.BrokerConfig, path: JSONPath)] = []
    for (index, broker) in spec.brokers.enumerated() {
      all.append((broker.brokerConfig, brokerPath(index).appending("brokerConfig")))
    }
    for (name, group) in spec.brokerConfigGroups.sorted(by: { $0.key < $1.key }) {
      all.append((group, groupPath(name)))
    }
    return all
  }

  static func allListeners(
    _ spec: KafkaCluster.Spec
  ) -> [(settings: KafkaCluster.ListenerSettings, path: JSONPath)] {
    var all: [(settings: KafkaCluster.ListenerSettings, path: JSONPath)] = []
    for (index, listener) in spec.listenersConfig.internalListeners.enumerated() {
      all.append((listener.common, internalPath.appending(index)))
    }
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated() {
      all.append((listener.common, externalPath.appending(index)))
    }
    return all
  }
}
