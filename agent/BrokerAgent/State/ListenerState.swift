/// How a connection to Kafka ended.
public enum AnswerStatus: UInt8, Sendable, Hashable, CaseIterable {
  /// Not asked yet.
  case unknown
  /// It answered.
  case answers
  /// Nobody listens there: the connection was refused.
  case refused
  /// No answer in time.
  case timedOut
  /// An answer that is none: garbage, or a connection that was closed instead.
  case broken
  /// TLS answered, and what is behind it cannot be asked.
  case tlsOnly
  /// It cannot be reached for another reason, such as no route.
  case unreachable
}

/// Whether Kafka answers on the one listener that is asked every interval.
public struct KafkaState: Sendable, Hashable {
  /// How the last try ended.
  public var status = AnswerStatus.unknown
  /// The listener that is asked.
  public var listener = ""
  /// How long the answer took, in microseconds; 0 where there was none.
  public var latencyMicroseconds: UInt32 = 0
  /// The node id that Kafka gave; nil where the protocol did not tell.
  public var nodeID: Int32?
  /// Whether it said that it is a broker.
  public var isBroker = false
  /// Whether it said that it is a controller.
  public var isController = false
  /// How many tries in a row ended like this, at most 1000.
  public var streak: UInt32 = 0
  /// When the last try ended, in monotonic time.
  public var seen: Duration = .zero
  /// What went wrong, in words.
  public var problem = ""

  /// Nothing is known.
  public init() {}
}

/// A certificate that a listener shows.
public struct CertificateState: Sendable, Hashable {
  /// In lower-case hexadecimal digits.
  public var serial = ""
  /// From when it is valid, in seconds since 1970.
  public var notBefore: Int64 = 0
  /// Until when it is valid, in seconds since 1970.
  public var notAfter: Int64 = 0
  /// Its subject, as RFC 2253 writes it.
  public var subject = ""

  /// An empty one.
  public init() {}
}

/// One listener, by a connection and a handshake of its own.
public struct ListenerState: Sendable, Hashable {
  /// As in Kafka's configuration.
  public var name: String
  /// Its port.
  public var port: UInt16
  /// How the last try ended.
  public var status = AnswerStatus.unknown
  /// The certificate that it showed; nil without TLS.
  public var certificate: CertificateState?
  /// Connect and handshake together, in microseconds; 0 where there was no answer.
  public var latencyMicroseconds: UInt32 = 0
  /// When the last try ended, in monotonic time.
  public var seen: Duration = .zero
  /// What went wrong, in words.
  public var problem = ""

  /// One that was not tried yet.
  public init(name: String, port: UInt16) {
    self.name = name
    self.port = port
  }
}
