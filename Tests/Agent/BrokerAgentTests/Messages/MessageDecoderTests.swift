import AgentAPI
import Protobuf
import Testing

@testable import BrokerAgent

@Suite struct MessageDecoderTests {
  private func welcome(_ configure: (inout Welcome) -> Void) -> [UInt8] {
    ServerMessage { $0.message = .welcome(Welcome(configure)) }.serialized()
  }

  @Test func itReadsEveryField() {
    let bytes = welcome {
      $0.version = "größe 1"
      $0.capabilities = ["resume", "😈", ""]
      $0.lastSequence = .max
      $0.intervalMs = .max
    }
    var expected = ServerWelcome()
    expected.version = "größe 1"
    expected.capabilities = ["resume", "😈", ""]
    expected.lastSequence = .max
    expected.intervalMilliseconds = .max
    #expect(MessageDecoder.decode(bytes) == .welcome(expected))
    #expect(MessageDecoder.decode(welcome { _ in }) == .welcome(ServerWelcome()))
    let sampling = ServerMessage { $0.message = .sampling(Sampling { $0.intervalMs = 200 }) }
    #expect(MessageDecoder.decode(sampling.serialized()) == .sampling(intervalMilliseconds: 200))
  }

  @Test func whatALaterServerSaysIsPassedOver() {
    #expect(MessageDecoder.decode([]) == .unknown)
    // Field 15, with three bytes.
    #expect(MessageDecoder.decode([0x7A, 3, 1, 2, 3]) == .unknown)
    var bytes = ServerMessage { $0.message = .sampling(Sampling { $0.intervalMs = 300 }) }.serialized()
    bytes += [0x7A, 1, 0]
    #expect(MessageDecoder.decode(bytes) == .sampling(intervalMilliseconds: 300))
    // An unknown field in the part itself.
    #expect(MessageDecoder.decode([0x12, 5, 0x08, 0x64, 0x7A, 1, 0]) == .sampling(intervalMilliseconds: 100))
  }

  @Test func ofTwoPartsTheLastCounts() {
    let sampling = ServerMessage { $0.message = .sampling(Sampling { $0.intervalMs = 300 }) }.serialized()
    let welcome = welcome { $0.lastSequence = 4 }
    var expected = ServerWelcome()
    expected.lastSequence = 4
    #expect(MessageDecoder.decode(sampling + welcome) == .welcome(expected))
    #expect(MessageDecoder.decode(welcome + sampling) == .sampling(intervalMilliseconds: 300))
  }

  @Test(
    arguments: [
      [0x0A], [0x0A, 5], [0x0A, 2, 0x0A], [0x0A, 2, 0x0A, 0x7F], [0x12, 2, 0x08, 0xFF], [0xFF], [0x0B], [0x0C],
      [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x12, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
      [0x00, 0x00], [0x0F, 0x00],
    ] as [[UInt8]])
  func whatIsNoMessageIsRefused(_ bytes: [UInt8]) {
    #expect(MessageDecoder.decode(bytes) == nil)
  }

  @Test func longTextsAreCut() {
    let bytes = welcome {
      $0.version = String(repeating: "v", count: 5_000)
      $0.capabilities = [String](repeating: "c", count: 500)
    }
    guard case .welcome(let read) = MessageDecoder.decode(bytes) else {
      Issue.record("it is no welcome")
      return
    }
    #expect(read.version == String(repeating: "v", count: MessageDecoder.maximumText))
    #expect(read.capabilities.count == MessageDecoder.maximumCapabilities)
  }

  @Test func whatIsNoUTF8IsReadableAllTheSame() {
    guard case .welcome(let read) = MessageDecoder.decode([0x0A, 4, 0x0A, 2, 0xC3, 0x28]) else {
      Issue.record("it is no welcome")
      return
    }
    #expect(read.version == "\u{FFFD}(")
  }

  @Test func memoryIsBounded() {
    // Parts of no bytes: two bytes on the wire, 32 and more in memory while they are read.
    let parts: [[UInt8]] = [[0x7A, 0], [0x12, 0]]
    for part in parts {
      let few = [[UInt8]](repeating: part, count: 1_000)
      #expect(MessageDecoder.decode(Array(few.joined())) != nil)
      let many = [[UInt8]](repeating: part, count: 8_000)
      #expect(MessageDecoder.decode(Array(many.joined())) == nil)
    }
    #expect(MessageDecoder.decode(welcome { $0.capabilities = [String](repeating: "", count: 1_000) }) != nil)
    #expect(MessageDecoder.decode(welcome { $0.capabilities = [String](repeating: "", count: 8_000) }) == nil)
    #expect(MessageDecoder.decode([UInt8](repeating: 0, count: MessageDecoder.maximumSize + 1)) == nil)
  }

  @Test func garbageNeverDoesHarm() throws {
    var generator = CourseGenerator(42)
    let samples = [
      welcome {
        $0.version = "1.0"
        $0.capabilities = ["one", "two"]
        $0.lastSequence = 1 << 50
        $0.intervalMs = 1_000
      },
      ServerMessage { $0.message = .sampling(Sampling { $0.intervalMs = 1_000 }) }.serialized(),
      [],
    ]
    var refused = 0
    var agreed = 0
    for _ in 0..<200_000 {
      var bytes = samples[Int.random(in: 0..<samples.count, using: &generator)]
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let byte = UInt8.random(in: 0...255, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.append(byte)
        case 1 where !bytes.isEmpty: bytes.remove(at: Int.random(in: 0..<bytes.count, using: &generator))
        case 2 where !bytes.isEmpty: bytes[Int.random(in: 0..<bytes.count, using: &generator)] = byte
        default: bytes.insert(byte, at: Int.random(in: 0...bytes.count, using: &generator))
        }
      }
      guard let read = MessageDecoder.decode(bytes) else {
        refused += 1
        continue
      }
      // What Swift's reader takes, too, says the same. (It alone refuses what is no UTF-8.)
      guard let other = try? ServerMessage(serialized: bytes) else { continue }
      agreed += 1
      switch (read, other.message) {
      case (.sampling(let interval), .sampling(let value)): #expect(interval == value.intervalMs, "\(bytes)")
      case (.welcome(let welcome), .welcome(let value)):
        #expect(welcome.lastSequence == value.lastSequence, "\(bytes)")
        #expect(welcome.intervalMilliseconds == value.intervalMs, "\(bytes)")
      case (.unknown, nil): break
      default: Issue.record("\(bytes) is \(read) to one, and \(String(describing: other.message)) to the other")
      }
    }
    #expect(refused > 1_000)
    #expect(agreed > 1_000)
  }
}
