import HTTP
@testable import HTTPTransport
import Testing
import Transport

struct MaximumAgeTests {
  @Test func agesDifferByATenthAtMostAndTheSeedDecides() {
    func ages(_ seed: UInt64) -> [Duration] {
      let jitter = AgeJitter(.seconds(1000), seed: seed)
      return (0..<200).map { _ in jitter.next() }
    }
    let first = ages(1)
    #expect(first.allSatisfy { $0 >= .seconds(-100) && $0 <= .seconds(100) })
    #expect(Set(first).count > 190)
    #expect(first.contains { $0 < .seconds(-50) } && first.contains { $0 > .seconds(50) })
    #expect(ages(1) == first)
    #expect(ages(2) != first)
    #expect(AgeJitter(nil, seed: 1).next() == .zero)
  }

  @Test func aConnectionOfThatAgeIsEndedGentlyAndItsRequestFinishes() throws {
    let record = Record()
    var configuration = HTTPServerConfiguration()
    configuration.maximumAge = .milliseconds(200)
    let makeHandler: @Sendable (HTTPConnectionInfo) -> any HTTPConnectionHandler = {
      TestHandler(record, $0) { _, _ in }
    }
    try withServer(configuration: configuration, makeHandler: makeHandler) { server, _ in
      let client = try BlockingClient(server.address)
      client.send(HTTP2.begin + HTTP2.get(1))
      eventually("the request is there") { record.now.channels.count == 1 }
      var bytes: [UInt8] = []
      while !HTTP2.frames(bytes).contains(where: { $0.type == 7 }), let part = client.readSome(), !part.isEmpty {
        bytes += part
      }
      #expect(HTTP2.frames(bytes).contains { $0.type == 7 }, "GOAWAY")
      #expect(record.now.closed.isEmpty)
      let channel = record.now.channels[0]
      channel.loop.execute {
        channel.withValue { channel in
          channel.withHTTP { $0.respond(to: HTTPStreamID(1), HTTPResponseHead(status: 204), endStream: true) }
          channel.flush()
        }
      }
      eventually("the request is complete") { record.now.closed == [.complete] }
      client.close()
    }
  }
}
