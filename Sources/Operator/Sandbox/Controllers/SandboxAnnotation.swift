/// The annotations and labels by which the parts of a sandbox tell each other what Kubernetes has no field for.
public enum SandboxAnnotation {
  /// On a Pod: the address that it has to get, which is that of its load balancer. A Pod without it gets any.
  public static let address = "sandbox.koperator.kafka.banzaicloud.io/address"
  /// On a Pod: the digest of what was rendered when it was made.
  static let rendered = "sandbox.koperator.kafka.banzaicloud.io/rendered"
  /// On a claim: the id of the Kafka cluster whose node has run on it. A volume like this is never formatted again.
  static let usedBy = "sandbox.koperator.kafka.banzaicloud.io/used-by"
  /// What objects say that a sandbox keeps: slices of endpoints, say.
  static let manager = "sandbox.koperator.kafka.banzaicloud.io"
  /// The label of what makes up a ZooKeeper of the sandbox.
  static let zooKeeper = "sandbox.koperator.kafka.banzaicloud.io/zookeeper"
}
