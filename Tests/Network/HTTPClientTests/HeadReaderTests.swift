import Testing

@testable import HTTPClient

struct HeadReaderTests {
  private func read(_ lines: [String], limit: Int = 1_000) -> HeadReader.Outcome {
    var reader = HeadReader(limit: limit)
    for line in lines {
      let outcome = reader.receive(line[...])
      guard case .more = outcome else { return outcome }
    }
    return .more
  }

  @Test func aHeadEndsWithAnEmptyLine() throws {
    guard case .head(let head) = read(["HTTP/1.1 404 Not Found\r\n", "A:  b c \r\n", "x: \r\n", "\r\n"]) else {
      Issue.record("no head")
      return
    }
    #expect(head == HTTPClientResponseHead(status: 404, headers: ["a": "b c", "x": ""]))
  }

  @Test func interimAnswersAndTrailersAreSkipped() throws {
    var reader = HeadReader(limit: 1_000)
    var heads: [HTTPClientResponseHead] = []
    let lines = [
      "HTTP/2 103 \r\n", "link: x\r\n", "\r\n", "HTTP/2 200 \r\n", "a: b\r\n", " c\r\n", "\r\n", "grpc-status: 0\r\n",
    ]
    for line in lines {
      if case .head(let head) = reader.receive(line[...]) { heads.append(head) }
    }
    #expect(heads == [HTTPClientResponseHead(status: 200, headers: ["a": "b c"])])
  }

  @Test func whatIsNoHeadIsMalformed() {
    for lines in [
      ["HTTP/1.1\r\n"], ["ICY 200 OK\r\n"], ["HTTP/1.1 200 OK\r\n", "no colon\r\n"], ["HTTP/1.1 101 x\r\n", "\r\n"],
    ] {
      guard case .malformed = read(lines) else {
        Issue.record("\(lines) is a head")
        continue
      }
    }
  }

  @Test func theSumOfAllLinesIsBounded() {
    guard case .more = read(["HTTP/1.1 200 OK\r\n", "a: b\r\n"], limit: 23) else {
      Issue.record("refused")
      return
    }
    guard case .tooLarge = read(["HTTP/1.1 200 OK\r\n", "a: b\r\n"], limit: 22) else {
      Issue.record("taken")
      return
    }
  }

  @Test func theHostOfAURLIsFoundWithoutItsSecrets() {
    #expect(URLParts("https://user:secret@kafka.example:8443/a@b?c").authority == "kafka.example:8443")
    #expect(URLParts("https://[::1]:8443").host == "[::1]")
    #expect(URLParts("https://[::1]").port == "")
    #expect(URLParts("http://kafka.example?a:b").authority == "kafka.example")
    #expect(URLParts("http:///x").authority == "")
  }
}
