import Foundation
import Testing
import Transport
import XDS

@testable import XDSServer

/// Certificates that the openssl command made, in a folder that is removed with the value.
private final class Certificates {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "koperator-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["ca", "stranger"] {
      try openssl(
        ["req", "-x509"] + Self.newKey + ["-days", "2", "-subj", "/CN=\(name)", "-keyout", "\(name).key"]
          + ["-out", "\(name).crt"])
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]

  private func openssl(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.currentDirectoryURL = folder
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appending(path: name))) }

  private func pem(_ name: String) throws -> PEM { PEM(try bytes(name), name: name) }

  /// A certificate with this alternative name.
  func issue(_ name: String, _ alternative: String, by authority: String = "ca") throws {
    try Data("subjectAltName=\(alternative)\n".utf8).write(to: folder.appending(path: "\(name).ext"))
    try openssl(["req"] + Self.newKey + ["-subj", "/CN=\(name)", "-keyout", "\(name).key", "-out", "\(name).csr"])
    try openssl(
      ["x509", "-req", "-in", "\(name).csr", "-CA", "\(authority).crt", "-CAkey", "\(authority).key"]
        + ["-CAcreateserial", "-days", "2", "-extfile", "\(name).ext", "-out", "\(name).crt"])
  }

  func server() throws -> TLSContext {
    try issue("server", "DNS:localhost")
    return try TLSContext.server(
      certificateChain: bytes("server.crt"), privateKey: bytes("server.key"), clientAuthorities: bytes("ca.crt"),
      protocols: ["h2"])
  }

  /// A client with the certificate of that name; with none where it is nil.
  func client(_ name: String?) throws -> TLSContext {
    try TLSContext.client(
      trust: .authorities(pem("ca.crt")), certificateChain: name.map { try pem("\($0).crt") },
      privateKey: name.map { try pem("\($0).key") }, protocols: ["h2"])
  }
}

extension XDSServerTests {
  @Test func aCertificateThatNamesTheGroupIsServedAndAnotherIsRefused() async throws {
    let certificates = try Certificates()
    let fixture = try Fixture(tls: try certificates.server())
    try fixture.server.publish(resources(["a"]), to: Fixture.group)
    let clients = try EventLoopGroup(count: 1)
    defer { clients.shutdown() }

    func proxy(_ name: String?) throws -> Proxy {
      Proxy(TLSStream(to: fixture.server.address, tls: try certificates.client(name), on: clients.loops[0]))
    }

    for (name, uri) in [("group", "/envoy/\(Proxy.group)"), ("cluster", "/envoy/shop/kafka")] {
      try certificates.issue(name, "URI:spiffe://example.org\(uri)")
      let proxy = try proxy(name)
      let stream = proxy.openDelta()
      proxy.ask(stream, .cluster)
      #expect(try await proxy.next(stream)?.names == ["a"], "\(name)")
    }
    for (name, alternative) in [
      ("other", "URI:spiffe://example.org/envoy/shop/kafka/internal"), ("nameless", "DNS:envoy.example.org"),
    ] {
      try certificates.issue(name, alternative)
      let proxy = try proxy(name)
      let stream = proxy.openDelta()
      proxy.ask(stream, .cluster)
      let end = try await proxy.end(stream)
      #expect(end.code == "7", "\(name)")
      #expect(end.message.contains("CN=\(name)") && end.message.contains(Proxy.group), "\(name)")
    }
    // No certificate, or one of a CA that is not the clients': there is no connection.
    try certificates.issue("foreign", "URI:spiffe://example.org/envoy/\(Proxy.group)", by: "stranger")
    for name in [nil, "foreign"] {
      let proxy = try proxy(name)
      let stream = proxy.openDelta()
      proxy.ask(stream, .cluster)
      #expect(try await proxy.waitForEnd(), "\(name ?? "none")")
    }
    #expect(await eventually { fixture.server.counters.failedHandshakes >= 2 })
  }

  @Test func anotherServiceIsToldTheCertificate() async throws {
    let certificates = try Certificates()
    let service = EchoService()
    let fixture = try Fixture(tls: try certificates.server(), services: [service])
    let clients = try EventLoopGroup(count: 1)
    defer { clients.shutdown() }
    try certificates.issue("agent", "URI:spiffe://example.org/agent/shop/kafka/0")
    let stream = TLSStream(to: fixture.server.address, tls: try certificates.client("agent"), on: clients.loops[0])
    let proxy = Proxy(stream)
    let call = proxy.call(EchoService.path)
    proxy.send([1], on: call)
    #expect(try await proxy.nextMessage(call) == [1])
    let peer = try #require(service.peers.first)
    #expect(peer.certificate?.uriNames == ["spiffe://example.org/agent/shop/kafka/0"])
    #expect(peer.certificate?.subject == "CN=agent")
    #expect(peer.isLocal)
  }
}
