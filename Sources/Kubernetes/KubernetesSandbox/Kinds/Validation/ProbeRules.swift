import JSON

/// What is valid in probes and hooks.
enum ProbeRules {
  /// What is wrong with a probe; `mayCount`: whether several successes in a row can be asked for.
  static func problems(in probe: JSONValue, at field: String, mayCount: Bool) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    if !mayCount, let successes = probe.at("successThreshold"), successes != 1 {
      causes.append(.invalidValue("\(field).successThreshold", successes, "must be 1"))
    }
    causes += handler(probe, at: field)
    for name in ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"] {
      causes += CountRules.notNegative(probe[name], at: "\(field).\(name)")
    }
    return causes
  }

  /// What is wrong with what is tried.
  static func handler(_ handler: JSONValue, at field: String) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    var given = 0
    for kind in ["exec", "httpGet", "tcpSocket", "grpc", "sleep"] {
      guard let action = handler.at(kind) else { continue }
      given += 1
      if given > 1 {
        causes.append(.forbidden("\(field).\(kind)", "may not specify more than 1 handler type"))
        continue
      }
      if kind == "exec", action.elements("command").isEmpty { causes.append(.required("\(field).exec.command")) }
      if kind == "httpGet" || kind == "tcpSocket" { causes += port(action["port"], at: "\(field).\(kind).port") }
      if kind == "grpc" { causes += ContainerRules.port(action["port"], at: "\(field).grpc.port") }
    }
    if given == 0 { causes.append(.required(field, "must specify a handler type")) }
    return causes
  }

  private static func port(_ value: JSONValue?, at field: String) -> [APIFailure.Cause] {
    guard let name = value?.stringValue else { return ContainerRules.port(value, at: field) }
    return NameRules.portName(name).map { .invalidValue(field, .string(name), $0) }
  }
}
