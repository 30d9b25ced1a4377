import KafkaProtocol

/// The client's side of a SASL exchange over SaslAuthenticate.
///
/// States: begun, the server's first message answered (SCRAM), over. It must never be over before the server has proved, where
/// the mechanism has a proof, that it knows the credential.
struct SaslExchange {
  private enum State {
    case plain(PlainMessage)
    case scram(ScramClient, step: Int)
    case over
  }

  private var state: State

  /// - Parameter nonce: printable characters that nobody can guess, new for each exchange.
  init(_ credentials: SASLCredentials, nonce: String) {
    switch credentials.mechanism {
    case .plain:
      state = .plain(PlainMessage(username: credentials.username, password: credentials.password))
    case .scramSHA256, .scramSHA512:
      let mechanism: ScramMechanism = credentials.mechanism == .scramSHA256 ? .sha256 : .sha512
      let client = ScramClient(
        mechanism, username: credentials.username, password: credentials.password, nonce: nonce)
      state = .scram(client, step: 0)
    }
  }

  /// The first bytes to the server.
  mutating func begin() throws(SaslError) -> [UInt8] {
    switch state {
    case .plain(let message): return try message.encoded()
    case .scram(var client, _):
      let bytes = try client.begin()
      state = .scram(client, step: 1)
      return bytes
    case .over: throw SaslError(.state, "the exchange is over")
    }
  }

  /// The next bytes to the server; nil when the exchange has succeeded.
  mutating func answer(_ bytes: [UInt8]) throws(SaslError) -> [UInt8]? {
    switch state {
    case .plain:
      state = .over
      return nil
    case .scram(var client, let step):
      state = .over
      if step == 1 {
        let next = try client.answer(bytes)
        state = .scram(client, step: 2)
        return next
      }
      try client.finish(bytes)
      return nil
    case .over: throw SaslError(.state, "the exchange is over")
    }
  }
}
