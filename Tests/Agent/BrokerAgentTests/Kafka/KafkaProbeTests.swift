import KafkaProtocol
import Testing
import Transport

@testable import BrokerAgent

@Suite struct KafkaProbeTests {
  /// Starts a probe, and gives what it tells.
  private func probe(
    _ address: NetworkAddress, on bench: ProbeBench, _ keeper: Keeper, tls: TLSContext? = nil,
    patience: Duration = .seconds(30), interval: Duration = .milliseconds(20), keepsConnection: Bool = true,
    node: Int32? = nil
  ) -> Told<KafkaState> {
    let told = Told<KafkaState>()
    bench.onLoop {
      let probe = KafkaProbe(
        listener: "INTERNAL", at: address, tls: tls, keepsConnection: keepsConnection, node: node,
        patience: patience, on: bench.loop, report: { told.add($0) })
      probe.setInterval(interval)
      probe.start()
      keeper.kept.append(probe)
    }
    return told
  }

  @Test func aBrokerAnswersOnOneConnectionThatIsKept() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group, TestServer.broker)
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper)
    let state = try #require(await told.first { $0.streak >= 3 })
    #expect(state.status == .answers && state.isBroker && !state.isController)
    #expect(state.listener == "INTERNAL" && state.problem.isEmpty && state.seen > .zero)
    #expect(server.connections == 1)
  }

  @Test func whereClientsLogInEachQuestionHasAConnectionOfItsOwn() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group, TestServer.broker)
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper, keepsConnection: false)
    let state = try #require(await told.first { $0.streak >= 3 })
    #expect(state.status == .answers)
    #expect(server.connections >= 3)
    #expect(!told.all.contains { $0.status != .answers })
  }

  @Test func theNodeTellsItsNumber() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group, TestServer.node("7"))
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper, node: 7)
    let state = try #require(await told.first { $0.nodeID != nil && $0.streak >= 2 })
    #expect(state.nodeID == 7 && state.status == .answers && state.problem.isEmpty)
    #expect(server.connections == 1)
    server.stop()
    #expect(await told.first { $0.status == .refused && $0.nodeID == nil } != nil)
  }

  @Test func anotherNodeIsSaid() async throws {
    let bench = try ProbeBench()
    let words = "Unexpected broker id, expected 8 or empty string, but received 7"
    let behaviours = [TestServer.node(nil, error: .invalidRequest, message: words), TestServer.node("8")]
    for behaviour in behaviours {
      let server = try TestServer(on: bench.group, behaviour)
      let keeper = Keeper()
      let told = probe(server.address, on: bench, keeper, node: 7)
      let state = try #require(await told.first { $0.streak >= 3 && !$0.problem.isEmpty })
      #expect(state.status == .answers && state.nodeID == 8)
      #expect(state.problem.hasPrefix("another node answers: ") && state.problem.contains("8"))
    }
  }

  @Test func whoMayNotTellOrDislikesTheQuestionAnswersAllTheSame() async throws {
    let bench = try ProbeBench()
    for behaviour in [TestServer.node(nil, error: .clusterAuthorizationFailed), TestServer.node(nil)] {
      let server = try TestServer(on: bench.group, behaviour)
      let keeper = Keeper()
      let told = probe(server.address, on: bench, keeper, node: 7)
      let state = try #require(await told.first { $0.streak >= 4 })
      #expect(state.status == .answers && state.nodeID == nil && state.problem.isEmpty)
      #expect(!told.all.contains { $0.status != .answers })
      #expect(server.connections <= 4)
    }
  }

  @Test func whoClosesInTheHandshakeIsBroken() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group) { _ in nil }
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper, tls: try TestTLS.anyone())
    let state = try #require(await told.first { $0.status != .unknown })
    #expect(state.status == .broken, "\(state.problem)")
  }

  @Test func aHandshakeThatDoesNotEndIsTimedOut() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group) { _ in [] }
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper, tls: try TestTLS.anyone(), patience: .milliseconds(50))
    let state = try #require(await told.first { $0.streak >= 2 })
    #expect(state.status == .timedOut, "\(state.problem)")
  }

  @Test func aControllerIsKnownByWhatItTakes() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group, TestServer.versions(of: [1, 18, 52, 62]))
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper)
    let state = try #require(await told.first { $0.status == .answers })
    #expect(state.isController && !state.isBroker)
  }

  @Test func anOlderKafkaThatDoesNotKnowTheVersionAnswersToo() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group, TestServer.versions(of: [0, 18], error: .unsupportedVersion))
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper)
    #expect(await told.first { $0.status == .answers } != nil)
  }

  @Test func whoIsGoneIsRefusedAtOnceAndIsBackAtOnce() async throws {
    let bench = try ProbeBench()
    let first = try TestServer(on: bench.group, TestServer.broker)
    let keeper = Keeper()
    // Only what happens to the connection can tell within this test: the next question comes an hour later.
    let told = probe(first.address, on: bench, keeper, interval: .seconds(3600))
    #expect(await told.first { $0.status == .answers } != nil)
    first.stop()
    let refused = try #require(await told.first { $0.status == .refused })
    #expect(refused.streak == 1 && refused.latencyMicroseconds == 0)
    #expect(refused.problem.contains("refused"))
  }

  @Test func aConnectionThatKafkaClosesIsNoFailure() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group, TestServer.broker)
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper)
    #expect(await told.first { $0.streak >= 2 } != nil)
    let before = told.all.count
    server.dropConnections()
    #expect(await told.first { _ in told.all.count >= before + 2 && server.connections >= 2 } != nil)
    #expect(!told.all.contains { $0.status != .answers })
    #expect(server.connections >= 2)
  }

  @Test func onePeerThatClosesEachConnectionIsAskedTwiceAnInterval() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group, TestServer.broker)
    let keeper = Keeper()
    let begun = MonotonicClock.now
    let told = probe(server.address, on: bench, keeper)
    while told.all.count < 20, MonotonicClock.now < begun + .seconds(60) {
      server.dropConnections()
      try await Task.sleep(for: .milliseconds(1))
    }
    let intervals = Int((MonotonicClock.now - begun) / .milliseconds(20)) + 1
    #expect(told.all.count >= 20 && server.connections <= 2 * intervals + 1)
    #expect(!told.all.contains { $0.status != .answers && $0.status != .broken })
  }

  @Test func whoAcceptsAndNeverAnswersIsTimedOut() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group) { _ in [] }
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper, patience: .milliseconds(50))
    let state = try #require(await told.first { $0.streak >= 3 })
    #expect(state.status == .timedOut)
  }

  @Test(arguments: [
    Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), [0, 0, 0, 4, 0, 0, 0, 99], [0xFF, 0xFF, 0xFF, 0xFF],
    [0x7F, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0],
  ])
  func garbageIsNoAnswer(bytes: [UInt8]) async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group) { _ in bytes }
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper)
    let state = try #require(await told.first { $0.streak >= 2 })
    #expect(state.status == .broken && !state.problem.isEmpty)
  }

  @Test func whoClosesInsteadOfAnsweringIsBroken() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group) { _ in nil }
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper)
    #expect(await told.first { $0.status == .broken } != nil)
  }

  @Test func aListenerWithTLSIsAskedThroughIt() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group, tls: TestTLS.server(), TestServer.broker)
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper, tls: try TestTLS.anyone())
    #expect(await told.first { $0.streak >= 2 && $0.status == .answers } != nil)
  }

  @Test func oneThatDemandsACertificateHasTLSOnly() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group, tls: TestTLS.server(requiresClient: true), TestServer.broker)
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper, tls: try TestTLS.anyone())
    let state = try #require(await told.first { $0.status != .unknown })
    #expect(state.status == .tlsOnly, "\(state.problem)")
  }

  @Test func aStoppedProbeTellsNothing() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group, TestServer.broker)
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper)
    #expect(await told.first { $0.status == .answers } != nil)
    bench.onLoop { (keeper.kept.first as? KafkaProbe)?.stop() }
    let count = told.all.count
    server.stop()
    bench.onLoop {}
    #expect(told.all.count == count)
  }
}

@Suite struct ListenerProbeTests {
  private func probe(
    _ address: NetworkAddress, on bench: ProbeBench, _ keeper: Keeper, tls: TLSContext? = nil,
    patience: Duration = .seconds(30)
  ) -> Told<ListenerState> {
    let told = Told<ListenerState>()
    bench.onLoop {
      let probe = ListenerProbe(
        name: "EXTERNAL", at: address, tls: tls, patience: patience, interval: .milliseconds(20), on: bench.loop,
        report: { told.add($0) })
      probe.start()
      keeper.kept.append(probe)
    }
    return told
  }

  @Test func eachTryIsAConnectionOfItsOwnAndSeesTheCertificate() async throws {
    let bench = try ProbeBench()
    var serial = ""
    let server = try TestServer(on: bench.group, tls: TestTLS.server(serialOut: { serial = $0 }), TestServer.broker)
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper, tls: try TestTLS.anyone())
    let state = try #require(await told.first { $0.status == .answers })
    #expect(state.name == "EXTERNAL" && state.port == server.address.port)
    #expect(state.certificate?.serial == serial && !serial.isEmpty)
    #expect(state.certificate?.notAfter ?? 0 > state.certificate?.notBefore ?? 0)
    #expect(state.certificate?.subject == "CN=broker")
    #expect(await told.first { _ in server.connections >= 3 } != nil)
  }

  @Test func oneThatIsHurriedTriesBeforeItsTime() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group, TestServer.broker)
    let keeper = Keeper()
    let told = Told<ListenerState>()
    bench.onLoop {
      let probe = ListenerProbe(
        name: "EXTERNAL", at: server.address, tls: nil, patience: .seconds(30), interval: .seconds(3600),
        on: bench.loop, report: { told.add($0) })
      probe.start()
      // One is on its way already.
      probe.hurry()
      keeper.kept.append(probe)
    }
    #expect(await told.first { $0.status == .answers } != nil)
    #expect(server.connections == 1)
    bench.onLoop { (keeper.kept.first as? ListenerProbe)?.hurry() }
    #expect(await told.first { _ in told.all.count == 2 } != nil)
  }

  @Test func oneInTheClearHasNoCertificate() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group, TestServer.broker)
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper)
    let state = try #require(await told.first { $0.status == .answers })
    #expect(state.certificate == nil)
    server.stop()
    #expect(await told.first { $0.status == .refused } != nil)
  }

  @Test func oneThatDoesNotSpeakTLSIsSaid() async throws {
    let bench = try ProbeBench()
    let server = try TestServer(on: bench.group) { _ in Array("plain text, no TLS\r\n".utf8) }
    let keeper = Keeper()
    let told = probe(server.address, on: bench, keeper, tls: try TestTLS.anyone())
    let state = try #require(await told.first { $0.status != .unknown })
    #expect(state.status == .broken && !state.problem.isEmpty)
  }
}
