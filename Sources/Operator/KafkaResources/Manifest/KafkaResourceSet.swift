import JSON

/// Resources that belong together, as those of one folder, and the rules about more than one of them.
public struct KafkaResourceSet: Sendable {
  /// A name in a namespace.
  private struct Key: Hashable {
    let namespace: String
    let name: String
  }

  /// A topic in Kafka.
  private struct TopicKey: Hashable {
    let cluster: Key
    let name: String
  }

  /// A cluster, with what is asked of it for every topic.
  private struct Candidate {
    let cluster: KafkaCluster
    let brokerCount: Int

    init(_ cluster: KafkaCluster) {
      self.cluster = cluster
      brokerCount = cluster.spec.brokers.filter { cluster.spec.roles(of: $0).contains(.broker) }.count
    }

    /// One whose manifest names no namespace may be applied to any.
    func isIn(_ namespace: String) -> Bool {
      cluster.namespace == namespace || cluster.raw["metadata"]?["namespace"]?.stringValue == nil
    }
  }

  private let resources: [KafkaResource]
  private var clusters: [String: [Candidate]] = [:]
  /// The clusters, for people.
  private let known: String

  /// Resources, in the order in which problems are told.
  public init(_ resources: [KafkaResource]) {
    self.resources = resources
    var names: Set<String> = []
    for case .cluster(let cluster) in resources {
      clusters[cluster.name, default: []].append(Candidate(cluster))
      names.insert("\(cluster.namespace)/\(cluster.name)")
    }
    known = names.sorted().joined(separator: ", ")
  }

  /// What is wrong between the resources: a list for each of them, in their order.
  public func problems() -> [[ManifestProblem]] {
    var problems = [[ManifestProblem]](repeating: [], count: resources.count)
    var topics: [TopicKey: KafkaTopic] = [:]
    var secrets: [Key: KafkaUser] = [:]
    for (index, resource) in resources.enumerated() {
      switch resource {
      case .cluster: continue
      case .topic(let topic):
        let key = Key(namespace: topic.clusterNamespace, name: topic.spec.clusterRef.name)
        problems[index] += problemsOfReference(to: key, at: JSONPath(keys: "spec", "clusterRef"))
        problems[index] += replication(topic, in: cluster(key))
        let place = TopicKey(cluster: key, name: topic.spec.name)
        if let other = topics[place] { problems[index] += repeated(topic, other) } else { topics[place] = topic }
      case .user(let user):
        let key = Key(namespace: user.clusterNamespace, name: user.spec.clusterRef.name)
        problems[index] += problemsOfReference(to: key, at: JSONPath(keys: "spec", "clusterRef"))
        let secret = Key(namespace: user.namespace, name: user.spec.secretName)
        if let other = secrets[secret] { problems[index] += shared(user, other) } else { secrets[secret] = user }
      case .operation(let operation):
        guard let name = operation.clusterName else { continue }
        problems[index] += problemsOfReference(
          to: Key(namespace: operation.namespace, name: name),
          at: JSONPath(keys: "metadata", "labels", CruiseControlOperation.clusterLabel))
      }
    }
    return problems
  }

  /// The cluster that is meant.
  private func cluster(_ key: Key) -> Candidate? { clusters[key.name]?.first { $0.isIn(key.namespace) } }

  /// The cluster may be in the Kubernetes cluster already, so that it is no error; where no cluster is among the resources,
  /// it is certainly elsewhere.
  private func problemsOfReference(to key: Key, at path: JSONPath) -> [ManifestProblem] {
    if clusters.isEmpty || cluster(key) != nil { return [] }
    return [
      ManifestProblem(
        .warning, at: path, "there is no KafkaCluster \(key.namespace)/\(key.name) among these manifests",
        remedy: "use one of: \(known), unless it is another")
    ]
  }

  private func replication(_ topic: KafkaTopic, in cluster: Candidate?) -> [ManifestProblem] {
    guard let count = cluster?.brokerCount, let factor = topic.spec.replicationFactor, factor > count else { return [] }
    return [
      ManifestProblem(
        .warning, at: JSONPath(keys: "spec", "replicationFactor"),
        "\(factor) replicas need as many brokers, and the cluster has \(count)", remedy: "write \(count) or less")
    ]
  }

  /// Koperator refuses it, too: each would undo what the other does.
  private func repeated(_ topic: KafkaTopic, _ other: KafkaTopic) -> [ManifestProblem] {
    if topic.name == other.name, topic.namespace == other.namespace { return [] }
    return [
      ManifestProblem(
        .error, at: JSONPath(keys: "spec", "name"),
        "the topic '\(topic.spec.name)' is that of the KafkaTopic \(other.namespace)/\(other.name), too",
        remedy: "leave one of them out")
    ]
  }

  private func shared(_ user: KafkaUser, _ other: KafkaUser) -> [ManifestProblem] {
    if user.name == other.name { return [] }
    return [
      ManifestProblem(
        .warning, at: JSONPath(keys: "spec", "secretName"),
        "the Secret '\(user.spec.secretName)' is that of the KafkaUser \(other.name), too",
        remedy: "give each user a Secret of its own")
    ]
  }
}
