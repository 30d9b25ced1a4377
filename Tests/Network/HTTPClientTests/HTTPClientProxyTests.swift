import Glibc
import HTTPClient
import Testing

/// Requests by TLS through a proxy's tunnel.
struct HTTPClientProxyTests {
  private let certificates = TestCertificates.shared

  /// A proxy that makes tunnels to where it is told, on this machine.
  private static let tunnel: @Sendable (RawConnection, Int) -> Void = { connection, _ in
    guard let head = connection.readHead(), let port = port(of: head) else { return }
    connection.write("HTTP/1.1 200 Connection established\r\nx-proxy: yes\r\n\r\n")
    connection.tunnel(to: port)
  }

  /// The port that `CONNECT host:port HTTP/1.1` names.
  private static func port(of head: String) -> UInt16? {
    let words = head.split(separator: " ", maxSplits: 2)
    guard words.count == 3, words[0] == "CONNECT" else { return nil }
    return words[1].split(separator: ":").last.flatMap { UInt16($0) }
  }

  private func client(_ proxy: String) throws -> HTTPClient {
    var settings = HTTPClientSettings()
    settings.proxy = .url(proxy)
    settings.connectDeadline = .seconds(60)
    return try HTTPClient(settings, credentials: certificates.credentials())
  }

  private func error(
    within deadline: Duration = .seconds(120), through serve: @escaping @Sendable (RawConnection, Int) -> Void
  ) async throws -> HTTPClientError? {
    var error: HTTPClientError?
    try await withRawServer(serve) { proxy in
      let client = try client(proxy.url(""))
      let request = HTTPClientRequest(url: "https://127.0.0.1:1/", deadline: deadline)
      error = await failure { () async throws(HTTPClientError) in try await client.response(to: request) }
      await client.stop()
    }
    return error
  }

  @Test func requestsByTLSShareOneTunnelAndItsHeadIsNoAnswer() async throws {
    try await withServer(tls: certificates.server()) { server in
      try await withRawServer(Self.tunnel) { proxy in
        let client = try client(proxy.url(""))
        #expect(try await ask(client, server, times: 20) == 20)
        let response = try await client.response(
          to: HTTPClientRequest(url: server.url("/page"), deadline: .seconds(60)))
        #expect(response.headers["x-proxy"] == nil)
        #expect(proxy.heads.count == 1)
        #expect(proxy.heads.first?.hasPrefix("CONNECT \(server.server.address) HTTP/1.1\r\n") == true)
        #expect(server.seen.connections.map(\.applicationProtocol) == ["h2"])
        await client.stop()
      }
    }
  }

  /// What is for the server is not shown to the proxy, and the other way round.
  @Test func aProxysUserIsShownToItAlone() async throws {
    try await withServer(tls: certificates.server()) { server in
      try await withRawServer(Self.tunnel) { proxy in
        let client = try client("http://user:pass@127.0.0.1:\(proxy.port)")
        let request = HTTPClientRequest(
          url: server.url("/echo"), headers: ["authorization": "Bearer secret"], deadline: .seconds(60))
        let response = try await client.response(to: request)
        let got = response.headers.values("x-got")
        #expect(got.contains("authorization=Bearer secret"))
        #expect(!got.contains { $0.hasPrefix("proxy-") })
        let head = try #require(proxy.heads.first?.lowercased())
        #expect(head.contains("proxy-authorization: basic dxnlcjpwyxnz"))
        #expect(!head.contains("bearer"))
        await client.stop()
      }
    }
  }

  @Test(arguments: ["403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway"])
  func aProxyThatRefusesFailsTheRequest(status: String) async throws {
    let error = try await error { connection, _ in
      guard connection.readHead() != nil else { return }
      connection.write("HTTP/1.1 \(status)\r\ncontent-length: 0\r\nproxy-authenticate: Basic\r\n\r\n")
      connection.drain()
    }
    #expect(error?.code == .proxyFailed)
    #expect(error?.cause.contains(status.prefix(3)) == true)
  }

  @Test func aProxyThatAnswersNothingOrGarbageFailsTheRequest() async throws {
    let hanging = try await error(within: .seconds(2)) { connection, _ in connection.hang() }
    #expect(hanging?.code == .deadlineExceeded)
    let closing = try await error { connection, _ in _ = connection.readHead() }
    #expect(closing?.code == .proxyFailed)
    let garbage = try await error { connection, _ in
      guard connection.readHead() != nil else { return }
      connection.write("220 mail.example ESMTP\r\n\r\n")
    }
    #expect(garbage != nil)
    #expect(garbage?.isRetryable == true)
  }

  @Test(arguments: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
  func theProxyForTLSIsTakenFromTheEnvironment(name: String) async throws {
    await #expect(processExitsWith: .success) { [name] in
      for name in ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"] { unsetenv(name) }
      let certificates = TestCertificates.shared
      let request = { (server: TestServer) in HTTPClientRequest(url: server.url("/page"), deadline: .seconds(60)) }
      try await withServer(tls: certificates.server()) { server in
        try await withRawServer(HTTPClientProxyTests.tunnel) { proxy in
          setenv(name, proxy.url(""), 1)
          let client = try HTTPClient(credentials: certificates.credentials())
          let first = try await client.response(to: request(server))
          #expect(first.status == 200 && proxy.accepted == 1)
          // Both ways to write who is exempt.
          for exempt in ["no_proxy", "NO_PROXY"] {
            setenv(exempt, "example.org,127.0.0.1", 1)
            let direct = try HTTPClient(credentials: certificates.credentials())
            let second = try await direct.response(to: request(server))
            #expect(second.status == 200 && proxy.accepted == 1)
            unsetenv(exempt)
          }
        }
      }
    }
  }
}
