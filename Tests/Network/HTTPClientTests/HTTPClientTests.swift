import Glibc
import HTTP
import HTTPClient
import Testing

/// Requests and answers, in the clear.
struct HTTPClientTests {
  @Test func anAnswerIsCollectedWithItsStatusAndHeaders() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let response = try await client.response(to: HTTPClientRequest(url: server.url("/page"), deadline: nil))
      #expect(response.status == 200)
      #expect(response.headers["content-type"] == "text/plain")
      #expect(text(response.body) == "you asked for /page")
      #expect(client.openRequests == 0)
      await client.stop()
    }
  }

  @Test(arguments: ["GET", "POST", "PUT", "PATCH", "DELETE"])
  func methodHeadersAndBodyArriveAsTheyWereGiven(method: String) async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let body = [UInt8](repeating: 7, count: 2 << 20)
      let request = HTTPClientRequest(
        method: method, url: server.url("/echo"), headers: ["X-One": "1", "x-two": "", "accept": "application/json"],
        body: body, deadline: nil)
      let response = try await client.response(to: request)
      #expect(response.body == body)
      #expect(response.headers["x-method"] == method)
      let got = response.headers.values("x-got")
      #expect(got.contains("x-one=1") && got.contains("x-two=") && got.contains("accept=application/json"))
      #expect(got.contains("user-agent=koperator"))
      // Neither a form nor a wait for 100 is made of it.
      #expect(!got.contains { $0.hasPrefix("content-type") || $0.hasPrefix("expect") })
      await client.stop()
    }
  }

  @Test(arguments: ["GET", "POST", "DELETE", "HEAD"])
  func aRequestWithoutABodySendsNone(method: String) async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let response = try await client.response(
        to: HTTPClientRequest(method: method, url: server.url("/echo"), deadline: nil))
      #expect(response.headers["x-method"] == method)
      #expect(response.body.isEmpty)
      await client.stop()
    }
  }

  @Test func aRedirectIsAnAnswer() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let response = try await client.response(to: HTTPClientRequest(url: server.url("/redirect"), deadline: nil))
      #expect(response.status == 302)
      #expect(response.headers["location"] == "/page")
      #expect(server.seen.requests.count == 1)
      await client.stop()
    }
  }

  @Test func aBodyBeyondTheLimitFails() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let request = HTTPClientRequest(url: server.url("/large?1000001"), deadline: nil)
      let error = await failure { () async throws(HTTPClientError) in
        try await client.response(to: request, limit: 1_000_000)
      }
      #expect(error?.code == .bodyTooLarge)
      #expect(error?.isRetryable == false)
      #expect(try await client.response(to: request, limit: 1_000_001).body.count == 1_000_001)
      await client.stop()
    }
  }

  @Test func headerFieldsBeyondTheLimitFail() async throws {
    try await withServer { server in
      var settings = HTTPClientSettings()
      settings.maximumHeaderBytes = 4_000
      let client = try HTTPClient(settings)
      let error = await failure { () async throws(HTTPClientError) in
        try await client.response(to: HTTPClientRequest(url: server.url("/headers?4000"), deadline: nil))
      }
      #expect(error?.code == .headersTooLarge)
      let response = try await client.response(to: HTTPClientRequest(url: server.url("/headers?3000"), deadline: nil))
      #expect(response.headers["x-long"]?.utf8.count == 3_000)
      await client.stop()
    }
  }

  @Test func whatCannotBeSentIsRefusedBeforeItIs() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let url = server.url("/page")
      let requests = [
        HTTPClientRequest(method: "GET /", url: url, deadline: nil),
        HTTPClientRequest(url: url + "\u{0}", deadline: nil),
        HTTPClientRequest(url: url + " x", deadline: nil), HTTPClientRequest(url: "file:///etc/passwd", deadline: nil),
        HTTPClientRequest(url: "http://", deadline: nil),
        HTTPClientRequest(url: url, headers: ["x": "a\r\ny: b"], deadline: nil),
        HTTPClientRequest(url: url, headers: ["x y": "a"], deadline: nil),
        HTTPClientRequest(url: url, headers: ["x": "a\u{0}"], deadline: nil),
        HTTPClientRequest(url: url, headers: ["content-length": "1"], deadline: nil),
        HTTPClientRequest(url: url, headers: ["Transfer-Encoding": "chunked"], deadline: nil),
        HTTPClientRequest(url: url.replacing("//", with: "//user:secret@"), deadline: nil),
        HTTPClientRequest(url: url, deadline: nil, credentials: HTTPClientCredentials(certificateChain: [1])),
      ]
      for request in requests {
        let error = await failure { () async throws(HTTPClientError) in try await client.response(to: request) }
        #expect(error?.code == .invalidRequest)
      }
      #expect(server.seen.connections.isEmpty)
      await client.stop()
    }
  }

  @Test func whereNobodyListensTheErrorSaysItAndIsRetryable() async throws {
    let server = try TestServer()
    let url = server.url("/page")
    server.stop()
    let client = try HTTPClient()
    let error = await failure { () async throws(HTTPClientError) in
      try await client.response(to: HTTPClientRequest(url: url, deadline: nil))
    }
    #expect(error?.code == .connectFailed)
    #expect(error?.isRetryable == true)
    #expect(error?.host == String(url.dropFirst("http://".count).dropLast("/page".count)))
    #expect(error?.cause.isEmpty == false)
    await client.stop()
  }

  @Test func aStreamIsReadWhileItComes() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let stream = try await client.stream(HTTPClientRequest(url: server.url("/hold"), deadline: nil))
      #expect(stream.status == 200)
      // The answer never ends.
      var reader = stream.body.makeAsyncIterator()
      #expect(try await reader.next() == Array("begin".utf8))
      let (bytes, error) = await (try client.stream(HTTPClientRequest(url: server.url("/ticks?5"), deadline: nil))).body
        .readAll()
      #expect(text(bytes) == "begin tick tick tick tick tick")
      #expect(error == nil)
      await client.stop()
    }
  }

  @Test func aStreamIsCollectedUpToALimit() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let request = HTTPClientRequest(url: server.url("/large?300000"), deadline: nil)
      let whole = try await client.stream(request, bound: 16 << 10, overflow: .pause)
      #expect(try await whole.body.collect(upTo: 300_000).count == 300_000)
      let part = try await client.stream(request, bound: 16 << 10, overflow: .pause)
      let error = await failure { () async throws(HTTPClientError) in try await part.body.collect(upTo: 299_999) }
      #expect(error?.code == .bodyTooLarge)
      await eventually("both are over") { client.openRequests == 0 }
      await client.stop()
    }
  }

  @Test func aConnectionThatDropsMidBodyFailsAfterWhatCame() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let stream = try await client.stream(HTTPClientRequest(url: server.url("/drop"), deadline: nil))
      let (bytes, error) = await stream.body.readAll()
      #expect(text(bytes) == "0123456789")
      #expect(error?.code == .connectionLost)
      #expect(error?.isRetryable == true)
      // And the client goes on.
      #expect(try await client.response(to: HTTPClientRequest(url: server.url("/page"), deadline: nil)).status == 200)
      await client.stop()
    }
  }

  @Test func aProxyIsAskedForEveryHost() async throws {
    try await withServer { proxy in
      var settings = HTTPClientSettings()
      settings.proxy = .url(proxy.url(""))
      let client = try HTTPClient(settings)
      let response = try await client.response(
        to: HTTPClientRequest(url: "http://kafka.example:8080/page", deadline: nil))
      #expect(response.status == 200)
      #expect(proxy.seen.requests.map(\.authority) == ["kafka.example:8080"])
      await client.stop()
    }
  }

  @Test func proxiesAreTakenFromTheEnvironmentUnlessTheyAreOff() async throws {
    await #expect(processExitsWith: .success) {
      let proxy = try TestServer()
      try await withServer { server in
        setenv("http_proxy", proxy.url(""), 1)
        setenv("no_proxy", "", 1)
        let request = HTTPClientRequest(url: server.url("/page"), deadline: nil)
        let client = try HTTPClient()
        _ = try await client.response(to: request)
        #expect(proxy.seen.requests.count == 1 && server.seen.requests.isEmpty)
        var settings = HTTPClientSettings()
        settings.proxy = .none
        let direct = try HTTPClient(settings)
        _ = try await direct.response(to: request)
        #expect(proxy.seen.requests.count == 1 && server.seen.requests.count == 1)
        setenv("no_proxy", "127.0.0.0/8", 1)
        let exempt = try HTTPClient()
        _ = try await exempt.response(to: request)
        #expect(proxy.seen.requests.count == 1 && server.seen.requests.count == 2)
      }
      proxy.stop()
    }
  }
}
