import JavaProperties
public import KafkaResources

/// Where the certificate of a listener, or of a client, comes from, and as which configuration Kafka reads it.
///
/// No secret stands in it: Kafka reads passwords and keys from the files of mounted Secrets, by a provider of
/// configuration (`${dir:folder:file}`).
public enum KeyStores: Sendable, Hashable {
  /// A Secret of the user's, with `keystore.jks`, `truststore.jks` and `password`.
  case java(secret: String)
  /// A Secret that is made for the cluster, with `tls.crt`, `tls.key` (PKCS #8) and `ca.crt`; that of clients also with
  /// `keystore.pem`, the key and the certificate in one file, which Cruise Control reads.
  case pem(secret: String)

  /// The name of the Secret.
  public var secret: String {
    switch self {
    case .java(let secret), .pem(let secret): secret
    }
  }

  /// Where Kafka's container has the Secret of a listener, by the listener's name (Koperator's place).
  public static func folder(ofListener name: String) -> String {
    "/var/run/secrets/java.io/keystores/server/\(name)"
  }

  /// Where Kafka's container has the Secret of its client (Koperator's place).
  public static let clientFolder = "/var/run/secrets/java.io/keystores/client"

  /// The keys of Kafka, each behind a prefix, for a Secret that is mounted at a folder.
  func properties(prefix: String, folder: String, provider: String) -> JavaProperties {
    func content(_ file: String) -> String { "${\(provider):\(folder):\(file)}" }
    let keys: JavaProperties
    switch self {
    case .java:
      keys = [
        "keystore.type": "JKS", "keystore.location": "\(folder)/keystore.jks", "keystore.password": content("password"),
        "truststore.type": "JKS", "truststore.location": "\(folder)/truststore.jks",
        "truststore.password": content("password"),
      ]
    case .pem:
      keys = [
        "keystore.type": "PEM", "keystore.certificate.chain": content("tls.crt"), "keystore.key": content("tls.key"),
        "truststore.type": "PEM", "truststore.certificates": content("ca.crt"),
      ]
    }
    var properties = JavaProperties()
    for (key, value) in keys { properties[prefix + "ssl." + key] = value }
    return properties
  }
}

extension KafkaCluster {
  /// The key stores of a listener: its own Secret, else the one that is made for all brokers; nil where it does without
  /// TLS, or where the manifest names no certificate for it.
  public func keyStores(of listener: ListenerSettings) -> KeyStores? {
    guard listener.type.isTLS else { return nil }
    if let secret = listener.serverSSLCertSecret { return .java(secret: secret) }
    return spec.listenersConfig.sslSecrets == nil ? nil : .pem(secret: ObjectNames(cluster: name).brokerCertificate)
  }

  /// The key stores with which the operator, Cruise Control and its reporter reach the brokers: a Secret of the user's,
  /// else the one that is made; nil where the manifest names no certificate.
  public var clientKeyStores: KeyStores? {
    if let secret = spec.clientSSLCertSecret { return .java(secret: secret) }
    return spec.listenersConfig.sslSecrets == nil ? nil : .pem(secret: ObjectNames(cluster: name).clientCertificate)
  }
}
