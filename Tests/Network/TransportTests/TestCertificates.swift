import Foundation
import Glibc
import Testing
import Transport

/// Certificates that openssl's command line makes, once for a run of the tests, in a folder that is removed at the end.
final class TestCertificates: Sendable {
  static let shared = TestCertificates()

  let folder: String

  private init() {
    var template = Array("/tmp/koperator-transport-XXXXXX\0".utf8CString)
    folder = template.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress, let path = mkdtemp(base) else { return "/tmp" }
      return String(cString: path)
    }
    make()
    atexit { try? FileManager.default.removeItem(atPath: TestCertificates.shared.folder) }
  }

  func path(_ name: String) -> String { folder + "/" + name }
  func pem(_ name: String) throws -> PEM { try PEM(file: path(name)) }

  private func make() {
    for authority in ["ca", "other-ca"] {
      run(
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
        path("\(authority).key"), "-out", path("\(authority).pem"), "-subj", "/CN=\(authority)", "-days", "2")
    }
    issue("server", "/CN=server", "DNS:localhost,IP:127.0.0.1", "ca")
    issue("server2", "/CN=server2", "DNS:localhost,IP:127.0.0.1", "ca")
    issue("elsewhere", "/CN=elsewhere", "DNS:elsewhere.example", "ca")
    issue(
      "client", "/O=Example/CN=envoy", "URI:spiffe://example.org/envoy/kafka/prod,DNS:envoy.example,IP:10.1.2.3", "ca")
    issue("stranger", "/CN=stranger", "DNS:stranger.example", "other-ca")
    issue("revoked", "/CN=revoked", "DNS:revoked.example", "ca")
    issue("rsa", "/CN=rsa", "DNS:localhost,IP:127.0.0.1", "ca", key: ["rsa:2048"])
    revoke("revoked")
    issue("expired", "/CN=expired", "DNS:localhost,IP:127.0.0.1", "ca", days: "-1")
    run("pkey", "-in", path("server.key"), "-aes256", "-passout", "pass:secret", "-out", path("encrypted.key"))
  }

  private func issue(
    _ name: String, _ subject: String, _ names: String, _ authority: String, days: String = "2",
    key: [String] = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
  ) {
    run(
      ["req", "-newkey"] + key + [
        "-nodes", "-keyout", path("\(name).key"), "-out", path("\(name).csr"), "-subj", subject,
      ])
    try? "subjectAltName=\(names)\n".write(toFile: path("\(name).ext"), atomically: true, encoding: .utf8)
    run(
      "x509", "-req", "-in", path("\(name).csr"), "-CA", path("\(authority).pem"), "-CAkey", path("\(authority).key"),
      "-set_serial", "0x2a\(name.utf8.count)", "-days", days, "-extfile", path("\(name).ext"), "-out",
      path("\(name).pem"))
  }

  /// Makes two lists of the CA that have one entry: one that is in force, and one that has expired.
  private func revoke(_ name: String) {
    let settings = """
      [ca]
      default_ca = own
      [own]
      database = \(path("index"))
      default_md = sha256
      default_crl_days = 2
      """
    try? settings.write(toFile: path("ca.conf"), atomically: true, encoding: .utf8)
    try? "".write(toFile: path("index"), atomically: true, encoding: .utf8)
    let ca = ["ca", "-config", path("ca.conf"), "-cert", path("ca.pem"), "-keyfile", path("ca.key")]
    run(ca + ["-revoke", path("\(name).pem")])
    run(ca + ["-gencrl", "-out", path("ca.crl")])
    run(
      ca + [
        "-gencrl", "-out", path("expired.crl"), "-crl_lastupdate", "20240101000000Z", "-crl_nextupdate",
        "20240102000000Z",
      ])
  }

  private func run(_ arguments: String...) { run(arguments) }

  private func run(_ arguments: [String]) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    do { try process.run() } catch {
      Issue.record("openssl cannot be run: \(error)")
      return
    }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "openssl \(arguments)")
  }

  func server(
    _ name: String = "server", clients: TLSClientPolicy = .anonymous, protocols: [String] = []
  ) throws -> TLSContext {
    try TLSContext.server(
      certificateChain: pem("\(name).pem"), privateKey: pem("\(name).key"), clients: clients, protocols: protocols)
  }

  func client(_ name: String? = nil, protocols: [String] = []) throws -> TLSContext {
    try TLSContext.client(
      trust: .authorities(pem("ca.pem")), certificateChain: name.map { try pem("\($0).pem") },
      privateKey: name.map { try pem("\($0).key") }, protocols: protocols)
  }
}
