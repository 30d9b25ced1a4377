import JSON

/// The rules about host names and certificates, for listeners whose brokers are told apart by name.
extension KafkaClusterRules {
  /// What a way of access needs of its listener, and what has no effect with it.
  static func accessIsWhole(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated() {
      let path = externalPath.appending(index)
      switch listener.access {
      case nil: if listener.accessMode == .sni { problems.append(unused("accessMode", path, "needs LoadBalancer")) }
      case .ports: break
      case .sni:
        if listener.common.type.isTLS { break }
        problems.append(
          ManifestProblem(
            .error, at: path.appending("accessMode"),
            "sni needs a listener of type ssl or sasl_ssl, this one is \(listener.common.type.rawValue): "
              + "only a TLS handshake names the broker",
            remedy: "make it ssl or sasl_ssl, or let Envoy terminate TLS (externalStartingPort: -1), or use ports"))
      case .termination: problems += terminationIsWhole(listener, path)
      }
      if listener.tlsSecretName != nil, listener.access != .termination {
        problems.append(unused("tlsSecretName", path, "Envoy terminates TLS only with externalStartingPort: -1"))
      }
    }
    return problems
  }

  private static func unused(_ field: String, _ path: JSONPath, _ reason: String) -> ManifestProblem {
    ManifestProblem(.warning, at: path.appending(field), "it has no effect here: \(reason)", remedy: "leave it out")
  }

  private static func terminationIsWhole(
    _ listener: KafkaCluster.ExternalListener, _ path: JSONPath
  ) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    if let secret = listener.tlsSecretName {
      if !NamePattern.isSubdomain(secret) {
        problems.append(
          ManifestProblem(
            .error, at: path.appending("tlsSecretName"), "'\(secret)' is no name of a Secret",
            remedy: "use a-z, 0-9, '-' and '.', beginning and ending with a letter or digit"))
      }
    } else {
      problems.append(
        ManifestProblem(
          .error, at: path.appending("tlsSecretName"),
          listener.contourTemplate == nil
            ? "the field is missing: with externalStartingPort -1 Envoy terminates TLS, and needs a certificate"
            : "the field is missing here and in contourIngressConfig: Envoy terminates TLS, and needs a certificate",
          remedy: "name the Secret with tls.crt and tls.key, or write accessMode: sni to leave TLS to the brokers"))
    }
    if listener.common.type.isTLS {
      problems.append(
        ManifestProblem(
          .warning, at: path.appending("type"),
          "Envoy terminates TLS and meets the brokers in plaintext, so they must not expect TLS on this listener",
          remedy: "make it plaintext or sasl_plaintext, or write accessMode: sni to leave TLS to the brokers"))
    }
    return problems
  }

  /// Every broker and the cluster have a valid host name, and no two the same.
  static func hostNamesAreValid(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated() where listener.access?.isByName == true
    {
      for assignment in spec.ingressAssignments(of: listener) {
        let places = HostPlaces(listener, index, assignment)
        for problem in hostProblems(assignment, places) where !problems.contains(problem) { problems.append(problem) }
      }
    }
    return problems
  }

  /// Where the names of an Envoy are written, or would be.
  private struct HostPlaces {
    let bootstrap: JSONPath
    let template: JSONPath

    init(_ listener: KafkaCluster.ExternalListener, _ index: Int, _ assignment: IngressAssignment) {
      let path = externalPath.appending(index)
      var bootstrap = path.appending("hostnameOverride")
      var template = specPath.appending("envoyConfig").appending("brokerHostnameTemplate")
      if let name = assignment.ingressConfig, let config = listener.ingressConfigs?[name] {
        let own = path.appending("config").appending("ingressConfig").appending(name)
        if config.hostnameOverride != nil { bootstrap = own.appending("hostnameOverride") }
        if config.envoyConfig.brokerHostnameTemplate != nil {
          template = own.appending("envoyConfig").appending("brokerHostnameTemplate")
        }
      }
      if listener.contourTemplate != nil {
        template = specPath.appending("contourIngressConfig").appending("brokerFQDNTemplate")
      }
      self.bootstrap = bootstrap
      self.template = template
    }
  }

  private static func hostProblems(_ assignment: IngressAssignment, _ places: HostPlaces) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    let place = assignment.ingressConfig.map { " of ingress config '\($0)'" } ?? ""
    if let bootstrap = assignment.hostnameOverride {
      problems += nameProblems(bootstrap, "the bootstrap name", places.bootstrap)
    } else {
      problems.append(
        ManifestProblem(
          .error, at: places.bootstrap, "the field is missing: it is the name\(place) that clients bootstrap from",
          remedy: "write the load balancer's DNS name"))
    }
    guard let template = assignment.hostnameTemplate else {
      problems.append(
        ManifestProblem(
          .error, at: places.template, "the field is missing: it makes the host names of the brokers\(place)",
          remedy: "write a name with %id, such as broker-%id.kafka.example.com"))
      return problems
    }
    guard template.lowercased().contains(KafkaCluster.HostNames.placeholder) else {
      problems.append(
        ManifestProblem(
          .error, at: places.template, "'\(template)' has no %id, so every broker would have the same name",
          remedy: "put %id where the broker's id is to stand"))
      return problems
    }
    let names = KafkaCluster.HostNames(template: template, bootstrap: assignment.hostnameOverride ?? "")
    for id in assignment.brokers where id >= 0 {
      let name = names.broker(id)
      if name == names.bootstrap {
        problems.append(
          ManifestProblem(
            .error, at: places.bootstrap, "'\(name)' is also the name of broker \(id)",
            remedy: "give the bootstrap a name that no broker has"))
      }
      let found = nameProblems(name, "the name of broker \(id)", places.template)
      if found.isEmpty { continue }
      // The template is at fault: the other brokers' names have the same.
      problems += found
      break
    }
    return problems
  }

  private static func nameProblems(_ name: String, _ what: String, _ path: JSONPath) -> [ManifestProblem] {
    if let problem = NamePattern.problem(withHostName: name) {
      return [
        ManifestProblem(
          .error, at: path, "'\(name)', \(what), is no host name: \(problem)",
          remedy: "use a full DNS name, such as kafka.example.com")
      ]
    }
    if name.contains(".") { return [] }
    return [
      ManifestProblem(
        .warning, at: path, "'\(name)', \(what), has no domain: Java clients name no such host in the TLS handshake",
        remedy: "use a full DNS name, such as \(name).example.com")
    ]
  }

  /// What is advertised with a port behind it is a name or an address, without a scheme and a port of its own.
  static func hostsAreHosts(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    func check(_ host: String?, at path: JSONPath) {
      guard let host, !host.isEmpty, !NamePattern.looksLikeHost(host) else { return }
      problems.append(
        ManifestProblem(
          .warning, at: path.appending("hostnameOverride"),
          "'\(host)' is neither a host name nor an address, so clients could not reach it",
          remedy: "write the name alone, without a scheme and a port, such as kafka.example.com"))
    }
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated()
    where listener.access?.isByName != true {
      let path = externalPath.appending(index)
      check(listener.hostnameOverride, at: path)
      for (name, config) in (listener.ingressConfigs ?? [:]).sorted(by: { $0.key < $1.key }) {
        check(config.hostnameOverride, at: path.appending("config").appending("ingressConfig").appending(name))
      }
    }
    for (config, path) in allSettings(in: spec) {
      for (name, address) in config.nodePortExternalIP.sorted(by: { $0.key < $1.key })
      where !address.isEmpty && !NamePattern.looksLikeAddress(address) {
        problems.append(
          ManifestProblem(
            .warning, at: path.appending("nodePortExternalIP").appending(name),
            "'\(address)' is no IP address, and Kubernetes takes nothing else for externalIPs of a Service",
            remedy: "write the address of a node, or leave it out and write hostnameOverride"))
      }
    }
    return problems
  }

  /// Two listeners that clients know under one host name: a port of it can lead to one of them only. Koperator accepts
  /// such a manifest with ports, and two load balancers may share a name by split DNS, so there it is a warning. Brokers
  /// that are told apart by name must differ by name.
  static func sharedHostPortsDiffer(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    var owners: [String: [Int: (index: Int, isByName: Bool)]] = [:]
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated() {
      guard let access = listener.access else { continue }
      var told: Set<Int> = []
      for assignment in spec.ingressAssignments(of: listener) {
        for (host, port) in advertised(assignment, listener, access) {
          let key = host.lowercased()
          guard let owner = owners[key]?[port] else {
            owners[key, default: [:]][port] = (index, access.isByName)
            continue
          }
          if owner.index == index { continue }
          let other = externalPath.appending(owner.index)
          if !owner.isByName || !access.isByName {
            problems.append(
              ManifestProblem(
                .warning, at: externalPath.appending(index), "port \(port) of '\(host)' is also advertised by \(other)",
                remedy: "give each listener ports or a host name of its own"))
          } else if told.insert(owner.index).inserted {
            problems.append(
              ManifestProblem(
                .error, at: externalPath.appending(index),
                "'\(host)' on port \(port) is also a name of \(other), and can lead to one of them only",
                remedy: "give each listener a hostnameOverride and a template, or an anyCastPort, of its own"))
          }
        }
      }
    }
    return problems
  }

  /// The host names and ports that clients are told, where the manifest says names.
  private static func advertised(
    _ assignment: IngressAssignment, _ listener: KafkaCluster.ExternalListener, _ access: KafkaCluster.BrokerAccess
  ) -> [(host: String, port: Int)] {
    let anyCast = Int(listener.anyCastPort)
    guard access.isByName else {
      guard let host = assignment.hostnameOverride else { return [] }
      return assignment.brokers.map { (host, Int(listener.externalStartingPort) + Int($0)) } + [(host, anyCast)]
    }
    guard let names = assignment.hostNames else { return [] }
    return assignment.brokers.map { (names.broker($0), anyCast) } + [(names.bootstrap, anyCast)]
  }
}
