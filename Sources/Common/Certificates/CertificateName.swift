/// A subject alternative name of a certificate.
public enum CertificateName: Sendable, Hashable {
  /// A DNS name; it may begin with `*.`.
  case dns(String)
  /// An IPv4 or IPv6 address, as text.
  case ip(String)
  /// A URI.
  case uri(String)
}
