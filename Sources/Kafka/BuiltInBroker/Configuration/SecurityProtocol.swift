/// How a listener is protected: Kafka's four security protocols.
public enum SecurityProtocol: String, Sendable, CaseIterable {
  case plaintext = "PLAINTEXT"
  case ssl = "SSL"
  case saslPlaintext = "SASL_PLAINTEXT"
  case saslSSL = "SASL_SSL"

  /// Whether TLS comes first.
  public var usesTLS: Bool { self == .ssl || self == .saslSSL }
  /// Whether a client must authenticate by SASL.
  public var usesSASL: Bool { self == .saslPlaintext || self == .saslSSL }

  /// Kafka's number of it, as registrations have it.
  var number: Int16 {
    switch self {
    case .plaintext: 0
    case .ssl: 1
    case .saslPlaintext: 2
    case .saslSSL: 3
    }
  }
}
