import EnvoyAPI
import GRPC
import Glibc
import Protobuf
import Synchronization
import Telemetry
import Testing
import Transport
import XDS

@testable import XDSServer

/// A server on a port of its own, with the loops, metrics and log lines of its own.
final class Fixture {
  static let group = GroupID(rawValue: Proxy.group)

  let loops: EventLoopGroup
  let server: XDSServer
  let metrics = MetricsRegistry()
  let lines: Lines
  private var isDown = false

  /// The log lines, as text.
  final class Lines: Sendable {
    private let texts = Mutex<[String]>([])

    func append(_ bytes: [UInt8]) { texts.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
    func contain(_ words: String...) -> Bool {
      texts.withLock { lines in lines.contains { line in words.allSatisfy { line.contains($0) } } }
    }
  }

  /// Nodes of the cluster `stranger` are refused; the others name their group by `node.cluster`.
  init(
    loops count: Int = 2, tls: TLSContext? = nil, services: [any GRPCService] = [],
    configure: (inout XDSServerConfiguration) -> Void = { _ in }
  ) throws {
    let lines = Lines()
    self.lines = lines
    loops = try EventLoopGroup(count: count)
    var configuration = try XDSServerConfiguration(
      address: NetworkAddress("127.0.0.1:0"), tls: tls, identifier: "koperator/test replica-0")
    // The tests' proxies answer only while a test reads, which in the whole suite may be late.
    configuration.keepaliveInterval = nil
    configure(&configuration)
    let log = Logger(LogSink(level: .debug) { lines.append($0) })
    server = try XDSServer(configuration, loops: loops, metrics: metrics, log: log, services: services) { node in
      node.cluster == "stranger"
        ? .refuse(.invalidArgument, message: "the node '\(node.id)' says no cluster that is known")
        : .group(GroupID(rawValue: node.cluster))
    }
  }

  deinit { shutdown() }

  func shutdown() {
    if isDown { return }
    isDown = true
    server.shutdown()
    loops.shutdown()
  }

  func proxy() throws -> Proxy { Proxy(try TestSocket(port: try #require(server.address.port))) }

  /// The value of a series, by the start of its line.
  func metric(_ start: String) async -> Double {
    await server.updateMetrics()
    for line in metrics.text().split(separator: "\n") where line.hasPrefix(start) {
      return Double(line.split(separator: " ").last ?? "") ?? 0
    }
    return 0
  }
}

/// Clusters with their endpoints, and a listener for each.
func resources(_ names: [String], port: UInt32 = 9094) -> [XDSResource] {
  var all: [XDSResource] = []
  for name in names {
    let cluster = Cluster { $0.name = name }
    all.append(XDSResource(cluster, name: name, references: [XDSResourceName(type: .endpoints, name: name)]))
    let assignment = ClusterLoadAssignment { $0.clusterName = name }
    all.append(XDSResource(assignment, name: name))
    let listener = Listener { listener in
      listener.name = name
      listener.statPrefix = "port_\(port)"
    }
    all.append(XDSResource(listener, name: name, references: [XDSResourceName(type: .cluster, name: name)]))
  }
  return all
}

/// How many descriptors this process has open.
func openDescriptors() -> Int {
  guard let folder = opendir("/proc/self/fd") else { return -1 }
  defer { closedir(folder) }
  var count = 0
  while readdir(folder) != nil { count += 1 }
  return count
}
