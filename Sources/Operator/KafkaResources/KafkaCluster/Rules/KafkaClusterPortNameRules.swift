import JSON

/// The rules about names of ports: those of Kafka's container and of the Services are the same.
extension KafkaClusterRules {
  static let portNameRules: [KafkaClusterRule] = [
    .init("portNamesAreNames", spec: portNamesAreNames), .init("portNamesDiffer", spec: portNamesDiffer),
  ]

  /// The names, each with its place and where it comes from.
  private static func portNames(_ spec: KafkaCluster.Spec) -> [(name: String, path: JSONPath, owner: String)] {
    var names: [(name: String, path: JSONPath, owner: String)] = []
    for (settings, path) in allListeners(spec) where !settings.name.isEmpty {
      names.append((settings.portName, path.appending("name"), "listener '\(settings.name)'"))
    }
    for (index, port) in spec.additionalPorts.enumerated() {
      let path = specPath.appending("additionalPorts").appending(index)
      names.append((port["name"]?.stringValue ?? "", path.appending("name"), "\(path)"))
    }
    return names
  }

  /// Kubernetes' IANA_SVC_NAME. Other characters in a listener's name, and too many of them, are told elsewhere.
  private static func portNamesAreNames(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, port) in spec.additionalPorts.enumerated() {
      guard let name = port["name"]?.stringValue, name.utf8.count > 15 else { continue }
      problems.append(
        ManifestProblem(
          .error, at: specPath.appending("additionalPorts").appending(index).appending("name"),
          "'\(name)' has \(name.utf8.count) characters, the name of a port at most 15",
          remedy: "use a shorter name"))
    }
    for (name, path, _) in portNames(spec) {
      if name.isEmpty {
        problems.append(
          ManifestProblem(
            .error, at: path, "the field is missing: a Service with several ports has a name for each",
            remedy: "give the port a name"))
      } else if name.hasSuffix("-") || name.contains("--") {
        problems.append(
          ManifestProblem(
            .error, at: path, "'\(name)' cannot be the name of a port",
            remedy: "let no '-' stand beside another one or at the end"))
      }
    }
    return problems
  }

  private static func portNamesDiffer(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    var owners = ["metrics": "the metrics"]
    var told: Set<String> = []
    if spec.envs.contains(where: { $0["name"]?.stringValue == "JMX_PORT" }) { owners["jmx"] = "JMX_PORT" }
    // That two listeners have one name is told elsewhere.
    for (name, path, owner) in portNames(spec) where !name.isEmpty && told.insert(owner).inserted {
      guard let other = owners.updateValue(owner, forKey: name) else { continue }
      problems.append(
        ManifestProblem(
          .error, at: path, "the port '\(name)' of Kafka's container is that of \(other)", remedy: "use another name"))
    }
    return problems
  }
}
