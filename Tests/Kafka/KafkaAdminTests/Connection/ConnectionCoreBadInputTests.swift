import KafkaProtocol
import Testing

@testable import KafkaAdmin

@Suite struct ConnectionCoreBadInputTests {
  /// A core with one request on its way.
  private func asking() throws -> (ConnectionCore, ScriptedBroker.Request) {
    var (core, broker) = try readyCore { $0.maximumResponseBytes = 1 << 16 }
    core.submit(MetadataRequest(), id: 1, deadline: .seconds(60), at: .zero)
    return (core, try #require(try broker.next(from: &core)))
  }

  private func expectProtocolError(_ core: inout ConnectionCore) throws {
    let (answers, end) = core.outcomes()
    #expect(answers[1]?.failure?.code == .protocolError)
    #expect(try #require(end)?.code == .protocolError)
    #expect(core.phase == .closed)
  }

  @Test func theAnswerToAnotherRequestEndsTheConnection() throws {
    var (core, request) = try asking()
    core.receive(
      try ScriptedBroker.bytes(MetadataResponse(), to: request, correlationID: request.correlationID &+ 1), at: .zero)
    try expectProtocolError(&core)
  }

  @Test func anAnswerThatNobodyAskedForEndsTheConnection() throws {
    var (core, request) = try asking()
    let answer = try ScriptedBroker.bytes(MetadataResponse(), to: request)
    core.receive(answer + answer, at: .zero)
    let (answers, end) = core.outcomes()
    #expect(answers[1]?.failure == nil)
    #expect(try #require(end)?.code == .protocolError)
  }

  @Test(
    arguments: [
      [0x7f, 0xff, 0xff, 0xff], [0xff, 0xff, 0xff, 0xff], [0x80, 0, 0, 0], [0, 1, 0, 1],
    ] as [[UInt8]])
  func aLengthThatIsNoneEndsTheConnection(length: [UInt8]) throws {
    var (core, _) = try asking()
    core.receive(length[...], at: .zero)
    try expectProtocolError(&core)
  }

  @Test func anAnswerThatIsCutAnywhereIsAnError() throws {
    var response = MetadataResponse()
    var broker = MetadataResponse.Broker()
    broker.host = "somewhere"
    response.brokers = [broker]
    let (_, sample) = try asking()
    let whole = Array(try ScriptedBroker.bytes(response, to: sample)).dropFirst(4)
    for count in 0..<whole.count {
      var (core, _) = try asking()
      core.receive([0, 0, UInt8(count >> 8), UInt8(count & 255)] + whole.prefix(count), at: .zero)
      try expectProtocolError(&core)
    }
  }

  @Test func anArrayThatClaimsAGigabyteIsAnError() throws {
    var (core, request) = try asking()
    var bytes: [UInt8] = []
    for shift in [24, 16, 8, 0] as [Int32] { bytes.append(UInt8(truncatingIfNeeded: request.correlationID >> shift)) }
    bytes += [0, 0, 0, 0, 0] + [0xff, 0xff, 0xff, 0xff, 0x07]
    core.receive([0, 0, 0, UInt8(bytes.count)] + bytes, at: .zero)
    try expectProtocolError(&core)
  }

  @Test func aPeerThatClosesInTheMiddleOfAnAnswerFailsTheRequest() throws {
    var (core, request) = try asking()
    core.receive(try ScriptedBroker.bytes(MetadataResponse(), to: request).dropLast(), at: .zero)
    core.disconnected(nil)
    let (answers, end) = core.outcomes()
    let error = try #require(answers[1]?.failure)
    #expect(error.code == .connectionLost)
    #expect(error.isRetryable)
    #expect(error.mayHaveHappened)
    #expect(try #require(end)?.code == .connectionLost)
  }

  @Test func bytesAfterTheEndAreIgnored() throws {
    var (core, request) = try asking()
    core.close()
    let (answers, end) = core.outcomes()
    #expect(answers[1]?.failure?.code == .closed)
    #expect(try #require(end) == nil)
    core.receive(try ScriptedBroker.bytes(MetadataResponse(), to: request), at: .zero)
    core.disconnected(nil)
    core.timeout(at: .seconds(1_000))
    #expect(core.nextEvent() == nil)
  }
}
