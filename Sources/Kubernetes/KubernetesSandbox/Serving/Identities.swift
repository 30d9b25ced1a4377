/// Whom the server knows: by a certificate, by a token of its own or of a service account. One that was told no tokens
/// lets in everybody.
struct Identities: Sendable {
  /// Users by their tokens; nil where everybody is let in.
  private let users: [String: String]?
  private let tokens: AccountTokens

  init(users: [String: String]?, _ tokens: AccountTokens) {
    self.users = users
    self.tokens = tokens
  }

  /// Who asks.
  ///
  /// - Throws: `unauthorized` where nobody knows.
  func user(of request: ServedRequest, _ owner: ClusterOwner, now: Int64) async throws(APIFailure) -> RequestUser {
    if let header = request.fields["authorization"], header.lowercased().hasPrefix("bearer ") {
      let token = String(header.dropFirst("bearer ".count))
      if let known = await user(ofToken: token, owner, now: now) { return known }
    } else if let subject = request.subject {
      return RequestUser(name: subject, groups: ["system:masters", "system:authenticated"])
    }
    if users == nil { return .administrator }
    throw APIFailure(.unauthorized, "Unauthorized")
  }

  /// Whose a token is; nil where it is not known.
  func user(ofToken token: String, _ owner: ClusterOwner, now: Int64) async -> RequestUser? {
    if let name = users?[token] { return RequestUser(name: name, groups: ["system:masters", "system:authenticated"]) }
    guard let claims = tokens.claims(of: token, now: now) else { return nil }
    let request = ReadRequest("serviceaccounts", namespace: claims.namespace, name: claims.account)
    let account = try? await owner.read { state throws(APIFailure) in try state.get(request) }
    guard account?["metadata"]?["uid"]?.stringValue == claims.uid else { return nil }
    return .account(claims.namespace, claims.account, uid: claims.uid)
  }
}
