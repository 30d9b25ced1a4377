import ClusterTopology
import JSON
import KafkaResources
import KubernetesObjects

/// What the objects of one cluster are made from, and what all of them share: names, labels, the namespace, the owner.
///
/// What takes a look at every node to find is found once, here: made for each node again, a cluster of a thousand would
/// take a million looks.
struct RenderingContext: Sendable {
  let cluster: KafkaCluster
  let facts: RenderingFacts
  let names: ObjectNames
  let labels: ObjectLabels
  /// The nodes of a KRaft quorum, ascending by id; none with ZooKeeper.
  let controllers: [KafkaCluster.Broker]
  /// The Envoys of every listener that Envoy serves, by name.
  let accessPoints: [AccessPoint]
  /// What serves the brokers of each external listener, in the order of the listeners.
  let assignments: [[IngressAssignment]]
  /// What the manifest says for the files of all nodes.
  let clusterProperties: ClusterProperties
  /// Where each node stands in the manifest, by its id.
  private let positions: [Int32: Int]

  var spec: KafkaCluster.Spec { cluster.spec }

  init(_ cluster: KafkaCluster, facts: RenderingFacts) {
    self.cluster = cluster
    self.facts = facts
    names = ObjectNames(cluster: cluster.name)
    labels = ObjectLabels(cluster: cluster.name)
    let spec = cluster.spec
    controllers =
      spec.kRaft
      ? spec.brokers.filter { spec.roles(of: $0).contains(.controller) }.sorted { $0.id < $1.id } : []
    accessPoints = AccessPoint.all(of: cluster)
    assignments = spec.listenersConfig.externalListeners.map { spec.ingressAssignments(of: $0) }
    clusterProperties = ClusterProperties(of: spec)
    var positions: [Int32: Int] = [:]
    for (index, broker) in spec.brokers.enumerated() { positions[broker.id] = positions[broker.id] ?? index }
    self.positions = positions
  }

  /// The Secret by which a node's agent proves to the control plane whom it speaks of; nil where there is no agent, or the
  /// connection is not protected.
  func agentCertificate(of id: Int32) -> String? {
    guard spec.agent.enabled, facts.controlPlane.security != .cleartext else { return nil }
    return names.agentCertificate(id)
  }

  /// The place of a node in the manifest.
  func place(of broker: KafkaCluster.Broker) -> JSONPath {
    .spec("brokers").appending(positions[broker.id] ?? 0)
  }

  /// The place of a node's settings in the manifest: of one that it does not write itself, where its group does, or the
  /// cluster (`envs`).
  func path(of broker: KafkaCluster.Broker, _ setting: String? = nil) -> JSONPath {
    let own = place(of: broker).appending("brokerConfig")
    guard let setting else { return own }
    var places = [own]
    if let group = broker.brokerConfigGroup { places.append(.spec("brokerConfigGroups", group)) }
    if setting == "envs" { places.append(.spec()) }
    let isWritten = { (place: JSONPath) in cluster.raw[place.appending(setting)]?.isNull == false }
    return (places.first(where: isWritten) ?? own).appending(setting)
  }

  /// The labels of the KafkaCluster itself.
  var clusterLabels: [String: String] {
    var labels: [String: String] = [:]
    for (key, value) in cluster.raw["metadata"]?["labels"]?.objectValue ?? [:] { labels[key] = value.stringValue }
    return labels
  }

  /// Those of them that what the cluster consists of gets too, where the manifest wants that.
  var propagatedLabels: [String: String] { spec.propagateLabels ? clusterLabels : [:] }

  /// The metadata of an object of the cluster, which goes with it. `labels` come before what is propagated.
  func metadata(_ name: String, labels: [String: String], annotations: [String: String] = [:]) -> ObjectMeta {
    ObjectMeta(
      name: name, namespace: cluster.namespace, labels: propagatedLabels.adding(labels), annotations: annotations,
      ownerReferences: owner.map { [$0] } ?? [])
  }

  /// The cluster as an owner; nil where its UID is not known.
  private var owner: OwnerReference? {
    facts.ownerUID.map {
      OwnerReference(
        apiVersion: KafkaCluster.apiVersion, kind: KafkaCluster.kind, name: cluster.name, uid: $0, controller: true,
        blockOwnerDeletion: true)
    }
  }

  /// The id of the Kafka cluster: what the manifest sets for all nodes (a cluster that was moved to KRaft brings its own),
  /// else what is known of the running one; nil where nobody says one.
  var clusterID: String? { facts.clusterID(of: cluster) }

  /// Reads a part of a Pod as the manifest passes it through.
  func part<Part: KubernetesValue>(_ value: JSONValue, at path: JSONPath) throws(RenderingError) -> Part {
    do {
      return try Part(json: value)
    } catch {
      throw RenderingError(error, at: path)
    }
  }

  /// Reads such a part where it is written.
  func part<Part: KubernetesValue>(_ object: JSONObject?, at path: JSONPath) throws(RenderingError) -> Part? {
    guard let object else { return nil }
    return try part(.object(object), at: path)
  }

  /// Reads a list of such parts.
  func parts<Part: KubernetesValue>(_ values: [JSONValue], at path: JSONPath) throws(RenderingError) -> [Part] {
    var parts: [Part] = []
    for (index, value) in values.enumerated() { parts.append(try part(value, at: path.appending(index))) }
    return parts
  }
}

extension JSONPath {
  /// A place in the spec of a manifest.
  static func spec(_ keys: String...) -> JSONPath { JSONPath([.key("spec")] + keys.map { .key($0) }) }
}
