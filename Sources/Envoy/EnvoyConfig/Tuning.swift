import EnvoyAPI
import Protobuf

/// The numbers of the generated configuration, each with its source. A change here changes the bytes of every
/// listener or cluster: every Envoy of every cluster then drains its listeners. Change them deliberately.
enum Tuning {
  // MARK: Connections

  /// Above Kafka's own limits, so that Kafka closes an idle connection and not Envoy: brokers close after 10 minutes
  /// (`connections.max.idle.ms`), Java clients after 9. One hour is Envoy's default (`TcpProxy.idle_timeout`) and
  /// leaves room for brokers whose limit was raised; a peer that is gone is found by keepalive long before.
  static let idleTimeout = ProtobufDuration.seconds(3600)

  /// TCP keepalive on both sides, as the Koperator fork sets it: a dead peer is found after 30 + 3 × 30 = 120 s, and
  /// load balancers see traffic before they forget a connection (AWS NLB: 350 s, Azure: 240 s).
  static let keepaliveTime: UInt32 = 30
  static let keepaliveInterval: UInt32 = 30
  static let keepaliveProbes: UInt32 = 3

  /// A lost SYN is sent again after 1 s (RFC 6298), so 3 s allow one retry; three attempts in the bootstrap cluster
  /// stay below a client's `socket.connection.setup.timeout.ms` of 10 s (KIP-601).
  static let connectTimeout = ProtobufDuration.seconds(3)

  /// Attempts to connect to a broker by its own listener (Koperator's number).
  static let brokerConnectAttempts: UInt32 = 2
  /// Attempts in the bootstrap cluster, each at the next broker: two can have died while the control plane was down.
  static let bootstrapConnectAttempts: UInt32 = 3

  /// Per connection and direction; Envoy's default is 1 MiB. 32 to 256 KiB are enough for full throughput, and
  /// 10,000 connections with slow readers then hold at most 1.3 GB per side instead of 20.
  static let bufferLimitBytes: UInt32 = 64 * 1024

  /// Connections that wait to be accepted, for when all clients come back at once. The kernel caps it at
  /// `net.core.somaxconn`, which is 4096 since Linux 5.4.
  static let backlog: UInt32 = 4096

  /// Envoy's default of 1024 connections per cluster would close the connections of a busy broker. One address cannot
  /// hold more than 65,535 connections to one port, so this limit never acts before TCP's own; the broker's
  /// `max.connections` and the overload manager's limit do. Pending connects count too when all clients come back.
  static let maxConnections: UInt32 = 65_535

  // MARK: TLS handshakes

  /// How long a client may take to say which name it wants, after which it is closed: a client that has connected sends
  /// that at once. Envoy's default is 15 s.
  static let clientHelloTimeout = ProtobufDuration.seconds(5)

  /// How long a TLS handshake may take where Envoy terminates TLS, after which the client is closed: Kafka's clients give
  /// a connection 10 s to be set up (`socket.connection.setup.timeout.ms`, KIP-601).
  static let handshakeTimeout = ProtobufDuration.seconds(10)

  // MARK: Health

  /// Connects that fail in a row until the bootstrap cluster leaves a broker out (outlier detection).
  static let outlierFailures: UInt32 = 2
  /// How often Envoy looks whether a broker may come back.
  static let outlierInterval = ProtobufDuration.seconds(5)
  /// How long a broker is left out; times the number of times it happened in a row, up to the maximum.
  static let outlierBaseEjection = ProtobufDuration.seconds(10)
  static let outlierMaximumEjection = ProtobufDuration.seconds(60)
  /// Not all: of 2 to 10 brokers one always stays, as a broken network on Envoy's side looks like dead brokers.
  static let outlierMaximumPercent: UInt32 = 90
  /// The share of healthy brokers below which `/healthcheck` fails: any broker is enough (Koperator's number).
  static let minimumHealthyPercent = 1.0

  // MARK: Access log

  /// Connections live for days; their bytes are told meanwhile, once in this time.
  static let accessLogInterval = ProtobufDuration.seconds(300)

  // MARK: HTTP for probes and scrapes

  /// A probe sends its request at once.
  static let requestTimeout = ProtobufDuration.seconds(5)
  /// Probes and scrapers keep a connection for at most some minutes.
  static let httpIdleTimeout = ProtobufDuration.seconds(60)

  // MARK: Waiting for configuration

  /// 0: wait without end. After a time-out Envoy would go on with what it has: an Envoy without listeners would call
  /// itself ready, a changed cluster would be without endpoints. Waiting, a fresh Envoy is not ready and one that
  /// runs keeps the cluster that it has.
  static let initialFetchTimeout = ProtobufDuration.seconds(0)
}

extension TcpKeepalive {
  /// Keepalive as on both sides of every connection.
  static var standard: TcpKeepalive {
    TcpKeepalive {
      $0.keepaliveTime = Tuning.keepaliveTime
      $0.keepaliveInterval = Tuning.keepaliveInterval
      $0.keepaliveProbes = Tuning.keepaliveProbes
    }
  }
}
