import HTTP
import HTTPClient
import Testing

/// What ends a request: its deadlines, its task, its reader, the client's bounds and its end.
struct HTTPClientLifetimeTests {
  @Test func theDeadlineEndsARequestThatIsNotAnswered() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let begin = ContinuousClock.now
      let request = HTTPClientRequest(url: server.url("/silent"), deadline: .milliseconds(150))
      let error = await failure { () async throws(HTTPClientError) in try await client.response(to: request) }
      #expect(error?.code == .deadlineExceeded)
      #expect(error?.isRetryable == true)
      #expect(ContinuousClock.now - begin >= .milliseconds(150))
      #expect(client.openRequests == 0)
      await client.stop()
    }
  }

  @Test func theDeadlineEndsAStreamThoughItMoves() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let request = HTTPClientRequest(
        url: server.url("/ticks?100000"), deadline: .seconds(5), progressDeadline: .seconds(120))
      let (bytes, error) = await (try client.stream(request)).body.readAll()
      #expect(error?.code == .deadlineExceeded)
      #expect(text(bytes).hasPrefix("begin"))
      await client.stop()
    }
  }

  @Test func aStreamThatStandsStillFailsAndOneThatMovesDoesNot() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let still = HTTPClientRequest(url: server.url("/hold"), deadline: nil, progressDeadline: .seconds(10))
      // It moves for longer than it may stand still.
      let moving = HTTPClientRequest(url: server.url("/ticks?600"), deadline: nil, progressDeadline: .seconds(10))
      async let first = client.stream(still).body.readAll()
      async let second = client.stream(moving).body.readAll()
      let (held, ticked) = try await (first, second)
      #expect(held.error?.code == .stalled)
      #expect(text(held.bytes) == "begin")
      #expect(ticked.error == nil)
      await client.stop()
    }
  }

  @Test func cancellingTheTaskEndsTheRequest() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let request = HTTPClientRequest(url: server.url("/silent"), deadline: nil)
      let task = Task { await failure { () async throws(HTTPClientError) in try await client.response(to: request) } }
      await eventually("it is asked") { server.seen.requests.count == 1 }
      task.cancel()
      #expect(await task.value?.code == .cancelled)
      await eventually("the transfer is gone") { client.openRequests == 0 }
      await client.stop()
    }
  }

  @Test func cancellingTheTaskThatReadsEndsTheStream() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let stream = try await client.stream(HTTPClientRequest(url: server.url("/ticks?100000"), deadline: nil))
      let task = Task { await stream.body.readAll() }
      task.cancel()
      #expect(await task.value.error?.code == .cancelled)
      await eventually("the transfer is gone") { client.openRequests == 0 }
      await eventually("the server is told") { server.seen.disconnected == 1 }
      await client.stop()
    }
  }

  @Test func aCancelledTaskBeginsNothing() async throws {
    let client = try HTTPClient()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await failure { () async throws(HTTPClientError) in
        try await client.response(to: HTTPClientRequest(url: "http://127.0.0.1:1/", deadline: nil))
      }
    }
    #expect(await task.value?.code == .cancelled)
    await eventually("the transfer is gone") { client.openRequests == 0 }
    await client.stop()
  }

  @Test func aStreamThatNobodyHoldsIsCancelled() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      var stream: HTTPClientStream? = try await client.stream(
        HTTPClientRequest(url: server.url("/ticks?100000"), deadline: nil))
      #expect(stream?.status == 200)
      #expect(client.openRequests == 1)
      stream = nil
      await eventually("the transfer is gone") { client.openRequests == 0 }
      await eventually("the server is told") { server.seen.disconnected == 1 }
      await client.stop()
    }
  }

  @Test func aStreamKeepsTheClientThatReadsIt() async throws {
    try await withServer { server in
      var client: HTTPClient? = try HTTPClient()
      let stream = try await client?.stream(HTTPClientRequest(url: server.url("/ticks?20"), deadline: nil))
      client = nil
      let body = try #require(stream?.body)
      let (bytes, error) = await body.readAll()
      #expect(error == nil)
      #expect(text(bytes).hasSuffix(" tick"))
    }
  }

  @Test func aSlowReaderFailsBeyondItsBoundAfterWhatCame() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let request = HTTPClientRequest(url: server.url("/large?4000000"), deadline: nil)
      let stream = try await client.stream(request, bound: 100_000)
      await eventually("it has failed") { client.openRequests == 0 }
      let (bytes, error) = await stream.body.readAll()
      #expect(error?.code == .readerTooSlow)
      #expect(error?.isRetryable == true)
      #expect(!bytes.isEmpty && bytes.count <= 100_000)
      await client.stop()
    }
  }

  @Test func aBodyHasOneReaderAtATime() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let stream = try await client.stream(HTTPClientRequest(url: server.url("/hold"), deadline: nil))
      var first = stream.body.makeAsyncIterator()
      #expect(try await first.next() == Array("begin".utf8))
      let task = Task { await stream.body.readAll() }
      let other = Task { await stream.body.readAll() }
      // Whichever comes second is refused.
      let refused = await withTaskGroup(of: HTTPClientError?.self) { group in
        group.addTask { await task.value.error }
        group.addTask { await other.value.error }
        let first = await group.next()
        task.cancel()
        other.cancel()
        return first
      }
      #expect(refused??.code == .invalidRequest)
      await client.stop()
    }
  }

  @Test func aThousandRequestsInParallelStayWithinTheBoundOfConnections() async throws {
    try await withServer { server in
      var settings = HTTPClientSettings()
      settings.maximumConnectionsPerHost = 8
      let client = try HTTPClient(settings)
      let answered = try await ask(client, server, times: 1_000)
      #expect(answered == 1_000)
      #expect(server.seen.connections.count <= 8)
      #expect(client.openRequests == 0)
      await client.stop()
    }
  }

  @Test func moreRequestsThanAllowedFailAtOnce() async throws {
    try await withServer { server in
      var settings = HTTPClientSettings()
      settings.maximumConcurrentRequests = 2
      settings.maximumRequests = 3
      let client = try HTTPClient(settings)
      let request = HTTPClientRequest(url: server.url("/silent"), deadline: nil)
      let tasks = (0..<3).map { _ in
        Task { await failure { () async throws(HTTPClientError) in try await client.response(to: request) } }
      }
      await eventually("two are asked, one waits") { client.openRequests == 3 && server.seen.requests.count == 2 }
      let error = await failure { () async throws(HTTPClientError) in try await client.response(to: request) }
      #expect(error?.code == .tooManyRequests)
      for task in tasks { task.cancel() }
      for task in tasks { #expect(await task.value?.code == .cancelled) }
      await eventually("there is room again") { client.openRequests == 0 }
      #expect(try await client.response(to: HTTPClientRequest(url: server.url("/page"), deadline: nil)).status == 200)
      await client.stop()
    }
  }

  @Test func aRequestThatWaitsForItsTurnHasADeadlineToo() async throws {
    try await withServer { server in
      var settings = HTTPClientSettings()
      settings.maximumConcurrentRequests = 1
      let client = try HTTPClient(settings)
      let stream = try await client.stream(HTTPClientRequest(url: server.url("/hold"), deadline: nil))
      let late = HTTPClientRequest(url: server.url("/page"), deadline: .milliseconds(100))
      let error = await failure { () async throws(HTTPClientError) in try await client.response(to: late) }
      #expect(error?.code == .deadlineExceeded)
      #expect(stream.status == 200)
      #expect(client.openRequests == 1)
      await client.stop()
    }
  }

  @Test func stoppingEndsAllRequestsAndTheThread() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let stream = try await client.stream(HTTPClientRequest(url: server.url("/ticks?100000"), deadline: nil))
      let silent = HTTPClientRequest(url: server.url("/silent"), deadline: nil)
      let task = Task { await failure { () async throws(HTTPClientError) in try await client.response(to: silent) } }
      await eventually("both are asked") { server.seen.requests.count == 2 }
      let begin = ContinuousClock.now
      await client.stop()
      // Neither request would have ended by itself so early.
      #expect(ContinuousClock.now - begin < .seconds(600))
      #expect(await stream.body.readAll().error?.code == .stopped)
      await eventually("its connection is closed") { server.seen.disconnected == 1 }
      #expect(await task.value?.code == .stopped)
      #expect(client.openRequests == 0)
      let error = await failure { () async throws(HTTPClientError) in try await client.response(to: silent) }
      #expect(error?.code == .stopped)
      // A second time, nothing happens.
      await client.stop()
    }
  }

  @Test func theGraceOfAStopLetsRequestsFinish() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let stream = try await client.stream(HTTPClientRequest(url: server.url("/ticks?10"), deadline: nil))
      let held = try await client.stream(HTTPClientRequest(url: server.url("/hold"), deadline: nil))
      async let read = stream.body.readAll()
      await client.stop(grace: .seconds(10))
      #expect(await read.error == nil)
      #expect(await held.body.readAll().error?.code == .stopped)
    }
  }
}

/// Asks for pages in parallel; how many are answered rightly.
func ask(_ client: HTTPClient, _ server: TestServer, times: Int) async throws -> Int {
  try await withThrowingTaskGroup(of: Bool.self) { group in
    for number in 0..<times {
      group.addTask {
        let request = HTTPClientRequest(url: server.url("/page?\(number)"), deadline: .seconds(60))
        let response = try await client.response(to: request)
        return text(response.body) == "you asked for /page?\(number)"
      }
    }
    var count = 0
    for try await isRight in group where isRight { count += 1 }
    return count
  }
}
