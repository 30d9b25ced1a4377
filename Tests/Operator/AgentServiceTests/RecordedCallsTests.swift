import AgentAPI
import Foundation
import Protobuf
import Testing
import Transport

@testable import AgentService

/// What released agents said, as their bytes were recorded in Tests/Agent/Recorded: this server still takes it.
@Suite struct RecordedCallsTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Agent/Recorded").standardized

  private static let files: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".bin") }.sorted()
  }()

  /// The messages of a file, each behind its five bytes.
  private static func messages(in name: String) throws -> [[UInt8]] {
    let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    var messages: [[UInt8]] = []
    var position = 0
    while position + 5 <= bytes.count {
      let length = bytes[position + 1..<position + 5].reduce(0) { $0 << 8 | Int($1) }
      messages.append(Array(bytes[position + 5..<position + 5 + length]))
      position += 5 + length
    }
    #expect(position == bytes.count)
    return messages
  }

  @Test(.enabled(if: !files.isEmpty, "there is nothing in Tests/Agent/Recorded"), arguments: files)
  func whatWasRecordedIsTaken(name: String) throws {
    let messages = try Self.messages(in: name)
    #expect(!messages.isEmpty)
    if name.hasPrefix("server") {
      for message in messages { #expect(try ServerMessage(serialized: message).message != nil) }
      return
    }
    let fixture = try ServiceFixture()
    let (call, handler) = fixture.begin()
    for message in messages {
      handler?.received(message, at: MonotonicClock.now)
      #expect(call.status == nil, "\(name): \(call.status?.message ?? "")")
    }
    #expect(call.welcome != nil)
    let state = fixture.service.state.withLock { $0 }
    #expect(state.registry.brokerCount > 0)
    #expect(state.registry.brokers.allSatisfy { $0.report.identity != nil })
  }
}
