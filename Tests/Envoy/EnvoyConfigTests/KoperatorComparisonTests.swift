import ClusterTopology
import EnvoyAPI
import Foundation
import JSON
import KafkaResources
import Testing
import YAML

@testable import EnvoyConfig

/// Our listeners and clusters against those that Koperator itself rendered of its samples, where both are beside the
/// project.
struct KoperatorComparisonTests {
  /// What a listener does, as both sides say it.
  private struct Route: Hashable {
    let port: Int
    let cluster: String?
    let statistics: String?
  }

  private func clusters() throws -> [(name: String, cluster: KafkaCluster)] {
    let folder = Places.shared.appending(path: "koperator/samples")
    guard FileManager.default.fileExists(atPath: folder.path) else {
      print("SKIPPED EnvoyConfig against Koperator's files: there is no \(folder.path) (set KOPERATOR_SHARED)")
      return []
    }
    var found: [(name: String, cluster: KafkaCluster)] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let document = try document(Places.text(folder.appending(path: name)))
      guard document.value["kind"]?.stringValue == KafkaCluster.kind else { continue }
      let cluster = try KafkaCluster(document: document, defaultNamespace: "kafka")
      found.append((String(name.dropLast(5)), cluster))
    }
    return found
  }

  @Test func portsAndClustersAreThoseOfKoperator() throws {
    var compared = 0
    for (name, cluster) in try clusters() {
      let topology = ClusterTopology(cluster, membership: BootstrapMembership())
      let folder = Places.shared.appending(path: "koperator/rendered/\(name)")
      guard FileManager.default.fileExists(atPath: folder.path) else { continue }
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("envoy-") }
      #expect(Set(files) == Set(topology.accessPoints.map { "envoy-\($0.name).yaml" }), "\(name)")
      for point in topology.accessPoints {
        let theirs = try document(Places.text(folder.appending(path: "envoy-\(point.name).yaml"))).value
        let ours = EnvoyResources(of: topology, accessPoint: point)
        #expect(routes(of: ours) == routes(of: theirs), "\(name) \(point.name)")
        #expect(
          Set(ours.clusters.map(\.name)) == Set(list(theirs, "clusters").compactMap { $0["name"]?.stringValue }))
        #expect(theirs["admin"]?["address"]?["socketAddress"]?["portValue"]?.intValue == Int(point.adminPort))
        let port = list(theirs, "clusters").first?["loadAssignment"]?["endpoints"]?[0]?["lbEndpoints"]?[0]?["endpoint"]
        #expect(port?["address"]?["socketAddress"]?["portValue"]?.intValue == Int(point.containerPort))
        compared += 1
      }
    }
    if FileManager.default.fileExists(atPath: Places.shared.path) { #expect(compared == 4) }
  }

  private func list(_ value: JSONValue, _ key: String) -> [JSONValue] {
    value["staticResources"]?[key]?.arrayValue ?? []
  }

  private func routes(of value: JSONValue) -> Set<Route> {
    var routes: Set<Route> = []
    for listener in list(value, "listeners") {
      let config = listener["filterChains"]?[0]?["filters"]?[0]?["typedConfig"]
      routes.insert(
        Route(
          port: listener["address"]?["socketAddress"]?["portValue"]?.intValue ?? 0,
          cluster: config?["cluster"]?.stringValue, statistics: config?["statPrefix"]?.stringValue))
    }
    return routes
  }

  private func routes(of resources: EnvoyResources) -> Set<Route> {
    var routes: Set<Route> = []
    for listener in resources.listeners {
      let proxy = listener.tcpProxy
      routes.insert(
        Route(
          port: Int(listener.port ?? 0), cluster: proxy?.targetCluster,
          statistics: proxy?.statPrefix ?? "all-brokers-healthcheck"))
    }
    return routes
  }
}
