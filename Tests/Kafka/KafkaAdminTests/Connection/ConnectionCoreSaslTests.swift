import KafkaProtocol
import Testing

@testable import KafkaAdmin

@Suite struct ConnectionCoreSaslTests {
  private func begin(_ mechanism: SASLCredentials.Mechanism) throws -> (ConnectionCore, ScriptedBroker) {
    try readyCore {
      $0.security.credentials = SASLCredentials(mechanism: mechanism, username: "alice", password: "secret")
    }
  }

  private func handshake(_ core: inout ConnectionCore, _ broker: inout ScriptedBroker) throws {
    let request = try #require(try broker.next(from: &core))
    #expect(request.api == .saslHandshake)
    core.receive(try ScriptedBroker.bytes(SaslHandshakeResponse(), to: request), at: .zero)
  }

  @Test func plainSendsUserAndPassword() throws {
    var (core, broker) = try begin(.plain)
    core.submit(HeartbeatRequest(), id: 1, deadline: .seconds(60), at: .zero)
    try handshake(&core, &broker)
    let request = try #require(try broker.next(from: &core))
    #expect(try request.decoded(SaslAuthenticateRequest.self).authBytes == Array("\0alice\0secret".utf8))
    #expect(core.phase == .authenticating)
    core.receive(try ScriptedBroker.bytes(SaslAuthenticateResponse(), to: request), at: .zero)
    #expect(core.phase == .ready)
    #expect(try #require(try broker.next(from: &core)).api == .heartbeat)
  }

  @Test func scramSucceedsOnlyWhereTheServerProvesItself() throws {
    for isTrue in [true, false] {
      var (core, broker) = try begin(.scramSHA256)
      try handshake(&core, &broker)
      let credential = ScramCredential(
        .sha256, password: isTrue ? "secret" : "other", salt: Array("0123456789abcdef".utf8), iterations: 4096)
      var server = ScramServer(.sha256, nonce: "abcdefghijkl")
      let first = try #require(try broker.next(from: &core))
      let user = try server.receive(try first.decoded(SaslAuthenticateRequest.self).authBytes)
      #expect(user == "alice")
      var response = SaslAuthenticateResponse()
      response.authBytes = try server.challenge(credential)
      core.receive(try ScriptedBroker.bytes(response, to: first), at: .zero)
      let second = try #require(try broker.next(from: &core))
      let proof = try second.decoded(SaslAuthenticateRequest.self).authBytes
      // A server that does not know the password can only pretend.
      response.authBytes =
        isTrue ? try server.finish(proof) : Array("v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".utf8)
      core.receive(try ScriptedBroker.bytes(response, to: second), at: .zero)
      #expect((core.phase == .ready) == isTrue)
      if !isTrue { #expect(try #require(core.outcomes().end)?.code == .authenticationFailed) }
    }
  }

  @Test func aMechanismThatTheBrokerDoesNotHaveIsSaid() throws {
    var (core, broker) = try begin(.plain)
    core.submit(HeartbeatRequest(), id: 1, deadline: .seconds(60), at: .zero)
    let request = try #require(try broker.next(from: &core))
    var response = SaslHandshakeResponse()
    response.errorCode = ErrorCode.unsupportedSaslMechanism.rawValue
    response.mechanisms = ["SCRAM-SHA-512"]
    core.receive(try ScriptedBroker.bytes(response, to: request), at: .zero)
    let error = try #require(core.outcomes().answers[1]?.failure)
    #expect(error.code == .authenticationFailed)
    #expect(error.cause.contains("SCRAM-SHA-512"))
    #expect(!error.isRetryable)
  }

  @Test func aWrongPasswordIsNotTriedAgain() throws {
    var (core, broker) = try begin(.plain)
    try handshake(&core, &broker)
    let request = try #require(try broker.next(from: &core))
    var response = SaslAuthenticateResponse()
    response.errorCode = ErrorCode.saslAuthenticationFailed.rawValue
    response.errorMessage = "Authentication failed"
    core.receive(try ScriptedBroker.bytes(response, to: request), at: .zero)
    let error = try #require(core.outcomes().end)
    #expect(error?.code == .authenticationFailed)
    #expect(error?.isRetryable == false)
    #expect(error?.apiError == .saslAuthenticationFailed)
  }

  @Test func aConnectionDrainsBeforeItsSessionEnds() throws {
    var (core, broker) = try begin(.plain)
    try handshake(&core, &broker)
    let request = try #require(try broker.next(from: &core))
    var response = SaslAuthenticateResponse()
    response.sessionLifetimeMs = 100_000
    core.receive(try ScriptedBroker.bytes(response, to: request), at: .zero)
    #expect(core.nextDeadline == .seconds(85))
    core.timeout(at: .seconds(85))
    #expect(try #require(core.outcomes().end) == nil)
  }
}
