import KubernetesObjects
import Synchronization
import Testing

@testable import KubernetesClient

/// What is shown and trusted in a handshake, where it came from files.
@Suite struct TLSMaterialTests {
  private static let configuration = ClientConfiguration(
    server: ServerAddress(host: "h", port: 443),
    trust: ServerTrust(certificateAuthority: Array("CA".utf8), certificateAuthorityFile: "/ca"),
    credentials: ClientCredentials(
      certificate: ClientCertificate(
        certificate: Array("CERT".utf8), key: SecretBytes("KEY"), certificateFile: "/cert", keyFile: "/key")))

  private func reading(_ files: [String: String]) -> FileReading {
    { path throws(FileError) in
      guard let text = files[path] else { throw FileError(isMissing: true, "it is not there") }
      return Array(text.utf8)
    }
  }

  private let fresh = ["/ca": "CA2", "/cert": "CERT2", "/key": "KEY2"]

  @Test func filesAreReadAgainAfterAMinuteAndNotBefore() {
    var material = TLSMaterial(Self.configuration)
    for (second, expected) in [(100, "CERT"), (159, "CERT"), (160, "CERT2")] as [(Int64, String)] {
      let credentials = material.credentials(at: second, plugin: nil, read: reading(fresh))
      #expect(credentials.certificateChain == Array(expected.utf8))
    }
    let credentials = material.credentials(at: 161, plugin: nil, read: reading([:]))
    #expect(credentials.authorities == Array("CA2".utf8))
    #expect(credentials.privateKey == Array("KEY2".utf8))
  }

  @Test func filesAreReadAgainAfterARefusal() {
    var material = TLSMaterial(Self.configuration)
    _ = material.credentials(at: 100, plugin: nil, read: reading(fresh))
    material.refused()
    let credentials = material.credentials(at: 101, plugin: nil, read: reading(fresh))
    #expect(credentials.certificateChain == Array("CERT2".utf8))
  }

  @Test func aFileThatCannotBeReadChangesNothing() {
    var material = TLSMaterial(Self.configuration)
    _ = material.credentials(at: 100, plugin: nil, read: reading(fresh))
    let credentials = material.credentials(at: 200, plugin: nil, read: reading(["/ca": "", "/cert": "CERT2"]))
    #expect(credentials.authorities == Array("CA".utf8))
    #expect(credentials.certificateChain == Array("CERT".utf8))
    #expect(credentials.privateKey == Array("KEY".utf8))
  }

  @Test func aPairThatChangesWhileItIsReadIsReadAtTheNextRequest() {
    var material = TLSMaterial(Self.configuration)
    _ = material.credentials(at: 100, plugin: nil, read: reading(fresh))
    let counter = Mutex(0)
    let moving: FileReading = { path throws(FileError) in
      let number = counter.withLock { count in
        count += 1
        return count
      }
      return Array("\(path)-\(number)".utf8)
    }
    let before = material.credentials(at: 200, plugin: nil, read: moving)
    #expect(before.certificateChain == Array("CERT".utf8))
    let after = material.credentials(at: 201, plugin: nil, read: reading(fresh))
    #expect(after.certificateChain == Array("CERT2".utf8))
  }

  @Test func aPluginsCertificateComesFirst() {
    var material = TLSMaterial(Self.configuration)
    let plugin = ClientCertificate(certificate: Array("P".utf8), key: SecretBytes("PK"))
    let credentials = material.credentials(at: 100, plugin: plugin, read: reading(fresh))
    #expect(credentials.certificateChain == Array("P".utf8))
    #expect(credentials.privateKey == Array("PK".utf8))
  }
}
