import Testing
import Transport

@testable import HTTPClient

struct SilenceWatchTests {
  private let begin = ContinuousClock.now
  private let limit = SilenceWatch.shortest

  @Test func aHostThatWasSilentAllTheTimeIsLeftOnce() {
    var watch = SilenceWatch()
    watch.heard("a", at: begin)
    watch.gaveUp("a", silentSince: begin, at: begin + limit)
    #expect(watch.generation == 1)
    // Another request that waited with it.
    watch.gaveUp("a", silentSince: begin + .milliseconds(1), at: begin + limit + .milliseconds(1))
    #expect(watch.generation == 1)
    // And one that waited in vain after that.
    watch.gaveUp("a", silentSince: begin + limit * 2, at: begin + limit * 3)
    #expect(watch.generation == 2)
  }

  @Test func aHostThatAnsweredOthersIsNotLeft() {
    var watch = SilenceWatch()
    watch.heard("a", at: begin + .milliseconds(10))
    watch.gaveUp("a", silentSince: begin, at: begin + limit * 2)
    #expect(watch.generation == 0)
    // What another host says means nothing.
    watch.heard("b", at: begin + limit * 2)
    watch.gaveUp("a", silentSince: begin + limit, at: begin + limit * 3)
    #expect(watch.generation == 1)
  }

  @Test func aShortSilenceSaysNothing() {
    var watch = SilenceWatch()
    watch.gaveUp("a", silentSince: begin, at: begin + limit - .milliseconds(1))
    #expect(watch.generation == 0)
  }

  @Test func aSharedConnectionThatIsUpButDeadIsLeft() async throws {
    let certificates = TestCertificates.shared
    try await withServer(tls: certificates.server()) { server in
      let forwarder = try Forwarder(to: server.server.address)
      defer { forwarder.stop() }
      let client = try HTTPClient(credentials: certificates.credentials())
      let base = "https://127.0.0.1:\(forwarder.port)"
      #expect(try await client.response(to: HTTPClientRequest(url: base + "/page", deadline: nil)).status == 200)
      #expect(forwarder.accepted == 1)
      forwarder.freeze()
      let late = HTTPClientRequest(url: base + "/page", deadline: .milliseconds(1_200))
      let error = await failure { () async throws(HTTPClientError) in try await client.response(to: late) }
      #expect(error?.code == .deadlineExceeded)
      #expect(try await client.response(to: HTTPClientRequest(url: base + "/page", deadline: nil)).status == 200)
      #expect(forwarder.accepted == 2)
      #expect(try await client.response(to: HTTPClientRequest(url: base + "/page", deadline: nil)).status == 200)
      #expect(forwarder.accepted == 2)
      await client.stop()
    }
  }
}
