package import JSON

/// The rules about Kafka's and Cruise Control's own configuration.
extension KafkaClusterRules {
  static let textRules: [KafkaClusterRule] = [
    .init("operatorsKeysAreLeftOut", spec: operatorsKeysAreLeftOut),
    .init("passwordsAreReferredTo", spec: passwordsAreReferredTo),
    .init("capacityIsJSON", spec: capacityIsJSON),
  ]

  /// The keys that the operator writes into every broker's server.properties, over the user's.
  private static let operatorsKeys: Set<String> = [
    "listeners", "advertised.listeners", "listener.security.protocol.map", "inter.broker.listener.name", "log.dirs",
    "cruise.control.metrics.reporter.bootstrap.servers", "cruise.control.metrics.reporter.kubernetes.mode",
  ]
  private static let kRaftKeys: Set<String> = [
    "node.id", "process.roles", "controller.listener.names", "controller.quorum.voters",
    "controller.quorum.bootstrap.servers",
  ]
  private static let zooKeeperKeys: Set<String> = ["broker.id", "zookeeper.connect"]

  /// The texts that become part of server.properties.
  private static func readOnlyTexts(_ spec: KafkaCluster.Spec) -> [(text: String, path: JSONPath)] {
    var texts = [(text: spec.readOnlyConfig, path: specPath.appending("readOnlyConfig"))]
    for (index, broker) in spec.brokers.enumerated() where !broker.readOnlyConfig.isEmpty {
      texts.append((broker.readOnlyConfig, brokerPath(index).appending("readOnlyConfig")))
    }
    return texts
  }

  private static func operatorsKeysAreLeftOut(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    var keys = operatorsKeys.union(spec.kRaft ? kRaftKeys : zooKeeperKeys)
    // Without a volume Kafka keeps its logs where the text says.
    let haveVolumes = spec.brokers.enumerated().allSatisfy { index, broker in
      settings(of: broker, at: index, in: spec).contains { !$0.config.storageConfigs.isEmpty }
    }
    if !haveVolumes { keys.remove("log.dirs") }
    for (text, path) in readOnlyTexts(spec) where !text.isEmpty {
      var told: Set<String> = []
      for entry in PropertyEntries(text).entries where keys.contains(entry.key) && told.insert(entry.key).inserted {
        problems.append(keyIsOverruled(entry.key, at: path))
      }
    }
    return problems
  }

  /// What is said of a key in a text of properties over which the operator writes its own.
  package static func keyIsOverruled(_ key: String, at path: JSONPath) -> ManifestProblem {
    ManifestProblem(.warning, at: path, "'\(key)' has no effect: the operator writes it", remedy: "leave it out")
  }

  /// Whether the texts say for every broker where the key store of a listener is.
  static func textsNameKeyStore(of listener: KafkaCluster.ListenerSettings, _ spec: KafkaCluster.Spec) -> Bool {
    func namesIt(_ text: String) -> Bool {
      PropertyEntries(text).entries.contains { listener.hasKeyStoreKey($0.key) }
    }
    if namesIt(spec.readOnlyConfig) { return true }
    return !spec.brokers.isEmpty && spec.brokers.allSatisfy { namesIt($0.readOnlyConfig) }
  }

  /// A password in a manifest is read by everybody who may read the manifest. It is never shown. Kafka's own are told by
  /// the check of its configuration.
  private static func passwordsAreReferredTo(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    let path = specPath.appending("cruiseControlConfig").appending("config")
    for entry in PropertyEntries(spec.cruiseControlConfig.config).entries
    where entry.key.hasSuffix(".password") && !entry.value.isEmpty && !entry.value.contains("${") {
      problems.append(
        ManifestProblem(
          .warning, at: path, "'\(entry.key)' holds a secret that everybody reads who reads the manifest",
          remedy: "mount a Secret with it, and refer to its file"))
    }
    var places = allSettings(in: spec).map { (envs: $0.config.envs, path: $0.path.appending("envs")) }
    places.insert((envs: spec.envs, path: specPath.appending("envs")), at: 0)
    for (envs, path) in places {
      for (index, variable) in envs.enumerated() {
        guard let name = variable["name"]?.stringValue, name.uppercased().hasSuffix("PASSWORD"),
          variable["value"]?.stringValue ?? "" != ""
        else { continue }
        problems.append(
          ManifestProblem(
            .warning, at: path.appending(index), "'\(name)' holds a secret that everybody reads who reads the manifest",
            remedy: "write valueFrom with a secretKeyRef in place of the value"))
      }
    }
    return problems
  }

  private static func capacityIsJSON(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    guard let text = spec.cruiseControlConfig.capacityConfig else { return [] }
    let path = specPath.appending("cruiseControlConfig").appending("capacityConfig")
    let value = try? JSONValue(parsing: Array(text.utf8))
    if value?["brokerCapacities"]?.arrayValue != nil { return [] }
    return [
      ManifestProblem(
        .error, at: path, value == nil ? "it is no JSON" : "it has no list 'brokerCapacities'",
        remedy: "write it as Cruise Control's capacity.json, or leave it out")
    ]
  }
}
