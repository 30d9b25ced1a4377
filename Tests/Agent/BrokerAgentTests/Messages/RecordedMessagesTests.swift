import AgentAPI
import Glibc
import Protobuf
import Testing

@testable import BrokerAgent

/// The files of Tests/Agent/Recorded, which see.
@Suite struct RecordedMessagesTests {
  private static let folder = String(#filePath).replacingSuffix(
    "BrokerAgentTests/Messages/RecordedMessagesTests.swift", by: "Recorded/")
  private static let isRecording = getenv("KOPERATOR_RECORD_GOLDEN") != nil

  private func file(_ name: String) throws -> [UInt8] {
    let file = try #require(fopen(Self.folder + name, "r"), "\(name) is missing: see its README")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return bytes
  }

  private func record(_ bytes: [UInt8], as name: String) throws {
    let file = try #require(fopen(Self.folder + name, "w"))
    defer { fclose(file) }
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }

  private func framed(_ messages: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for message in messages {
      let count = UInt32(message.count)
      bytes += [0, UInt8(count >> 24), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)] + message
    }
    return bytes
  }

  /// The messages in a file.
  private func messages(in bytes: [UInt8]) throws -> [[UInt8]] {
    var messages: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      try #require(rest.count >= 5 && rest.first == 0)
      let count = rest.dropFirst().prefix(4).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(5)
      try #require(rest.count >= count)
      messages.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return messages
  }

  @Test func theNewestAreWhatIsWrittenToday() throws {
    for (name, messages) in try RecordedCourses.all() {
      let bytes = framed(messages)
      if Self.isRecording { try record(bytes, as: name) }
      #expect(try file(name) == bytes, "\(name)")
    }
  }

  @Test(arguments: [("sidecar-1.bin", 1), ("node-1.bin", 3), ("unknown-1.bin", 1)])
  func whatAnAgentSaidIsReadAndMakesSense(_ name: String, brokers: Int) throws {
    let messages = try messages(in: file(name)).map { try AgentMessage(serialized: $0) }
    guard case .hello(let hello) = messages.first?.message else {
      Issue.record("\(name) does not begin with Hello")
      return
    }
    #expect(hello.incarnation > 0)
    var sequence: UInt64 = 0
    var numbers: Set<UInt32> = []
    for message in messages.dropFirst() {
      switch message.message {
      case .report(let report):
        if report.full { numbers.insert(report.broker) }
        #expect(numbers.contains(report.broker))
        #expect(report.sequence >= sequence)
        sequence = report.sequence
      case .heartbeat(let beat): #expect(beat.sequence == sequence)
      case .transition(let transition): #expect(transition.sequence <= sequence)
      case .gone(let gone):
        #expect(numbers.remove(gone.broker) != nil)
        sequence = gone.sequence
      case .hello, nil: Issue.record("\(name) has \(message)")
      }
    }
    #expect(numbers.count == brokers)
  }

  @Test func theSidecarsHistorySaysThatSomeOfItWasLost() throws {
    let messages = try messages(in: file("sidecar-1.bin")).map { try AgentMessage(serialized: $0).message }
    let lost = messages.map { if case .transition(let transition) = $0 { Int(transition.lost) } else { 0 } }
    #expect(lost.reduce(0, +) > 0)
  }

  @Test func whatAServerSaidIsRead() throws {
    let read = try messages(in: file("server-1.bin")).map { MessageDecoder.decode($0) }
    var welcome = ServerWelcome()
    welcome.version = "0.1.0"
    welcome.lastSequence = 1 << 40
    welcome.intervalMilliseconds = 500
    let intervals: [UInt32] = [0, 1, 200, 1_000, 10_000, .max]
    #expect(
      read == [.welcome(ServerWelcome()), .welcome(welcome)] + intervals.map { .sampling(intervalMilliseconds: $0) })
  }
}

extension String {
  fileprivate func replacingSuffix(_ suffix: String, by other: String) -> String {
    hasSuffix(suffix) ? dropLast(suffix.count) + other : self
  }
}
