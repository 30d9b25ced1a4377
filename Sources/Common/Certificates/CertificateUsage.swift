/// What a certificate is for (extended key usage, RFC 5280 §4.2.1.12).
public struct CertificateUsage: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: Int

  /// Usage by its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Its owner is a server.
  public static let server = CertificateUsage(rawValue: 1)
  /// Its owner is a client.
  public static let client = CertificateUsage(rawValue: 2)

  /// As OpenSSL's configuration names it.
  var extensionText: String {
    var words: [String] = []
    if contains(.server) { words.append("serverAuth") }
    if contains(.client) { words.append("clientAuth") }
    return words.joined(separator: ",")
  }
}
