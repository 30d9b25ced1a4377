import ClusterTopology
import EnvoyAPI
import Protobuf

/// The listeners that carry Kafka's bytes. Each depends on one broker and the access point alone: whatever moves is
/// in the endpoints of its cluster.
enum KafkaListeners {
  /// A broker's listener, on its own port.
  static func broker(_ id: Int32, of point: AccessPoint, _ options: EnvoyOptions) -> Listener? {
    guard let port = point.port(ofBroker: id) else { return nil }
    let name = ResourceNames.broker(id)
    let proxy = tcpProxy(
      cluster: name, statistics: ResourceNames.brokerStatistics(id), attempts: Tuning.brokerConnectAttempts)
    return listener(name, port: port, proxy, options)
  }

  /// The listener from which clients bootstrap.
  static func bootstrap(of point: AccessPoint, _ options: EnvoyOptions) -> Listener {
    let name = ResourceNames.bootstrap
    let proxy = tcpProxy(cluster: name, statistics: name, attempts: Tuning.bootstrapConnectAttempts)
    return listener(name, port: point.ingressControllerTargetPort, proxy, options)
  }

  private static func tcpProxy(cluster: String, statistics: String, attempts: UInt32) -> TcpProxy {
    TcpProxy {
      $0.statPrefix = statistics
      $0.clusterSpecifier = .cluster(cluster)
      $0.maxConnectAttempts = attempts
      $0.idleTimeout = Tuning.idleTimeout
      $0.accessLog = [AccessLogs.tcp]
      $0.accessLogOptions = TcpProxy.TcpAccessLogOptions { $0.accessLogFlushInterval = Tuning.accessLogInterval }
    }
  }

  private static func listener(_ name: String, port: UInt16, _ proxy: TcpProxy, _ options: EnvoyOptions) -> Listener {
    Listener {
      $0.name = name
      // Statistics by name: an address would say nothing of the broker.
      $0.statPrefix = name
      $0.address = .binding(options.listenAddress, port: port)
      $0.filterChains = [
        FilterChain {
          $0.name = name
          $0.filters = [Filter("envoy.filters.network.tcp_proxy", proxy)]
        }
      ]
      $0.perConnectionBufferLimitBytes = Tuning.bufferLimitBytes
      $0.socketOptions = keepaliveOptions
      $0.tcpBacklogSize = Tuning.backlog
      // `drain_listeners?inboundonly` then means these, and leaves the health listener.
      $0.trafficDirection = .inbound
      // Few, long-lived connections: without it one worker can hold most of them.
      $0.connectionBalanceConfig = Listener.ConnectionBalanceConfig {
        $0.balanceType = .exactBalance(Listener.ConnectionBalanceConfig.ExactBalance())
      }
    }
  }

  /// Keepalive by socket options, which Envoys older than 1.40 know too (`Listener.tcp_keepalive` they do not). The
  /// numbers are Linux's: SOL_SOCKET 1 and IPPROTO_TCP 6.
  private static var keepaliveOptions: [SocketOption] {
    [
      option("SO_KEEPALIVE", level: 1, name: 9, 1),
      option("TCP_KEEPIDLE", level: 6, name: 4, Tuning.keepaliveTime),
      option("TCP_KEEPINTVL", level: 6, name: 5, Tuning.keepaliveInterval),
      option("TCP_KEEPCNT", level: 6, name: 6, Tuning.keepaliveProbes),
    ]
  }

  private static func option(_ description: String, level: Int64, name: Int64, _ value: UInt32) -> SocketOption {
    SocketOption {
      $0.description = description
      $0.level = level
      $0.name = name
      $0.value = .intValue(Int64(value))
      $0.state = .statePrebind
    }
  }
}
