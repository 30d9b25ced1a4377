import HTTP
import HTTPClient
import Testing

/// By TLS: who is trusted, who is shown, and what shares a connection.
struct HTTPSClientTests {
  private let certificates = TestCertificates.shared

  @Test func streamsAndRequestsShareOneConnection() async throws {
    try await withServer(tls: certificates.server()) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      var streams: [HTTPClientStream] = []
      for _ in 0..<4 {
        streams.append(try await client.stream(HTTPClientRequest(url: server.url("/hold"), deadline: nil)))
      }
      #expect(try await ask(client, server, times: 80) == 80)
      #expect(server.seen.connections.map(\.applicationProtocol) == ["h2"])
      #expect(server.seen.requests.count == 84)
      // One that is cancelled leaves the others.
      streams.removeLast()
      await eventually("its stream is reset") { server.seen.closed.contains { $0 != .complete } }
      #expect(try await ask(client, server, times: 1) == 1)
      #expect(client.openRequests == 3)
      #expect(server.seen.connections.count == 1)
      await client.stop()
    }
  }

  @Test func aConnectionWhoseOnlyRequestIsCancelledIsClosed() async throws {
    try await withServer(tls: certificates.server()) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      var stream: HTTPClientStream? = try await client.stream(
        HTTPClientRequest(url: server.url("/hold"), deadline: nil))
      #expect(stream?.status == 200)
      stream = nil
      await eventually("the server is told") { server.seen.disconnected == 1 }
      let silent = HTTPClientRequest(url: server.url("/silent"), deadline: .milliseconds(100))
      let error = await failure { () async throws(HTTPClientError) in try await client.response(to: silent) }
      #expect(error?.code == .deadlineExceeded)
      await eventually("the server is told") { server.seen.disconnected == 2 }
      await client.stop()
    }
  }

  @Test func requestsThatBeginTogetherWaitForTheOneConnection() async throws {
    try await withServer(tls: certificates.server()) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      #expect(try await ask(client, server, times: 50) == 50)
      #expect(server.seen.connections.count == 1)
      await client.stop()
    }
  }

  @Test func aThousandRequestsInParallelShareOneConnection() async throws {
    try await withServer(tls: certificates.server()) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      #expect(try await ask(client, server, times: 1_000) == 1_000)
      #expect(server.seen.connections.count == 1)
      await client.stop()
    }
  }

  @Test func moreThanAConnectionCarriesStaysWithinTheBoundOfConnections() async throws {
    try await withServer(tls: certificates.server()) { server in
      var settings = HTTPClientSettings()
      settings.maximumConcurrentRequests = 1_000
      settings.maximumConnectionsPerHost = 4
      let client = try HTTPClient(settings, credentials: certificates.credentials())
      #expect(try await ask(client, server, times: 1_000) == 1_000)
      #expect(server.seen.connections.count <= 4)
      await client.stop()
    }
  }

  @Test func aStreamThatIsResetFailsAloneAndAfterWhatCame() async throws {
    try await withServer(tls: certificates.server()) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      let held = try await client.stream(HTTPClientRequest(url: server.url("/ticks?20"), deadline: nil))
      let stream = try await client.stream(HTTPClientRequest(url: server.url("/reset"), deadline: nil))
      let (bytes, error) = await stream.body.readAll()
      #expect(text(bytes) == "0123456789")
      #expect(error?.code == .connectionLost)
      #expect(await held.body.readAll().error == nil)
      #expect(server.seen.connections.count == 1)
      await client.stop()
    }
  }

  @Test func aConnectionThatDropsFailsItsStreamsAndTheNextRequestMakesAnother() async throws {
    try await withServer(tls: certificates.server()) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      let held = try await client.stream(HTTPClientRequest(url: server.url("/hold"), deadline: nil))
      let stream = try await client.stream(HTTPClientRequest(url: server.url("/drop"), deadline: nil))
      let (bytes, error) = await stream.body.readAll()
      #expect(text(bytes) == "0123456789")
      #expect(error?.code == .connectionLost)
      #expect(await held.body.readAll().error?.code == .connectionLost)
      #expect(try await ask(client, server, times: 1) == 1)
      #expect(server.seen.connections.count == 2)
      await client.stop()
    }
  }

  @Test func aServerThatEndsItsConnectionsGentlyFailsNoRequest() async throws {
    var configuration = HTTPServerConfiguration()
    configuration.maximumAge = .milliseconds(200)
    try await withServer(tls: certificates.server(), configuration: configuration) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      let stream = try await client.stream(HTTPClientRequest(url: server.url("/ticks?40"), deadline: nil))
      while server.seen.connections.count < 3 { #expect(try await ask(client, server, times: 1) == 1) }
      let (bytes, error) = await stream.body.readAll()
      #expect(error == nil)
      #expect(bytes.count == 5 + 40 * 5)
      await client.stop()
    }
  }

  @Test func aSlowReaderFailsAloneOnASharedConnection() async throws {
    try await withServer(tls: certificates.server()) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      let other = try await client.stream(HTTPClientRequest(url: server.url("/ticks?100000"), deadline: nil))
      let slow = try await client.stream(
        HTTPClientRequest(url: server.url("/large?4000000"), deadline: nil), bound: 100_000)
      await eventually("it has failed") { client.openRequests == 1 }
      #expect(await slow.body.readAll().error?.code == .readerTooSlow)
      var reader = other.body.makeAsyncIterator()
      for _ in 0..<3 { #expect(try await reader.next()?.isEmpty == false) }
      #expect(server.seen.connections.count == 1)
      await client.stop()
    }
  }

  @Test func aReaderThatPausesGetsAllAndOthersGoOnMeanwhile() async throws {
    try await withServer(tls: certificates.server()) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      let request = HTTPClientRequest(
        url: server.url("/large?8000000"), deadline: nil, progressDeadline: .seconds(10))
      let stream = try await client.stream(request, bound: 50_000, overflow: .pause)
      #expect(try await ask(client, server, times: 20) == 20)
      // Longer than the stream may stand still by its own fault.
      try await Task.sleep(for: .seconds(11))
      let (bytes, error) = await stream.body.readAll()
      #expect(error == nil)
      #expect(bytes.count == 8_000_000)
      await client.stop()
    }
  }

  @Test func aClientCertificateIsShownWhereItIsRequired() async throws {
    try await withServer(tls: certificates.server(clients: true)) { server in
      let client = try HTTPClient(credentials: certificates.credentials("client"))
      #expect(try await ask(client, server, times: 1) == 1)
      #expect(server.seen.connections.first?.identity?.uriNames == ["test:client"])
      let anonymous = try HTTPClient(credentials: certificates.credentials())
      let error = await failure { () async throws(HTTPClientError) in
        try await anonymous.response(to: HTTPClientRequest(url: server.url("/page"), deadline: nil))
      }
      // TLS 1.3: whether the alert is read before a write fails is a race.
      #expect(error?.code == .credentialsRefused || error?.code == .connectionLost)
      #expect(error?.message.contains("client") == true && error?.message.contains("certificate") == true)
      await client.stop()
      await anonymous.stop()
    }
  }

  @Test func aServerOfAnotherAuthorityIsRefused() async throws {
    try await withServer(tls: certificates.server()) { server in
      let request = HTTPClientRequest(url: server.url("/page"), deadline: nil)
      for authorities in [certificates.bytes("client.pem"), nil] {
        let client = try HTTPClient(credentials: HTTPClientCredentials(authorities: authorities))
        let error = await failure { () async throws(HTTPClientError) in try await client.response(to: request) }
        #expect(error?.code == .serverNotTrusted)
        #expect(error?.isRetryable == false)
        await client.stop()
      }
      #expect(server.seen.requests.isEmpty)
    }
  }

  @Test func aServersNameIsVerifiedAndMayBeAnotherThanTheHost() async throws {
    try await withServer(tls: certificates.server()) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      var request = HTTPClientRequest(url: server.url("/page"), deadline: nil)
      request.credentials = certificates.credentials()
      request.credentials?.serverName = "other.example"
      let error = await failure { [request] () async throws(HTTPClientError) in try await client.response(to: request) }
      #expect(error?.code == .serverNotTrusted)
      request.credentials?.serverName = "kafka.example"
      #expect(try await client.response(to: request).status == 200)
      // The server is still asked for the URL's host.
      #expect(server.seen.requests.map(\.authority) == ["\(server.server.address)"])
      request.credentials = HTTPClientCredentials(authorities: certificates.bytes("client.pem"), verifiesServer: false)
      #expect(try await client.response(to: request).status == 200)
      await client.stop()
    }
  }

  @Test func credentialsThatCannotBeUsedAreSaidSo() async throws {
    try await withServer(tls: certificates.server(clients: true)) { server in
      let good = certificates.credentials("client")
      var unreadable = good
      unreadable.certificateChain = Array("no certificate".utf8)
      var mismatched = good
      mismatched.privateKey = certificates.bytes("client2.key")
      var trustless = good
      trustless.authorities = Array("no certificate".utf8)
      var empty = good
      empty.authorities = []
      for credentials in [unreadable, mismatched, trustless, empty] {
        let client = try HTTPClient(credentials: credentials)
        let error = await failure { () async throws(HTTPClientError) in
          try await client.response(to: HTTPClientRequest(url: server.url("/page"), deadline: nil))
        }
        #expect(error?.code == .credentialsUnusable)
        await client.stop()
      }
    }
  }

  @Test func otherCredentialsAreForRequestsToComeAndEndNoStream() async throws {
    try await withServer(tls: certificates.server(clients: true)) { server in
      let client = try HTTPClient(credentials: certificates.credentials("client"))
      let stream = try await client.stream(HTTPClientRequest(url: server.url("/ticks?40"), deadline: nil))
      client.replaceCredentials(certificates.credentials("client2"))
      #expect(try await ask(client, server, times: 1) == 1)
      #expect(server.seen.connections.compactMap { $0.identity?.uriNames } == [["test:client"], ["test:client2"]])
      // A request may have its own.
      let own = HTTPClientRequest(
        url: server.url("/page"), deadline: nil, credentials: certificates.credentials("client"))
      #expect(try await client.response(to: own).status == 200)
      #expect(server.seen.connections.count == 2)
      // And authorities that do not trust the server any more count for requests to come alone.
      client.replaceCredentials(HTTPClientCredentials(authorities: certificates.bytes("client.pem")))
      let error = await failure { () async throws(HTTPClientError) in
        try await client.response(to: HTTPClientRequest(url: server.url("/page"), deadline: nil))
      }
      #expect(error?.code == .serverNotTrusted)
      #expect(await stream.body.readAll().error == nil)
      await client.stop()
    }
  }

  @Test func neitherKeysNorHeadersArePrinted() {
    let credentials = certificates.credentials("client")
    var dumped = "\(credentials)"
    dump(credentials, to: &dumped)
    let request = HTTPClientRequest(
      url: "https://kafka.example/", headers: ["authorization": "Bearer secret"], body: Array("hidden".utf8),
      deadline: nil, credentials: credentials)
    dumped += "\(request)"
    dump(request, to: &dumped)
    #expect(dumped.contains("https://kafka.example/"))
    #expect(!dumped.contains("secret") && !dumped.contains("104"))
    #expect(!dumped.contains("\(credentials.privateKey?.prefix(10).map(String.init).joined(separator: ", ") ?? "-")"))
  }
}
