import JSON

/// The rules about where Kafka listens.
extension KafkaClusterRules {
  static let listenerRules: [KafkaClusterRule] = [
    .init("listenerNamesAreUnique", cel: [listenersHaveDifferentNames], spec: listenerNamesAreUnique),
    .init(
      "containerPortsAreUnique", cel: [listenersHaveDifferentPorts, listenersOfOneKindHaveDifferentPorts],
      spec: containerPortsAreUnique),
  ]

  /// The rules about what the listeners are for.
  static let purposeRules: [KafkaClusterRule] = [
    .init("brokersReachEachOther", cel: [brokersHaveAListener], spec: brokersReachEachOther),
    .init("listenersServeOnePurpose", spec: listenersServeOnePurpose),
    .init("controllersHaveTheirListener", cel: [purposesAreApart], spec: controllersHaveTheirListener),
    .init("tlsListenersHaveCertificates", spec: tlsListenersHaveCertificates),
    .init("clientsHaveACertificate", spec: clientsHaveACertificate),
    .init("portNamesFit", cel: portNamesAreShort, spec: portNamesFit),
    .init("containerPortsDiffer", cel: metricsPortIsFree, spec: containerPortsDiffer),
    .init("referredListenersExist", spec: referredListenersExist),
  ]

  private static func listenerNamesAreUnique(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    var first: [String: JSONPath] = [:]
    for (settings, path) in allListeners(spec) where !settings.name.isEmpty {
      if let earlier = first[settings.name] {
        problems.append(
          ManifestProblem(
            .error, at: path.appending("name"), "the name '\(settings.name)' is already used by \(earlier)",
            remedy: "give each listener a name of its own"))
      } else {
        first[settings.name] = path
      }
    }
    return problems
  }

  private static func containerPortsAreUnique(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    var first: [UInt16: JSONPath] = [:]
    for (settings, path) in allListeners(spec) where settings.containerPort > 0 {
      if let earlier = first[settings.containerPort] {
        problems.append(
          ManifestProblem(
            .error, at: path.appending("containerPort"),
            "port \(settings.containerPort) is already used by \(earlier)",
            remedy: "give each listener a container port of its own"))
      } else {
        first[settings.containerPort] = path
      }
    }
    return problems
  }

  private static func brokersReachEachOther(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    let config = spec.listenersConfig
    if config.all.isEmpty || config.innerBrokerListener != nil { return [] }
    return [
      ManifestProblem(
        .error, at: internalPath, "no listener has usedForInnerBrokerCommunication: brokers cannot reach each other",
        remedy: "write 'usedForInnerBrokerCommunication: true' in one internal listener")
    ]
  }

  /// Kafka has one listener for each purpose.
  private static func listenersServeOnePurpose(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    var first: [String: JSONPath] = [:]
    for (settings, path) in allListeners(spec) {
      var flags: [String] = []
      if settings.usedForInnerBrokerCommunication { flags.append("usedForInnerBrokerCommunication") }
      if settings.usedForControllerCommunication { flags.append("usedForControllerCommunication") }
      for flag in flags {
        guard let earlier = first[flag] else {
          first[flag] = path
          continue
        }
        problems.append(
          ManifestProblem(
            .warning, at: path.appending(flag), "it has no effect: \(earlier) has it already",
            remedy: "write it in one listener only"))
      }
    }
    return problems
  }

  /// Kafka refuses a listener for both (`controller.listener.names` and, with ZooKeeper, `control.plane.listener.name`).
  private static func controllersHaveTheirListener(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    guard let listener = spec.listenersConfig.controllerListener,
      listener.name == spec.listenersConfig.innerBrokerListener?.name
    else { return [] }
    let place = allListeners(spec).first { $0.settings.name == listener.name }
    return [
      ManifestProblem(
        .error, at: (place?.path ?? internalPath).appending("usedForControllerCommunication"),
        "brokers talk to each other over '\(listener.name)', which Kafka does not let controllers share",
        remedy: "give controllers an internal listener of their own")
    ]
  }

  /// Koperator takes a Secret that somebody has made under the name that it would give it, so that it is no error.
  private static func tlsListenersHaveCertificates(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    if spec.listenersConfig.sslSecrets != nil { return [] }
    var problems: [ManifestProblem] = []
    for (settings, path) in allListeners(spec) where settings.type.isTLS && settings.serverSSLCertSecret == nil {
      if textsNameKeyStore(of: settings, spec) { continue }
      problems.append(
        ManifestProblem(
          .warning, at: path.appending("serverSSLCertSecret"),
          "listener '\(settings.name)' is \(settings.type.rawValue), and nothing says where its certificate comes from",
          remedy: "name a Secret here, or write spec.listenersConfig.sslSecrets"))
    }
    return problems
  }

  private static func clientsHaveACertificate(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    guard let inner = spec.listenersConfig.innerBrokerListener, inner.type == .ssl,
      spec.listenersConfig.sslSecrets == nil, spec.clientSSLCertSecret == nil
    else { return [] }
    return [
      ManifestProblem(
        .warning, at: specPath.appending("clientSSLCertSecret"),
        "listener '\(inner.name)' is ssl, and the operator and Cruise Control have no certificate to reach it with",
        remedy: "name a Secret here, or write spec.listenersConfig.sslSecrets")
    ]
  }

  /// A container's ports have names of at most 15 characters (Kubernetes' IANA_SVC_NAME).
  private static func portNamesFit(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (settings, path) in allListeners(spec) {
      let name = settings.name.hasPrefix("tcp-") ? settings.name : "tcp-" + settings.name
      if name.utf8.count <= 15 { continue }
      problems.append(
        ManifestProblem(
          .error, at: path.appending("name"),
          "the port '\(name)' of Kafka's container would have a name of \(name.utf8.count) characters, at most 15 are allowed",
          remedy: "use a name of at most 11 characters"))
    }
    return problems
  }

  /// The listeners, the metrics and the additional ports stand in one container and one Service.
  private static func containerPortsDiffer(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    let metricsPort = KafkaCluster.MonitoringConfig.port
    var owners = [metricsPort: "the metrics"]
    for (settings, path) in allListeners(spec) where settings.containerPort > 0 {
      let port = Int(settings.containerPort)
      if port == metricsPort {
        problems.append(
          ManifestProblem(
            .error, at: path.appending("containerPort"), "port \(port) is that of the metrics",
            remedy: "choose another containerPort"))
      } else {
        owners[port] = "listener '\(settings.name)'"
      }
    }
    for (index, extra) in spec.additionalPorts.enumerated() {
      guard let port = extra["containerPort"]?.intValue, (extra["protocol"]?.stringValue ?? "TCP") == "TCP" else {
        continue
      }
      if let owner = owners[port] {
        problems.append(
          ManifestProblem(
            .error, at: specPath.appending("additionalPorts").appending(index).appending("containerPort"),
            "port \(port) is that of \(owner)", remedy: "choose another port, or leave it out"))
      } else {
        owners[port] = "spec.additionalPorts[\(index)]"
      }
    }
    return problems
  }

  private static func referredListenersExist(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    let external = Set(spec.listenersConfig.externalListeners.map(\.common.name))
    for (index, listener) in spec.listenersConfig.internalListeners.enumerated() {
      guard let name = listener.externalListenerForHostname, !external.contains(name) else { continue }
      problems.append(
        ManifestProblem(
          .warning, at: internalPath.appending(index).appending("externalListenerForHostname"),
          "there is no external listener '\(name)'", remedy: "name one of spec.listenersConfig.externalListeners"))
    }
    for (config, path) in allSettings(in: spec) {
      for name in config.nodePortExternalIP.keys.sorted() where !external.contains(name) {
        problems.append(
          ManifestProblem(
            .warning, at: path.appending("nodePortExternalIP").appending(name),
            "there is no external listener '\(name)'",
            remedy: "name one of spec.listenersConfig.externalListeners"))
      }
    }
    return problems
  }
}
