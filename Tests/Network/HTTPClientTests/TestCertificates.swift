import Foundation
import HTTPClient
import Testing
import Transport

/// Certificates that openssl's command line makes, each its own authority, once for a run of the tests, in a folder that is
/// removed at the end.
final class TestCertificates: Sendable {
  static let shared = TestCertificates()

  private let folder: String

  private init() {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("koperator-\(UUID().uuidString)").path
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["server", "client", "client2"] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
      process.arguments = [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
        "\(folder)/\(name).key", "-out", "\(folder)/\(name).pem", "-subj", "/CN=\(name)", "-days", "2", "-addext",
        name == "server" ? "subjectAltName=DNS:kafka.example,IP:127.0.0.1" : "subjectAltName=URI:test:\(name)",
      ]
      process.standardError = FileHandle.nullDevice
      try? process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    // Both clients' certificates count as authorities of clients.
    let both = bytes("client.pem") + bytes("client2.pem")
    _ = FileManager.default.createFile(atPath: "\(folder)/clients.pem", contents: Data(both))
    atexit { try? FileManager.default.removeItem(atPath: TestCertificates.shared.folder) }
  }

  /// A file's bytes.
  func bytes(_ name: String) -> [UInt8] {
    FileManager.default.contents(atPath: "\(folder)/\(name)").map { [UInt8]($0) } ?? []
  }

  /// The server's context.
  func server(clients: Bool = false) throws -> TLSContext {
    try TLSContext.server(
      certificateChain: PEM(file: "\(folder)/server.pem"), privateKey: PEM(file: "\(folder)/server.key"),
      clients: clients ? .required(PEM(file: "\(folder)/clients.pem")) : .anonymous, protocols: ["h2", "http/1.1"])
  }

  /// What trusts the server, and shows a client's certificate.
  func credentials(_ client: String? = nil) -> HTTPClientCredentials {
    HTTPClientCredentials(
      authorities: bytes("server.pem"), certificateChain: client.map { bytes("\($0).pem") },
      privateKey: client.map { bytes("\($0).key") })
  }
}
