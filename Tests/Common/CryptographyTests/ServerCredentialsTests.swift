import Cryptography
import Foundation
import Testing

/// Certificates that openssl's command line makes in a folder of its own.
private final class Folder {
  let url = FileManager.default.temporaryDirectory.appending(path: "koperator-credentials-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }
  func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url.appending(path: name))) }

  func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "openssl \(arguments)")
  }

  /// Makes `name.crt` and `name.key`.
  func issue(
    _ name: String, names: String? = "DNS:kafka.example.com,DNS:*.kafka.example.com", days: Int = 2,
    key: [String] = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"], usage: String? = nil
  ) throws {
    var arguments = ["req", "-x509"] + key + ["-nodes", "-subj", "/O=Shop/CN=\(name)", "-days", String(days)]
    arguments += ["-set_serial", "0x1f", "-keyout", path("\(name).key"), "-out", path("\(name).crt")]
    if let names { arguments += ["-addext", "subjectAltName=\(names)"] }
    if let usage { arguments += ["-addext", "extendedKeyUsage=\(usage)"] }
    try run(arguments)
  }

  func credentials(_ certificate: String, _ key: String) throws -> ServerCredentials {
    try ServerCredentials(certificateChain: bytes("\(certificate).crt"), privateKey: bytes("\(key).key"))
  }

  func failure(_ certificate: [UInt8], _ key: [UInt8]) -> CertificateError? {
    do throws(CertificateError) {
      _ = try ServerCredentials(certificateChain: certificate, privateKey: key)
      return nil
    } catch { return error }
  }
}

@Suite struct ServerCredentialsTests {
  @Test func aPairSaysWhoItIsForAndUntilWhen() throws {
    let folder = try Folder()
    try folder.issue("server")
    let credentials = try folder.credentials("server", "server")
    #expect(credentials.subject == "CN=server,O=Shop")
    #expect(credentials.serialNumber == "1F")
    let now = Int64(Date().timeIntervalSince1970)
    #expect(credentials.notAfter - credentials.notBefore == 2 * 86_400)
    #expect((now - 600...now + 1).contains(credentials.notBefore))
  }

  @Test func namesAreCoveredAsClientsSeeIt() throws {
    let folder = try Folder()
    try folder.issue("server")
    let hosts = [
      "kafka.example.com", "broker-1.kafka.example.com", "KAFKA.example.com", "a.broker-1.kafka.example.com",
      "example.com", "server", "",
    ]
    #expect(
      try folder.credentials("server", "server").uncovered(hosts)
        == ["a.broker-1.kafka.example.com", "example.com", "server", ""])
  }

  @Test func theCommonNameDoesNotCount() throws {
    let folder = try Folder()
    try folder.issue("kafka.example.com", names: nil)
    #expect(
      try folder.credentials("kafka.example.com", "kafka.example.com").uncovered(["kafka.example.com"])
        == ["kafka.example.com"])
  }

  @Test func aChainMayFollowTheCertificateAndTextMayStandAround() throws {
    let folder = try Folder()
    try folder.issue("server")
    try folder.issue("authority")
    let chain = Array("bag attributes\n".utf8) + (try folder.bytes("server.crt")) + (try folder.bytes("authority.crt"))
    let credentials = try ServerCredentials(certificateChain: chain, privateKey: folder.bytes("server.key"))
    #expect(credentials.subject == "CN=server,O=Shop")
  }

  @Test func aChainThatDoesNotBeginWithTheServersCertificateSaysWhichOneItIs() throws {
    let folder = try Folder()
    try folder.issue("server")
    try folder.issue("authority")
    let chain = try folder.bytes("authority.crt") + folder.bytes("server.crt")
    let failure = folder.failure(chain, try folder.bytes("server.key"))
    #expect(failure?.code == .mismatch)
    #expect(failure?.message.contains("belongs to certificate 2 of the chain") == true)
  }

  /// An Envoy takes it, and every client then ends the handshake.
  @Test func aChainThatClientsDoNotTakeIsRefused() throws {
    let folder = try Folder()
    try folder.issue("server")
    let certificate = try folder.bytes("server.crt")
    let key = try folder.bytes("server.key")
    #expect(folder.failure((0..<10).flatMap { _ in certificate }, key) == nil)
    #expect(folder.failure((0..<11).flatMap { _ in certificate }, key)?.code == .certificate)
  }

  @Test(arguments: [
    ("keyUsage=digitalSignature", true), ("keyUsage=keyEncipherment", true), ("keyUsage=keyCertSign", false),
    ("tlsfeature=status_request", false),
  ])
  func aCertificateThatNoHandshakeCanUseIsRefused(addition: String, isTaken: Bool) throws {
    let folder = try Folder()
    try folder.issue("server", key: ["-newkey", "rsa:2048", "-addext", addition])
    let failure = folder.failure(try folder.bytes("server.crt"), try folder.bytes("server.key"))
    #expect(failure?.code == (isTaken ? nil : .purpose))
  }

  @Test func whatIsNoPairIsRefusedWithTheReason() throws {
    let folder = try Folder()
    try folder.issue("server")
    try folder.issue("other")
    let certificate = try folder.bytes("server.crt")
    let key = try folder.bytes("server.key")
    #expect(folder.failure(certificate, try folder.bytes("other.key"))?.code == .mismatch)
    #expect(folder.failure(key, key)?.code == .certificate)
    #expect(folder.failure([], key)?.code == .certificate)
    #expect(folder.failure(certificate, certificate)?.code == .key)
    #expect(folder.failure(certificate, [])?.code == .key)
    #expect(folder.failure(Array(certificate.dropLast(40)), key)?.code == .certificate)
    #expect(folder.failure(certificate + certificate.dropLast(60), key)?.code == .certificate)
    #expect(folder.failure(certificate, Array(key.dropFirst(60)))?.code == .key)
    try folder.run([
      "pkey", "-in", folder.path("server.key"), "-aes256", "-passout", "pass:x", "-out", folder.path("locked.key"),
    ])
    #expect(folder.failure(certificate, try folder.bytes("locked.key"))?.code == .encryptedKey)
  }

  @Test(arguments: [
    (["-newkey", "rsa:2048"], true), (["-newkey", "rsa:1024"], false), (["-newkey", "ed25519"], false),
    (["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"], true),
    (["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521"], true),
    (["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"], false),
    (["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt", "ec_param_enc:explicit"], false),
  ])
  func aKeyThatEnvoyDoesNotTakeIsRefused(key: [String], isTaken: Bool) throws {
    let folder = try Folder()
    try folder.issue("server", key: key)
    let failure = folder.failure(try folder.bytes("server.crt"), try folder.bytes("server.key"))
    #expect(failure?.code == (isTaken ? nil : .unsupportedKey))
  }

  @Test(arguments: [("serverAuth", true), ("clientAuth,serverAuth", true), ("clientAuth", false)])
  func aCertificateForOthersThanServersIsRefused(usage: String, isTaken: Bool) throws {
    let folder = try Folder()
    try folder.issue("server", usage: usage)
    let failure = folder.failure(try folder.bytes("server.crt"), try folder.bytes("server.key"))
    #expect(failure?.code == (isTaken ? nil : .purpose))
  }

  @Test func noErrorShowsAKey() throws {
    let folder = try Folder()
    try folder.issue("server")
    try folder.issue("other")
    let key = try folder.bytes("other.key")
    let failure = try #require(folder.failure(try folder.bytes("server.crt"), key))
    let line = String(decoding: key, as: UTF8.self).split(separator: "\n")[1]
    #expect(!failure.description.contains(line))
  }
}
