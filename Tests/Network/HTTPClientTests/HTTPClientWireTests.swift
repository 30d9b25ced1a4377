import HTTPClient
import Testing

/// Answers that are framed in every way that HTTP/1.1 knows, and some that it does not.
struct HTTPClientWireTests {
  /// The answer to a request, and the error, where a server writes these bytes and keeps the connection.
  private func answer(
    _ bytes: String, method: String = "GET", closes: Bool = false, maximumHeaderBytes: Int = 64 << 10
  ) async throws -> (response: HTTPClientResponse?, error: HTTPClientError?) {
    var response: HTTPClientResponse?
    var error: HTTPClientError?
    try await withRawServer { connection, _ in
      while connection.readHead() != nil, connection.write(bytes) { if closes { return } }
    } _: { server in
      var settings = HTTPClientSettings()
      settings.maximumHeaderBytes = maximumHeaderBytes
      let client = try HTTPClient(settings)
      let request = HTTPClientRequest(method: method, url: server.url("/"), deadline: .seconds(60))
      do throws(HTTPClientError) { response = try await client.response(to: request) } catch let failed {
        error = failed
      }
      await client.stop()
    }
    return (response, error)
  }

  @Test func manySmallChunksAndTrailersAreOneBody() async throws {
    var bytes = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nx: 1\r\n\r\n"
    for _ in 0..<10_000 { bytes += "1;name=value\r\nx\r\n" }
    let (response, error) = try await answer(bytes + "0\r\nx: 2\r\ny: 3\r\n\r\n")
    #expect(error == nil)
    #expect(response?.body == [UInt8](repeating: UInt8(ascii: "x"), count: 10_000))
    #expect(response?.headers == ["transfer-encoding": "chunked", "x": "1"])
  }

  @Test func trailersCountAsHeaderFields() async throws {
    let trailers = String(repeating: "x: \(String(repeating: "y", count: 90))\r\n", count: 100)
    let bytes = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\(trailers)\r\n"
    #expect(try await answer(bytes, maximumHeaderBytes: 4_000).error?.code == .headersTooLarge)
    #expect(try await answer(bytes).response?.body == [UInt8(ascii: "x")])
  }

  @Test func interimAnswersAreNotTheAnswer() async throws {
    let interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n"
    let (response, error) = try await answer(interim + "HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\nok")
    #expect(error == nil)
    #expect(response == HTTPClientResponse(status: 201, headers: ["content-length": "2"], body: Array("ok".utf8)))
  }

  @Test(arguments: [
    "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\ncontent-length: 100\r\n\r\n",
  ])
  func statusesWithoutABodyEndWithTheirHead(bytes: String) async throws {
    let (response, error) = try await answer(bytes)
    #expect(error == nil)
    #expect(response?.body.isEmpty == true)
  }

  @Test func anAnswerToHEADHasNoBodyWhateverItAnnounces() async throws {
    let (response, error) = try await answer("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n", method: "HEAD")
    #expect(error == nil)
    #expect(response?.headers["content-length"] == "100")
    #expect(response?.body.isEmpty == true)
  }

  /// Nobody asked for an encoding: the bytes are given as they came.
  @Test func anEncodingIsLeftAsItIs() async throws {
    let (response, error) = try await answer(
      "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\nabc")
    #expect(error == nil)
    #expect(response?.body == Array("abc".utf8))
    #expect(response?.headers["content-encoding"] == "gzip")
  }

  @Test(arguments: [301, 303, 307, 308, 401, 407, 429, 503])
  func aStatusIsAnAnswer(status: Int) async throws {
    let head = "HTTP/1.1 \(status) Reason\r\nlocation: http://127.0.0.1:1/\r\nretry-after: 1\r\n"
    let (response, error) = try await answer(head + "www-authenticate: Basic\r\ncontent-length: 1\r\n\r\nx")
    #expect(error == nil)
    #expect(response?.status == status && response?.body == [UInt8(ascii: "x")])
  }

  @Test func whatIsCutOffIsNoAnswer() async throws {
    for bytes in [
      "", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nx: 1\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nx",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nx", "HTTP/1.1 100 Continue\r\n\r\n",
    ] {
      let (response, error) = try await answer(bytes, closes: true)
      #expect(response == nil, "\(bytes.debugDescription)")
      #expect(error?.isRetryable == true || error?.code == .protocolError, "\(bytes.debugDescription) \(error?.code)")
    }
  }

  @Test func whatIsNoHTTPIsNoAnswer() async throws {
    for bytes in [
      "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
      "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\ncontent-length: 0\r\n\r\n",
    ] {
      let (response, error) = try await answer(bytes, closes: true)
      #expect(response == nil && error != nil, "\(bytes.debugDescription)")
    }
  }
}
