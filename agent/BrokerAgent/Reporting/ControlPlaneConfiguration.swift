public import HTTPTransport
public import Transport

/// How the agent reaches the control plane, and the bounds of it.
public struct ControlPlaneConfiguration: Sendable {
  /// Where the replicas are: every address of the name is one. A name with both kinds of addresses is taken by the better kind
  /// only, since a replica has one of each.
  public var target: ConnectTarget
  /// Whom the servers' certificates must name; nil takes the target's host.
  public var serverName: String?
  /// The time between two samples, where no server wants another.
  public var interval: Duration = .seconds(1)
  /// How often the name is looked up.
  public var resolveInterval: Duration = .seconds(30)
  /// How long looking it up may take.
  public var resolveDeadline: Duration = .seconds(5)
  /// The most replicas that are reported to.
  public var maximumReplicas = 64
  /// The most bytes that wait for a replica, beyond what a call begins with: one more, and it is left for a while.
  public var maximumQueuedBytes = 256 << 10
  /// How long connect and TLS handshake may take.
  public var connectDeadline: Duration = .seconds(5)
  /// How long a server may take until it welcomes the agent.
  public var welcomeDeadline: Duration = .seconds(10)
  /// The rests between connections that fail, and between calls that are refused.
  public var backoff: ConnectBackoff
  /// A call that lived so long counts as a success: the rests begin anew.
  public var settledAfter: Duration = .seconds(10)
  /// How long a server may be silent before it is asked for a sign of life.
  public var keepaliveInterval: Duration = .seconds(15)
  /// How long that may take.
  public var keepaliveTimeout: Duration = .seconds(10)

  /// The defaults.
  public init(target: ConnectTarget) {
    self.target = target
    backoff = ConnectBackoff()
    backoff.initial = .milliseconds(500)
    backoff.maximum = .seconds(15)
  }

  /// For the connections.
  var connector: HTTPConnectorConfiguration {
    var connector = HTTPConnectorConfiguration()
    connector.serverName = serverName ?? host
    connector.connectDeadline = connectDeadline
    connector.backoff = backoff
    connector.settledAfter = settledAfter
    connector.http.maximumConcurrentStreams = 1
    connector.http.maximumHeaderListSize = 8 << 10
    connector.http.streamWindow = 64 << 10
    connector.http.connectionWindow = 64 << 10
    connector.http.maximumQueuedBytes = 16 << 20
    connector.http.keepaliveInterval = keepaliveInterval
    connector.http.keepaliveTimeout = keepaliveTimeout
    connector.http.stallTimeout = .seconds(30)
    connector.limits.maximumQueuedBytes = 1 << 20
    return connector
  }

  private var host: String? {
    if case .name(let host, _) = target { host } else { nil }
  }

  /// Who is asked for, as HTTP has it.
  var authority: String {
    if case .address(let address) = target, address.port == nil { return "localhost" }
    return target.description
  }
}
