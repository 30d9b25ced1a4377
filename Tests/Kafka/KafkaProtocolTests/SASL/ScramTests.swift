import Foundation
import JSON
import KafkaProtocol
import Testing

@Suite struct ScramTests {
  static let file = VectorFolder.shared.appending(path: "kafka/facts")
  static let isThere = FileManager.default.fileExists(atPath: file.appending(path: "scram.jsonl").path)

  @Test(.enabled(if: isThere, "there are no credentials of Kafka's (KOPERATOR_SHARED)"))
  func credentialVectorsAreWhatKafkaMakesOfAPassword() throws {
    var count = 0
    for line in try VectorFolder.lines(of: "scram.jsonl", in: Self.file) {
      func text(_ name: String) throws -> String { try #require(line[name]?.stringValue) }
      func bytes(_ name: String) throws -> [UInt8] {
        try #require(Data(base64Encoded: try text(name)).map { Array($0) })
      }
      let mechanism = try #require(ScramMechanism(rawValue: try text("mechanism")))
      let iterations = Int32(try #require(line["iterations"]?.intValue))
      let salt = try bytes("salt")
      let password = try text("password")
      #expect(
        ScramCredential.saltedPassword(mechanism, password: password, salt: salt, iterations: iterations)
          == (try bytes("saltedPassword")))
      let credential = ScramCredential(mechanism, password: password, salt: salt, iterations: iterations)
      #expect(credential.storedKey == (try bytes("storedKey")))
      #expect(credential.serverKey == (try bytes("serverKey")))
      count += 1
    }
    #expect(count > 0)
  }

  /// The example of RFC 7677 §3.
  @Test func theExampleOfTheStandardIsSpoken() throws {
    var client = ScramClient(.sha256, username: "user", password: "pencil", nonce: "rOprNGfwEbeRWgbNEkqO")
    #expect(String(decoding: try client.begin(), as: UTF8.self) == "n,,n=user,r=rOprNGfwEbeRWgbNEkqO")
    let first =
      "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
    #expect(
      String(decoding: try client.answer(Array(first.utf8)), as: UTF8.self)
        == "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")
    try client.finish(Array("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=".utf8))
  }

  @Test(arguments: ScramMechanism.allCases)
  func clientAndServerAgreeOnlyOnTheRightPassword(mechanism: ScramMechanism) throws {
    let salt: [UInt8] = Array(1...16)
    let credential = ScramCredential(mechanism, password: "right", salt: salt, iterations: 4096)
    for password in ["right", "wrong", ""] {
      var client = ScramClient(mechanism, username: "al=ice,", password: password, nonce: "clientnonce")
      var server = ScramServer(mechanism, nonce: "servernonce")
      #expect(try server.receive(try client.begin()) == "al=ice,")
      let proof = try client.answer(try server.challenge(credential))
      if password == "right" {
        try client.finish(try server.finish(proof))
      } else {
        #expect(throws: SaslError.self) { try server.finish(proof) }
      }
    }
  }

  @Test(arguments: [
    "", "n", "n,,", "n,,n=,r=", "p=tls-unique,,n=a,r=b", "n,,m=x,n=a,r=b", "n,,n=a=2,r=b", "n,,n=a,r=b\u{0}",
    "y,,r=a,n=b",
  ])
  func whatIsNoFirstMessageIsRefused(text: String) {
    var server = ScramServer(.sha256, nonce: "n")
    #expect(throws: SaslError.self) { try server.receive(Array(text.utf8)) }
  }

  @Test func aPlainMessageComesBackAsItWas() throws {
    let message = PlainMessage(username: "alice", password: "päss")
    #expect(try PlainMessage(parsing: try message.encoded()) == message)
    for text in ["", "\u{0}alice", "alice\u{0}x", "a\u{0}b\u{0}c\u{0}d", "\u{0}\u{0}x"] {
      #expect(throws: SaslError.self) { try PlainMessage(parsing: Array(text.utf8)) }
    }
  }
}
