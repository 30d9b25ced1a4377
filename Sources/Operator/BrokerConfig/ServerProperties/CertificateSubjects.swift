import Cryptography
public import KafkaResources

/// The names that certificates of a cluster are made for. Kafka knows who shows one by its subject.
public struct CertificateSubjects: Sendable {
  /// The subject of the brokers' certificate.
  public let brokers: String
  /// The subject of the certificate with which the operator reaches the brokers.
  public let client: String

  /// The names for a cluster.
  public init(of cluster: KafkaCluster) {
    let addresses = NodeAddresses(of: cluster)
    brokers = Self.subject(addresses.anyBroker)
    client = Self.subject(
      "\(cluster.name)-controller.\(cluster.namespace).mgt.\(cluster.spec.kubernetesClusterDomain)")
  }

  /// A common name has at most 64 characters (RFC 5280, ub-common-name); a digest stands for a longer one, as in
  /// Koperator's clusters.
  private static func subject(_ name: String) -> String {
    "CN=" + (name.utf8.count > 64 ? Hexadecimal.encode(SHA256.hash(Array(name.utf8))) : name)
  }
}
