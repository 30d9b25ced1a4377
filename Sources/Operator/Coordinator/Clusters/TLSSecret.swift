public import ClusterTopology
import Cryptography
public import EnvoyConfig
public import Telemetry

/// A TLS Secret whose certificate and key were read and belong together; whether it is valid now, and for which names, is
/// asked of it.
public struct TLSSecret: Sendable, Hashable {
  /// What Envoys get.
  public let certificate: ServerCertificate
  private let credentials: ServerCredentials

  /// What a Secret holds (`kubernetes.io/tls`).
  public enum Content: Sendable, Hashable {
    /// A certificate chain and its key (PEM).
    case pair(certificate: [UInt8], privateKey: Secret<[UInt8]>)
    /// One of them, or the Secret, cannot be read; the text says which and why.
    case unreadable(String)
  }

  /// Why a content is no TLS Secret: what is wrong, with the remedy.
  public struct Unusable: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public let message: String

    /// A reason.
    public init(message: String) { self.message = message }

    /// What is wrong.
    public var description: String { message }
  }

  /// Reads what a Secret holds.
  public init(name: String, _ content: Content) throws(Unusable) {
    switch content {
    case .unreadable(let reason): throw Unusable(message: reason)
    case .pair(let chain, let key):
      do throws(CertificateError) {
        credentials = try ServerCredentials(certificateChain: chain, privateKey: key.reveal())
      } catch {
        throw Unusable(message: error.description)
      }
      certificate = ServerCertificate(name: name, chain: chain, privateKey: key)
    }
  }

  /// The subject of the certificate.
  public var subject: String { credentials.subject }
  /// Its serial number.
  public var serialNumber: String { credentials.serialNumber }
  /// The last second at which it is valid, since 1970.
  public var expiry: Int64 { credentials.notAfter }

  /// What is wrong with it at a time.
  ///
  /// - Parameter date: Seconds since 1970.
  public func problem(at date: Int64) -> String? {
    if date > credentials.notAfter {
      return "the certificate expired on \(Timestamp.text(seconds: credentials.notAfter)): renew it"
    }
    if date < credentials.notBefore {
      return "the certificate is not valid before \(Timestamp.text(seconds: credentials.notBefore)): "
        + "check the clocks, or wait"
    }
    return nil
  }

  /// The host names of an access point that the certificate is not for.
  public func missingNames(of point: AccessPoint) -> [String] { credentials.uncovered(point.hostNames) }

  /// What is wrong with it for an access point; nil where it has all names.
  public func problem(for point: AccessPoint) -> String? {
    let missing = missingNames(of: point)
    guard let first = missing.first else { return nil }
    let others = missing.count > 1 ? " and \(missing.count - 1) more" : ""
    let parent = first.split(separator: ".", maxSplits: 1).dropFirst().first.map { " (or *.\($0))" } ?? ""
    return
      "the certificate of '\(subject)' is not for '\(first)'\(others), a name of the access point '\(point.name)': "
      + "add it to the subject alternative names\(parent)"
  }
}
