public import Certificates
import Cryptography
import KafkaResources
import KubernetesObjects

/// The certificate authority of a sandbox and what it issues: the control plane's pair, the Secrets that pods mount.
///
/// Its files are the folder's alone (`0700`). It must never replace a Secret that somebody else made.
public struct SandboxPKI: Sendable {
  /// What says that a Secret is the sandbox's.
  static let managerLabel = "app.kubernetes.io/managed-by"
  /// The value of that label.
  static let manager = "koperator-sandbox"
  /// What tells what a Secret was made from: another plan makes it anew.
  static let planAnnotation = "sandbox.koperator.kafka.banzaicloud.io/certificate-plan"

  /// The authority.
  public let authority: CertificateAuthority

  /// An authority that is there.
  public init(authority: CertificateAuthority) { self.authority = authority }

  /// The certificate of a server of the sandbox itself.
  ///
  /// - Parameter now: Seconds since 1970.
  public func server(_ commonName: String, names: [CertificateName], now: Int64) throws(CertificatesError)
    -> IssuedCertificate
  {
    try authority.issue(commonName: commonName, names: names, now: now, usage: [.server, .client])
  }

  /// What is planned, as text: equal for equal plans of this authority.
  func digest(of entry: CertificatePlan.Entry) -> String {
    var digest = Digest()
    digest.update("\(authority.certificate)\n\(entry.form.rawValue)\n\(entry.commonName)\n\(entry.usage.rawValue)\n")
    for name in entry.names { digest.update("\(name)\n") }
    return Hexadecimal.encode(digest.finalize().prefix(16))
  }

  /// Makes a Secret of a plan.
  ///
  /// - Parameters:
  ///   - owner: The KafkaCluster's UID; the Secret goes with it.
  ///   - now: Seconds since 1970.
  func secret(
    _ entry: CertificatePlan.Entry, for cluster: KafkaCluster, owner: String?, now: Int64
  ) throws(CertificatesError) -> Secret {
    let issued = try authority.issue(
      commonName: entry.commonName, names: entry.names, now: now, usage: entry.usage,
      // Java's and Envoy's default: both take elliptic curves.
      algorithm: .ellipticCurve)
    var data: [String: SecretBytes] = ["ca.crt": SecretBytes(issued.authority)]
    switch entry.form {
    case .pem, .pemWithKeyStore:
      data["tls.crt"] = SecretBytes(issued.certificate)
      data["tls.key"] = SecretBytes(issued.key.reveal())
      if entry.form == .pemWithKeyStore {
        data["keystore.pem"] = SecretBytes(issued.key.reveal() + issued.certificate)
      }
    case .java:
      let password = Hexadecimal.encode(RandomBytes.generate(count: 16))
      data["password"] = SecretBytes(password)
      data["keystore.jks"] = SecretBytes(
        try JavaKeyStore.keyStore(issued, password: password, alias: "server", created: now))
      data["truststore.jks"] = SecretBytes(
        try JavaKeyStore.trustStore(issued.authority, password: password, created: now))
    }
    var metadata = ObjectMeta(name: entry.secret, namespace: cluster.namespace)
    metadata.labels = [Self.managerLabel: Self.manager, "kafka_cr": cluster.name]
    metadata.annotations = [Self.planAnnotation: digest(of: entry)]
    if let owner {
      metadata.ownerReferences = [
        OwnerReference(
          apiVersion: KafkaCluster.apiVersion, kind: KafkaCluster.kind, name: cluster.name, uid: owner,
          controller: false)
      ]
    }
    return Secret(metadata: metadata, data: data, type: entry.form == .java ? "Opaque" : "kubernetes.io/tls")
  }
}
