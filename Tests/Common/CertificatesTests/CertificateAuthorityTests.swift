import Certificates
import Foundation
import Testing
import Transport

@Suite struct CertificateAuthorityTests {
  private let now = Int64(Date().timeIntervalSince1970)

  private func authority() throws -> CertificateAuthority {
    try CertificateAuthority(commonName: "sandbox CA", now: now)
  }

  private func context(_ issued: IssuedCertificate) throws -> TLSContext {
    try TLSContext.server(
      certificateChain: PEM(Array(issued.certificate.utf8), name: "certificate"),
      privateKey: PEM(Array(issued.key.reveal().utf8), name: "key"),
      clients: .required(PEM(Array(issued.authority.utf8), name: "CA")))
  }

  @Test(arguments: [PrivateKey.Algorithm.ellipticCurve, .rsa])
  func aServerUsesWhatIsIssuedAndSeesEveryName(_ algorithm: PrivateKey.Algorithm) throws {
    let issued = try authority().issue(
      commonName: "broker",
      names: [
        .dns("*.kafka.svc"), .dns("kafka-0"), .ip("127.0.0.1"), .ip("::1"), .uri("spiffe://example.org/envoy/a,b"),
      ], now: now, validFor: .seconds(3600), algorithm: algorithm)
    let context = try context(issued)
    #expect(context.warnings == [])
    let identity = try #require(context.certificate)
    #expect(identity.subject == "CN=broker")
    #expect(issued.subject == "CN=broker")
    #expect(identity.dnsNames == ["*.kafka.svc", "kafka-0"])
    #expect(identity.ipAddresses == [[127, 0, 0, 1], [UInt8](repeating: 0, count: 15) + [1]])
    #expect(identity.uriNames == ["spiffe://example.org/envoy/a,b"])
    #expect(identity.notAfter == now + 3600)
    #expect(issued.notAfter == now + 3600)
    #expect(identity.notBefore == now - 3600)
  }

  @Test func opensslVerifiesTheChainForItsUsageAlone() throws {
    let authority = try authority()
    let folder = try TestFolder()
    let server = try authority.issue(commonName: "server", names: [.dns("a.example")], now: now, usage: .server)
    try folder.write("ca.pem", authority.certificate)
    try folder.write("server.pem", server.certificate)
    let check = ["verify", "-x509_strict", "-CAfile", folder.path("ca.pem")]
    #expect(try openssl(check + ["-purpose", "sslserver", folder.path("server.pem")]).status == 0)
    #expect(try openssl(check + ["-purpose", "sslclient", folder.path("server.pem")]).status != 0)
    let other = try CertificateAuthority(commonName: "sandbox CA", now: now)
    try folder.write("ca.pem", other.certificate)
    #expect(try openssl(check + ["-purpose", "sslserver", folder.path("server.pem")]).status != 0)
  }

  @Test func aCertificateNeverOutlivesItsAuthority() throws {
    let authority = try CertificateAuthority(commonName: "short", now: now, validFor: .seconds(60))
    let issued = try authority.issue(commonName: "long", names: [], now: now, validFor: .seconds(86_400))
    #expect(issued.notAfter == authority.notAfter)
  }

  @Test func anAuthorityThatWasStoredSignsOn() throws {
    let made = try authority()
    let read = try CertificateAuthority(certificate: made.certificate, key: PrivateKey(pem: made.key.reveal()))
    #expect(read == made)
    let issued = try read.issue(commonName: "later", names: [.dns("later")], now: now)
    _ = try IssuedCertificate(certificate: issued.certificate, key: issued.key, authority: issued.authority)
    #expect(issued.authority == made.certificate)
  }

  @Test func serialNumbersDiffer() throws {
    let authority = try authority()
    let first = try context(authority.issue(commonName: "a", names: [], now: now)).certificate?.serial
    let second = try context(authority.issue(commonName: "a", names: [], now: now)).certificate?.serial
    #expect(first != second)
  }

  @Test(arguments: [
    (CertificateName.dns(""), "DNS name ''"), (.dns("a..b"), "DNS name 'a..b'"), (.dns("a,DNS:b"), "'a,DNS:b'"),
    (.ip("1.2.3"), "IP name '1.2.3'"), (.ip("kafka"), "IP name 'kafka'"), (.uri("no scheme"), "URI name 'no scheme'"),
  ])
  func aNameThatIsNoneIsRefusedByName(_ name: CertificateName, _ words: String) throws {
    let authority = try authority()
    let error = #expect(throws: CertificatesError.self) {
      try authority.issue(commonName: "a", names: [name], now: now)
    }
    #expect(error?.code == .name)
    #expect("\(try #require(error))".contains(words))
  }

  @Test func subjectsAndTimesOutOfBoundsAreRefused() throws {
    let authority = try authority()
    for name in ["", String(repeating: "x", count: 65)] {
      let error = #expect(throws: CertificatesError.self) { try authority.issue(commonName: name, names: [], now: now) }
      #expect(error?.code == .name)
    }
    let error = #expect(throws: CertificatesError.self) {
      try authority.issue(commonName: "a", names: [], now: now, validFor: .zero)
    }
    #expect(error?.code == .validity)
  }

  @Test func whatIsNoAuthorityOrOfAnotherKeyIsRefused() throws {
    let authority = try authority()
    let leaf = try authority.issue(commonName: "leaf", names: [], now: now)
    func code(_ certificate: String, _ key: PrivateKey) -> CertificatesError.Code? {
      do throws(CertificatesError) {
        _ = try CertificateAuthority(certificate: certificate, key: key)
        return nil
      } catch { return error.code }
    }
    #expect(code(leaf.certificate, leaf.key) == .certificate)
    #expect(code("nothing", authority.key) == .certificate)
    #expect(code(String(authority.certificate.dropLast(40)), authority.key) == .certificate)
    #expect(code(authority.certificate, leaf.key) == .mismatch)
    #expect(code(authority.certificate, PrivateKey(pem: "nothing")) == .key)
  }

  @Test func aKeyIsNeverPrinted() throws {
    let issued = try authority().issue(commonName: "a", names: [], now: now)
    #expect("\(issued)".contains("PRIVATE") == false)
    #expect(String(reflecting: issued).contains("PRIVATE") == false)
    var text = ""
    dump(issued, to: &text)
    #expect(text.contains("PRIVATE") == false)
  }
}
