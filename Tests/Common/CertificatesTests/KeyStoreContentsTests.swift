import Certificates
import Foundation
import Testing

@Suite struct KeyStoreContentsTests {
  private let now = Int64(Date().timeIntervalSince1970)
  private let authority: CertificateAuthority
  private let issued: IssuedCertificate

  init() throws {
    authority = try CertificateAuthority(commonName: "sandbox CA", now: now)
    issued = try authority.issue(commonName: "broker", names: [.dns("broker")], now: now)
  }

  private func stores() throws -> [[UInt8]] {
    [
      try issued.pkcs12(password: "changeit"), try JavaKeyStore.keyStore(issued, password: "changeit", created: now),
    ]
  }

  @Test func aKeyStoreGivesBackWhatWasPutIn() throws {
    for store in try stores() {
      let contents = try KeyStoreContents(store, password: "changeit")
      #expect(contents.key?.reveal() == issued.key.reveal())
      #expect(contents.certificateChain == issued.certificate + authority.certificate)
      #expect(contents.authorities == authority.certificate)
    }
  }

  @Test func aTrustStoreGivesBackTheAuthorityAndNoKey() throws {
    let stores = [
      try authority.pkcs12TrustStore(password: "changeit"),
      try JavaKeyStore.trustStore(authority.certificate, password: "changeit", created: now),
    ]
    for store in stores {
      let contents = try KeyStoreContents(store, password: "changeit")
      #expect(contents.key == nil && contents.certificateChain.isEmpty)
      #expect(contents.authorities == authority.certificate)
    }
  }

  @Test func aWrongPasswordIsRefusedAsSuch() throws {
    for store in try stores() {
      let error = #expect(throws: CertificatesError.self) { try KeyStoreContents(store, password: "another") }
      #expect(error?.code == .password)
    }
  }

  @Test func aStoreThatIsCutOffAnywhereIsRefused() throws {
    for store in try stores() {
      for length in stride(from: 0, to: store.count, by: 7) {
        #expect(throws: CertificatesError.self) {
          try KeyStoreContents(Array(store[..<length]), password: "changeit")
        }
      }
    }
  }
}
