import ClusterTopology
import EnvoyAPI
import KafkaResources
import Protobuf

/// The listeners that carry Kafka's bytes: one for each broker and one for the bootstrap, or one for all whose filter
/// chains are told apart by host name.
///
/// A listener, or a chain, depends on one broker and the access point alone: whatever moves is in the endpoints of its
/// cluster. What stands beside the chains in the one listener for all depends on no broker at all: Envoy drains every
/// connection of a listener where that changes, and only those of a chain where a chain does.
enum KafkaListeners {
  /// The Kafka listeners of an access point.
  static func all(of point: AccessPoint, _ options: EnvoyOptions) -> [Listener] {
    guard let names = point.access.hostNames else {
      return point.brokers.compactMap { broker($0, of: point, options) } + [bootstrap(of: point, options)]
    }
    return [shared(by: names, of: point, options)]
  }

  // MARK: By port

  /// A broker's listener, on its own port.
  private static func broker(_ id: Int32, of point: AccessPoint, _ options: EnvoyOptions) -> Listener? {
    guard let port = point.port(ofBroker: id) else { return nil }
    let name = ResourceNames.broker(id)
    return listener(name, port: port, chains: [chain(name, brokerProxy(id, of: point))], options)
  }

  /// The listener from which clients bootstrap.
  private static func bootstrap(of point: AccessPoint, _ options: EnvoyOptions) -> Listener {
    let name = ResourceNames.bootstrap
    return listener(
      name, port: options.clusterPort(of: point), chains: [chain(name, bootstrapProxy(of: point))], options)
  }

  // MARK: By name

  /// The listener of all: the brokers' chains by ascending id, then the bootstrap's. A connection that names none of
  /// them, or that is no TLS, has no chain and is closed; Envoy counts it (`no_filter_chain_match`) and logs it.
  private static func shared(
    by names: KafkaCluster.HostNames, of point: AccessPoint, _ options: EnvoyOptions
  ) -> Listener {
    var tls: TransportSocket?
    if case .termination(_, let secret) = point.access { tls = DownstreamTLS.transportSocket(secret: secret) }
    let log = tls == nil ? AccessLogs.named : AccessLogs.terminated
    var chains: [FilterChain] = []
    for id in point.brokers {
      chains.append(
        chain(ResourceNames.broker(id), brokerProxy(id, of: point, log: log), server: names.broker(id), tls))
    }
    chains.append(
      chain(ResourceNames.bootstrapChain, bootstrapProxy(of: point, log: log), server: names.bootstrap, tls))
    var listener = listener(
      ResourceNames.brokers, port: options.clusterPort(of: point), chains: chains, options)
    listener.listenerFilters = [
      ListenerFilter {
        $0.name = "envoy.filters.listener.tls_inspector"
        $0.configType = .typedConfig(ProtobufAny(packing: TlsInspector()))
      }
    ]
    listener.listenerFiltersTimeout = Tuning.clientHelloTimeout
    listener.accessLog = [AccessLogs.unmatched]
    return listener
  }

  private static func chain(
    _ name: String, _ proxy: TcpProxy, server: String, _ tls: TransportSocket?
  ) -> FilterChain {
    var chain = chain(name, proxy)
    chain.filterChainMatch = FilterChainMatch { $0.serverNames = [server] }
    chain.transportSocket = tls
    if tls != nil { chain.transportSocketConnectTimeout = Tuning.handshakeTimeout }
    return chain
  }

  // MARK: Parts

  private static func brokerProxy(
    _ id: Int32, of point: AccessPoint, log: AccessLog = AccessLogs.tcp
  ) -> TcpProxy {
    tcpProxy(
      of: point, cluster: ResourceNames.broker(id), statistics: ResourceNames.brokerStatistics(id),
      attempts: Tuning.brokerConnectAttempts, log: log)
  }

  private static func bootstrapProxy(of point: AccessPoint, log: AccessLog = AccessLogs.tcp) -> TcpProxy {
    tcpProxy(
      of: point, cluster: ResourceNames.bootstrap, statistics: ResourceNames.bootstrap,
      attempts: Tuning.bootstrapConnectAttempts,
      log: log)
  }

  private static func tcpProxy(
    of point: AccessPoint, cluster: String, statistics: String, attempts: UInt32, log: AccessLog
  ) -> TcpProxy {
    TcpProxy {
      $0.statPrefix = statistics
      $0.clusterSpecifier = .cluster(cluster)
      $0.maxConnectAttempts = attempts
      $0.idleTimeout = point.idleTimeoutSeconds.map { .seconds(Int64($0)) } ?? Tuning.idleTimeout
      $0.accessLog = [log]
      $0.accessLogOptions = TcpProxy.TcpAccessLogOptions { $0.accessLogFlushInterval = Tuning.accessLogInterval }
    }
  }

  private static func chain(_ name: String, _ proxy: TcpProxy) -> FilterChain {
    FilterChain {
      $0.name = name
      $0.filters = [Filter("envoy.filters.network.tcp_proxy", proxy)]
    }
  }

  private static func listener(
    _ name: String, port: UInt16, chains: [FilterChain], _ options: EnvoyOptions
  ) -> Listener {
    Listener {
      $0.name = name
      // Statistics by name: an address would say nothing of the broker.
      $0.statPrefix = name
      $0.address = .binding(options.listenAddress, port: port)
      $0.filterChains = chains
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
