import BuiltInBroker
import Testing

@Suite struct SecurityProtocolTests {
  @Test func onlyTheSaslProtocolsAskForCredentials() {
    #expect(SecurityProtocol.allCases.filter(\.usesSASL) == [.saslPlaintext, .saslSSL])
    #expect(SecurityProtocol.allCases.filter(\.usesTLS) == [.ssl, .saslSSL])
  }
}
