import Foundation
import HTTP
import HTTPTransport
import Testing
import Transport

/// Against curl, with certificates that openssl's command line makes.
struct HTTPSTests {
  private func run(_ path: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  @Test func theProtocolIsChosenByALPNAndTheClientsIdentityIsKnown() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("koperator-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["server", "client"] {
      _ = try run(
        "/usr/bin/openssl",
        [
          "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
          "\(folder)/\(name).key",
          "-out", "\(folder)/\(name).pem", "-subj", "/CN=\(name)", "-days", "2", "-addext",
          "subjectAltName=DNS:localhost,IP:127.0.0.1,URI:spiffe://example.org/\(name)",
        ])
    }
    let context = try TLSContext.server(
      certificateChain: PEM(file: "\(folder)/server.pem"), privateKey: PEM(file: "\(folder)/server.key"),
      clients: .required(PEM(file: "\(folder)/client.pem")), protocols: ["h2", "http/1.1"])
    let record = Record()
    try withServer(loops: 2, tls: context, makeHandler: { TestHandler(record, $0, onEvent: answer) }) { server, _ in
      let common = [
        "-s", "-m", "20", "--cacert", "\(folder)/server.pem", "--cert", "\(folder)/client.pem", "--key",
        "\(folder)/client.key", "-w", " by %{http_version}", "https://\(server.address)/page",
      ]
      let second = try run("/usr/bin/curl", ["--http2"] + common)
      #expect(second == "you asked for /page by 2")
      let first = try run("/usr/bin/curl", ["--http1.1"] + common)
      #expect(first == "you asked for /page by 1.1")
      #expect(record.now.infos.map(\.applicationProtocol) == ["h2", "http/1.1"])
      #expect(record.now.infos.allSatisfy { $0.identity?.uriNames == ["spiffe://example.org/client"] })
      // Without ALPN the handshake fails, and so it does without a certificate.
      let unnegotiated = try run("/usr/bin/curl", ["--no-alpn", "--http1.1"] + common)
      #expect(unnegotiated.hasPrefix(" by"))
      let anonymous = try run(
        "/usr/bin/curl", ["-s", "-k", "-m", "20", "-w", " by %{http_version}", "https://\(server.address)/"])
      #expect(anonymous.hasPrefix(" by"))
      eventually("both are counted") { server.counters.failedHandshakes == 2 }
      #expect(record.now.requests.count == 2)
    }
  }
}
