import ClusterTopology
import EnvoyAPI
import JSON
import KafkaResources
import Protobuf
import Testing
import XDS

@testable import EnvoyConfig

struct EnvoyBootstrapTests {
  private func accessPoint() throws -> AccessPoint {
    try #require(AccessPoint.all(of: cluster(brokers: [0])).first)
  }

  private var options: EnvoyBootstrapOptions {
    EnvoyBootstrapOptions(controlPlaneHost: "koperator.kafka.svc", controlPlanePort: 18000)
  }

  @Test func theNodeNamesItsGroup() throws {
    let point = try accessPoint()
    var options = options
    options.nodeID = "envoy-0"
    let json = try EnvoyBootstrap(accessPoint: point, options: options).jsonValue()
    let metadata = try #require(json["node"]?["metadata"]?.objectValue)
    let node = XDSNode(id: "envoy-0", cluster: json["node"]?["cluster"]?.stringValue ?? "", metadata: metadata)
    #expect(try EnvoyGroup.group(of: node) == EnvoyGroup.group(of: point))
    #expect(EnvoyGroup.group(of: point).rawValue == "shop/kafka/external")
    #expect(json["node"]?["id"]?.stringValue == "envoy-0")
  }

  @Test(arguments: [
    (XDSNode(id: "a"), EnvoyNodeError.Code.missingCluster),
    (XDSNode(id: "a", cluster: "kafka"), .missingNamespace),
    (XDSNode(id: "a", cluster: "kafka", metadata: ["namespace": "shop"]), .missingAccessPoint),
    (XDSNode(id: "a", cluster: "kafka", metadata: ["namespace": 1, "accessPoint": "x"]), .missingNamespace),
  ])
  func aNodeThatNamesNoGroupIsToldWhatIsMissing(node: XDSNode, code: EnvoyNodeError.Code) throws {
    do {
      _ = try EnvoyGroup.group(of: node)
      Issue.record("it was accepted")
    } catch {
      #expect(error.code == code)
      #expect(error.description.hasPrefix("node 'a': "))
    }
  }

  @Test func everythingComesByDeltaADS() throws {
    let message = try EnvoyBootstrap(accessPoint: accessPoint(), options: options).message
    let dynamic = try #require(message.dynamicResources)
    #expect(dynamic.adsConfig?.apiType == .deltaGrpc)
    #expect(dynamic.adsConfig?.setNodeOnFirstMessageOnly == true)
    #expect(dynamic.ldsConfig?.configSourceSpecifier == .ads(AggregatedConfigSource()))
    #expect(dynamic.cdsConfig?.configSourceSpecifier == .ads(AggregatedConfigSource()))
    // An Envoy without configuration waits and is not ready.
    #expect(dynamic.ldsConfig?.initialFetchTimeout == .seconds(0))
  }

  @Test func aNameIsResolvedAndAnAddressIsNot() throws {
    let named = try EnvoyBootstrap(accessPoint: accessPoint(), options: options).message
    #expect(named.staticResources?.clusters.first?.clusterDiscoveryType == .type(.strictDns))
    var options = options
    options.controlPlaneHost = "FD00::1"
    let addressed = try EnvoyBootstrap(accessPoint: accessPoint(), options: options).message
    let cluster = try #require(addressed.staticResources?.clusters.first)
    #expect(cluster.clusterDiscoveryType == .type(.static))
    #expect(cluster.loadAssignment?.places == ["fd00::1:18000"])
    #expect(cluster.transportSocket == nil)
  }

  @Test func certificatesComeByFilesThatAreWatched() throws {
    var options = options
    options.tls = EnvoyBootstrapOptions.TLS(
      certificate: "/certs/tls.crt", privateKey: "/certs/tls.key", certificateAuthority: "/ca/ca.crt",
      secretDirectory: "/etc/envoy/")
    let bootstrap = try EnvoyBootstrap(accessPoint: accessPoint(), options: options)
    #expect(
      bootstrap.secretFiles.map(\.path) == [
        "/etc/envoy/xds-certificate.json", "/etc/envoy/xds-certificate-authority.json",
      ])
    let certificate = try bootstrap.secretFiles[0].jsonValue()
    #expect(certificate["resources"]?[0]?["tlsCertificate"]?["watchedDirectory"]?["path"]?.stringValue == "/certs")
    let authority = try bootstrap.secretFiles[1].jsonValue()["resources"]?[0]?["validationContext"]
    #expect(authority?["watchedDirectory"]?["path"]?.stringValue == "/ca")
    #expect(
      authority?["matchTypedSubjectAltNames"]?[0]?["matcher"]?["exact"]?.stringValue == "koperator.kafka.svc")
    let text = try bootstrap.jsonValue().text()
    #expect(text.contains("/etc/envoy/xds-certificate.json"))
    #expect(!text.contains("tls.key"))
  }

  @Test func theFileReadsBackAsTheMessage() throws {
    var options = options
    options.maximumHeapBytes = 1 << 30
    options.tls = EnvoyBootstrapOptions.TLS(
      certificate: "/c/tls.crt", privateKey: "/c/tls.key", certificateAuthority: "/c/ca.crt", secretDirectory: "/s")
    let bootstrap = try EnvoyBootstrap(accessPoint: accessPoint(), options: options)
    let decoder = ProtobufJSONDecoder(registry: EnvoyTypes.registry)
    #expect(try Bootstrap(json: bootstrap.jsonValue(), decoder: decoder) == bootstrap.message)
    #expect(try Bootstrap(serialized: bootstrap.message.serialized()) == bootstrap.message)
  }

  @Test func wrongOptionsAreRefused() throws {
    let point = try accessPoint()
    var refused: [EnvoyBootstrapError.Code] = []
    func attempt(_ change: (inout EnvoyBootstrapOptions) -> Void) {
      var changed = options
      change(&changed)
      do {
        _ = try EnvoyBootstrap(accessPoint: point, options: changed)
      } catch {
        refused.append(error.code)
      }
    }
    attempt { $0.controlPlaneHost = "" }
    attempt { $0.controlPlanePort = 0 }
    attempt { $0.adminSocket = String(repeating: "a", count: 108) }
    attempt { $0.maximumConnections = 0 }
    attempt {
      $0.tls = EnvoyBootstrapOptions.TLS(
        certificate: "", privateKey: "k", certificateAuthority: "c", secretDirectory: "d")
    }
    #expect(refused == [.controlPlane, .controlPlane, .adminSocket, .maximumConnections, .tlsFile])
  }

  @Test func onlyTheLoopbackMayTakeAnEnvoyOutOfServiceAndOnlyWhereThatIsWanted() throws {
    var options = options
    let closed = try EnvoyBootstrap(accessPoint: accessPoint(), options: options).jsonValue()
    #expect(!closed.text().contains("/healthcheck/fail"))
    options.drainsByLoopback = true
    let message = try EnvoyBootstrap(accessPoint: accessPoint(), options: options).message
    let chains = try #require(message.staticResources?.listeners.first?.filterChains)
    #expect(chains.map(\.name) == ["admin-window-local", "admin-window"])
    #expect(
      chains[0].filterChainMatch?.sourcePrefixRanges.map { "\($0.addressPrefix)/\($0.prefixLen ?? 0)" } == [
        "127.0.0.0/8", "::1/128",
      ])
    #expect(chains[1].filterChainMatch == nil)
    let open = try EnvoyBootstrap(accessPoint: accessPoint(), options: options).jsonValue()
    let window = try #require(open["staticResources"]?["listeners"]?[0]?["filterChains"])
    #expect(window[0]?.text().contains("/healthcheck/fail") == true)
    #expect(window[1]?.text().contains("/healthcheck/fail") == false)
    #expect(window[1] == closed["staticResources"]?["listeners"]?[0]?["filterChains"]?[0])
  }
}
