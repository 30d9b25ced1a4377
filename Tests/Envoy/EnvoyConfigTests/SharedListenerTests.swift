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

  @Test func passthroughHasNoTLSOfItsOwn() throws {
    let listener = try resources(cluster(brokers: [0, 1], mode: .sni), reports([0, 1])).listeners[0]
    for chain in listener.filterChains {
      #expect(chain.transportSocket == nil)
      #expect(chain.transportSocketConnectTimeout == nil)
    }
  }

  @Test func terminationAsksForItsSecretOverTheStream() throws {
    let all = try resources(cluster(brokers: [0, 1], mode: .termination), reports([0, 1]))
    for chain in all.listeners[0].filterChains {
      guard case .typedConfig(let config)? = chain.transportSocket?.configType else {
        Issue.record("no TLS")
        continue
      }
      let context = try config.unpack(as: DownstreamTlsContext.self)
      let common = try #require(context.commonTlsContext)
      #expect(common.tlsParams?.tlsMinimumProtocolVersion == .tLSv1_2)
      #expect(common.tlsParams?.tlsMaximumProtocolVersion == .tLSv1_3)
      #expect(common.alpnProtocols.isEmpty)
      #expect(common.tlsCertificates.isEmpty)
      #expect(common.tlsCertificateSdsSecretConfigs.map(\.name) == ["kafka-tls"])
      #expect(common.tlsCertificateSdsSecretConfigs.first?.sdsConfig?.configSourceSpecifier == .ads(.init()))
      #expect(context.requireClientCertificate == nil)
      #expect(chain.transportSocketConnectTimeout?.seconds == 10)
    }
    let listener = try #require(all.xdsResources.first { $0.name == "brokers" })
    #expect(listener.references.last == XDSResourceName(type: .secret, name: "kafka-tls"))
    // The brokers are met in plaintext.
    #expect(all.clusters.allSatisfy { $0.transportSocket == nil })
  }

  @Test func aCertificateIsAResourceAndItsKeyIsNotForPeople() throws {
    let cluster = try cluster(brokers: [0], mode: .termination)
    let key = Array("-----BEGIN PRIVATE KEY-----\nsesame\n".utf8)
    let certificate = ServerCertificate(name: "kafka-tls", chain: Array("chain".utf8), privateKey: .init(key))
    let all = try resources(cluster, reports([0]), certificate: certificate)
    let secret = try #require(all.xdsResources.first { $0.type == .secret })
    #expect(secret.name == "kafka-tls")
    let read = try EnvoyAPI.Secret(serialized: secret.body)
    guard case .tlsCertificate(let pair)? = read.type else {
      Issue.record("no certificate")
      return
    }
    #expect(pair.certificateChain?.specifier == .inlineString("chain"))
    #expect(pair.privateKey?.specifier == .inlineBytes(key))

    let shown = try all.jsonValue()
    #expect(shown["secrets"]?[0]?["tlsCertificate"]?["privateKey"]?["inlineString"]?.stringValue == "[redacted]")
    var dumped = String(reflecting: all)
    dump(all, to: &dumped)
    #expect(!dumped.contains("sesame") && !shown.text(style: .pretty).contains("sesame"))
    // Everything else is as it is without it.
    let without = try resources(cluster, reports([0]))
    #expect(changes(from: without, to: all) == ["Secret kafka-tls"])
    #expect(try without.jsonValue()["secrets"] == nil)
  }

  @Test func aCertificateOfAnotherNameIsNotPublished() throws {
    let certificate = ServerCertificate(name: "other", chain: [1], privateKey: .init([2]))
    for mode in Mode.allCases {
      let all = try resources(cluster(brokers: [0], mode: mode), reports([0]), certificate: certificate)
      #expect(!all.xdsResources.contains { $0.type == .secret })
    }
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
