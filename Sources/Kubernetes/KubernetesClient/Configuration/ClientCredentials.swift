public import KubernetesObjects

/// How a client proves who it is: by a certificate, by what it says in every request, or by both.
public struct ClientCredentials: Sendable, Hashable {
  /// What is said in every request.
  public enum Authorization: Sendable, Hashable {
    /// Nothing.
    case none
    /// A token.
    case token(SecretText)
    /// A token in a file that is written anew before it expires; until the file can be read, the other one.
    case tokenFile(String, fallback: SecretText?)
    /// A name and a password.
    case basic(username: String, password: SecretText)
    /// What a program says.
    case exec(ExecPlugin)
  }

  /// The certificate; nil for none.
  public var certificate: ClientCertificate?
  /// What is said in every request.
  public var authorization: Authorization
  /// Whom the client speaks for instead of itself.
  public var impersonation: Impersonation?

  /// Credentials.
  public init(
    certificate: ClientCertificate? = nil, authorization: Authorization = .none, impersonation: Impersonation? = nil
  ) {
    self.certificate = certificate
    self.authorization = authorization
    self.impersonation = impersonation
  }
}
