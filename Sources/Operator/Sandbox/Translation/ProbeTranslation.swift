import KubernetesObjects

/// Resolves what a container's probes and hooks ask for.
struct ProbeTranslation {
  let container: Container
  let address: String
  /// A port on which nothing listens here though the manifest says so: a probe of it would never succeed.
  let missingPort: UInt16?
  /// Does to a word what is done to those of commands.
  let rewrite: (String) -> String

  /// A probe; nil for none, and for one of a port that is not there.
  func probe(_ probe: Probe?, field: String) throws(TranslationError) -> ProbeCommand? {
    guard let probe, let action = try action(of: probe, field: field) else { return nil }
    var command = ProbeCommand(action: action)
    command.initialDelaySeconds = probe.initialDelaySeconds ?? command.initialDelaySeconds
    command.periodSeconds = max(probe.periodSeconds ?? command.periodSeconds, 1)
    command.timeoutSeconds = max(probe.timeoutSeconds ?? command.timeoutSeconds, 1)
    command.successThreshold = max(probe.successThreshold ?? command.successThreshold, 1)
    command.failureThreshold = max(probe.failureThreshold ?? command.failureThreshold, 1)
    return command
  }

  private func action(of probe: Probe, field: String) throws(TranslationError) -> ProbeCommand.Action? {
    if let exec = probe.exec { return .exec(exec.command.map(rewrite)) }
    if let socket = probe.tcpSocket {
      let port = try port(socket.port, field: field + ".tcpSocket.port")
      return port == missingPort ? nil : .tcp(host: host(socket.host), port: port)
    }
    if let get = probe.httpGet {
      let port = try port(get.port, field: field + ".httpGet.port")
      if port == missingPort { return nil }
      return .http(host: host(get.host), port: port, path: get.path ?? "/", isTLS: get.scheme?.uppercased() == "HTTPS")
    }
    if let grpc = probe.grpc {
      let port = try port(.int(Int32(clamping: grpc.port)), field: field + ".grpc.port")
      return port == missingPort ? nil : .tcp(host: address, port: port)
    }
    throw TranslationError(
      .unsupported, "\(field): a probe has an exec, a tcpSocket, an httpGet or a grpc", container: container.name)
  }

  /// Program and arguments of a hook; nil for none.
  ///
  /// `sleep` is the program of that name; `httpGet` is left out, as a hook that a kubelet cannot deliver is.
  func hook(_ handler: LifecycleHandler?) -> [String]? {
    if let exec = handler?.exec, !exec.command.isEmpty { return Self.program(exec.command.map(rewrite)) }
    if let sleep = handler?.sleep { return Self.program(["sleep", String(max(sleep.seconds, 0))]) }
    return nil
  }

  /// A command whose program has a path: a name is looked up in PATH by `env`, which becomes the program.
  static func program(_ words: [String]) -> [String] {
    guard let first = words.first, !first.contains("/") else { return words }
    return ["/usr/bin/env"] + words
  }

  private func host(_ host: String?) -> String {
    guard let host, !LoopbackAddresses.means(host) else { return address }
    return host
  }

  private func port(_ port: IntOrString, field: String) throws(TranslationError) -> UInt16 {
    switch port {
    case .int(let number):
      if let port = UInt16(exactly: number), port > 0 { return port }
    case .string(let name):
      if let named = container.ports.first(where: { $0.name == name }), let port = UInt16(exactly: named.containerPort)
      {
        return port
      }
      if let number = UInt16(name), number > 0 { return number }
    }
    throw TranslationError(
      .unsupported, "\(field): container '\(container.name)' has no port '\(port)'; name one of its ports",
      container: container.name)
  }
}
