import EnvoyAPI
import Protobuf
import XDS

/// The yardstick's resources, byte for byte: a cluster, endpoints and a listener for each broker.
///
/// Go writes the members of a `oneof` after all other fields of their message, and parts of a message that stand one after
/// the other are one message: so that is how they are put together here.
struct PeerPayload: Payload {
  private var clusters: [XDSResource] = []
  private var endpoints: [XDSResource] = []
  private var listeners: [XDSResource] = []
  private var revisions: [UpdateKind: [Int]] = [:]

  init(brokers: Int) {
    for index in 0..<brokers {
      clusters.append(Self.cluster(index, 0))
      endpoints.append(Self.endpoints(index, 0))
      listeners.append(Self.listener(index, 0))
    }
    for kind in [UpdateKind.cds, .eds, .lds] { revisions[kind] = [Int](repeating: 0, count: brokers) }
  }

  var resources: [XDSResource] { clusters + endpoints + listeners }

  mutating func update(_ kind: UpdateKind, count: Int, offset: Int) {
    let brokers = clusters.count
    for step in 0..<min(count, brokers) {
      let index = (offset % brokers + step) % brokers
      let revision = (revisions[kind]?[index] ?? 0) + 1
      revisions[kind]?[index] = revision
      switch kind {
      case .cds: clusters[index] = Self.cluster(index, revision)
      case .eds: endpoints[index] = Self.endpoints(index, revision)
      case .lds: listeners[index] = Self.listener(index, revision)
      }
    }
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
    let name = "broker-\(index)"
    var body = Cluster { $0.name = name }.serialized()
    // eds_cluster_config 3 { eds_config 1 { resource_api_version 6: V3, ads 3 {} } }
    body += [0x1a, 0x06, 0x0a, 0x04, 0x30, 0x02, 0x1a, 0x00]
    body += Cluster { $0.connectTimeout = .milliseconds(Int64(1000 + revision)) }.serialized()
    body += Cluster { $0.clusterDiscoveryType = .type(.eds) }.serialized()
    return XDSResource(
      type: .cluster, name: name, body: body, references: [XDSResourceName(type: .endpoints, name: name)])
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
    var proxy = TcpProxy {
      $0.statPrefix = "kafka-\(index)"
      $0.idleTimeout = .seconds(Int64(3600 + revision))
    }.serialized()
    proxy += TcpProxy { $0.clusterSpecifier = .cluster("broker-\(index)") }.serialized()
    let message = Listener {
      $0.name = "kafka-\(index)"
      $0.address = Self.address("127.0.0.1", UInt32(20000 + index))
      $0.filterChains = [
        FilterChain {
          $0.name = "default"
          $0.filters = [
            Filter {
              $0.name = "envoy.filters.network.tcp_proxy"
              $0.configType = .typedConfig(ProtobufAny(typeURL: TcpProxy.typeURL, value: proxy))
            }
          ]
        }
      ]
    }
    let reference = XDSResourceName(type: .cluster, name: "broker-\(index)")
    return XDSResource(message, name: "kafka-\(index)", references: [reference])
  }
}
