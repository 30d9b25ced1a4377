import KafkaProtocol
import Testing

/// SASL PLAIN and SCRAM, with the wrong password, and with messages that others made.
@Suite struct SaslTests {
  static func exchange(
    password: String, change: (inout [UInt8], Int) -> Void = { _, _ in }
  ) throws(SaslError) {
    var client = ScramClient(.sha512, username: "Ünal", password: password, nonce: "c")
    var server = ScramServer(.sha512, nonce: "s")
    let credential = ScramCredential(.sha512, password: "secret", salt: [1, 2, 3], iterations: 4096)
    var message = try client.begin()
    change(&message, 0)
    guard try server.receive(message) == "Ünal" else { throw SaslError(.credentials, "another user") }
    message = try server.challenge(credential)
    change(&message, 1)
    message = try client.answer(message)
    change(&message, 2)
    message = try server.finish(message)
    change(&message, 3)
    try client.finish(message)
  }

  @Test func whoKnowsThePasswordIsLetInAndWhoDoesNotIsNot() throws {
    try Self.exchange(password: "secret")
    let error = #expect(throws: SaslError.self) { try Self.exchange(password: "Secret") }
    #expect(error?.code == .credentials)
  }

  @Test(arguments: 0..<4)
  func aMessageOfWhichAnyByteIsChangedOrMissingEndsTheExchange(number: Int) throws {
    var lengths: [Int] = []
    try Self.exchange(password: "secret") { message, _ in lengths.append(message.count) }
    for index in 0..<lengths[number] {
      // The flag of channel binding has another value that is allowed: a change to it is found at the end.
      #expect(throws: SaslError.self, "byte \(index)") {
        try Self.exchange(password: "secret") { message, at in if at == number { message[index] ^= 1 } }
      }
      #expect(throws: SaslError.self, "\(index) bytes") {
        try Self.exchange(password: "secret") { message, at in
          if at == number { message = Array(message.prefix(index)) }
        }
      }
    }
  }

  @Test(
    arguments: [
      "", "n", "n,,", "n,,n=", "n,,n=u", "n,,r=x,n=u", "n,,n=u,r=", "p=tls-unique,,n=u,r=x", "n,a=other,n=u,r=x",
      "n,,n=a=b,r=x", "n,,n==2,r=x", "x,,n=u,r=x", "n,,n=u,r=\u{7F}", "n,,m=ext,n=u,r=x",
    ])
  func aFirstMessageThatIsNoneIsRefused(text: String) {
    var server = ScramServer(.sha256, nonce: "s")
    #expect(throws: SaslError.self) { try server.receive(Array(text.utf8)) }
    // The exchange is over: a second attempt is a new one.
    #expect(throws: SaslError.self) { try server.receive(Array("n,,n=u,r=x".utf8)) }
  }

  @Test(
    arguments: [
      "r=other,s=AQID,i=4096", "r=c,s=AQID,i=4096", "r=cs,s=AQID,i=4095", "r=cs,s=AQID,i=2147483647", "r=cs,s=,i=4096",
      "r=cs,s=A,i=4096", "r=cs,i=4096", "e=other-error", "m=x,r=cs,s=AQID,i=4096", "r=cs,s=AQID,i=-4096",
    ])
  func aChallengeThatAsksForTooMuchOrTooLittleIsRefused(text: String) throws {
    var client = ScramClient(.sha256, username: "u", password: "p", nonce: "c")
    _ = try client.begin()
    #expect(throws: SaslError.self) { try client.answer(Array(text.utf8)) }
  }

  @Test func aServerThatSkipsItsProofIsNotBelieved() throws {
    var client = ScramClient(.sha256, username: "u", password: "p", nonce: "c")
    _ = try client.begin()
    _ = try client.answer(Array("r=cs,s=AQID,i=4096".utf8))
    let error = #expect(throws: SaslError.self) { try client.finish(Array("v=AAAA".utf8)) }
    #expect(error?.code == .credentials)
  }

  /// A combining mark makes one character of itself and the comma or the equals sign before it.
  @Test(arguments: ["\u{301}x", "a,\u{301}b", "a=\u{301}b", "\r\n", "=2C"])
  func aUserIsTakenByItsScalars(username: String) throws {
    let credential = ScramCredential(.sha256, password: "p", salt: [1], iterations: 4096)
    var client = ScramClient(.sha256, username: username, password: "p", nonce: "c")
    var server = ScramServer(.sha256, nonce: "s")
    #expect(try Array(server.receive(client.begin()).utf8) == Array(username.utf8))
    try client.finish(server.finish(client.answer(server.challenge(credential))))
  }

  @Test(arguments: ["", "\0", "\0u", "\0u\0", "\0\0p", "u\0u\0p\0", "other\0u\0p", "u\0p"])
  func aPlainMessageThatIsNoneIsRefused(text: String) {
    #expect(throws: SaslError.self) { try PlainMessage(parsing: Array(text.utf8)) }
  }

  @Test func passwordsAndKeysCannotBePrinted() {
    let plain = PlainMessage(username: "u", password: "geheim")
    let client = ScramClient(.sha256, username: "u", password: "geheim", nonce: "c")
    let credential = ScramCredential(salt: [1], iterations: 4096, storedKey: [201, 202], serverKey: [203, 204])
    for text in [String(describing: plain), String(reflecting: plain), String(describing: client), "\(client)"] {
      #expect(!text.contains("geheim"))
    }
    var dumped = ""
    dump(plain, to: &dumped)
    dump(client, to: &dumped)
    dump(credential, to: &dumped)
    #expect(!dumped.contains("geheim") && !dumped.contains("201") && !dumped.contains("203"))
  }
}
