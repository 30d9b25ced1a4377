/// One authentication by one mechanism, on the broker's side: it takes the client's messages and says what to answer.
///
/// States: waits for the client, then done or failed for good. It must never say who failed why in words that help a guesser.
protocol SASLExchange {
  /// What follows from a message of the client.
  mutating func receive(_ message: ArraySlice<UInt8>, wall: Int64) -> SASLStep
}

/// What an exchange comes to.
enum SASLStep {
  /// The client has to answer this.
  case challenge([UInt8])
  /// The client is who it says.
  case done([UInt8], username: String)
  /// It is not; the words are for the client.
  case failed(String)
}

/// PLAIN (RFC 4616): name and password in one message.
struct PlainExchange: SASLExchange {
  let users: [String: String]

  mutating func receive(_ message: ArraySlice<UInt8>, wall: Int64) -> SASLStep {
    let parts = message.split(separator: 0, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return .failed("Invalid SASL/PLAIN response: expected 3 tokens, got \(parts.count)") }
    let authorization = String(decoding: parts[0], as: UTF8.self)
    let username = String(decoding: parts[1], as: UTF8.self)
    guard !username.isEmpty, !parts[2].isEmpty else {
      return .failed("Authentication failed: username or password not specified")
    }
    guard let password = users[username], isEqual(Array(password.utf8), Array(parts[2])) else {
      return .failed("Authentication failed: Invalid username or password")
    }
    guard authorization.isEmpty || authorization == username else {
      return .failed("Authentication failed: Client requested an authorization id that is different from username")
    }
    return .done([], username: username)
  }

  /// Whether they are equal, in a time that does not tell where they differ.
  private func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for (one, other) in zip(left, right) { difference |= one ^ other }
    return difference == 0
  }
}

/// OAUTHBEARER (RFC 7628) with tokens that nobody signed.
struct BearerExchange: SASLExchange {
  let claim: String
  let skew: Int64
  private var refusal: String?

  init(claim: String, skew: Int64) {
    self.claim = claim
    self.skew = skew
  }

  mutating func receive(_ message: ArraySlice<UInt8>, wall: Int64) -> SASLStep {
    // After an error in JSON the client says one byte, and is refused then (RFC 7628 §3.2.3).
    if let refusal { return .failed(refusal) }
    let fields = message.split(separator: 1, omittingEmptySubsequences: true).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard let head = fields.first, head.hasPrefix("n,"),
      let token = fields.first(where: { $0.lowercased().hasPrefix("auth=bearer ") })
    else { return .failed("Invalid OAUTHBEARER client first message") }
    do {
      let checked = try UnsecuredToken(
        String(token.dropFirst("auth=bearer ".count)), claim: claim, skew: skew, wall: wall)
      return .done([], username: checked.principal)
    } catch {
      refusal = "Authentication failed: \(error.reason)"
      return .challenge(Array("{\"status\":\"invalid_token\"}".utf8))
    }
  }
}
