import EnvoyAPI
import JSON
import Protobuf
import Testing

@Suite struct EnvoyAPITests {
  private var listener: Listener {
    Listener { listener in
      listener.name = "broker-0"
      listener.address = Address {
        $0.address = .socketAddress(
          SocketAddress {
            $0.address = "0.0.0.0"
            $0.portSpecifier = .portValue(19090)
          })
      }
      listener.filterChains = [
        FilterChain {
          $0.filters = [
            Filter {
              $0.name = "envoy.filters.network.tcp_proxy"
              $0.configType = .typedConfig(
                ProtobufAny(
                  packing: TcpProxy {
                    $0.statPrefix = "broker-0"
                    $0.clusterSpecifier = .cluster("broker-0")
                    $0.idleTimeout = .seconds(900)
                  }))
            }
          ]
        }
      ]
      listener.enableReusePort = false
    }
  }

  @Test func aListenerReadsAsEnvoysConfigurationInJSON() throws {
    let expected: JSONValue = [
      "name": "broker-0",
      "address": ["socketAddress": ["address": "0.0.0.0", "portValue": 19090]],
      "filterChains": [
        [
          "filters": [
            [
              "name": "envoy.filters.network.tcp_proxy",
              "typedConfig": [
                "@type": "type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy",
                "statPrefix": "broker-0", "cluster": "broker-0", "idleTimeout": "900s",
              ],
            ]
          ]
        ]
      ],
      "enableReusePort": false,
    ]
    let json = try listener.jsonValue(registry: EnvoyTypes.registry)
    #expect(json == expected)
    #expect(try Listener(json: json, decoder: ProtobufJSONDecoder(registry: EnvoyTypes.registry)) == listener)
  }

  @Test func aListenerComesBackFromItsBytes() throws {
    #expect(try Listener(serialized: listener.serialized()) == listener)
    #expect(Listener.typeURL == "type.googleapis.com/envoy.config.listener.v3.Listener")
  }

  /// Envoy sends 60 KB of extensions (field 9) with each first request.
  @Test func theExtensionsOfANodeAreSkipped() throws {
    var node = Node {
      $0.id = "envoy-1"
      $0.cluster = "kafka"
      $0.userAgentVersionType = .userAgentVersion("1.36.2")
      $0.clientFeatures = ["envoy.lb.does_not_support_overprovisioning"]
    }.serialized()
    let known = node
    for _ in 0..<500 { node += [0x4A, 0x03, 0x0A, 0x01, 0x61] }
    let read = try Node(serialized: node)
    #expect(read.id == "envoy-1")
    #expect(read.serialized() == known)
  }

  @Test func valuesThatAreNotKnownHereAreKept() throws {
    let cluster = try Cluster(serialized: Cluster { $0.lbPolicy = Cluster.LbPolicy(rawValue: 77) }.serialized())
    #expect(cluster.lbPolicy.rawValue == 77)
    #expect(Cluster.LbPolicy.leastRequest.rawValue == 1)
    #expect(HealthStatus.healthy.rawValue == 1)
  }

  @Test func everyTypeOfTheRegistryIsFoundByItsURL() throws {
    for name in EnvoyTypes.registry.names {
      let type = try #require(EnvoyTypes.registry.type(forURL: "type.googleapis.com/" + name))
      #expect(type.protobufName == name)
      #expect(type.init().serialized().isEmpty)
      #expect(type.protobufFields.map(\.number) == type.protobufFields.map(\.number).sorted())
    }
  }
}
