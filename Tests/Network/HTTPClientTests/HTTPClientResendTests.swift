import HTTP
import HTTPClient
import Testing

/// What is sent a second time when its connection is lost, and what is not.
struct HTTPClientResendTests {
  private let certificates = TestCertificates.shared

  /// The requests to `/vanish` that a server sees, and the error, where the connection was used before.
  private func vanish(
    tls: Bool, _ method: String, body: [UInt8]? = nil, isRepeatable: Bool? = nil, isFirst: Bool = false
  ) async throws -> (seen: Int, error: HTTPClientError?) {
    var seen = 0
    var error: HTTPClientError?
    try await withServer(tls: tls ? certificates.server() : nil) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      if !isFirst {
        let page = HTTPClientRequest(url: server.url("/page"), deadline: nil)
        #expect(try await client.response(to: page).status == 200)
      }
      let request = HTTPClientRequest(
        method: method, url: server.url("/vanish"), body: body, deadline: nil, isRepeatable: isRepeatable)
      error = await failure { () async throws(HTTPClientError) in try await client.response(to: request) }
      seen = server.seen.requests.filter { $0.path == "/vanish" }.count
      await client.stop()
    }
    return (seen, error)
  }

  /// The server acted on it: it has read it all, and then its connection was lost.
  @Test(arguments: [true, false], [0, 10, 3_000_000] as [Int])
  func aPostIsSentOnce(tls: Bool, size: Int) async throws {
    let (seen, error) = try await vanish(tls: tls, "POST", body: [UInt8](repeating: 7, count: size))
    #expect(seen == 1)
    #expect(error?.code == .connectionLost)
    #expect(error?.isRetryable == true)
  }

  @Test(arguments: ["PUT", "PATCH", "DELETE"])
  func whatChangesSomethingIsSentOnce(method: String) async throws {
    for body in [nil, [UInt8]("{}".utf8)] {
      let (seen, error) = try await vanish(tls: true, method, body: body)
      #expect(seen == 1)
      #expect(error?.code == .connectionLost)
    }
  }

  /// That libcurl does it by itself, and that it is no more than once: the second connection is a new one.
  @Test(arguments: [true, false])
  func whatChangesNothingAndWhatIsAllowedToIsSentAgain(tls: Bool) async throws {
    let get = try await vanish(tls: tls, "GET")
    #expect(get.seen == 2)
    #expect(get.error?.code == .connectionLost)
    #expect(try await vanish(tls: tls, "POST", body: [1, 2, 3], isRepeatable: true).seen == 2)
    #expect(try await vanish(tls: tls, "GET", isRepeatable: false).seen == 1)
  }

  @Test(arguments: [true, false])
  func theFirstRequestOfAConnectionIsSentOnce(tls: Bool) async throws {
    #expect(try await vanish(tls: tls, "GET", isFirst: true).seen == 1)
    #expect(try await vanish(tls: tls, "POST", body: [1], isRepeatable: true, isFirst: true).seen == 1)
  }

  @Test func aPostThatSharesAConnectionWithOthersIsSentOnce() async throws {
    try await withServer(tls: certificates.server()) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      let held = try await client.stream(HTTPClientRequest(url: server.url("/hold"), deadline: nil))
      let silent = HTTPClientRequest(method: "POST", url: server.url("/silent"), body: [1], deadline: nil)
      let task = Task { await failure { () async throws(HTTPClientError) in try await client.response(to: silent) } }
      await eventually("it is asked") { server.seen.requests.count == 2 }
      let vanish = HTTPClientRequest(method: "POST", url: server.url("/vanish"), body: [1], deadline: nil)
      let error = await failure { () async throws(HTTPClientError) in try await client.response(to: vanish) }
      #expect(error?.code == .connectionLost)
      #expect(await task.value?.code == .connectionLost)
      #expect(await held.body.readAll().error?.code == .connectionLost)
      #expect(server.seen.requests.count == 3)
      await client.stop()
    }
  }

  /// A server that ends its connections by the rules costs no request, though none may be sent twice.
  @Test func aServerThatEndsItsConnectionsGentlyFailsNoPost() async throws {
    var configuration = HTTPServerConfiguration()
    configuration.maximumAge = .milliseconds(100)
    try await withServer(tls: certificates.server(), configuration: configuration) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      var sent = 0
      while server.seen.connections.count < 5 {
        let request = HTTPClientRequest(method: "POST", url: server.url("/echo"), body: [1, 2], deadline: nil)
        #expect(try await client.response(to: request).body == [1, 2])
        sent += 1
      }
      #expect(server.seen.requests.count == sent)
      await client.stop()
    }
  }

  /// A kept connection that its server has closed meanwhile is not used.
  @Test(arguments: [true, false])
  func aPostAfterTheServerHasClosedTheConnectionMakesAnother(tls: Bool) async throws {
    var configuration = HTTPServerConfiguration()
    // Long enough for a request to come before it, on a busy machine too.
    configuration.maximumAge = .seconds(2)
    try await withServer(tls: tls ? certificates.server() : nil, configuration: configuration) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      for number in 1...3 {
        let request = HTTPClientRequest(method: "POST", url: server.url("/echo"), body: [1, 2], deadline: nil)
        #expect(try await client.response(to: request).body == [1, 2])
        await eventually("its connection is closed") { server.seen.disconnected == number }
      }
      #expect(server.seen.requests.count == 3)
      await client.stop()
    }
  }
}
