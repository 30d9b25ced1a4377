import HTTPClient
import JSON
@testable import KubernetesClient
import KubernetesObjects
import Testing

@Suite struct APIClientTests {
  private let reading = RequestSubject(verb: "get", resource: "configmaps", namespace: "kafka", name: "a")

  @Test func aRequestSaysWhoAsks() async throws {
    let credentials = ClientCredentials(
      authorization: .token(SecretText("t")),
      impersonation: Impersonation(user: "anna", groups: ["x", "y"], extra: ["a/b": ["c"]]))
    try await withClient(credentials: credentials, script: { _, _ in .answer(200, configMap("a")) }) { test in
      let object = try await test.client.get(ConfigMap.self, "a", namespace: "kafka")
      #expect(object.metadata.uid == "u-a")
      let request = try #require(test.server.requests.first)
      #expect(request.line == "GET /api/v1/namespaces/kafka/configmaps/a")
      #expect(request.field("authorization") == "Bearer t")
      #expect(request.field("impersonate-user") == "anna")
      #expect(request.fields("impersonate-group") == ["x", "y"])
      #expect(request.field("impersonate-extra-a%2fb") == "c")
      #expect(request.field("accept") == "application/json")
      let agent = try #require(request.field("user-agent"))
      #expect(agent.hasPrefix("koperator/1.2 (linux/"))
      #expect(agent.contains(" kubernetes/"))
    }
  }

  @Test func aNameAndAPasswordAreSentAsBase64() async throws {
    let credentials = ClientCredentials(authorization: .basic(username: "a", password: SecretText("b")))
    try await withClient(credentials: credentials, script: { _, _ in .answer(200, configMap("a")) }) { test in
      _ = try await test.client.get(ConfigMap.self, "a", namespace: "kafka")
      #expect(test.server.requests.first?.field("authorization") == "Basic YTpi")
    }
  }

  @Test(arguments: [429, 500, 503, 504])
  func aReadIsSentAgainWhereTheServerIsNotWell(_ code: Int) async throws {
    try await withClient(script: { _, number in
      number < 3 ? .answer(code, ["retry-after": "0"], "busy") : .answer(200, configMap("a"))
    }) { test in
      _ = try await test.client.get(ConfigMap.self, "a", namespace: "kafka")
      #expect(test.server.requests.count == 3)
      let text = test.metrics.text()
      #expect(text.contains("koperator_kubernetes_request_retries_total{verb=\"get\"} 2"))
      #expect(
        text.contains(
          "koperator_kubernetes_requests_total{verb=\"get\",resource=\"configmaps\",code=\"\(code)\"} 2"))
    }
  }

  @Test func aCreationIsSentAgainWhereItWasNotTakenAndNeverWhereItMayHaveBeen() async throws {
    try await withClient(script: { _, number in
      switch number {
      case 1: .answer(429, ["retry-after": "0"], status(429, "TooManyRequests"))
      case 2: .answer(201, configMap("a"))
      default: .answer(500, status(500, "InternalError"))
      }
    }) { test in
      let object = ConfigMap(metadata: ObjectMeta(name: "a", namespace: "kafka"))
      #expect(try await test.client.create(object).metadata.uid == "u-a")
      let error = try #require(
        await clientError { () async throws(ClientError) in try await test.client.create(object) })
      #expect(error.code == .internalError)
      #expect(error.mayHaveBeenCarriedOut)
      #expect(test.server.requests.count == 3)
    }
  }

  @Test func aReadThatLosesItsConnectionIsSentAgain() async throws {
    try await withClient(script: { _, number in number < 3 ? .abort : .answer(200, configMap("a")) }) { test in
      _ = try await test.client.get(ConfigMap.self, "a", namespace: "kafka")
    }
  }

  /// On a connection that was used before: libcurl by itself would send it again there.
  @Test func aCreationThatLosesItsConnectionIsSentOnce() async throws {
    try await withClient(script: { request, _ in
      request.head.method == "POST" ? .abort : .answer(200, configMap("a"))
    }) { test in
      _ = try await test.client.get(ConfigMap.self, "a", namespace: "kafka")
      let object = ConfigMap(metadata: ObjectMeta(name: "a", namespace: "kafka"))
      let error = try #require(
        await clientError { () async throws(ClientError) in try await test.client.create(object) })
      #expect(error.mayHaveBeenCarriedOut)
      #expect(test.server.requests.filter { $0.head.method == "POST" }.count == 1)
    }
  }

  @Test func attemptsHaveABound() async throws {
    try await withClient {
      $0.maximumAttempts = 3
    } script: { _, _ in
      .answer(503, status(503, "ServiceUnavailable"))
    } _: { test in
      let error = await clientError { () async throws(ClientError) in
        try await test.client.get(ConfigMap.self, "a", namespace: "kafka")
      }
      #expect(error?.code == .unavailable)
      #expect(test.server.requests.count == 3)
    }
  }

  @Test func aServerThatAsksForMoreTimeThanThereIsGetsNoOtherRequest() async throws {
    try await withClient(script: { _, _ in .answer(429, ["retry-after": "3000"], status(429, "TooManyRequests")) }) {
      test in
      let error = await clientError { () async throws(ClientError) in
        try await test.client.get(ConfigMap.self, "a", namespace: "kafka")
      }
      #expect(error?.apiError?.retryAfter == .seconds(3000))
      #expect(test.server.requests.count == 1)
    }
  }

  @Test func aServerThatDoesNotAnswerEndsARequestAtItsDeadline() async throws {
    try await withClient(script: { _, _ in .hold }) { test in
      var error: ClientError?
      // Where the machine is so busy that the deadline is over before the request is sent, the next is later.
      for deadline: Duration in [.milliseconds(200), .seconds(10), .seconds(200)] where test.server.requests.isEmpty {
        error = await clientError { () async throws(ClientError) in
          try await test.client.get(ConfigMap.self, "a", namespace: "kafka", within: deadline)
        }
      }
      guard case .noAnswer(let cause) = error?.cause else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(cause.code == .deadlineExceeded)
    }
  }

  @Test func aRefusalNamesWhatIsMissing() async throws {
    try await withClient(script: { _, _ in .answer(403, status(403, "Forbidden", "user may not")) }) { test in
      let error = await clientError { () async throws(ClientError) in
        try await test.client.get(ConfigMap.self, "a", namespace: "kafka")
      }
      #expect(
        error?.description == """
          cannot get configmaps 'a' in namespace 'kafka': user may not (a Role that allows 'get' on 'configmaps' of the \
          API group '' is missing)
          """)
    }
  }

  @Test func anAnswerThatIsTooLongIsNotKept() async throws {
    try await withClient {
      $0.maximumAnswer = 100
    } script: { _, _ in
      .answer(200, String(repeating: "x", count: 10_000))
    } _: { test in
      let error = await clientError { () async throws(ClientError) in
        try await test.client.get(ConfigMap.self, "a", namespace: "kafka")
      }
      guard case .unreadable(let cause) = error?.cause else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(cause.code == .tooLarge)
    }
  }

  @Test func aWarningIsLoggedOnce() async throws {
    try await withClient(script: { _, _ in
      .answer(200, ["warning": "299 - \"batch/v1beta1 CronJob is deprecated\""], configMap("a"))
    }) { test in
      for _ in 0..<3 { _ = try await test.client.get(ConfigMap.self, "a", namespace: "kafka") }
      #expect(test.lines.all.filter { $0.contains("CronJob is deprecated") }.count == 1)
    }
  }

  @Test func anEvictionThatABudgetForbidsIsNotTriedAgain() async throws {
    let details: JSONValue = ["causes": [["reason": "DisruptionBudget", "message": "needs 2 healthy pods"]]]
    try await withClient(script: { _, _ in
      .answer(429, ["retry-after": "0"], status(429, "TooManyRequests", details: details))
    }) { test in
      let error = await clientError { () async throws(ClientError) in
        try await test.client.evict("k-0", namespace: "kafka")
      }
      #expect(error?.apiError?.isDisruptionBudget == true)
      #expect(test.server.requests.count == 1)
    }
  }

  @Test func whoWaitsForTheRateLimitWaitsNoLongerThanItsDeadline() async throws {
    let clock = ManualClock()
    try await withClient(clock: clock) {
      $0.requestsPerSecond = 0.1
      $0.burst = 1
    } script: { _, _ in
      .answer(200, configMap("a"))
    } _: { test in
      _ = try await test.client.get(ConfigMap.self, "a", namespace: "kafka")
      let error = await clientError { () async throws(ClientError) in
        try await test.client.get(ConfigMap.self, "a", namespace: "kafka", within: .seconds(9))
      }
      #expect(error?.cause == .outOfTime)
      #expect(error?.mayHaveBeenCarriedOut == false)
      let client = test.client
      async let late = client.get(ConfigMap.self, "a", namespace: "kafka", within: .seconds(290))
      #expect(await eventually { !clock.deadlines.isEmpty })
      #expect(test.server.requests.count == 1)
      clock.advanceToNextDeadline()
      _ = try await late
      #expect(test.server.requests.count == 2)
    }
  }

  @Test func whatMustNotBeSentAfterATimeIsNotSentAfterItWhateverTheCallerSays() async throws {
    let clock = ManualClock()
    try await withClient(clock: clock, script: { _, _ in .answer(200, configMap("a")) }) { test in
      var request = try ConfigMap.resource.delete("a", namespace: "kafka")
      request.notAfter = clock.now + .seconds(5)
      _ = try await test.client.send(request, within: .seconds(290))
      // The process stands still, and then goes on as if nothing had been.
      clock.advance(by: .seconds(5))
      let late = request
      let error = await clientError { () async throws(ClientError) in
        try await test.client.send(late, within: .seconds(290))
      }
      #expect(error?.cause == .outOfTime)
      #expect(error?.mayHaveBeenCarriedOut == false)
      #expect(test.server.requests.count == 1)
    }
  }

  @Test func aClientThatHasStoppedTakesNoRequestsAndEndsThoseThatWait() async throws {
    try await withClient(script: { _, _ in .hold }) { test in
      let client = test.client
      async let waiting = clientError { () async throws(ClientError) in
        try await client.get(ConfigMap.self, "a", namespace: "kafka")
      }
      #expect(await eventually { test.server.requests.count == 1 })
      await client.stop()
      #expect(await waiting?.cause == .stopped)
      let late = await clientError { () async throws(ClientError) in
        try await client.get(ConfigMap.self, "a", namespace: "kafka")
      }
      #expect(late?.cause == .stopped)
    }
  }

  @Test func aCancelledTaskEndsItsRequest() async throws {
    try await withClient(script: { _, _ in .hold }) { test in
      let client = test.client
      let task = Task {
        await clientError { () async throws(ClientError) in
          try await client.get(ConfigMap.self, "a", namespace: "kafka")
        }
      }
      #expect(await eventually { test.server.requests.count == 1 })
      task.cancel()
      #expect(await task.value?.cause == .cancelled)
      #expect(await eventually { test.client.requests.openRequests == 0 })
    }
  }

  @Test func aWriteThatIsCutOffMayHaveBeenCarriedOut() async throws {
    try await withClient(script: { _, _ in .hold }) { test in
      let client = test.client
      let object = ConfigMap(metadata: ObjectMeta(name: "a", namespace: "kafka"))
      let creation = { @Sendable in
        await clientError { () async throws(ClientError) in try await client.create(object) }
      }
      let task = Task { await creation() }
      #expect(await eventually { test.server.requests.count == 1 })
      task.cancel()
      let cancelled = await task.value
      #expect(cancelled?.cause == .cancelled)
      #expect(cancelled?.mayHaveBeenCarriedOut == true)
      async let waiting = creation()
      #expect(await eventually { test.server.requests.count == 2 })
      await client.stop()
      let stopped = await waiting
      #expect(stopped?.cause == .stopped)
      #expect(stopped?.mayHaveBeenCarriedOut == true)
      // This one never left.
      let late = await creation()
      #expect(late?.cause == .stopped)
      #expect(late?.mayHaveBeenCarriedOut == false)
      #expect(test.server.requests.count == 2)
    }
  }

  @Test func aWriteThatIsCancelledBeforeItsTurnWasNotCarriedOut() async throws {
    let clock = ManualClock()
    try await withClient(clock: clock) {
      $0.requestsPerSecond = 0.1
      $0.burst = 1
    } script: { _, _ in
      .answer(201, configMap("a"))
    } _: { test in
      let client = test.client
      let object = ConfigMap(metadata: ObjectMeta(name: "a", namespace: "kafka"))
      _ = try await client.create(object)
      let task = Task { await clientError { () async throws(ClientError) in try await client.create(object) } }
      #expect(await eventually { !clock.deadlines.isEmpty })
      task.cancel()
      let error = await task.value
      #expect(error?.cause == .cancelled)
      #expect(error?.mayHaveBeenCarriedOut == false)
      #expect(test.server.requests.count == 1)
    }
  }

  @Test func aServerThatIsNotThereIsNamed() async throws {
    let configuration = ClientConfiguration(server: ServerAddress(isSecure: false, host: "127.0.0.1", port: 1))
    var settings = APIClientSettings()
    settings.maximumAttempts = 1
    let client = try APIClient(configuration, settings, log: ClientLines().log, metrics: .init())
    let error = await clientError { () async throws(ClientError) in
      try await client.get(ConfigMap.self, "a", namespace: "kafka")
    }
    let text = error.map { "\($0)" } ?? ""
    #expect(
      text.hasPrefix("cannot get configmaps 'a' in namespace 'kafka': no answer from the API server at 127.0.0.1:1"))
    #expect(text.hasSuffix("(does the server run, and may this host reach it?)"))
    await client.stop()
  }
}
