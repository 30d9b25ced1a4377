public import Certificates
import Foundation

/// The folder in which a sandbox keeps its authority and the certificates of its own servers.
public struct PKIFolder: Sendable {
  /// Where it is.
  public let path: String

  /// A folder; it is made where it is needed.
  public init(_ path: String) { self.path = path }

  /// The certificate of the authority, for clients.
  public var authorityFile: String { "\(path)/ca.crt" }

  /// A certificate with its key, as files.
  public struct Pair: Sendable, Hashable {
    /// The certificate.
    public let certificate: String
    /// Its key.
    public let key: String
  }

  /// Opens the authority, or makes it where there is none.
  ///
  /// - Parameter now: Seconds since 1970.
  /// - Throws: `SandboxError` naming the file where what is there is damaged.
  public func authority(named name: String, now: Int64) throws(SandboxError) -> SandboxPKI {
    try make()
    let keyFile = "\(path)/ca.key"
    if FileManager.default.fileExists(atPath: authorityFile) || FileManager.default.fileExists(atPath: keyFile) {
      let known = try stored(keyFile)
      // One that ends within a day would end in the middle of somebody's work.
      if known.notAfter > now + 86_400 { return SandboxPKI(authority: known) }
    }
    let made: CertificateAuthority
    do throws(CertificatesError) {
      made = try CertificateAuthority(commonName: String("koperator sandbox \(name)".prefix(64)), now: now)
    } catch { throw SandboxError(.failed, "\(error)") }
    try Self.write(made.key.reveal(), to: keyFile, mode: 0o600)
    try Self.write(made.certificate, to: authorityFile, mode: 0o644)
    return SandboxPKI(authority: made)
  }

  private func stored(_ keyFile: String) throws(SandboxError) -> CertificateAuthority {
    let certificate = try Self.read(authorityFile)
    let key = PrivateKey(pem: try Self.read(keyFile))
    do throws(CertificatesError) { return try CertificateAuthority(certificate: certificate, key: key) } catch {
      throw SandboxError(
        .damagedFile,
        "\(path): the sandbox's certificate authority cannot be used: \(error); remove that folder, and new "
          + "certificates are made")
    }
  }

  /// Writes a certificate with its key.
  public func write(_ issued: IssuedCertificate, as name: String) throws(SandboxError) -> Pair {
    try make()
    let pair = Pair(certificate: "\(path)/\(name).crt", key: "\(path)/\(name).key")
    try Self.write(issued.key.reveal(), to: pair.key, mode: 0o600)
    try Self.write(issued.certificate, to: pair.certificate, mode: 0o644)
    return pair
  }

  private func make() throws(SandboxError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { throw SandboxError(.folder, "\(path): the folder cannot be made: \(error.localizedDescription)") }
  }

  private static func read(_ file: String) throws(SandboxError) -> String {
    do { return String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self) } catch {
      throw SandboxError(
        .damagedFile,
        "\(file): the file cannot be read: \(error.localizedDescription); remove the folder pki, and new "
          + "certificates are made")
    }
  }

  private static func write(_ text: String, to file: String, mode: Int) throws(SandboxError) {
    // Made empty with its permissions first: a key is never readable by others, not for a moment.
    let files = FileManager.default
    try? files.removeItem(atPath: file)
    guard files.createFile(atPath: file, contents: Data(), attributes: [.posixPermissions: mode]) else {
      throw SandboxError(.folder, "\(file): the file cannot be written; look at the folder's permissions")
    }
    do {
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    } catch { throw SandboxError(.folder, "\(file): the file cannot be written: \(error.localizedDescription)") }
  }
}
