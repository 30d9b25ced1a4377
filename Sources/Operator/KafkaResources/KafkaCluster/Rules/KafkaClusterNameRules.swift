import JSON

/// The rules about the names that objects of the cluster would have.
extension KafkaClusterRules {
  static let nameRules: [KafkaClusterRule] = [
    .init("namesFit", namesFit), .init("nameBeginsWithALetter", nameBeginsWithALetter),
    .init("ingressConfigsCanBeNamed", spec: ingressConfigsCanBeNamed),
  ]

  /// The names of Services, of Pods' hosts and of their volumes, which have at most 63 characters, each with what makes it
  /// long.
  private static func longNames(_ cluster: KafkaCluster) -> [(name: String, path: JSONPath, remedy: String)] {
    let spec = cluster.spec
    let objects = ObjectNames(cluster: cluster.name)
    let own = JSONPath(keys: "metadata", "name")
    let shorter = "use a shorter name for the cluster"
    var names: [(name: String, path: JSONPath, remedy: String)] = []
    names.append((spec.headlessServiceEnabled ? objects.headlessService : objects.allBrokerService, own, shorter))
    if spec.kRaft { names.append((objects.controllerHeadlessService, own, shorter)) }
    names.append((objects.kafkaJMXExporter, own, shorter))
    if spec.cruiseControlConfig.isDeployed { names.append((objects.cruiseControlConfig, own, shorter)) }
    let last = spec.brokers.map(\.id).max() ?? 0
    names.append((objects.broker(last), own, shorter))
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated() {
      let path = externalPath.appending(index).appending("name")
      let shorter = "use a shorter name for the listener, its ingress configs or the cluster"
      if listener.accessMethod == .nodePort {
        names.append((objects.externalService(of: last, listener: listener.common.name), path, shorter))
      }
      if !listener.isServed { continue }
      for assignment in spec.ingressAssignments(of: listener) {
        names.append((objects.envoyService(assignment.name), path, shorter))
      }
    }
    return names.filter { $0.name.utf8.count > 63 }
  }

  /// One problem for each place: of several names the longest.
  private static func namesFit(_ cluster: KafkaCluster) -> [ManifestProblem] {
    var longest: [(name: String, path: JSONPath, remedy: String)] = []
    for found in longNames(cluster) {
      guard let index = longest.firstIndex(where: { $0.path == found.path }) else {
        longest.append(found)
        continue
      }
      if found.name.utf8.count > longest[index].name.utf8.count { longest[index] = found }
    }
    return longest.map { found in
      ManifestProblem(
        .error, at: found.path,
        "the name '\(found.name)' would have \(found.name.utf8.count) characters, at most 63 are allowed",
        remedy: found.remedy)
    }
  }

  /// Kubernetes before 1.34 takes no Service whose name begins with a digit (RFC 1035 label).
  private static func nameBeginsWithALetter(_ cluster: KafkaCluster) -> [ManifestProblem] {
    guard let first = cluster.name.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
      return []
    }
    return [
      ManifestProblem(
        .warning, at: JSONPath(keys: "metadata", "name"),
        "'\(cluster.name)' begins with a digit, and so would Services, which older versions of Kubernetes refuse",
        remedy: "use a name that begins with a letter")
    ]
  }

  private static func ingressConfigsCanBeNamed(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated() where listener.isServed {
      for assignment in spec.ingressAssignments(of: listener) {
        guard let name = assignment.ingressConfig, !NamePattern.isLabel(name) else { continue }
        problems.append(
          ManifestProblem(
            .error, at: externalPath.appending(index).appending("config").appending("ingressConfig").appending(name),
            "'\(name)' cannot be part of the names of Kubernetes objects",
            remedy: "use a-z, 0-9 and '-', beginning and ending with a letter or digit"))
      }
    }
    return problems
  }
}
