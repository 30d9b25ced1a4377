import BrokerConfig
import Certificates
import ClusterTopology
import KafkaResources

/// The Secrets of certificates that the pods of a cluster mount, and what each must hold. It is a decision: no key is made
/// here.
///
/// Certificates of servers name the addresses of load balancers, so they wait for these.
struct CertificatePlan: Sendable, Hashable {
  /// A Secret.
  struct Entry: Sendable, Hashable {
    /// The Secret's name.
    var secret: String
    /// What stands in it.
    var form: Form
    /// The subject of the certificate.
    var commonName: String
    /// Who its owner is, each name once.
    var names: [CertificateName]
    /// What it is for.
    var usage: CertificateUsage
  }

  /// What stands in a Secret.
  enum Form: String, Sendable, Hashable {
    /// `tls.crt`, `tls.key`, `ca.crt`.
    case pem
    /// The same, and `keystore.pem` with key and certificate, which Cruise Control reads.
    case pemWithKeyStore
    /// `keystore.jks`, `truststore.jks`, `password`, and `ca.crt` for whoever wants to look.
    case java
  }

  /// The Secrets, by name.
  let entries: [Entry]
  /// The access points whose load balancer has no address yet; certificates of servers are not planned before.
  let waitingFor: [String]

  /// - Parameter balancers: The addresses of the load balancer of each access point.
  init(of cluster: KafkaCluster, balancers: [String: [String]]) {
    let points = AccessPoint.all(of: cluster)
    waitingFor = points.map(\.name).filter { balancers[$0]?.isEmpty ?? true }
    var plan: [String: Entry] = [:]
    func add(_ entry: Entry) {
      guard var known = plan[entry.secret] else {
        plan[entry.secret] = entry
        return
      }
      known.names += entry.names.filter { !known.names.contains($0) }
      known.usage.formUnion(entry.usage)
      plan[entry.secret] = known
    }
    let names = ObjectNames(cluster: cluster.name)
    if !points.isEmpty {
      add(
        Entry(
          secret: names.envoyCertificate, form: .pem, commonName: Self.short("envoy-\(cluster.name)"),
          names: [.uri(Self.envoyIdentity(of: cluster))], usage: .client))
    }
    if cluster.spec.agent.enabled {
      for broker in cluster.spec.brokers {
        add(
          Entry(
            secret: names.agentCertificate(broker.id), form: .pem,
            commonName: Self.short("agent-\(broker.id)-\(cluster.name)"),
            names: [.uri(Self.agentIdentity(of: broker.id, in: cluster))], usage: .client))
      }
    }
    let subjects = CertificateSubjects(of: cluster)
    func form(_ stores: KeyStores, _ pem: Form) -> Form {
      if case .java = stores { return .java }
      return pem
    }
    if let stores = cluster.clientKeyStores {
      add(
        Entry(
          secret: stores.secret, form: form(stores, .pemWithKeyStore),
          commonName: Self.name(inSubject: subjects.client),
          names: [.dns(Self.name(inSubject: subjects.client))], usage: [.client, .server]))
    }
    if waitingFor.isEmpty {
      let server = Self.serverNames(of: cluster, points, balancers)
      for listener in cluster.spec.listenersConfig.all {
        guard let stores = cluster.keyStores(of: listener) else { continue }
        add(
          Entry(
            secret: stores.secret, form: form(stores, .pem), commonName: Self.name(inSubject: subjects.brokers),
            names: server, usage: [.server, .client]))
      }
      for point in points {
        guard case .termination(_, let secret) = point.access else { continue }
        let outside = Self.outsideNames(of: point, balancers)
        add(
          Entry(
            secret: secret, form: .pem, commonName: Self.short(point.hostNames.first ?? point.name), names: outside,
            usage: .server))
      }
    }
    entries = plan.values.sorted { $0.secret < $1.secret }
  }

  /// The URI by which the control plane knows the Envoys of a cluster.
  static func envoyIdentity(of cluster: KafkaCluster) -> String {
    "spiffe://sandbox/envoy/\(cluster.namespace)/\(cluster.name)"
  }

  /// The URI by which the control plane knows the agent beside a broker.
  static func agentIdentity(of id: Int32, in cluster: KafkaCluster) -> String {
    "spiffe://sandbox/agent/\(cluster.namespace)/\(cluster.name)/\(id)"
  }

  /// What brokers are called inside and outside.
  private static func serverNames(
    of cluster: KafkaCluster, _ points: [AccessPoint], _ balancers: [String: [String]]
  ) -> [CertificateName] {
    let addresses = NodeAddresses(of: cluster)
    var texts = [addresses.anyBroker, "*.\(addresses.anyBroker)"]
    for broker in cluster.spec.brokers { texts.append(addresses.hostName(of: broker)) }
    // Without the cluster's domain they are names, too.
    let domain = ".\(cluster.spec.kubernetesClusterDomain)"
    for text in texts where text.hasSuffix(domain) { texts.append(String(text.dropLast(domain.count))) }
    var names: [CertificateName] = (texts + ["localhost"]).map { .dns($0) }
    for point in points { names += outsideNames(of: point, balancers) }
    var told: Set<CertificateName> = []
    return names.filter { told.insert($0).inserted }
  }

  /// What an access point is called outside.
  private static func outsideNames(of point: AccessPoint, _ balancers: [String: [String]]) -> [CertificateName] {
    var names: [CertificateName] = point.hostNames.map { .dns($0) }
    if let host = point.bootstrapHost, !names.contains(.dns(host)) {
      names.append(IPAddress(host) == nil ? .dns(host) : .ip(host))
    }
    for address in balancers[point.name] ?? [] {
      names.append(IPAddress(address) == nil ? .dns(address) : .ip(address))
    }
    return names
  }

  /// The common name of a subject that has nothing else.
  private static func name(inSubject subject: String) -> String {
    subject.hasPrefix("CN=") ? String(subject.dropFirst(3)) : subject
  }

  /// A common name has at most 64 characters (RFC 5280).
  private static func short(_ name: String) -> String { String(name.prefix(64)) }
}
