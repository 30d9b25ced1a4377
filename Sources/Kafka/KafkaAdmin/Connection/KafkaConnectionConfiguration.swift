/// The bounds and names of a connection to a broker.
public struct KafkaConnectionConfiguration: Sendable {
  /// How the connection is protected and who it says it is.
  public var security = KafkaSecurity()
  /// Whom the broker's certificate must name; nil takes the host that is connected to.
  public var serverName: String?
  /// The name of the client in requests; brokers write it into their logs and quotas.
  public var clientID: String? = "koperator"
  /// The name of the client's software (KIP-511): letters, digits, `-` and `.`.
  public var softwareName = "koperator"
  /// The version of the client's software, of the same characters.
  public var softwareVersion = "1"
  /// How long looking up, connecting, TLS, negotiation and SASL may take together.
  public var setupDeadline: Duration = .seconds(10)
  /// The most requests that are on their way at once; more wait.
  public var maximumInFlight = 16
  /// The most requests that wait; more are refused.
  public var maximumWaiting = 1024
  /// The largest answer in bytes; a longer one ends the connection. 100 MiB is what brokers send at most by default
  /// (`socket.request.max.bytes` has the same number for requests).
  public var maximumResponseBytes = 100 << 20
  /// How long after a request's deadline its answer may still be missing before the connection is given up: brokers answer
  /// in order, so that all requests behind it wait, too.
  public var silenceLimit: Duration = .seconds(30)
  /// A connection without requests for so long is closed; Kafka's clients take five minutes (`connections.max.idle.ms`).
  public var idleLimit: Duration = .seconds(300)

  /// Plaintext with the default bounds.
  public init(security: KafkaSecurity = KafkaSecurity()) { self.security = security }
}
