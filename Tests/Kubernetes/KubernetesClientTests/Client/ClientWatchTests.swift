@testable import KubernetesClient
import KubernetesObjects
import Testing

@Suite struct ClientWatchTests {
  private func watch() throws -> APIRequest {
    try ConfigMap.resource.watch(namespace: "kafka", WatchOptions(resourceVersion: "5", timeoutSeconds: 300))
  }

  @Test func aWatchGivesWhatComesAndEndsWithItsReader() async throws {
    try await withClient(script: { _, _ in .begin("{\"type\":") }) { test in
      let request = try watch()
      let task = Task {
        var iterator = try await test.client.watch(request).makeAsyncIterator()
        return try await iterator.next()
      }
      #expect(try await task.value == Array("{\"type\":".utf8))
      #expect(await eventually { test.client.watches.openRequests == 0 })
      let line = try #require(test.server.requests.first?.line)
      #expect(line.hasPrefix("GET /api/v1/namespaces/kafka/configmaps?"))
      #expect(line.contains("watch="))
    }
  }

  @Test func aCancelledReaderEndsTheWatch() async throws {
    try await withClient(script: { _, _ in .begin("x") }) { test in
      let bytes = try await test.client.watch(try watch())
      let task = Task {
        await clientError { () async throws(ClientError) in for try await _ in bytes {} }
      }
      task.cancel()
      #expect(await task.value?.cause == .cancelled)
      #expect(await eventually { test.client.watches.openRequests == 0 })
    }
  }

  @Test func aRefusedWatchTellsWhyAndIsNotTriedAgain() async throws {
    try await withClient(script: { _, _ in .answer(410, status(410, "Expired", "too old resource version")) }) {
      test in
      let request = try watch()
      let error = await clientError { () async throws(ClientError) in try await test.client.watch(request) }
      #expect(error?.requestFailure == .expired)
      #expect(error?.subject?.verb == "watch")
      #expect(test.server.requests.count == 1)
    }
  }

  @Test func watchesDoNotCountForTheRateLimit() async throws {
    try await withClient {
      $0.requestsPerSecond = 0.000_1
      $0.burst = 1
    } script: { _, _ in
      .begin("x")
    } _: { test in
      let request = try watch()
      var open: [WatchBytes] = []
      for _ in 0..<5 { open.append(try await test.client.watch(request)) }
      #expect(test.server.requests.count == 5)
      #expect(open.count == 5)
    }
  }

  @Test func aWatchThatDoesNotBeginFailsAtItsDeadline() async throws {
    try await withClient {
      $0.watchBeginning = .milliseconds(200)
    } script: { _, _ in
      .hold
    } _: { test in
      let request = try watch()
      let error = await clientError { () async throws(ClientError) in try await test.client.watch(request) }
      #expect(error?.isRetryable == true)
      #expect(error?.description.contains("had not begun") == true)
    }
  }
}
