import Testing
import Transport

struct TLSContextTests {
  private let certificates = TestCertificates.shared

  private func refusal(_ body: () throws -> TLSContext) -> TLSError? {
    #expect(throws: TLSError.self) { try body() }
  }

  @Test func aCertificateIsDescribed() throws {
    let context = try certificates.server()
    #expect(context.certificate?.subject == "CN=server")
    #expect(context.certificate?.dnsNames == ["localhost"])
    #expect(context.warnings.isEmpty)
  }

  @Test func aKeyOfAnotherCertificateIsRefusedWithBothFilesNames() throws {
    let error = refusal {
      try TLSContext.server(
        certificateChain: try certificates.pem("server.pem"), privateKey: try certificates.pem("client.key"))
    }
    #expect(error?.code == .mismatch)
    #expect(error?.object == certificates.path("client.key"))
    #expect(error?.message.contains(certificates.path("server.pem")) == true)
  }

  @Test func anEncryptedKeyIsRefusedAndNobodyIsAskedForAPassword() throws {
    let error = refusal {
      try TLSContext.server(
        certificateChain: try certificates.pem("server.pem"), privateKey: try certificates.pem("encrypted.key"))
    }
    #expect(error?.code == .encryptedKey)
    #expect(error?.description.contains("openssl pkey") == true)
  }

  @Test func filesOfTheWrongKindAreRefused() throws {
    let key = try certificates.pem("server.key")
    let certificate = try certificates.pem("server.pem")
    #expect(refusal { try TLSContext.server(certificateChain: key, privateKey: key) }?.code == .certificate)
    #expect(refusal { try TLSContext.server(certificateChain: certificate, privateKey: certificate) }?.code == .key)
    #expect(
      refusal { try TLSContext.server(certificateChain: certificate, privateKey: key, clients: .required(key)) }?.code
        == .authority)
    #expect(refusal { try TLSContext.client(trust: .authorities(PEM([], name: "empty"))) }?.object == "empty")
  }

  @Test func aClientsCertificateAndItsKeyComeTogether() throws {
    let key = try certificates.pem("client.key")
    let certificate = try certificates.pem("client.pem")
    let authorities = TLSServerTrust.authorities(try certificates.pem("ca.pem"))
    let keyless = refusal { try TLSContext.client(trust: authorities, certificateChain: certificate) }
    #expect(keyless?.code == .key)
    #expect(keyless?.object == certificate.name)
    #expect(refusal { try TLSContext.client(trust: authorities, privateKey: key) }?.code == .certificate)
  }

  @Test func aDamagedCertificateOfTheChainIsRefused() throws {
    let whole = try certificates.pem("server.pem").bytes
    let key = try certificates.pem("server.key")
    var text = String(decoding: whole, as: UTF8.self)
    text += text.replacing("MII", with: "MXX")
    let error = refusal {
      try TLSContext.server(certificateChain: PEM(Array(text.utf8), name: "chain"), privateKey: key)
    }
    #expect(error?.code == .certificate)
    #expect(error?.message.contains("certificate 2 is damaged") == true, "\(error?.description ?? "")")
  }

  @Test func anExpiredCertificateIsUsedButReported() throws {
    let context = try certificates.server("expired")
    #expect(context.warnings.count == 1)
    #expect(context.warnings.first?.contains("expired on") == true)
  }

  @Test func aFileThatIsNotThereIsNamed() throws {
    let error = #expect(throws: TLSError.self) { try PEM(file: "/nonexistent.pem") }
    #expect(error?.code == .unreadable)
    #expect(error?.description.hasPrefix("/nonexistent.pem: ") == true)
  }
}
