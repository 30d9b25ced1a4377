import JSON

/// The rules about the ports that load balancers and Envoys bind.
extension KafkaClusterRules {
  private static func startingPortPath(_ index: Int) -> JSONPath {
    externalPath.appending(index).appending("externalStartingPort")
  }

  /// `a` with the ingress config `b-c` and `a-b` with `c` would be one Envoy, one Service, one group.
  static func accessPointNamesAreUnique(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    var owners: [String: Int] = [:]
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated() where listener.isServed {
      for assignment in spec.ingressAssignments(of: listener) {
        guard let owner = owners[assignment.name] else {
          owners[assignment.name] = index
          continue
        }
        if spec.listenersConfig.externalListeners[owner].common.name == listener.common.name { continue }
        problems.append(
          ManifestProblem(
            .error, at: externalPath.appending(index),
            "its Envoy would be called '\(assignment.name)', as that of \(externalPath.appending(owner))",
            remedy: "rename the listener or the ingress config"))
      }
    }
    return problems
  }

  /// externalStartingPort + id is a port, for every broker that is reached that way.
  static func brokerPortsAreValid(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated() {
      let start = Int(listener.externalStartingPort)
      let isAssigned = listener.accessMethod == .nodePort && start == 0
      if listener.access != .ports && (listener.accessMethod != .nodePort || isAssigned || start < 0) { continue }
      for broker in spec.brokers where broker.id >= 0 && spec.roles(of: broker).contains(.broker) {
        let port = start + Int(broker.id)
        if (1...65535).contains(port) { continue }
        problems.append(
          ManifestProblem(
            .error, at: startingPortPath(index),
            "\(start) + broker id \(broker.id) is \(port), which is no port (1 to 65535)",
            remedy: "choose a starting port that leaves room for every broker id"))
      }
    }
    return problems
  }

  /// Within one Envoy, no two listeners bind one port.
  static func accessPointPortsDiffer(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated() where listener.isServed {
      for assignment in spec.ingressAssignments(of: listener) {
        let envoy = assignment.envoyConfig
        var owners: [Int: String] = [:]
        func claim(_ port: Int, _ owner: String, _ path: JSONPath, remedy: String) {
          if let other = owners[port] {
            if other == owner { return }
            let place = assignment.ingressConfig.map { " in ingress config '\($0)'" } ?? ""
            let problem = ManifestProblem(
              .error, at: path, "port \(port) is used by \(other) and by \(owner)\(place)", remedy: remedy)
            if !problems.contains(problem) { problems.append(problem) }
          } else {
            owners[port] = owner
          }
        }
        let own = assignment.ingressConfig.flatMap { listener.ingressConfigs?[$0]?.envoyConfig }
        func envoyPath(_ field: String, isOwn: Bool) -> JSONPath {
          guard isOwn, let name = assignment.ingressConfig else {
            return specPath.appending("envoyConfig").appending(field)
          }
          let config = externalPath.appending(index).appending("config").appending("ingressConfig").appending(name)
          return config.appending("envoyConfig").appending(field)
        }
        claim(
          Int(envoy.adminPort ?? KafkaCluster.EnvoyConfig.defaultAdminPort), "adminPort",
          envoyPath("adminPort", isOwn: own?.adminPort != nil), remedy: "choose another adminPort")
        claim(
          Int(envoy.healthCheckPort ?? KafkaCluster.EnvoyConfig.defaultHealthCheckPort), "healthCheckPort",
          envoyPath("healthCheckPort", isOwn: own?.healthCheckPort != nil), remedy: "choose another healthCheckPort")
        claim(
          Int(listener.ingressControllerTargetPort), "ingressControllerTargetPort",
          externalPath.appending(index).appending("ingressControllerTargetPort"),
          remedy: "choose another ingressControllerTargetPort")
        // By name all brokers share the one port.
        guard listener.access == .ports else { continue }
        for id in assignment.brokers where id >= 0 {
          claim(
            Int(listener.externalStartingPort) + Int(id), "broker \(id) (externalStartingPort + id)",
            startingPortPath(index), remedy: "choose a starting port whose range is free")
        }
        // Envoy does not bind it, but the load balancer has it beside the brokers' ports.
        let anyCast = Int(listener.anyCastPort)
        if let broker = assignment.brokers.first(where: { Int(listener.externalStartingPort) + Int($0) == anyCast }) {
          let problem = ManifestProblem(
            .error, at: externalPath.appending(index).appending("anyCastPort"),
            "port \(anyCast) is also that of broker \(broker) (externalStartingPort + id)",
            remedy: "choose an anyCastPort outside the brokers' ports")
          if !problems.contains(problem) { problems.append(problem) }
        }
      }
    }
    return problems
  }

  /// The ports of NodePort listeners that the manifest chooses: broker i has this one + i.
  private static func chosenNodePorts(
    _ spec: KafkaCluster.Spec
  ) -> [(index: Int, start: Int, ids: [Int32])] {
    var ids: [Int32] = []
    for broker in spec.brokers where broker.id >= 0 && spec.roles(of: broker).contains(.broker) {
      ids.append(broker.id)
    }
    var chosen: [(index: Int, start: Int, ids: [Int32])] = []
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated()
    where listener.accessMethod == .nodePort && listener.externalStartingPort > 0 {
      chosen.append((index, Int(listener.externalStartingPort), ids))
    }
    return chosen
  }

  /// Every Kubernetes node has one port of a number, for whichever listener.
  static func nodePortsDiffer(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    var owners: [Int: (index: Int, id: Int32)] = [:]
    for (index, start, ids) in chosenNodePorts(spec) {
      var told: Set<Int> = []
      for id in ids {
        guard let owner = owners[start + Int(id)] else {
          owners[start + Int(id)] = (index, id)
          continue
        }
        if owner.index == index || !told.insert(owner.index).inserted { continue }
        problems.append(
          ManifestProblem(
            .error, at: startingPortPath(index),
            "node port \(start + Int(id)) of broker \(id) is also that of broker \(owner.id) by "
              + "\(externalPath.appending(owner.index))", remedy: "choose starting ports whose ranges do not overlap"))
      }
    }
    return problems
  }

  /// Another range can be given to the API server, so that it is no error.
  static func nodePortsAreInRange(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, start, ids) in chosenNodePorts(spec) {
      guard let id = ids.first(where: { !(30000...32767).contains(start + Int($0)) }) else { continue }
      problems.append(
        ManifestProblem(
          .warning, at: startingPortPath(index),
          "node port \(start + Int(id)) of broker \(id) is outside of Kubernetes' range, 30000 to 32767",
          remedy: "choose a starting port within it, unless the API server has another --service-node-port-range"))
    }
    return problems
  }
}
