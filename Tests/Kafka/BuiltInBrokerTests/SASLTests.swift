import KafkaProtocol
import Testing

@testable import BuiltInBroker

@Suite struct SASLTests {
  private let wall: Int64 = 1_700_000_000_000

  private func plain(_ text: String) -> SASLStep {
    var exchange = PlainExchange(users: ["alice": "secret"])
    return exchange.receive(Array(text.utf8)[...], wall: wall)
  }

  private func name(_ step: SASLStep?) -> String? {
    if case .done(_, let username) = step { username } else { nil }
  }

  private func isRefused(_ step: SASLStep?) -> Bool {
    if case .failed = step { true } else { false }
  }

  @Test func aNameWithItsPasswordPassesAndNothingElseDoes() {
    #expect(name(plain("\0alice\0secret")) == "alice")
    #expect(name(plain("alice\0alice\0secret")) == "alice")
    for wrong in [
      "", "\0", "\0alice\0wrong", "\0alice\0", "\0\0secret", "\0bob\0secret", "bob\0alice\0secret", "\0alice\0secret\0",
    ] {
      #expect(isRefused(plain(wrong)), "\(wrong.debugDescription)")
    }
  }

  private func bearer(_ token: String) -> SASLStep {
    var exchange = BearerExchange(claim: "sub", skew: 0)
    let step = exchange.receive(Array("n,,\u{1}auth=Bearer \(token)\u{1}\u{1}".utf8)[...], wall: wall)
    guard case .challenge = step else { return step }
    // The client's answer to the error, whatever it is, does not help it.
    return exchange.receive([1], wall: wall)
  }

  @Test func aTokenPassesUntilItEnds() {
    let token = UnsecuredToken.text(subject: #"a"b\c"#, wall: wall)
    #expect(name(bearer(token)) == #"a"b\c"#)
    #expect(isRefused(bearer(UnsecuredToken.text(subject: "late", wall: wall - 3_600_001))))
    #expect(isRefused(bearer(token + "c2lnbmF0dXJl")))
    #expect(isRefused(bearer("eyJhbGciOiJSUzI1NiJ9.e30.")))
    #expect(isRefused(bearer("...")))
  }

  private func gate() -> SASLGate {
    SASLGate(isNeeded: true, mechanisms: [.plain]) { _ in PlainExchange(users: ["alice": "secret"]) }
  }

  private func shake(_ gate: inout SASLGate, _ mechanism: String) -> (code: Int16, goesOn: Bool) {
    var request = SaslHandshakeRequest()
    request.mechanism = mechanism
    let (response, goesOn) = gate.handshake(request, version: 1)
    #expect(response.mechanisms == ["PLAIN"])
    return (response.errorCode, goesOn)
  }

  @Test func beforeTheClientHasAuthenticatedOnlyWhatBelongsToThatPasses() {
    var gate = gate()
    for api in KafkaAPI.all {
      #expect(gate.admits(api) == [.apiVersions, .saslHandshake, .saslAuthenticate].contains(api))
    }
    #expect(gate.receive([], wall: wall) == nil)
    #expect(shake(&gate, "PLAIN") == (0, true))
    #expect(name(gate.receive(Array("\0alice\0secret".utf8)[...], wall: wall)) == "alice")
    #expect(gate.isOpen && gate.username == "alice" && gate.admits(.metadata))
  }

  @Test func afterARefusalNothingHelps() {
    var gate = gate()
    #expect(shake(&gate, "GSSAPI") == (ErrorCode.unsupportedSaslMechanism.rawValue, false))
    #expect(shake(&gate, "PLAIN") == (ErrorCode.illegalSaslState.rawValue, false))
    #expect(!gate.isOpen)
    var other = self.gate()
    _ = shake(&other, "PLAIN")
    #expect(isRefused(other.receive(Array("\0alice\0wrong".utf8)[...], wall: wall)))
    #expect(other.receive(Array("\0alice\0secret".utf8)[...], wall: wall) == nil && !other.isOpen)
  }

  @Test func loginModulesAreReadAsJavaReadsThem() {
    let read = JAASConfiguration(#"a.B required  x="1 \"2\"" user_bob=plain ;"#)
    #expect(read?.module == "a.B" && read?.options == ["x": #"1 "2""#, "user_bob": "plain"])
    #expect(read?.plainUsers == ["bob": "plain"])
    for wrong in ["", ";", "a.B;", "a.B required", #"a.B required x="1;"#, "a.B required x;"] {
      #expect(JAASConfiguration(wrong) == nil, "\(wrong)")
    }
  }
}
