import KafkaResources
import KubernetesClient

/// Where a ZooKeeper is to be: the Service that an address of `zkAddresses` names.
struct ZooKeeperPlace: Sendable, Hashable {
  /// The Service, and the namespace that it is in.
  let service: ObjectKey
  /// Its port.
  let port: Int

  /// The place that an address means: `service.namespace:port`, with more of a domain or without a namespace.
  ///
  /// - Returns: nil for an address outside the Kubernetes cluster: an IP address, or a name of another domain.
  init?(_ address: String, namespace: String, domain: String) {
    let parts = address.split(separator: ":", omittingEmptySubsequences: false)
    let host: Substring
    switch parts.count {
    case 1:
      host = parts[0]
      port = 2181
    case 2:
      guard let number = UInt16(parts[1]), number > 0 else { return nil }
      host = parts[0]
      port = Int(number)
    default: return nil
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let isName = labels.allSatisfy { label in
      !label.isEmpty && label.count <= 63
        && label.utf8.allSatisfy { byte in
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-")
        }
    }
    guard isName, let first = labels.first?.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
      return nil
    }
    let rest = labels.dropFirst(2).joined(separator: ".")
    guard rest.isEmpty || rest == "svc" || rest == "svc.\(domain)" else { return nil }
    service = ObjectKey(namespace: labels.count > 1 ? labels[1] : namespace, name: labels[0])
  }

  /// The place of the ZooKeeper that a cluster names first; nil where it has none here.
  static func place(of cluster: KafkaCluster) -> ZooKeeperPlace? {
    guard !cluster.spec.kRaft, let first = cluster.spec.zkAddresses.first else { return nil }
    return ZooKeeperPlace(
      first, namespace: cluster.namespace, domain: cluster.spec.kubernetesClusterDomain)
  }
}
