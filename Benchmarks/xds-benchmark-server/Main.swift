import ArgumentParsing
import Foundation
import Telemetry
import Transport
import XDS
import XDSServer

/// An xDS server with N brokers and an address that changes resources: what the load generator holds against its yardstick.
///
/// Its one group takes the nodes of the cluster `kafka-proxy`; others are refused.
@main
enum XDSBenchmarkServer {
  private static let payload = Option(
    "payload", .choice(["peer", "serve"]), help: "The yardstick's resources, or those of our own configuration.",
    default: "peer")
  private static let brokers = Option(
    "brokers", .integer(1...10_000), placeholder: "N", help: "How many brokers there are.", default: "30")
  private static let xds = Option(
    "xds", .address, placeholder: "ADDRESS", help: "Where xDS is served.", isRequired: true)
  private static let admin = Option(
    "admin", .address, placeholder: "ADDRESS", help: "Where GET /update?kind=eds|cds|lds&k=K&off=O is served.",
    isRequired: true)
  private static let threads = Option(
    "threads", .integer(1...256), placeholder: "N", help: "How many event loops there are.", default: "1")
  private static let certificate = Option("cert", .file, help: "The server's certificate (PEM).")
  private static let key = Option("key", .file, help: "Its key (PEM).")
  private static let clientAuthority = Option("client-ca", .file, help: "The CA of clients (PEM), for mutual TLS.")

  private static let command = Command(
    "xds-benchmark-server", summary: "An xDS server to be measured.",
    options: [payload, brokers, xds, admin, threads, certificate, key, clientAuthority]
  ) { arguments in
    do {
      try serve(arguments)
      return .success
    } catch {
      FileHandle.standardError.write(Data("xds-benchmark-server: \(error)\n".utf8))
      return .failure
    }
  }

  static func main() {
    do throws(UsageError) {
      switch try CommandLineParser(command, version: "0").parse(
        Array(CommandLine.arguments.dropFirst()), environment: [:])
      {
      case .print(let text): print(text)
      case .run(let command, let arguments): exit((command.run?(arguments) ?? .usage).rawValue)
      }
    } catch {
      FileHandle.standardError.write(Data("\(error.message)\n".utf8))
      exit(ExitCode.usage.rawValue)
    }
  }

  private static func serve(_ arguments: ParsedArguments) throws {
    let loops = try EventLoopGroup(count: arguments.integer(threads) ?? 1)
    // Two segments, so that a client certificate can name the group as those of Envoys do.
    let group = GroupID(rawValue: "benchmark/kafka-proxy")
    let configuration = XDSServerConfiguration(
      address: try NetworkAddress(arguments.required(xds)), tls: try tls(arguments), identifier: "benchmark")
    let server = try XDSServer(
      configuration, loops: loops, metrics: MetricsRegistry(), log: Logger(LogSink(level: .error))
    ) { node in
      node.cluster == "kafka-proxy"
        ? .group(group) : .refuse(.notFound, message: "the cluster '\(node.cluster)' is not kafka-proxy")
    }
    let count = arguments.integer(brokers) ?? 1
    let fleet: Fleet
    if arguments.required(payload) == "serve" {
      fleet = Fleet(try ServePayload(brokers: count), server: server, group: group)
    } else {
      fleet = Fleet(PeerPayload(brokers: count), server: server, group: group)
    }
    try fleet.publish()
    let updates = try UpdateServer(fleet, at: try NetworkAddress(arguments.required(admin)), on: loops)
    print("xds \(server.address) admin \(updates.address)")
    fflush(nil)
    while true { sleep(3600) }
  }

  private static func tls(_ arguments: ParsedArguments) throws -> TLSContext? {
    guard let certificate = arguments.value(certificate), let key = arguments.value(key) else { return nil }
    let clients: TLSClientPolicy =
      try arguments.value(clientAuthority).map { .required(try PEM(file: $0)) } ?? .anonymous
    return try TLSContext.server(
      certificateChain: try PEM(file: certificate), privateKey: try PEM(file: key), clients: clients, protocols: ["h2"])
  }
}
