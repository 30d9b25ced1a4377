import HTTPClient
import KubernetesObjects

/// Who the client is in a request: what it says, and what it shows in the TLS handshake.
struct ClientIdentity: Sendable {
  /// Which one it is: another number is another identity.
  let number: UInt64
  /// The value of the header `Authorization`; nil for none.
  let authorization: SecretText?
  /// Certificate and key, and whom the client trusts.
  let credentials: HTTPClientCredentials
}
