import JSON

/// What is valid in a container.
enum ContainerRules {
  static func problems(
    in container: JSONValue, at field: String, volumes: Set<String>, isInit: Bool
  ) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    let image = container.text("image")
    if image.isEmpty {
      causes.append(.required("\(field).image"))
    } else if image.first?.isWhitespace == true || image.last?.isWhitespace == true {
      causes.append(.invalidValue("\(field).image", .string(image), "must not have leading or trailing whitespace"))
    }
    causes += ports(container.elements("ports"), at: "\(field).ports")
    causes += environment(container.elements("env"), at: "\(field).env")
    causes += mounts(container.elements("volumeMounts"), at: "\(field).volumeMounts", volumes)
    let policies = ["Always", "IfNotPresent", "Never"]
    let policy = container.text("imagePullPolicy")
    if !policy.isEmpty, !policies.contains(policy) {
      causes.append(.unsupported("\(field).imagePullPolicy", .string(policy), policies))
    }
    causes += resources(container["resources"] ?? [:], at: "\(field).resources")
    let isSidecar = isInit && container.text("restartPolicy") == "Always"
    for name in ["livenessProbe", "readinessProbe", "startupProbe"] {
      guard let probe = container.at(name) else { continue }
      if isInit, !isSidecar {
        causes.append(.forbidden("\(field).\(name)", "may not be set for init containers without restartPolicy=Always"))
      } else {
        causes += ProbeRules.problems(in: probe, at: "\(field).\(name)", mayCount: name == "readinessProbe")
      }
    }
    for hook in ["postStart", "preStop"] {
      guard let handler = container.at("lifecycle", hook) else { continue }
      causes += ProbeRules.handler(handler, at: "\(field).lifecycle.\(hook)")
    }
    return causes
  }

  /// What is wrong with the number of a port.
  static func port(_ value: JSONValue?, at field: String) -> [APIFailure.Cause] {
    let number = value?.intValue ?? 0
    return (1...65535).contains(number)
      ? [] : [.invalidValue(field, value ?? 0, "must be between 1 and 65535, inclusive")]
  }

  private static func ports(_ ports: [JSONValue], at field: String) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    var names: Set<String> = []
    var hostPorts: Set<String> = []
    for (index, port) in ports.enumerated() {
      let place = "\(field)[\(index)]"
      let name = port.text("name")
      if !name.isEmpty {
        let problems = NameRules.portName(name)
        for problem in problems { causes.append(.invalidValue("\(place).name", .string(name), problem)) }
        if problems.isEmpty, !names.insert(name).inserted { causes.append(.duplicate("\(place).name", .string(name))) }
      }
      if (port["containerPort"]?.intValue ?? 0) == 0 {
        causes.append(.required("\(place).containerPort"))
      } else {
        causes += Self.port(port["containerPort"], at: "\(place).containerPort")
      }
      if let host = port["hostPort"], host != 0 {
        causes += Self.port(host, at: "\(place).hostPort")
        let key = "\(port.text("protocol"))/\(port.text("hostIP"))/\(host.text())"
        if !hostPorts.insert(key).inserted { causes.append(.duplicate("\(place).hostPort", .string(key))) }
      }
      if !["SCTP", "TCP", "UDP"].contains(port.text("protocol")) {
        causes.append(.unsupported("\(place).protocol", port["protocol"] ?? "", ["SCTP", "TCP", "UDP"]))
      }
    }
    return causes
  }

  private static func environment(_ variables: [JSONValue], at field: String) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    for (index, variable) in variables.enumerated() {
      let place = "\(field)[\(index)]"
      let name = variable.text("name")
      if name.isEmpty {
        causes.append(.required("\(place).name"))
      } else {
        for problem in NameRules.environmentName(name) {
          causes.append(.invalidValue("\(place).name", .string(name), problem))
        }
      }
      guard let source = variable.at("valueFrom") else { continue }
      let given = (source.objectValue ?? [:]).filter { !$0.value.isNull }.count
      if given == 0 {
        causes.append(
          .invalidValue(
            "\(place).valueFrom", "",
            "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`"))
      }
      if !variable.text("value").isEmpty {
        causes.append(.invalidValue("\(place).valueFrom", "", "may not be specified when `value` is not empty"))
      } else if given > 1 {
        causes.append(
          .invalidValue("\(place).valueFrom", "", "may not have more than one field specified at a time"))
      }
    }
    return causes
  }

  private static func mounts(
    _ mounts: [JSONValue], at field: String, _ volumes: Set<String>
  ) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    var paths: Set<String> = []
    for (index, mount) in mounts.enumerated() {
      let place = "\(field)[\(index)]"
      let name = mount.text("name")
      if name.isEmpty { causes.append(.required("\(place).name")) }
      if !volumes.contains(name) {
        causes.append(
          APIFailure.Cause("FieldValueNotFound", "Not found: \(JSONValue.string(name).text())", field: "\(place).name"))
      }
      let path = mount.text("mountPath")
      if path.isEmpty { causes.append(.required("\(place).mountPath")) }
      if !paths.insert(path).inserted {
        causes.append(.invalidValue("\(place).mountPath", .string(path), "must be unique"))
      }
    }
    return causes
  }

  private static func resources(_ resources: JSONValue, at field: String) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    let limits = resources.members("limits")
    for (name, value) in resources.members("requests") {
      guard let limit = limits[name], let most = QuantityRules.quantity(limit),
        let request = QuantityRules.quantity(value), request > most
      else { continue }
      causes.append(
        .invalidValue(
          "\(field).requests", .string(TableFormat.plain(value)),
          "must be less than or equal to \(name) limit of \(TableFormat.plain(limit))"))
    }
    return causes
  }
}
