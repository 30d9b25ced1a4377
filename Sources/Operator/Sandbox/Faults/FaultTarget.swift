import KafkaResources

/// Which broker is meant by `ID`, `CLUSTER/ID` or `NAMESPACE/CLUSTER/ID`.
enum FaultTarget {
  /// Finds it.
  ///
  /// - Throws: `SandboxError` with what there is.
  static func find(
    _ text: String, in clusters: [KafkaCluster]
  ) throws(SandboxError) -> (cluster: KafkaCluster, broker: Int32) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...3).contains(parts.count), let last = parts.last, let id = Int32(last), id >= 0 else {
      throw SandboxError(
        .invalidInput, "'\(text)' names no broker: give its id, such as 0, or CLUSTER/ID; there are \(all(clusters))")
    }
    let found = clusters.filter { cluster in
      (parts.count < 2 || cluster.name == parts[parts.count - 2]) && (parts.count < 3 || cluster.namespace == parts[0])
        && cluster.spec.brokers.contains { $0.id == id }
    }
    guard let cluster = found.first else {
      throw SandboxError(.notFound, "there is no broker '\(text)'; there are \(all(clusters))")
    }
    guard found.count == 1 else {
      let names = found.map { "\($0.namespace)/\($0.name)/\(id)" }.joined(separator: ", ")
      throw SandboxError(.invalidInput, "'\(text)' may be any of \(names): write it so")
    }
    return (cluster, id)
  }

  private static func all(_ clusters: [KafkaCluster]) -> String {
    let isOne = clusters.count == 1
    let names = clusters.flatMap { cluster in
      cluster.spec.brokers.map { isOne ? "\($0.id)" : "\(cluster.namespace)/\(cluster.name)/\($0.id)" }
    }
    return names.isEmpty ? "none" : names.joined(separator: ", ")
  }
}
