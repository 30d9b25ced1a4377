import Transport

// TLS of a listener: `ssl.*`, with the listener's prefix first.
extension BrokerProperties {
  func tls(of listener: String) throws(BuiltInBrokerError) -> ListenerTLS {
    let rules = value("ssl.principal.mapping.rules", of: listener) ?? "DEFAULT"
    guard rules == "DEFAULT" else {
      throw wrong(
        "ssl.principal.mapping.rules",
        "the built-in broker takes the whole subject for the principal's name: write DEFAULT, or use a real Kafka by KAFKA_HOME"
      )
    }
    let own = try keyStore(of: listener)
    let trusted = try trustStore(of: listener)
    do {
      return ListenerTLS(
        server: try serverTLS(listener, own, trusted), client: try clientTLS(listener, own, trusted))
    } catch let error as TLSError {
      throw BuiltInBrokerError(.keyStore, "listener \(listener), \(error.object)", error.message, cause: error.cause)
    } catch let error as BuiltInBrokerError {
      throw error
    } catch {
      throw BuiltInBrokerError(.keyStore, "listener \(listener)", "TLS cannot be set up", cause: "\(error)")
    }
  }

  private func serverTLS(_ listener: String, _ own: KeyMaterial?, _ trusted: PEM?) throws -> TLSContext {
    guard let own, !own.privateKey.isEmpty else {
      throw wrong(
        "listener.name.\(listener.lowercased()).ssl.keystore.location",
        "the listener speaks TLS, but has no key: name a key store, or PEM by ssl.keystore.certificate.chain and ssl.keystore.key"
      )
    }
    let key = "ssl.client.auth"
    let policy: TLSClientPolicy
    switch (value(key, of: listener) ?? "none").lowercased() {
    case "none", "": policy = .anonymous
    case "required":
      guard let trusted else {
        throw wrong(
          key, "clients must show certificates, but there is no trust store: name one by ssl.truststore.location")
      }
      policy = .required(trusted)
    case "requested":
      guard let trusted else {
        throw wrong(
          key, "clients may show certificates, but there is no trust store: name one by ssl.truststore.location")
      }
      policy = .optional(trusted)
    case let other: throw wrong(key, "\"\(other)\" is none of none, requested, required")
    }
    return try TLSContext.server(
      certificateChain: PEM(own.certificateChain, name: "certificate"), privateKey: PEM(own.privateKey, name: "key"),
      clients: policy)
  }

  private func clientTLS(_ listener: String, _ own: KeyMaterial?, _ trusted: PEM?) throws -> TLSContext {
    // Without an algorithm Kafka does not look at the server's name; here its certificate is not looked at either.
    let checksName = value("ssl.endpoint.identification.algorithm", of: listener).map { !$0.isEmpty } ?? true
    var trust = TLSServerTrust.anyone
    if checksName { trust = trusted.map { .authorities($0) } ?? .system }
    guard let own, !own.privateKey.isEmpty else { return try TLSContext.client(trust: trust) }
    return try TLSContext.client(
      trust: trust, certificateChain: PEM(own.certificateChain, name: "certificate"),
      privateKey: PEM(own.privateKey, name: "key"))
  }

  private func keyStore(of listener: String) throws(BuiltInBrokerError) -> KeyMaterial? {
    if let chain = value("ssl.keystore.certificate.chain", of: listener),
      let key = value("ssl.keystore.key", of: listener)
    {
      return KeyMaterial(certificateChain: Array(chain.utf8), privateKey: Array(key.utf8))
    }
    guard let path = value("ssl.keystore.location", of: listener) else { return nil }
    let type = (value("ssl.keystore.type", of: listener) ?? "JKS").uppercased()
    let bytes = try Self.bytes(of: path, for: "ssl.keystore.location")
    if type == "PEM" { return KeyMaterial(certificateChain: bytes, privateKey: bytes) }
    return try openStore(
      KeyStoreSource(
        type: type, path: path, bytes: bytes, password: value("ssl.keystore.password", of: listener) ?? "",
        keyPassword: value("ssl.key.password", of: listener)))
  }

  private func trustStore(of listener: String) throws(BuiltInBrokerError) -> PEM? {
    if let text = value("ssl.truststore.certificates", of: listener) {
      return PEM(Array(text.utf8), name: "ssl.truststore.certificates")
    }
    guard let path = value("ssl.truststore.location", of: listener) else { return nil }
    let type = (value("ssl.truststore.type", of: listener) ?? "JKS").uppercased()
    let bytes = try Self.bytes(of: path, for: "ssl.truststore.location")
    if type == "PEM" { return PEM(bytes, name: path) }
    let material = try openStore(
      KeyStoreSource(
        type: type, path: path, bytes: bytes, password: value("ssl.truststore.password", of: listener) ?? "",
        keyPassword: nil))
    return PEM(material.authorities, name: path)
  }
}
