import Certificates
import Foundation
import Testing

/// The stores are read by OpenSSL's command line and by Java's keytool where it is installed.
@Suite struct KeyStoreTests {
  private let now = Int64(Date().timeIntervalSince1970)
  private let authority: CertificateAuthority
  private let issued: IssuedCertificate
  private let folder: TestFolder

  init() throws {
    authority = try CertificateAuthority(commonName: "sandbox CA", now: now)
    issued = try authority.issue(commonName: "broker", names: [.dns("broker")], now: now)
    folder = try TestFolder()
  }

  private static var hasKeytool: Bool { program("keytool") != nil }

  private func keytool(_ arguments: [String]) throws -> (status: Int32, text: String) {
    try run(try #require(program("keytool")), ["-J-Duser.language=en"] + arguments)
  }

  @Test func opensslReadsKeyAndCertificatesOfAPKCS12Store() throws {
    try folder.write("store.p12", try issued.pkcs12(password: "changeit"))
    let result = try openssl(["pkcs12", "-in", folder.path("store.p12"), "-passin", "pass:changeit", "-nodes"])
    #expect(result.status == 0)
    #expect(result.text.contains(issued.certificate))
    #expect(result.text.contains(authority.certificate))
    #expect(result.text.contains(issued.key.reveal()))
    #expect(try openssl(["pkcs12", "-in", folder.path("store.p12"), "-passin", "pass:wrong", "-nodes"]).status != 0)
  }

  @Test(.enabled(if: hasKeytool, "keytool (Java) is not installed")) func javaTakesBothPKCS12Stores() throws {
    try folder.write("key.p12", try issued.pkcs12(password: "changeit", name: "broker"))
    try folder.write("trust.p12", try authority.pkcs12TrustStore(password: "changeit"))
    let key = try keytool(["-list", "-keystore", folder.path("key.p12"), "-storepass", "changeit"])
    #expect(key.text.contains("broker,") && key.text.contains("PrivateKeyEntry"), "\(key.text)")
    let trust = try keytool(["-list", "-keystore", folder.path("trust.p12"), "-storepass", "changeit"])
    #expect(trust.text.contains("trustedCertEntry"), "\(trust.text)")
  }

  @Test(.enabled(if: hasKeytool, "keytool (Java) is not installed")) func javaTakesBothJKSStores() throws {
    try folder.write("key.jks", try JavaKeyStore.keyStore(issued, password: "changeit", alias: "broker", created: now))
    try folder.write(
      "trust.jks", try JavaKeyStore.trustStore(authority.certificate, password: "changeit", created: now))
    let type = ["-storetype", "JKS", "-storepass", "changeit"]
    let trust = try keytool(["-list", "-keystore", folder.path("trust.jks")] + type)
    #expect(trust.text.contains("trustedCertEntry"), "\(trust.text)")
    // Its key is the one that was put in: Java takes it out, and OpenSSL reads it.
    let copied = try keytool([
      "-importkeystore", "-srckeystore", folder.path("key.jks"), "-srcstoretype", "JKS", "-srcstorepass", "changeit",
      "-destkeystore", folder.path("copy.p12"), "-deststoretype", "PKCS12", "-deststorepass", "changeit", "-srcalias",
      "broker",
    ])
    #expect(copied.status == 0, "\(copied.text)")
    let result = try openssl(["pkcs12", "-in", folder.path("copy.p12"), "-passin", "pass:changeit", "-nodes"])
    #expect(result.text.contains(issued.key.reveal()), "\(result.text)")
    #expect(result.text.contains(authority.certificate))
  }

  @Test func passwordsThatNotEveryProgramReadsAlikeAreRefused() {
    for password in ["", "müll"] {
      let error = #expect(throws: CertificatesError.self) { try issued.pkcs12(password: password) }
      #expect(error?.code == .password)
    }
    let error = #expect(throws: CertificatesError.self) {
      try JavaKeyStore.keyStore(issued, password: "short", created: now)
    }
    #expect(error?.code == .password)
  }
}
