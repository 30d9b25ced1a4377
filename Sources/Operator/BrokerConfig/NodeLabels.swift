public import JSON
public import KafkaResources

/// The labels of the node that each broker runs on, as a person writes them down.
///
/// ```yaml
/// 0: {topology.kubernetes.io/zone: a}
/// 1: {topology.kubernetes.io/zone: b}
/// ```
public struct NodeLabels: Sendable, Hashable {
  /// The labels by the broker's id.
  public let labels: [Int32: [String: String]]

  /// Reads the document.
  ///
  /// - Throws: Every wrong value, each with its path and remedy.
  public init(document: JSONValue) throws(ManifestErrors) {
    let problems = ProblemList()
    let members = document.objectValue ?? [:]
    if document.objectValue == nil {
      problems.error(
        at: [], "expected an object, found \(document.kindDescription)",
        remedy: "write '<broker id>: {<label>: <value>}' for each broker")
    }
    var ids: [String: Int32] = [:]
    for key in members.keys {
      if let id = Int32(key), String(id) == key, (0...65534).contains(id) {
        ids[key] = id
      } else {
        problems.error(
          at: JSONPath([.key(key)]), "'\(key)' is no broker id", remedy: "use an id from 0 to 65534 as the key")
      }
    }
    let fields = ids.keys.map { SchemaField.stringMap($0, "The labels of that broker's node.") }
    let checked = SchemaChecker(problems).check(members, fields, keepsOthers: true)
    if problems.hasErrors { throw ManifestErrors(object: "the labels of nodes", problems: problems.problems) }
    var labels: [Int32: [String: String]] = [:]
    for (key, id) in ids {
      labels[id] = [:]
      for (name, value) in checked[key]?.objectValue ?? [:] { labels[id]?[name] = value.stringValue }
    }
    self.labels = labels
  }

  /// What of these labels does not fit a cluster: brokers that it does not have.
  public func warnings(for cluster: KafkaCluster) -> [ManifestProblem] {
    let known = Set(cluster.spec.brokers.map(\.id))
    return labels.keys.sorted().filter { !known.contains($0) }.map {
      ManifestProblem(
        .warning, at: JSONPath([.key(String($0))]), "\(cluster.name) has no broker \($0): its labels are not used",
        remedy: "add it to spec.brokers of the cluster, or take it out here")
    }
  }
}
