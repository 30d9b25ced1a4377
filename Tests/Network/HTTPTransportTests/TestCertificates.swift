import Foundation
import Testing
import Transport

/// Certificates that openssl's command line makes, each its own CA, once for a run of the tests, in a folder that is removed
/// at the end.
final class TestCertificates: Sendable {
  static let shared = TestCertificates()

  let folder: String

  private init() {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("koperator-\(UUID().uuidString)").path
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["server", "server2", "client", "client2"] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
      process.arguments = [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
        "\(folder)/\(name).key", "-out", "\(folder)/\(name).pem", "-subj", "/CN=\(name)", "-days", "2", "-addext",
        "subjectAltName=DNS:localhost,DNS:kafka.example,IP:127.0.0.1",
      ]
      process.standardError = FileHandle.nullDevice
      try? process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    atexit { try? FileManager.default.removeItem(atPath: TestCertificates.shared.folder) }
  }

  private func pem(_ name: String) throws -> PEM { try PEM(file: "\(folder)/\(name)") }

  /// A server's context; `trusting` names the client that it takes.
  func server(_ name: String, trusting client: String? = nil, protocols: [String] = ["h2"]) throws -> TLSContext {
    try TLSContext.server(
      certificateChain: pem("\(name).pem"), privateKey: pem("\(name).key"),
      clients: client.map { .required(try pem("\($0).pem")) } ?? .anonymous, protocols: protocols)
  }

  /// A client's context that trusts one server.
  func client(_ name: String? = nil, trusting server: String, protocols: [String] = ["h2"]) throws -> TLSContext {
    try TLSContext.client(
      trust: .authorities(pem("\(server).pem")), certificateChain: name.map { try pem("\($0).pem") },
      privateKey: name.map { try pem("\($0).key") }, protocols: protocols)
  }
}
