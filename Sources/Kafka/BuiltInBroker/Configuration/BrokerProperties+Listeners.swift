// Listeners: `listeners`, `advertised.listeners`, `listener.security.protocol.map`, and what is theirs by prefix.
extension BrokerProperties {
  /// The names of the listeners that are for controllers.
  var controllerNames: [String] { Self.list(values["controller.listener.names"]) }

  func listeners() throws(BuiltInBrokerError) -> [BrokerListener] {
    let protocols = try securityProtocols()
    let isBroker = values["process.roles"].map { Self.list($0).contains("broker") } ?? true
    var listeners: [BrokerListener] = []
    for text in Self.list(values["listeners"] ?? (isBroker ? "PLAINTEXT://:9092" : "")) {
      let (name, host, port) = try endpoint(text, key: "listeners")
      guard !listeners.contains(where: { $0.name == name }) else {
        throw wrong("listeners", "\(name) is there twice: give every listener a name of its own")
      }
      guard let security = protocols[name] ?? SecurityProtocol(rawValue: name) else {
        throw wrong(
          "listener.security.protocol.map", "it has no protocol for the listener \(name): add \(name):PLAINTEXT, say")
      }
      var listener = BrokerListener(name, host: host, port: port, security: security)
      listener.isController = controllerNames.contains(name)
      if security.usesTLS { listener.tls = try tls(of: name) }
      if security.usesSASL { listener.sasl = try sasl(of: name) }
      listeners.append(listener)
    }
    guard !listeners.isEmpty else {
      throw wrong("listeners", "there are none: write INTERNAL://127.0.0.1:9092, say")
    }
    for text in Self.list(values["advertised.listeners"]) {
      let (name, host, port) = try endpoint(text, key: "advertised.listeners")
      guard let index = listeners.firstIndex(where: { $0.name == name }) else {
        throw wrong("advertised.listeners", "\(name) is none of the listeners: add it to listeners or take it out")
      }
      listeners[index].advertisedHost = host.isEmpty ? nil : host
      listeners[index].advertisedPort = port
    }
    return listeners
  }

  private func securityProtocols() throws(BuiltInBrokerError) -> [String: SecurityProtocol] {
    let key = "listener.security.protocol.map"
    var protocols: [String: SecurityProtocol] = [:]
    for text in Self.list(values[key]) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let security = SecurityProtocol(rawValue: String(parts[1])) else {
        throw wrong(
          key, "\"\(text)\" is no pair: write NAME:PLAINTEXT, NAME:SSL, NAME:SASL_PLAINTEXT or NAME:SASL_SSL")
      }
      protocols[String(parts[0])] = security
    }
    return protocols
  }

  /// `NAME://host:port`, where the host may be empty or an IPv6 address in brackets.
  private func endpoint(
    _ text: String, key: String
  ) throws(BuiltInBrokerError) -> (name: String, host: String, port: UInt16) {
    let refusal = wrong(key, "\"\(text)\" is no listener: write NAME://host:port")
    guard let slashes = text.firstRange(of: "://"), let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")),
      colon >= slashes.upperBound, let port = UInt16(text[text.utf8.index(after: colon)...])
    else { throw refusal }
    var host = text[slashes.upperBound..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard !text[..<slashes.lowerBound].isEmpty else { throw refusal }
    return (String(text[..<slashes.lowerBound]), String(host), port)
  }

  /// The value that a listener has of a key: its own by prefix, else everyone's.
  func value(_ key: String, of listener: String) -> String? {
    values["listener.name.\(listener.lowercased()).\(key)"] ?? values[key]
  }

  // MARK: SASL

  func sasl(of listener: String) throws(BuiltInBrokerError) -> SASLConfiguration {
    var sasl = SASLConfiguration()
    let enabled = Self.list(value("sasl.enabled.mechanisms", of: listener) ?? "GSSAPI")
    for name in enabled {
      guard let mechanism = SASLMechanismName(rawValue: name) else {
        throw wrong(
          "sasl.enabled.mechanisms",
          "the built-in broker does not speak \(name): use PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER, or a "
            + "real Kafka by KAFKA_HOME")
      }
      sasl.mechanisms.append(mechanism)
    }
    for mechanism in sasl.mechanisms {
      guard let jaas = try jaas(of: listener, mechanism) else { continue }
      if mechanism == .plain { sasl.plainUsers = jaas.plainUsers }
      if mechanism == .oauthBearer { try takeOAuth(jaas, of: listener, into: &sasl) }
    }
    sasl.ownLogin = try ownLogin(of: listener)
    return sasl
  }

  private func takeOAuth(
    _ jaas: JAASConfiguration, of listener: String, into sasl: inout SASLConfiguration
  ) throws(BuiltInBrokerError) {
    let handler = "oauthbearer.sasl.server.callback.handler.class"
    if let className = value(handler, of: listener), !className.contains("OAuthBearerUnsecuredValidatorCallbackHandler")
    {
      throw wrong(
        handler,
        "the built-in broker checks no signatures of tokens: take the key out, so that unsecured tokens are used, or use a "
          + "real Kafka by KAFKA_HOME")
    }
    if let claim = jaas.options["unsecuredValidatorPrincipalClaimName"] { sasl.principalClaim = claim }
    if let skew = jaas.options["unsecuredValidatorAllowableClockSkewMs"].flatMap({ Int64($0) }) {
      sasl.allowableClockSkew = max(0, skew) / 1000
    }
  }

  /// What a broker shows to others on that listener.
  private func ownLogin(of listener: String) throws(BuiltInBrokerError) -> SASLConfiguration.Login? {
    let key = "sasl.mechanism.inter.broker.protocol"
    guard let name = value(key, of: listener), let mechanism = SASLMechanismName(rawValue: name),
      let jaas = try jaas(of: listener, mechanism)
    else { return nil }
    if mechanism == .oauthBearer {
      let subject = jaas.options["unsecuredLoginStringClaim_sub"] ?? ""
      return subject.isEmpty ? nil : SASLConfiguration.Login(mechanism: mechanism, username: subject, password: "")
    }
    guard let username = jaas.options["username"], let password = jaas.options["password"] else { return nil }
    return SASLConfiguration.Login(mechanism: mechanism, username: username, password: password)
  }

  /// The login module of a mechanism: the listener's own, else the mechanism's, else any.
  private func jaas(
    of listener: String, _ mechanism: SASLMechanismName
  ) throws(BuiltInBrokerError) -> JAASConfiguration? {
    let prefix = "listener.name.\(listener.lowercased())."
    let own = "\(mechanism.rawValue.lowercased()).sasl.jaas.config"
    for key in [prefix + own, prefix + "sasl.jaas.config", own, "sasl.jaas.config"] {
      guard let text = values[key] else { continue }
      guard let jaas = JAASConfiguration(text) else {
        throw wrong(
          key,
          "it is no entry of JAAS: write org.apache.kafka.common.security.plain.PlainLoginModule required "
            + "username=\"…\" password=\"…\" user_alice=\"…\"; with the semicolon")
      }
      return jaas
    }
    return nil
  }
}
