import EnvoyAPI
import Foundation
import HTTP
import HTTPTransport
import Synchronization
import Telemetry
import Transport
import XDS
import XDSServer

/// An xDS server with N brokers, one group for every node, and an address that changes resources: what the load generator
/// holds against its yardstick.
///
/// `xds-benchmark-server N XDS-ADDRESS ADMIN-ADDRESS [THREADS]`; `GET /update?kind=eds|cds|lds&k=K&off=O` changes K resources.
@main
struct Server {
  static func main() {
    let words = CommandLine.arguments
    guard words.count >= 4, let count = Int(words[1]), count > 0 else {
      print("usage: xds-benchmark-server N XDS-ADDRESS ADMIN-ADDRESS [THREADS]")
      exit(2)
    }
    do {
      let loops = try EventLoopGroup(count: words.count > 4 ? Int(words[4]) ?? 1 : 1)
      let log = Logger(LogSink(level: .error))
      let group = GroupID(rawValue: "all")
      let configuration = XDSServerConfiguration(address: try NetworkAddress(words[2]), identifier: "benchmark")
      let server = try XDSServer(configuration, loops: loops, metrics: MetricsRegistry(), log: log) { _ in .group(group)
      }
      let fleet = Fleet(count: count, server: server, group: group)
      let admin = try HTTPServer(try NetworkAddress(words[3]), on: loops) { _ in Admin(fleet) }
      print("xds \(server.address) admin \(admin.address)")
      fflush(nil)
      while true { sleep(3600) }
    } catch {
      print("xds-benchmark-server: \(error)")
      exit(1)
    }
  }
}

/// The resources, by their revisions.
final class Fleet: Sendable {
  private struct Revisions {
    var clusters: [XDSResource]
    var endpoints: [XDSResource]
    var listeners: [XDSResource]
    var revision: [String: [Int]]
  }

  private let state: Mutex<Revisions>
  private let server: XDSServer
  private let group: GroupID

  init(count: Int, server: XDSServer, group: GroupID) {
    self.server = server
    self.group = group
    let zeros = [Int](repeating: 0, count: count)
    state = Mutex(
      Revisions(
        clusters: zeros.indices.map { Self.cluster($0, 0) }, endpoints: zeros.indices.map { Self.endpoints($0, 0) },
        listeners: zeros.indices.map { Self.listener($0, 0) }, revision: ["cds": zeros, "eds": zeros, "lds": zeros]))
    update(kind: "none", count: 0, offset: 0)
  }

  func update(kind: String, count: Int, offset: Int) {
    let resources = state.withLock { state in
      let total = state.clusters.count
      for step in 0..<min(max(0, count), total) {
        let index = (max(0, offset) % total + step) % total
        guard let revision = state.revision[kind]?[index] else { continue }
        state.revision[kind]?[index] = revision + 1
        switch kind {
        case "cds": state.clusters[index] = Self.cluster(index, revision + 1)
        case "lds": state.listeners[index] = Self.listener(index, revision + 1)
        default: state.endpoints[index] = Self.endpoints(index, revision + 1)
        }
      }
      return state.clusters + state.endpoints + state.listeners
    }
    do { try server.publish(resources, to: group) } catch { print("refused: \(error)") }
  }

  private static func address(_ host: String, _ port: UInt32) -> Address {
    Address {
      $0.address = .socketAddress(
        SocketAddress {
          $0.address = host
          $0.portSpecifier = .portValue(port)
        })
    }
  }

  private static func cluster(_ index: Int, _ revision: Int) -> XDSResource {
    let message = Cluster {
      $0.name = "broker-\(index)"
      $0.connectTimeout = .milliseconds(Int64(1000 + revision))
      $0.clusterDiscoveryType = .type(.eds)
      $0.edsClusterConfig = Cluster.EdsClusterConfig {
        $0.edsConfig = ConfigSource {
          $0.resourceApiVersion = .v3
          $0.configSourceSpecifier = .ads(AggregatedConfigSource())
        }
      }
    }
    let reference = XDSResourceName(type: .endpoints, name: "broker-\(index)")
    return XDSResource(message, name: "broker-\(index)", references: [reference])
  }

  private static func endpoints(_ index: Int, _ revision: Int) -> XDSResource {
    let host = "127.\(1 + revision % 200).\(index / 250).\(1 + index % 250)"
    let message = ClusterLoadAssignment {
      $0.clusterName = "broker-\(index)"
      $0.endpoints = [
        LocalityLbEndpoints {
          $0.lbEndpoints = [
            LbEndpoint { $0.hostIdentifier = .endpoint(Endpoint { $0.address = Self.address(host, 9092) }) }
          ]
        }
      ]
    }
    return XDSResource(message, name: "broker-\(index)")
  }

  private static func listener(_ index: Int, _ revision: Int) -> XDSResource {
    let proxy = TcpProxy {
      $0.statPrefix = "kafka-\(index)"
      $0.clusterSpecifier = .cluster("broker-\(index)")
      $0.idleTimeout = .seconds(Int64(3600 + revision))
    }
    let message = Listener {
      $0.name = "kafka-\(index)"
      $0.address = Self.address("127.0.0.1", UInt32(20000 + index))
      $0.filterChains = [
        FilterChain {
          $0.name = "default"
          $0.filters = [
            Filter {
              $0.name = "envoy.filters.network.tcp_proxy"
              $0.configType = .typedConfig(.init(packing: proxy))
            }
          ]
        }
      ]
    }
    let reference = XDSResourceName(type: .cluster, name: "broker-\(index)")
    return XDSResource(message, name: "kafka-\(index)", references: [reference])
  }
}

/// Answers `/update` with how long publishing took, in microseconds.
final class Admin: HTTPConnectionHandler {
  private let fleet: Fleet

  init(_ fleet: Fleet) { self.fleet = fleet }

  var nextDeadline: Duration? { nil }
  func timeout(on channel: HTTPServerChannel) {}
  func disconnected(_ channel: HTTPServerChannel) {}

  func received(_ event: HTTPEvent, on channel: HTTPServerChannel) {
    guard case .request(let id, let head, _) = event else { return }
    var values: [String: String] = [:]
    for pair in head.path.split(separator: "?").last?.split(separator: "&") ?? [] {
      let parts = pair.split(separator: "=")
      if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
    }
    let began = MonotonicClock.now
    fleet.update(
      kind: values["kind"] ?? "eds", count: Int(values["k"] ?? "1") ?? 1, offset: Int(values["off"] ?? "0") ?? 0)
    let took = Int((MonotonicClock.now - began) / .microseconds(1))
    let body = Array("{\"set_us\":\(took)}\n".utf8)
    channel.withHTTP { http in
      http.respond(
        to: id, HTTPResponseHead(status: 200, fields: ["content-length": String(body.count)]), endStream: false)
      http.send(body, on: id, endStream: true)
    }
  }
}
