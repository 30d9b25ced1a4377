/// A rule about a cluster.
public typealias KafkaClusterRule = ManifestRule<KafkaCluster.Spec>
