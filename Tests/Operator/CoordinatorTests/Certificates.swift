import Foundation
import Telemetry
import Testing

@testable import Coordinator

/// TLS Secrets that openssl's command line makes, once for a run of the tests.
enum Certificates {
  static let names = "DNS:kafka.example.com,DNS:*.kafka.example.com"

  /// Good ones, each with a key of its own.
  static let first = make("first", names)
  static let second = make("second", names)
  /// Without the name of broker 1.
  static let narrow = make("narrow", "DNS:kafka.example.com,DNS:broker-0.kafka.example.com")

  /// The key of one and the certificate of the other.
  static let mixed = TLSSecret.Content.pair(certificate: certificate(of: first), privateKey: key(of: second))

  static func certificate(of content: TLSSecret.Content) -> [UInt8] {
    guard case .pair(let certificate, _) = content else { return [] }
    return certificate
  }

  static func key(of content: TLSSecret.Content) -> Secret<[UInt8]> {
    guard case .pair(_, let key) = content else { return Secret([]) }
    return key
  }

  /// A line of a key that stands in no other text.
  static func keyLine(of content: TLSSecret.Content) -> String {
    let lines = String(decoding: key(of: content).reveal(), as: UTF8.self).split(separator: "\n")
    return lines.count > 1 ? String(lines[1]) : "no key"
  }

  private static func make(_ name: String, _ names: String) -> TLSSecret.Content {
    let folder = FileManager.default.temporaryDirectory.appending(path: "koperator-\(name)-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
      process.arguments = [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(name)",
        "-days", "2", "-addext", "subjectAltName=\(names)", "-keyout", folder.appending(path: "tls.key").path, "-out",
        folder.appending(path: "tls.crt").path,
      ]
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
    } catch {
      Issue.record("openssl cannot be run: \(error)")
    }
    return SecretFolder.content(of: folder.path)
  }
}

extension TemporaryFolder {
  /// Makes or changes a Secret's folder as the kubelet does: links into `..data`, which is swapped.
  func mount(_ name: String, _ content: TLSSecret.Content) throws {
    let folder = url.appending(path: "secrets/\(name)")
    let version = folder.appending(path: "..\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: version, withIntermediateDirectories: true)
    try Data(Certificates.certificate(of: content)).write(to: version.appending(path: "tls.crt"))
    try Data(Certificates.key(of: content).reveal()).write(to: version.appending(path: "tls.key"))
    for file in SecretFolder.files {
      let link = folder.appending(path: file).path
      if (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) == nil {
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "..data/\(file)")
      }
    }
    let fresh = folder.appending(path: "..data.new").path
    try FileManager.default.createSymbolicLink(atPath: fresh, withDestinationPath: version.lastPathComponent)
    #expect(rename(fresh, folder.appending(path: "..data").path) == 0)
  }
}

/// A manifest whose listener terminates TLS in Envoy.
func terminating(_ brokers: [Int], secret: String = "kafka-tls") -> String {
  manifest(brokers, listeners: []).replacing(
    "externalListeners: []\n",
    with: """
      externalListeners:
          - {type: plaintext, name: external, containerPort: 9094, externalStartingPort: -1, tlsSecretName: \(secret),
             hostnameOverride: kafka.example.com}
        envoyConfig: {brokerHostnameTemplate: broker-%id.kafka.example.com}

      """)
}
