import ClusterTopology
import Foundation
import KafkaResources
import KubernetesClient
import Synchronization

/// Tries a running sandbox as a client would: list, produce and consume through Envoy, with kcat.
extension Sandbox {
  /// Where kcat is; nil where it is not installed.
  public static func kcat(environment: [String: String]) -> String? {
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/kcat" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Tries every cluster that has a listener outside.
  ///
  /// - Throws: `SandboxError` with what kcat says.
  public func check(kcat: String) async throws(SandboxError) {
    let services = try running()
    for cluster in services.caches.kafkaClusters {
      for client in SandboxClient.all(of: cluster, services) {
        guard !client.needsIdentity else {
          say("\(client.bootstrap) is not tried: clients have to say who they are (SASL)")
          continue
        }
        try await check(client, kcat: kcat, services)
      }
    }
  }

  private func check(_ client: SandboxClient, kcat: String, _ services: SandboxServices) async throws(SandboxError) {
    let listed = try await services.run(
      kcat, client.arguments + ["-q", "-L"], environment: client.environment, within: settings.deadline(60))
    for place in client.brokers where !listed.contains(place) {
      throw SandboxError(
        .failed, "kcat lists no broker at \(place)", details: listed.split(separator: "\n").map(String.init))
    }
    say("kcat lists \(client.brokers.count) brokers at \(client.bootstrap)")
    let topic = "sandbox-check"
    let script = "echo hello | \"$0\" \"$@\""
    _ = try await services.run(
      "/bin/sh", ["-c", script, kcat] + client.arguments + ["-q", "-t", topic, "-P", "-X", "acks=all"],
      environment: client.environment, within: settings.deadline(60))
    let received = try await services.run(
      kcat, client.arguments + ["-q", "-t", topic, "-C", "-o", "beginning", "-c", "1", "-e"],
      environment: client.environment, within: settings.deadline(60))
    guard received == "hello\n" else { throw SandboxError(.failed, "the message came back as '\(received)'") }
    say("a message was produced and consumed through Envoy at \(client.bootstrap)")
  }
}

/// What a client outside needs to reach a cluster by one access point.
struct SandboxClient {
  let bootstrap: String
  /// Where it sees the brokers.
  let brokers: [String]
  /// The certificate of the authority; nil where there is no TLS.
  let authority: String?
  /// The environment that makes the names known; empty where addresses suffice.
  let environment: [String: String]
  /// What Kafka calls the listener's kind.
  let listenerType: KafkaCluster.ListenerType

  /// Whether clients have to prove who they are.
  var needsIdentity: Bool { listenerType == .saslPlaintext || listenerType == .saslSSL }

  /// What kcat is given.
  var arguments: [String] {
    var arguments = ["-b", bootstrap]
    if let authority { arguments += ["-X", "security.protocol=ssl", "-X", "ssl.ca.location=\(authority)"] }
    return arguments
  }

  /// The words before a command that make the names known to it.
  var prefix: String {
    environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value) " }.joined()
  }

  /// One for each access point whose address is known.
  static func all(of cluster: KafkaCluster, _ services: SandboxServices) -> [SandboxClient] {
    let balancers = services.caches.balancers(of: ObjectKey(namespace: cluster.namespace, name: cluster.name))
    var clients: [SandboxClient] = []
    for point in AccessPoint.all(of: cluster) {
      guard let host = balancers[point.name]?.first else { continue }
      var hasTLS = point.listenerType.isTLS
      if case .termination = point.access { hasTLS = true }
      var environment: [String: String] = [:]
      if point.bootstrapHost != nil, let wrapper = services.node.configuration.programs.nssWrapper {
        environment = ["LD_PRELOAD": wrapper, "NSS_WRAPPER_HOSTS": services.ground.folder.hosts]
      }
      var brokers: [String] = []
      for id in point.brokers {
        if let port = point.port(ofBroker: id) { brokers.append("\(point.hostName(ofBroker: id) ?? host):\(port)") }
      }
      clients.append(
        SandboxClient(
          bootstrap: "\(point.bootstrapHost ?? host):\(point.anyCastPort)", brokers: brokers,
          authority: hasTLS ? services.ground.folder.pki.authorityFile : nil, environment: environment,
          listenerType: point.listenerType))
    }
    return clients
  }
}

extension SandboxServices {
  /// Runs a program to its end, and gives its output.
  ///
  /// - Throws: `SandboxError` where it fails, or takes too long.
  func run(
    _ executable: String, _ arguments: [String], environment: [String: String], within time: Duration
  ) async throws(SandboxError) -> String {
    let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let program = GuardedProgram(
      executable: executable, arguments: arguments, environment: all, workingDirectory: ground.folder.path,
      output: .kept(bytes: 1 << 20))
    let name = "\(executable) \(arguments.joined(separator: " "))"
    let supervisor = ground.supervisor
    let event: ProcessEvent = await withCheckedContinuation { continuation in
      let handle = Mutex<ProcessSupervisor.Handle?>(nil)
      let timer = Task {
        try await Task.sleep(for: time)
        if let handle = handle.withLock({ $0 }) { supervisor.signal(handle, .kill) }
      }
      let started = supervisor.start(program) { event in
        if case .started = event { return }
        timer.cancel()
        continuation.resume(returning: event)
      }
      handle.withLock { $0 = started }
    }
    switch event {
    case .ended(let exit, let output):
      let text = String(decoding: output, as: UTF8.self)
      if exit.isSuccess { return text }
      let lines = text.split(separator: "\n").suffix(12).map(String.init)
      let reason = exit.signal == nil ? "exit code \(exit.code)" : "it took longer than \(time)"
      throw SandboxError(.failed, "\(name) failed (\(reason)):", details: lines)
    case .failed(let message): throw SandboxError(.missingProgram, message)
    case .started: throw SandboxError(.failed, "\(name) did not end")
    }
  }
}
