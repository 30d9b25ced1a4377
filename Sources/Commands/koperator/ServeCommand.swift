import AgentService
import ArgumentParsing
import Console
import Coordinator
import Dispatch
import EnvoyConfig
import Foundation
import JSON
import KubernetesClient
import Telemetry
import Transport
import XDSServer

/// `koperator serve`: the control plane.
enum ServeCommand {
  static let file = Option(
    "file", letter: "f", .file, placeholder: "FILE", help: "The KafkaCluster manifest (YAML).")
  static let endpoints = Option(
    "endpoints", letter: "e", .file, placeholder: "FILE", help: "Where the brokers are, and how (YAML).")
  static let kubernetes = Option.flag(
    "kubernetes",
    help: "Serve the KafkaClusters of an API server, with their pods, Services and TLS Secrets, instead of files.")
  static let kubeconfig = Option(
    "kubeconfig", .file, placeholder: "FILE",
    help:
      "How the API server is reached: KUBECONFIG, ~/.kube/config or the pod's service account where it is not given.")
  static let context = Option(
    "context", .text, placeholder: "NAME", help: "The context of the kubeconfig; its current one where it is not given."
  )
  static let namespace = Option(
    "namespace", letter: "n", .text, placeholder: "NAME",
    help:
      "With --kubernetes, the only namespace that is watched: all where it is not given. With files, the namespace of "
      + "a manifest that names none: default.")
  private static let xds = Option(
    "xds", .text, placeholder: "ADDRESS", help: "Where xDS is served to Envoys.", default: "127.0.0.1:18000")
  private static let admin = Option(
    "admin", .text, placeholder: "ADDRESS",
    help: "Where /healthz, /readyz, /metrics, /streams and /status are answered.",
    default: "127.0.0.1:18001")
  private static let state = Option(
    "state", .folder, placeholder: "FOLDER", help: "Keeps the last good snapshot of each group here, over restarts.")
  static let secrets = Option(
    "secrets", .folder, placeholder: "FOLDER",
    help: "The TLS Secrets that the manifest names: FOLDER/<name>/tls.crt and tls.key.")
  private static let certificate = Option(
    "xds-cert", .file, placeholder: "FILE", help: "The certificate for xDS (PEM); cleartext where it is not given.")
  private static let key = Option("xds-key", .file, placeholder: "FILE", help: "Its key (PEM).")
  static let authority = Option(
    "xds-client-ca", .file, placeholder: "FILE",
    help: "The CA of Envoys' and agents' certificates (PEM): they must show one then.")
  private static let revocations = Option(
    "xds-client-crl", .file, placeholder: "FILE",
    help: "Envoys' certificates that were revoked (PEM): a CRL of that CA.")
  private static let connections = Option(
    "xds-connections", .integer(1...1_000_000), placeholder: "N",
    help:
      "The most connections of Envoys at a time: 20000 where it is not given, and fewer where the system gives fewer "
      + "file descriptors.")
  private static let connectionsOfPeer = Option(
    "xds-connections-per-address", .integer(1...1_000_000), placeholder: "N",
    help:
      "The most of them from one IPv4 address, or one /64 network of IPv6: four fifths of all where it is not given.")
  private static let age = Option(
    "xds-connection-age", .duration(.seconds(60)...(.seconds(86_400 * 30))), placeholder: "TIME",
    help:
      "How long a connection of an Envoy may live before it must come back and show its certificate anew, such as 1h.")
  private static let listenAddress = Option(
    "listen-address", .text, placeholder: "ADDRESS",
    help:
      "The address that Envoy's listeners bind; '::' takes IPv4 too. With --kubernetes, 'load-balancer' is that of the "
      + "access point's load balancer, for Envoys that have it themselves.", default: "0.0.0.0")
  private static let level = Option(
    "log-level", .choice(["debug", "info", "warning", "error"]), placeholder: "LEVEL",
    help: "The lightest lines to write.",
    default: "info", environment: "KOPERATOR_LOG_LEVEL")
  private static let format = Option(
    "log-format", .choice(["text", "json"]), placeholder: "FORMAT", help: "The form of log lines.", default: "text",
    environment: "KOPERATOR_LOG_FORMAT")
  private static let threads = Option(
    "threads", .integer(1...64), placeholder: "N",
    help: "Event loops for Envoys; as many as processors where it is not given.")

  static let command = Command(
    "serve", summary: "Serve Envoys from an API server, or from a manifest and a file of endpoints.",
    discussion:
      "Give --kubernetes, or --file with --endpoints, --agents or both. What they name is watched; a change is published at once. What is "
      + "invalid changes nothing, and is said in the log, in /status and in /metrics.\n\nAny number of replicas may run "
      + "with --kubernetes: they only read. It ends on SIGINT and SIGTERM; Envoys keep what they have.",
    options: [
      kubernetes, namespace, kubeconfig, context, file, endpoints, secrets, xds, certificate, key, authority,
      revocations, connections,
      connectionsOfPeer, age, admin, state,
      listenAddress, threads, level, format,
    ] + agentOptions
  ) { arguments in
    InputFiles.exitCode { () throws(InputFiles.Failure) in try run(arguments) }
  }

  private static func logSink(_ arguments: ParsedArguments) -> LogSink {
    let name = arguments.required(level)
    let lightest = LogLevel.allCases.first { $0.name == name } ?? .info
    return LogSink(level: lightest, format: arguments.required(format) == "json" ? .json : .text)
  }

  private static func parseAddress(_ option: Option, _ arguments: ParsedArguments) throws(InputFiles.Failure)
    -> NetworkAddress
  {
    do { return try NetworkAddress(arguments.required(option)) } catch {
      throw InputFiles.failure(.usage, "--\(option.name): \(error.message)")
    }
  }

  private static func envoyOptions(_ arguments: ParsedArguments) throws(InputFiles.Failure) -> EnvoyOptions {
    guard arguments.required(listenAddress) == "load-balancer" else {
      return EnvoyOptions(listenAddress: try InputFiles.address(arguments, listenAddress))
    }
    guard arguments.isSet(kubernetes) else {
      throw InputFiles.failure(
        .usage, "--listen-address load-balancer needs --kubernetes: files name no load balancer; give an address")
    }
    return EnvoyOptions(bindsLoadBalancers: true)
  }

  private static func run(_ arguments: ParsedArguments) throws(InputFiles.Failure) {
    // Taken before any thread is started, so that no thread is ended by them.
    let signals = Signals()
    let sink = logSink(arguments)
    let log = Logger(sink)
    let metrics = MetricsRegistry()
    metrics.watch(sink)
    metrics.set(.buildInfo, [Koperator.version], to: 1)
    let xdsAddress = try parseAddress(xds, arguments)
    let adminAddress = try parseAddress(admin, arguments)
    try checkInputs(arguments)
    let options = try envoyOptions(arguments)
    let certificates = try ServerCertificates(
      certificate: arguments.value(certificate), key: arguments.value(key), clientAuthority: arguments.value(authority),
      revocations: arguments.value(revocations))
    let refusal = refusal(ofSecrets: arguments, to: xdsAddress)
    if arguments.isSet(secrets), let refusal {
      throw InputFiles.failure(.usage, "--secrets with --xds \(xdsAddress): \(refusal)")
    }
    let store = try makeStore(arguments.value(state))
    let client = try arguments.isSet(kubernetes) ? makeClient(arguments, log, metrics) : nil

    let loops = try listening { () throws(TransportError) in
      try EventLoopGroup(count: arguments.integer(threads) ?? EventLoopGroup.processorCount)
    }
    let agents = try makeAgents(arguments, on: loops, metrics, log)
    let server = try listening { () throws(TransportError) in
      try makeServer(arguments, at: xdsAddress, certificates, loops, agents, metrics, log)
    }
    let coordinator = try makeCoordinator(
      arguments, client,
      Outputs(server: server, agents: agents, store: store, metrics: metrics, log: log, options: options),
      secretsRefusal: refusal)
    let adminServer = try listening { () throws(TransportError) in
      try AdminServer(
        adminAddress, on: loops,
        sources: AdminServer.Sources(
          server: server, metrics: metrics, inputs: { status(coordinator, agents) }, isReady: { coordinator.hasLoaded })
      )
    }
    coordinator.start()
    if agents != nil { warnOfAgents(hasAuthority: arguments.isSet(authority), log) }
    certificates?.watch(log: log) { server.replaceTLS($0) }
    log.info("xDS is served", [.address: server.address.description, .version: Koperator.version])
    log.info("status and metrics are served", [.address: adminServer.address.description])
    let signal = signals.wait()
    log.info("shutting down; Envoys keep what they have", [.signal: signal])
    certificates?.stop()
    coordinator.stop()
    if let client { stop(client) }
    server.shutdown()
    adminServer.shutdown()
    loops.shutdown()
  }

  /// How the inputs stand, and what agents say.
  private static func status(_ coordinator: any InputCoordinator, _ agents: AgentService?) -> JSONValue {
    guard let agents, var members = coordinator.status.objectValue else { return coordinator.status }
    members["agents"] = agents.status
    return .object(members)
  }

  /// Does what may fail because an address cannot be listened on.
  private static func listening<Value>(_ work: () throws(TransportError) -> Value) throws(InputFiles.Failure) -> Value {
    do throws(TransportError) { return try work() } catch {
      throw InputFiles.failure(.cannotListen, "\(error)")
    }
  }

  private static func makeServer(
    _ arguments: ParsedArguments, at address: NetworkAddress, _ certificates: ServerCertificates?,
    _ loops: EventLoopGroup, _ agents: AgentService?, _ metrics: MetricsRegistry, _ log: Logger
  ) throws(TransportError) -> XDSServer {
    let host = ProcessInfo.processInfo.hostName
    var configuration = XDSServerConfiguration(address: address, identifier: "koperator/\(Koperator.version) \(host)")
    configuration.tls = certificates?.context
    configuration.limits = limits(arguments, log)
    let services = agents.map { [$0] } ?? []
    return try XDSServer(configuration, loops: loops, metrics: metrics, log: log, services: services) { node in
      do throws(EnvoyNodeError) {
        return .group(try EnvoyGroup.group(of: node))
      } catch {
        return .refuse(.invalidArgument, message: error.description)
      }
    }
  }

  /// Why Envoys are not given private keys: they go to those alone who may have them, over mutual TLS or on this machine.
  /// Nil where they are given.
  private static func refusal(ofSecrets arguments: ParsedArguments, to address: NetworkAddress) -> String? {
    if address.isLocal || (arguments.isSet(certificate) && arguments.isSet(authority)) { return nil }
    return
      "whoever reaches that address could ask for the private keys; give --xds-cert, --xds-key and --xds-client-ca, or "
      + "serve xDS on loopback"
  }

  private static func limits(_ arguments: ParsedArguments, _ log: Logger) -> XDSServerLimits {
    var limits = XDSServerLimits()
    limits.maximumConnections = arguments.integer(connections) ?? limits.maximumConnections
    limits.maximumConnectionsPerPeer = arguments.integer(connectionsOfPeer)
    limits.maximumConnectionAge = arguments.duration(age)
    let descriptors = Descriptors.raiseLimit()
    let room = max(descriptors - Descriptors.reserve, descriptors / 2)
    if arguments.isSet(connections), limits.maximumConnections > room {
      log.warning(
        "fewer connections are taken than asked for: raise the limit of file descriptors (ulimit -Hn)",
        [.limit: String(room)])
    }
    limits.maximumConnections = min(limits.maximumConnections, room)
    return limits
  }

  private static func makeStore(_ path: String?) throws(InputFiles.Failure) -> SnapshotStore? {
    guard let path else { return nil }
    do { return try SnapshotStore(path) } catch {
      let reason = error is CocoaError ? error.localizedDescription : "\(error)"
      throw InputFiles.failure(.failure, "--state '\(path)': the folder cannot be used: \(reason)")
    }
  }
}

/// Waits for the signals that end the program.
final class Signals {
  private let arrived = DispatchSemaphore(value: 0)
  private let sources: [any DispatchSourceSignal]
  private let names = [SIGINT: "SIGINT", SIGTERM: "SIGTERM"]
  private let last = LastSignal()

  /// Written by the signal's handler before `arrived` is signalled, and read after it was.
  private final class LastSignal: @unchecked Sendable { var number: Int32 = 0 }

  init() {
    var sources: [any DispatchSourceSignal] = []
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [arrived, last] in
        last.number = number
        arrived.signal()
      }
      source.resume()
      sources.append(source)
    }
    self.sources = sources
  }

  /// Waits; returns the signal's name.
  func wait() -> String {
    arrived.wait()
    return names[last.number] ?? String(last.number)
  }
}

extension NetworkAddress {
  /// Whether only this machine can reach it.
  fileprivate var isLocal: Bool {
    switch self {
    case .unix: true
    case .ipv4(let address, _): address >> 24 == 127
    case .ipv6(let address, _): address == 1
    }
  }
}
