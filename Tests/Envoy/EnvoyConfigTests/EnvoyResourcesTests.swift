import ClusterTopology
import EnvoyAPI
import JSON
import KafkaResources
import Protobuf
import Testing
import XDS

@testable import EnvoyConfig

struct EnvoyResourcesTests {
  @Test func everyBrokerHasAListenerOnItsPortAndTheClusterHasOneForAll() throws {
    let all = try resources(cluster(brokers: [0, 1, 100]), reports([0, 1, 100]))
    #expect(all.listeners.map(\.name) == ["broker-0", "broker-1", "broker-100", "all-brokers", "health"])
    #expect(all.listeners.compactMap { $0.port } == [19090, 19091, 19190, 29092, 8080])
    #expect(all.listeners.compactMap { $0.tcpProxy?.targetCluster } == all.clusters.map(\.name))
    #expect(all.clusters.map(\.name) == ["broker-0", "broker-1", "broker-100", "all-brokers"])
    #expect(all.endpoints.map(\.clusterName) == all.clusters.map(\.name))
    #expect(
      all.endpoints.map(\.places) == [
        ["10.0.0.1:9094"], ["10.0.0.2:9094"], ["10.0.0.101:9094"],
        ["10.0.0.1:9094", "10.0.0.2:9094", "10.0.0.101:9094"],
      ])
  }

  @Test func namesAreUniqueAndReferencesExist() throws {
    let all = try resources(cluster(brokers: [0, 1, 2]), reports([0, 1, 2])).xdsResources
    let names = all.map { XDSResourceName(type: $0.type, name: $0.name) }
    #expect(Set(names).count == names.count)
    for resource in all {
      for reference in resource.references { #expect(names.contains(reference), "\(resource.name)") }
      #expect(resource.type == .endpoints || !resource.references.isEmpty)
    }
    _ = try Snapshot(generation: 1, resources: all)
  }

  @Test func equalInputsGiveEqualBytes() throws {
    let first = try resources(cluster(brokers: [2, 0, 1]), reports([0, 1, 2]))
    let second = try resources(cluster(brokers: [0, 1, 2]), reports([2, 1, 0]))
    #expect(first.xdsResources == second.xdsResources)
    #expect(bytes(first) == bytes(second))
  }

  @Test(arguments: [[0], [0, 1, 2], Array(0..<300)])
  func addingOrRemovingABrokerTouchesNoOther(brokers: [Int]) throws {
    let added = 777
    let before = try resources(cluster(brokers: brokers), reports(brokers, network: "fd00::"))
    let after = try resources(cluster(brokers: brokers + [added]), reports(brokers + [added], network: "fd00::"))
    let expected: Set<String> = [
      "Listener broker-777", "Cluster broker-777", "ClusterLoadAssignment broker-777",
      "ClusterLoadAssignment all-brokers",
    ]
    #expect(changes(from: before, to: after) == expected)
    #expect(changes(from: after, to: before) == expected)
  }

  @Test func aBrokerThatMovesChangesEndpointsAlone() throws {
    let cluster = try cluster(brokers: [0, 1])
    let before = try resources(cluster, reports([0, 1]))
    let address = try #require(IPAddress("10.9.9.9"))
    let moved = BrokerReport(id: 1, location: BrokerLocation(address: address, port: 9194), health: .healthy)
    let after = try resources(cluster, BrokerReports(reports([0]).brokers + [moved]))
    #expect(
      changes(from: before, to: after) == ["ClusterLoadAssignment broker-1", "ClusterLoadAssignment all-brokers"])
    #expect(after.endpoints[1].places == ["10.9.9.9:9194"])
  }

  @Test(arguments: [BrokerHealth.unhealthy, .draining, .unreachable])
  func healthActsInTheBootstrapClusterAlone(health: BrokerHealth) throws {
    let cluster = try cluster(brokers: [0, 1])
    let before = try resources(cluster, reports([0, 1]))
    let after = try resources(cluster, reports([0, 1], health: [1: health]))
    #expect(changes(from: before, to: after) == ["ClusterLoadAssignment all-brokers"])
    #expect(after.endpoints[2].places == ["10.0.0.1:9094"])
    for assignment in after.endpoints {
      for locality in assignment.endpoints { #expect(locality.lbEndpoints.allSatisfy { $0.healthStatus == .healthy }) }
    }
  }

  @Test func aBrokerThatWasNeverSeenHasAnEmptyAssignment() throws {
    let all = try resources(cluster(brokers: [0, 1]), reports([0]))
    #expect(all.endpoints.map(\.places) == [["10.0.0.1:9094"], [], ["10.0.0.1:9094"]])
    #expect(all.endpoints[1].endpoints.isEmpty)
    #expect(all.listeners.contains { $0.name == "broker-1" })
  }

  @Test func endpointsAndListenersCanBeIPv6() throws {
    let everywhere = try #require(IPAddress("::"))
    let all = try resources(
      cluster(brokers: [0]), reports([0], network: "fd00::"), options: EnvoyOptions(listenAddress: everywhere))
    #expect(all.endpoints[0].places == ["fd00::1:9094"])
    for listener in all.listeners {
      guard case .socketAddress(let address)? = listener.address?.address else {
        Issue.record("no socket address")
        continue
      }
      #expect(address.address == "::")
      #expect(address.ipv4Compat)
    }
    let one = try #require(IPAddress("fd00::9"))
    let other = try resources(cluster(brokers: [0]), reports([0]), options: EnvoyOptions(listenAddress: one))
    guard case .socketAddress(let address)? = other.listeners[0].address?.address else { return }
    #expect(address.address == "fd00::9")
    #expect(!address.ipv4Compat)
  }

  @Test func onlyTheBootstrapClusterJudgesBrokersByThemselves() throws {
    let all = try resources(cluster(brokers: [0]), reports([0]))
    #expect(all.clusters[0].outlierDetection == nil)
    let detection = try #require(all.clusters[1].outlierDetection)
    #expect(detection.splitExternalLocalOriginErrors)
    #expect(detection.consecutiveLocalOriginFailure == 2)
    for cluster in all.clusters {
      #expect(cluster.commonLbConfig?.healthyPanicThreshold == Percent { $0.value = 0 })
      #expect(cluster.upstreamConnectionOptions?.tcpKeepalive?.keepaliveTime == 30)
      #expect(cluster.clusterDiscoveryType == .type(.eds))
    }
    #expect(all.listeners.compactMap { $0.tcpProxy?.maxConnectAttempts } == [2, 3])
    // Kafka's brokers close idle connections after 10 minutes: they have to be first.
    for listener in all.listeners.dropLast() {
      let idle = try #require(listener.tcpProxy?.idleTimeout)
      #expect(idle.seconds > 600)
      #expect(listener.socketOptions.count == 4)
    }
  }

  @Test(arguments: Mode.allCases)
  func idleConnectionsStayAsLongAsTheManifestSays(mode: Mode) throws {
    let all = try resources(
      cluster(brokers: [0, 1], mode: mode, envoy: ["idleTimeoutSeconds": 900]), reports([0, 1]))
    let proxies = all.listeners.dropLast().flatMap(\.filterChains).compactMap(\.tcpProxy)
    #expect(proxies.count == 3)
    #expect(proxies.allSatisfy { $0.idleTimeout?.seconds == 900 })
  }

  @Test(arguments: [true, false])
  func healthCheckAnswersOldHTTPWhereTheManifestSaysSo(isEnabled: Bool) throws {
    let all = try resources(
      cluster(brokers: [0], envoy: ["enableHealthCheckHttp10": .bool(isEnabled), "healthCheckPort": 8180]),
      reports([0]))
    let listener = try #require(all.listeners.last)
    #expect(listener.port == 8180)
    guard case .typedConfig(let config)? = listener.filterChains.first?.filters.first?.configType else {
      Issue.record("no filter")
      return
    }
    let manager = try config.unpack(as: HttpConnectionManager.self)
    #expect((manager.httpProtocolOptions?.acceptHttp10 ?? false) == isEnabled)
    #expect(manager.httpFilters.map(\.name) == ["envoy.filters.http.health_check", "envoy.filters.http.router"])
  }
}

extension Listener {
  /// The port that it binds.
  var port: UInt32? {
    guard case .socketAddress(let address)? = address?.address else { return nil }
    guard case .portValue(let port)? = address.portSpecifier else { return nil }
    return port
  }

  /// Its TCP proxy, where it has one.
  var tcpProxy: TcpProxy? {
    guard case .typedConfig(let config)? = filterChains.first?.filters.first?.configType else { return nil }
    return try? config.unpack(as: TcpProxy.self)
  }
}

extension TcpProxy {
  /// The cluster that it sends to.
  var targetCluster: String? {
    guard case .cluster(let name)? = clusterSpecifier else { return nil }
    return name
  }
}

extension ClusterLoadAssignment {
  /// Its endpoints as `address:port`.
  var places: [String] {
    var places: [String] = []
    for locality in endpoints {
      for endpoint in locality.lbEndpoints {
        guard case .endpoint(let host)? = endpoint.hostIdentifier else { continue }
        guard case .socketAddress(let address)? = host.address?.address else { continue }
        guard case .portValue(let port)? = address.portSpecifier else { continue }
        places.append("\(address.address):\(port)")
      }
    }
    return places
  }
}
