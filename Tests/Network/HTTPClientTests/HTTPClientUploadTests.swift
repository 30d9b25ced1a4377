import HTTP
import HTTPClient
import Synchronization
import Testing

/// Bodies of requests that are written while they are sent.
struct HTTPClientUploadTests {
  private struct Broken: Error {}

  private final class Counter: Sendable {
    private let state = Mutex(0)
    var value: Int { state.withLock { $0 } }
    func add(_ count: Int) -> Int {
      state.withLock { state in
        state += count
        return state
      }
    }
  }

  private let certificates = TestCertificates.shared

  private func pieces(_ sizes: [Int]) -> AsyncStream<[UInt8]> {
    AsyncStream { continuation in
      for (index, size) in sizes.enumerated() {
        continuation.yield([UInt8](repeating: UInt8(index % 251), count: size))
      }
      continuation.finish()
    }
  }

  private func post(_ url: String, deadline: Duration? = .seconds(120), progressDeadline: Duration? = nil)
    -> HTTPClientRequest
  {
    HTTPClientRequest(method: "POST", url: url, deadline: deadline, progressDeadline: progressDeadline)
  }

  @Test(arguments: [true, false], [true, false])
  func aBodyOfPiecesArrivesWhole(tls: Bool, isLengthKnown: Bool) async throws {
    try await withServer(tls: tls ? certificates.server() : nil) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      let sizes = [1, 70_000, 0, 300_000, 5, 2_000_000, 65_536]
      let total = sizes.reduce(0, +)
      let response = try await client.response(
        to: post(server.url("/echo")), sending: pieces(sizes), length: isLengthKnown ? total : nil)
      var expected: [UInt8] = []
      for (index, size) in sizes.enumerated() { expected += [UInt8](repeating: UInt8(index), count: size) }
      #expect(response.body == expected)
      #expect(response.headers["x-method"] == "POST")
      let got = response.headers.values("x-got")
      #expect(got.contains("content-length=\(total)") == isLengthKnown)
      #expect(got.contains("transfer-encoding=chunked") == (!tls && !isLengthKnown))
      #expect(!got.contains { $0.hasPrefix("expect") })
      // An empty one has an end, too.
      let empty = try await client.response(
        to: post(server.url("/echo")), sending: pieces([]), length: isLengthKnown ? 0 : nil)
      #expect(empty.body.isEmpty && empty.status == 200)
      await client.stop()
    }
  }

  /// libcurl waits for the writer again and again, beside other requests on the connection.
  @Test(arguments: [true, false])
  func eachPieceIsSentAsSoonAsItIsWritten(tls: Bool) async throws {
    try await withServer(tls: tls ? certificates.server() : nil) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      let upload = HTTPClientUpload()
      let request = post(server.url("/echo"))
      async let response = client.response(to: request, upload: upload)
      for count in 1...20 {
        try await upload.write([UInt8(count)])
        await eventually("it has arrived") { server.seen.received == count }
        if count % 5 == 0 { #expect(try await ask(client, server, times: 3) == 3) }
      }
      try upload.finish()
      #expect(try await response.body == Array(1...20))
      await client.stop()
    }
  }

  @Test(arguments: [true, false])
  func whatAServerDoesNotTakeIsNotAskedFor(tls: Bool) async throws {
    let offered = Counter()
    let body = AsyncStream<[UInt8]> {
      offered.add(64 << 10) <= 256 << 20 ? [UInt8](repeating: 1, count: 64 << 10) : nil
    }
    // The forwarder's ice is between them; a server that reads nothing, for a client.
    try await withServer(tls: tls ? certificates.server() : nil) { server in
      let forwarder = try Forwarder(to: server.server.address)
      defer { forwarder.stop() }
      let client = try HTTPClient(credentials: certificates.credentials())
      let url = "\(tls ? "https" : "http")://127.0.0.1:\(forwarder.port)"
      let held = try await client.stream(HTTPClientRequest(url: url + "/hold", deadline: nil))
      if !tls { #expect(try await client.response(to: HTTPClientRequest(url: url + "/page")).status == 200) }
      forwarder.freeze()
      let request = post(url + "/echo", deadline: .seconds(3))
      let error = await failure { () async throws(HTTPClientError) in
        try await client.response(to: request, sending: body)
      }
      #expect(error?.code == .deadlineExceeded)
      // Its bound, and what the system's and libcurl's buffers take.
      #expect(offered.value < 64 << 20)
      #expect(held.status == 200)
      await client.stop()
    }
  }

  @Test func aWriterWaitsForRoom() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let upload = HTTPClientUpload(bound: 100)
      // Before the request begins, there is room for the bound.
      try await upload.write([UInt8](repeating: 1, count: 60))
      try await upload.write([UInt8](repeating: 2, count: 40))
      let written = Counter()
      let request = post(server.url("/echo"))
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          try await upload.write([3])
          _ = written.add(1)
          // More than the bound is taken where nothing else waits.
          try await upload.write([UInt8](repeating: 4, count: 1_000))
          try upload.finish()
        }
        for _ in 0..<20 { await Task.yield() }
        #expect(written.value == 0)
        let body = try await client.response(to: request, upload: upload).body
        #expect(body.count == 1_101 && body[100] == 3)
        try await group.waitForAll()
      }
      await client.stop()
    }
  }

  @Test(arguments: [true, false])
  func aBodyThatFailsFailsItsRequestAndNeverLooksWhole(tls: Bool) async throws {
    try await withServer(tls: tls ? certificates.server() : nil) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      let sent = Counter()
      let body = AsyncThrowingStream<[UInt8], any Error> {
        if sent.add(1) > 3 { throw Broken() }
        return [1, 2, 3]
      }
      let request = post(server.url("/echo"))
      let error = await failure { () async throws(HTTPClientError) in
        try await client.response(to: request, sending: body)
      }
      #expect(error?.code == .bodyFailed)
      #expect(error?.isRetryable == false)
      #expect(error?.cause.contains("Broken") == true)
      await eventually("the server is told") { server.seen.disconnected == 1 || server.seen.closed.count == 1 }
      #expect(!server.seen.closed.contains(.complete))
      #expect(client.openRequests == 0)
      #expect(try await ask(client, server, times: 1) == 1)
      await client.stop()
    }
  }

  @Test func aBodyWhoseWriterLetsGoOrGivesUpFails() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      var upload: HTTPClientUpload? = HTTPClientUpload()
      let request = post(server.url("/echo"))
      let core = try #require(upload)
      let given = Task {
        await failure { () async throws(HTTPClientError) in
          try await client.response(to: request, upload: core)
        }
      }
      await eventually("it is asked") { server.seen.requests.count == 1 }
      core.fail("no more disk")
      #expect(await given.value?.cause == "no more disk")
      upload = HTTPClientUpload()
      weak let watched = upload
      let stream = Task { [upload] in
        await failure { () async throws(HTTPClientError) in
          try await client.stream(request, upload: upload)
        }
      }
      await eventually("it is asked") { server.seen.requests.count == 2 }
      upload = nil
      // The call itself holds it until the head has come.
      #expect(watched != nil)
      stream.cancel()
      #expect(await stream.value?.code == .cancelled)
      await client.stop()
    }
  }

  @Test(arguments: [true, false])
  func cancellingTheTaskEndsRequestAndBody(tls: Bool) async throws {
    try await withServer(tls: tls ? certificates.server() : nil) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      let (body, source) = AsyncStream<[UInt8]>.makeStream()
      let request = post(server.url("/echo"))
      let task = Task {
        await failure { () async throws(HTTPClientError) in
          try await client.response(to: request, sending: body)
        }
      }
      source.yield([1])
      await eventually("it has begun") { server.seen.received == 1 }
      task.cancel()
      #expect(await task.value?.code == .cancelled)
      await eventually("the transfer is gone") { client.openRequests == 0 }
      await eventually("the server is told") { server.seen.disconnected == 1 }
      await client.stop()
    }
  }

  @Test func aSlowBodyIsEndedByTheDeadlineButNotForStandingStill() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let upload = HTTPClientUpload()
      let request = post(server.url("/echo"), deadline: .seconds(600), progressDeadline: .seconds(10))
      async let response = client.response(to: request, upload: upload)
      try await upload.write([1])
      try await Task.sleep(for: .seconds(11))
      try await upload.write([2])
      try upload.finish()
      #expect(try await response.body == [1, 2])
      let late = HTTPClientUpload()
      try await late.write([1])
      let limited = post(server.url("/echo"), deadline: .milliseconds(300))
      let error = await failure { () async throws(HTTPClientError) in
        try await client.response(to: limited, upload: late)
      }
      #expect(error?.code == .deadlineExceeded)
      let told = await failure { () async throws(HTTPClientError) in try await late.write([2]) }
      #expect(told?.code == .deadlineExceeded)
      // To end a body whose request is over is no error: the request has told it.
      try late.finish()
      await client.stop()
    }
  }

  @Test(arguments: [true, false], [200, 413] as [Int])
  func anAnswerMayComeBeforeTheBodysEnd(tls: Bool, status: Int) async throws {
    try await withServer(tls: tls ? certificates.server() : nil) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      let upload = HTTPClientUpload()
      try await upload.write([1])
      let stream = try await client.stream(post(server.url("/early?\(status)")), upload: upload)
      #expect(stream.status == status)
      let expected = "you asked for /early?\(status)"
      var bytes: [UInt8] = []
      var reader = stream.body.makeAsyncIterator()
      while bytes.count < expected.utf8.count, let piece = try await reader.next() { bytes += piece }
      #expect(text(bytes) == expected)
      // The writer is told, or its body is taken to the end.
      let writing = await failure { () async throws(HTTPClientError) in
        for _ in 0..<50 { try await upload.write([UInt8](repeating: 2, count: 64 << 10)) }
        try upload.finish()
      }
      #expect(writing == nil || writing?.code == .bodyNotWanted)
      #expect(try await reader.next() == nil)
      #expect(try await ask(client, server, times: 1) == 1)
      await client.stop()
    }
  }

  @Test func aLengthThatWasAnnouncedIsKept() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let request = post(server.url("/echo"))
      for sizes in [[5], [5, 6]] {
        let error = await failure { () async throws(HTTPClientError) in
          try await client.response(to: request, sending: pieces(sizes), length: 10)
        }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains("10") == true)
      }
      #expect(!server.seen.closed.contains(.complete))
      await client.stop()
    }
  }

  @Test func aBodyBelongsToOneRequestThatHasNoOther() async throws {
    try await withServer { server in
      let client = try HTTPClient()
      let upload = HTTPClientUpload()
      try upload.finish()
      let request = post(server.url("/echo"))
      #expect(try await client.response(to: request, upload: upload).status == 200)
      var both = request
      both.body = [1]
      var head = request
      head.method = "HEAD"
      for (request, upload) in [(request, upload), (both, HTTPClientUpload()), (head, HTTPClientUpload())] {
        let error = await failure { () async throws(HTTPClientError) in
          try await client.response(to: request, upload: upload)
        }
        #expect(error?.code == .invalidRequest)
      }
      #expect(server.seen.requests.count == 1)
      await client.stop()
      let late = HTTPClientUpload()
      let error = await failure { () async throws(HTTPClientError) in
        try await client.response(to: request, upload: late)
      }
      #expect(error?.code == .stopped)
      let told = await failure { () async throws(HTTPClientError) in try await late.write([1]) }
      #expect(told?.code == .stopped)
    }
  }

  @Test(arguments: [true, false], [true, false])
  func aBodyIsNeverSentTwice(tls: Bool, isRepeatable: Bool) async throws {
    try await withServer(tls: tls ? certificates.server() : nil) { server in
      let client = try HTTPClient(credentials: certificates.credentials())
      #expect(try await ask(client, server, times: 1) == 1)
      var request = post(server.url("/vanish"))
      request.isRepeatable = isRepeatable
      let error = await failure { [request] () async throws(HTTPClientError) in
        try await client.response(to: request, sending: pieces([10, 10]))
      }
      #expect(error?.code == .connectionLost)
      #expect(server.seen.requests.count == 2)
      await client.stop()
    }
  }
}
