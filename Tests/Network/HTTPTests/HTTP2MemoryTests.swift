import HTTPTestClient
import Testing

@testable import HTTP

@Suite struct HTTP2MemoryTests {
  @Test func aFrameBufferBeginsAPageAndKeepsWhatIsWritten() {
    var buffers: [UnsafeMutableRawPointer] = []
    // More than a slab holds.
    for index in 0..<600 {
      guard let buffer = HTTP2Memory.allocate(16_394) else {
        Issue.record("there is no memory")
        return
      }
      #expect(UInt(bitPattern: buffer) % 4096 == 0)
      buffer.storeBytes(of: index, as: Int.self)
      buffer.storeBytes(of: UInt8(truncatingIfNeeded: index), toByteOffset: 16_393, as: UInt8.self)
      buffers.append(buffer)
    }
    #expect(Set(buffers).count == 600)
    for (index, buffer) in buffers.enumerated() {
      #expect(buffer.load(as: Int.self) == index)
      #expect(buffer.load(fromByteOffset: 16_393, as: UInt8.self) == UInt8(truncatingIfNeeded: index))
      HTTP2Memory.release(buffer)
    }
  }

  @Test func memoryGrowsFromTheHeapToABufferAndBack() {
    guard let small = HTTP2Memory.resize(nil, 100) else {
      Issue.record("there is no memory")
      return
    }
    small.storeBytes(of: 7, as: Int.self)
    guard let buffer = HTTP2Memory.allocate(16_394) else {
      Issue.record("there is no memory")
      return
    }
    buffer.storeBytes(of: 8, as: Int.self)
    #expect(HTTP2Memory.resize(buffer, 20_000) == buffer)
    guard let large = HTTP2Memory.resize(buffer, 100_000), let larger = HTTP2Memory.resize(small, 17_000) else {
      Issue.record("there is no memory")
      return
    }
    #expect(large.load(as: Int.self) == 8)
    #expect(larger.load(as: Int.self) == 7)
    HTTP2Memory.release(large)
    HTTP2Memory.release(larger)
    HTTP2Memory.release(nil)
  }

  @Test func aBufferThatRestsCanBeWrittenAgain() {
    guard let buffer = HTTP2Memory.allocate(16_394) else {
      Issue.record("there is no memory")
      return
    }
    buffer.storeBytes(of: 7, as: Int.self)
    HTTP2Memory.rest(UInt(bitPattern: buffer))
    #expect(buffer.load(as: Int.self) == 0)
    buffer.storeBytes(of: 9, as: Int.self)
    #expect(buffer.load(as: Int.self) == 9)
    HTTP2Memory.release(buffer)
  }

  @Test func aConnectionAnswersAfterItsBufferRested() {
    let pair = Pair()
    for round in 0..<5 {
      let id = pair.client.request(RawFrame.get + [("x-large", String(repeating: "y", count: 5000))])
      pair.client.ping()
      pair.settle()
      pair.server.respond(
        to: HTTPStreamID(id), HTTPResponseHead(status: 200, fields: ["x": String(repeating: "z", count: 9000)]),
        endStream: false)
      pair.server.send([UInt8](repeating: 1, count: 40_000), on: HTTPStreamID(id), endStream: true)
      pair.settle()
      #expect(pair.client.responses[id]?.headers["x"]?.count == 9000)
      #expect(pair.client.responses[id]?.body.count == 40_000)
      pair.now = .seconds(60 * round)
      pair.client.ping()
      pair.settle()
    }
    #expect(pair.client.pings == 10)
  }

  @Test func theBufferRestsASecondAfterTheAnswerToAMessage() {
    let pair = Pair()
    let id = pair.client.request(RawFrame.get, endStream: false)
    pair.settle()
    pair.server.respond(to: HTTPStreamID(id), HTTPResponseHead(status: 200), endStream: false)
    pair.settle()
    pair.now = .seconds(5)
    pair.client.send([1], on: id)
    pair.settle()
    #expect(pair.nextDeadline == .seconds(6))
    pair.server.timeout(at: .seconds(6))
    #expect(pair.nextDeadline == .seconds(35))
    pair.server.send([2], on: HTTPStreamID(id), endStream: true)
    pair.settle()
    #expect(pair.client.responses[id]?.body == [2])
  }
}
