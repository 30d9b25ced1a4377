/// A rule about a cluster.
public typealias KafkaClusterRule = ManifestRule<KafkaCluster>

extension ManifestRule where Subject == KafkaCluster {
  /// A rule about a cluster's spec alone.
  init(
    _ name: String, cel expressions: [CELExpression] = [],
    spec check: @escaping @Sendable (_ spec: KafkaCluster.Spec) -> [ManifestProblem]
  ) {
    self.init(name, cel: expressions) { (cluster: KafkaCluster) in check(cluster.spec) }
  }

  /// A rule about a change of a cluster's spec.
  init(
    change name: String, cel expressions: [CELExpression] = [],
    spec check: @escaping @Sendable (_ new: KafkaCluster.Spec, _ old: KafkaCluster.Spec) -> [ManifestProblem]
  ) {
    self.init(change: name, cel: expressions) { (new: KafkaCluster, old: KafkaCluster) in check(new.spec, old.spec) }
  }
}
