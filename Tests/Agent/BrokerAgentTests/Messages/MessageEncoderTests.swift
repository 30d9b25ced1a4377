import AgentAPI
import Protobuf
import Testing

@testable import BrokerAgent

@Suite struct MessageEncoderTests {
  private let now = Duration.seconds(1_000)

  private func sent(_ output: AgentOutput, at now: Duration = .seconds(1_000)) throws -> AgentMessage.Message? {
    try AgentMessage(serialized: MessageEncoder.encode(output, at: now)).message
  }

  private func sentReport(_ report: BrokerAgent.BrokerReport) throws -> AgentAPI.BrokerReport {
    guard case .report(let read) = try sent(.report(report)) else {
      Issue.record("it is no report")
      return AgentAPI.BrokerReport()
    }
    return read
  }

  @Test func theServerReadsWhoTheAgentIs() throws {
    let hello = AgentHello(
      version: "1.2", capabilities: ["a", "ß"], incarnation: .max, node: "kind-worker", intervalMilliseconds: 1_000)
    let expected = Hello {
      $0.version = "1.2"
      $0.capabilities = ["a", "ß"]
      $0.incarnation = .max
      $0.node = "kind-worker"
      $0.intervalMs = 1_000
    }
    #expect(try sent(.hello(hello)) == .hello(expected))
    #expect(WireFields.numbers(in: expected.serialized()) == Set(Hello.protobufFields.map(\.number)))
  }

  @Test func theServerReadsTheSmallMessages() throws {
    #expect(try sent(.heartbeat(sequence: 7)) == .heartbeat(Heartbeat { $0.sequence = 7 }))
    let gone = BrokerGone {
      $0.broker = 3
      $0.sequence = .max
    }
    #expect(try sent(.gone(broker: 3, sequence: .max)) == .gone(gone))
    let transition = BrokerTransition(
      number: 2, sequence: 9, timeMilliseconds: 1_700_000_000_000, subject: .logDir("/disks/ü"), before: "ok",
      after: "failed")
    let expected = Transition {
      $0.broker = 2
      $0.sequence = 9
      $0.timeMs = 1_700_000_000_000
      $0.subject = "log-dir /disks/ü"
      $0.before = "ok"
      $0.after = "failed"
      $0.lost = 4
    }
    #expect(try sent(.transition(transition, lost: 4)) == .transition(expected))
    #expect(WireFields.numbers(in: expected.serialized()) == Set(Transition.protobufFields.map(\.number)))
  }

  @Test func aHeartbeatIsUnder40BytesWithItsFrames() {
    // 5 bytes of gRPC's prefix and 9 of HTTP/2's frame go before it.
    #expect(MessageEncoder.encode(.heartbeat(sequence: .max), at: now).count + 5 + 9 < 40)
    #expect(MessageEncoder.encode(.heartbeat(sequence: 0), at: now) == [0x1A, 0])
  }

  @Test func everyFieldOfAReportIsSent() throws {
    let report = FullReport.make(now: now)
    let read = try sentReport(report)
    #expect(read == ExpectedMessages(now: now).report(report))
    // The sample leaves no field of the definition out.
    func expectAll<Message: ProtobufMessage>(_ message: Message?, besides: Set<Int> = []) {
      guard let message else {
        Issue.record("there is no \(Message.protobufName)")
        return
      }
      let all = Set(Message.protobufFields.map(\.number)).subtracting(besides)
      #expect(WireFields.numbers(in: message.serialized()) == all, "\(Message.protobufName)")
    }
    expectAll(read)
    expectAll(read.identity)
    expectAll(read.process)
    expectAll(read.kafka)
    expectAll(read.listeners.first)
    expectAll(read.listeners.first?.certificate)
    expectAll(read.logDirs.first)
    expectAll(read.logDirs.first?.space)
    // A write that succeeded has no error.
    expectAll(read.logDirs.first?.write, besides: [4])
    expectAll(read.logDirs.first?.partitions)
    expectAll(read.logDirs.first?.partitions?.stray)
    expectAll(read.logDirs.first?.identity)
    expectAll(read.figures)
  }

  @Test func whatNothingIsKnownOfIsEmpty() throws {
    let broker = WatchedBroker(namespace: "", cluster: "", id: 0, podName: "", podUID: "", address: "")
    var report = BrokerAgent.BrokerReport(number: 1, sequence: 0, of: broker, BrokerState())
    report.process?.seen = now
    report.kafka?.seen = now
    let expected = AgentAPI.BrokerReport {
      $0.broker = 1
      $0.full = true
      $0.identity = BrokerIdentity()
      $0.process = AgentAPI.Process()
      $0.kafka = Kafka()
    }
    #expect(try sentReport(report) == expected)
  }

  @Test func anyReportIsReadAsItWas() throws {
    var random = RandomStates(seed: 11)
    for round in 0..<2_000 {
      random.now = now
      let report = BrokerAgent.BrokerReport(
        number: random.number(), sequence: random.number(), of: random.broker(), random.state())
      let bytes = MessageEncoder.encode(.report(report), at: now)
      let expected = AgentMessage { $0.message = .report(ExpectedMessages(now: now).report(report)) }
      #expect(try AgentMessage(serialized: bytes) == expected, "round \(round)")
      // Both write the same bytes: fields by their numbers, defaults left out.
      #expect(bytes == expected.serialized(), "round \(round)")
    }
  }

  @Test func everyStateHasItsNumber() throws {
    let expected = ExpectedMessages(now: now)
    for status in AnswerStatus.allCases {
      var report = BrokerAgent.BrokerReport(number: 1, sequence: 1)
      report.kafka = KafkaState()
      report.kafka?.status = status
      report.listeners = [ListenerState(name: "L", port: 1)]
      report.listeners[0].status = status
      let read = try sentReport(report)
      #expect(read.kafka?.state == expected.answer(status))
      #expect(read.listeners[0].state == (status == .unreachable ? .stateUnknown : expected.answer(status)))
    }
    for status in LogDirState.Status.allCases {
      for identity in IdentityState.Status.allCases {
        var dir = LogDirState(path: "/d")
        dir.status = status
        dir.identity = IdentityState()
        dir.identity?.status = identity
        var report = BrokerAgent.BrokerReport(number: 1, sequence: 1)
        report.logDirs = [dir]
        #expect(try sentReport(report).logDirs == [expected.logDir(dir)])
      }
    }
    for status in ProcessState.Status.allCases {
      var report = BrokerAgent.BrokerReport(number: 1, sequence: 1)
      report.process = ProcessState()
      report.process?.status = status
      #expect(try sentReport(report).process?.state == expected.process(report.process ?? ProcessState()).state)
    }
  }

  @Test func agesStayInTheirRange() throws {
    var report = BrokerAgent.BrokerReport(number: 1, sequence: 1)
    report.process = ProcessState()
    report.process?.seen = now + .seconds(5)
    #expect(try sentReport(report).process?.ageMs == 0)
    report.process?.seen = now - .milliseconds(1_999) - .microseconds(999)
    #expect(try sentReport(report).process?.ageMs == 1_999)
    report.process?.seen = now - .seconds(1 << 40)
    #expect(try sentReport(report).process?.ageMs == .max)
    report.process?.seen = now - .milliseconds(UInt64(UInt32.max))
    #expect(try sentReport(report).process?.ageMs == .max)
  }

  @Test func idsThatCannotBeAreNone() throws {
    var report = BrokerAgent.BrokerReport(number: 1, sequence: 1)
    report.kafka = KafkaState()
    report.kafka?.nodeID = -1
    #expect(try sentReport(report).kafka?.nodeIdPlusOne == 0)
    report.kafka?.nodeID = .min
    #expect(try sentReport(report).kafka?.nodeIdPlusOne == 0)
    report.kafka?.nodeID = .max
    #expect(try sentReport(report).kafka?.nodeIdPlusOne == 1 << 31)
    report.identity = WatchedBroker(namespace: "", cluster: "", id: -5, podName: "", podUID: "", address: "")
    #expect(try sentReport(report).identity?.brokerId == 0)
  }

  @Test func textsAreCutBetweenCharacters() throws {
    var report = BrokerAgent.BrokerReport(number: 1, sequence: 1)
    report.process = ProcessState()
    report.process?.problem = "x" + String(repeating: "ü", count: 400)
    #expect(try sentReport(report).process?.problem == "x" + String(repeating: "ü", count: 255))
    report.process?.problem = String(repeating: "😈", count: 128)
    #expect(try sentReport(report).process?.problem == report.process?.problem)
    report.process?.problem = String(repeating: "a", count: 511) + "😈"
    #expect(try sentReport(report).process?.problem == String(repeating: "a", count: 511))
    report.logDirs = [LogDirState(path: String(repeating: "/long", count: 2_000))]
    #expect(try sentReport(report).logDirs.first?.path.utf8.count == 1_024)
  }

  @Test func aNulDoesNotEndAText() throws {
    var report = BrokerAgent.BrokerReport(number: 1, sequence: 1)
    report.logDirs = [LogDirState(path: "/a\0b\0")]
    report.removedListeners = ["\0"]
    let read = try sentReport(report)
    #expect(read.logDirs.first?.path == "/a?b?")
    #expect(read.removedListeners == ["?"])
  }

  @Test func aReportThatIsLargerThanAPieceOfMemoryIsWhole() throws {
    var random = RandomStates(seed: 5)
    random.now = now
    var report = BrokerAgent.BrokerReport(number: 1, sequence: 1)
    for index in 0..<1000 {
      report.logDirs.append(random.logDir(String(repeating: "/\(index)", count: 250)))
      report.removedLogDirs.append(String(repeating: "-\(index)", count: 250))
      report.listeners.append(random.listener("\(index)"))
    }
    #expect(try sentReport(report) == ExpectedMessages(now: now).report(report))
  }
}

/// The fields of a message, as its bytes have them.
enum WireFields {
  static func numbers(in bytes: [UInt8]) -> Set<Int> {
    var numbers: Set<Int> = []
    var position = 0
    func varint() -> Int {
      var value = 0
      var shift = 0
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        if shift < 63 { value |= Int(byte & 127) << shift }
        shift += 7
        if byte < 128 { break }
      }
      return value
    }
    while position < bytes.count {
      let key = varint()
      numbers.insert(key >> 3)
      switch key & 7 {
      case 0: _ = varint()
      case 2: position += varint()
      case 1: position += 8
      default: position += 4
      }
    }
    return numbers
  }
}
