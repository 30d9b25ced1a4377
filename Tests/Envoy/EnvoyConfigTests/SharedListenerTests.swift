import ClusterTopology
import EnvoyAPI
import JSON
import KafkaResources
import Protobuf
import Testing
import XDS

@testable import EnvoyConfig

/// One listener for all brokers, where they are told apart by host name.
struct SharedListenerTests {
  @Test(arguments: [Mode.sni, .termination])
  func everyBrokerHasAChainByNameAndTheClusterHasOne(mode: Mode) throws {
    let all = try resources(cluster(brokers: [100, 0, 1], mode: mode), reports([0, 1, 100]))
    #expect(all.listeners.map(\.name) == ["brokers", "health"])
    #expect(all.listeners.compactMap { $0.port } == [29092, 8080])
    let listener = all.listeners[0]
    #expect(listener.filterChains.map(\.name) == ["broker-0", "broker-1", "broker-100", "bootstrap"])
    #expect(
      listener.filterChains.compactMap { $0.filterChainMatch?.serverNames } == [
        ["broker-0.kafka.example.com"], ["broker-1.kafka.example.com"], ["broker-100.kafka.example.com"],
        ["kafka.example.com"],
      ])
    #expect(listener.filterChains.compactMap { $0.tcpProxy?.targetCluster } == all.clusters.map(\.name))
    // Counts by broker have the same names as with a port for each.
    #expect(
      listener.filterChains.compactMap { $0.tcpProxy?.statPrefix } == [
        "broker_tcp-0", "broker_tcp-1", "broker_tcp-100", "all-brokers",
      ])
    #expect(listener.listenerFilters.map(\.name) == ["envoy.filters.listener.tls_inspector"])
    #expect(listener.defaultFilterChain == nil)
    #expect(!listener.continueOnListenerFiltersTimeout)
    #expect(listener.socketOptions.count == 4)
  }

  @Test(arguments: [Mode.sni, .termination])
  func clustersAndEndpointsAreThoseOfPortMode(mode: Mode) throws {
    let byPort = try resources(cluster(brokers: [0, 1]), reports([0, 1], health: [1: .draining]))
    let byName = try resources(cluster(brokers: [0, 1], mode: mode), reports([0, 1], health: [1: .draining]))
    #expect(byName.clusters == byPort.clusters)
    #expect(byName.endpoints == byPort.endpoints)
  }

  @Test(arguments: [Mode.sni, .termination], [[0], [0, 1, 2], Array(0..<300)])
  func addingOrRemovingABrokerTouchesItsChainAlone(mode: Mode, brokers: [Int]) throws {
    let added = 777
    let before = try resources(cluster(brokers: brokers, mode: mode), reports(brokers, network: "fd00::"))
    let after = try resources(
      cluster(brokers: brokers + [added], mode: mode), reports(brokers + [added], network: "fd00::"))
    let expected: Set<String> = [
      "Listener brokers", "Cluster broker-777", "ClusterLoadAssignment broker-777", "ClusterLoadAssignment all-brokers",
    ]
    #expect(changes(from: before, to: after) == expected)

    var old = before.listeners[0]
    var new = after.listeners[0]
    #expect(new.filterChains.filter { $0.name != "broker-777" } == old.filterChains)
    #expect(
      new.filterChains.filter { $0.name != "broker-777" }.map { $0.serialized() }
        == old.filterChains.map { $0.serialized() })
    // What stands beside the chains is the same bytes: else Envoy would drain every connection.
    old.filterChains = []
    new.filterChains = []
    #expect(old.serialized() == new.serialized())
  }

  @Test(arguments: [Mode.sni, .termination])
  func whatMovesChangesNoListener(mode: Mode) throws {
    let cluster = try cluster(brokers: [0, 1], mode: mode)
    let before = try resources(cluster, reports([0, 1]))
    let moved = try resources(cluster, reports([0, 1], health: [1: .unhealthy], network: "10.7.0."))
    #expect(before.listeners == moved.listeners)
    #expect(changes(from: before, to: moved).allSatisfy { $0.hasPrefix("ClusterLoadAssignment ") })
  }

  @Test(arguments: [Mode.sni, .termination])
  func equalInputsGiveEqualBytes(mode: Mode) throws {
    let first = try resources(cluster(brokers: [2, 0, 1], mode: mode), reports([0, 1, 2]))
    let second = try resources(cluster(brokers: [0, 1, 2], mode: mode), reports([2, 1, 0]))
    #expect(bytes(first) == bytes(second))
    #expect(first.xdsResources == second.xdsResources)
  }

  @Test func theListenerPointsAtEveryCluster() throws {
    let all = try resources(cluster(brokers: [0, 1], mode: .sni), reports([0, 1])).xdsResources
    let listener = try #require(all.first { $0.name == "brokers" })
    #expect(
      listener.references == ["broker-0", "broker-1", "all-brokers"].map { XDSResourceName(type: .cluster, name: $0) })
  }

  @Test func aConnectionWithoutAChainIsLogged() throws {
    let listener = try resources(cluster(brokers: [0], mode: .sni), reports([0])).listeners[0]
    #expect(listener.accessLog.count == 1)
    #expect(
      listener.accessLog.first?.filter?.filterSpecifier
        == .responseFlagFilter(ResponseFlagFilter { $0.flags = ["NR"] }))
  }
}

extension FilterChain {
  /// Its TCP proxy, where it has one.
  var tcpProxy: TcpProxy? {
    guard case .typedConfig(let config)? = filters.first?.configType else { return nil }
    return try? config.unpack(as: TcpProxy.self)
  }
}
