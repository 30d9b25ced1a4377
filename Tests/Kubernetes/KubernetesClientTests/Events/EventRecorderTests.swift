import HTTPClient
import JSON
import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry
import Testing

/// An API server of events.
private final class EventServer: APITransport {
  private struct State {
    var events: [String: Event] = [:]
    var failures: [ClientError] = []
    var requests: [String] = []
    var muteClock: ManualClock?
  }

  private let state = Mutex(State())

  var events: [Event] { state.withLock { Array($0.events.values) } }
  var requests: [String] { state.withLock { $0.requests } }
  func expire() { state.withLock { $0.events = [:] } }
  func fail(_ error: ClientError) { state.withLock { $0.failures.append(error) } }
  /// From now on it lets each request wait until its time is over.
  func fallMute(_ clock: ManualClock) { state.withLock { $0.muteClock = clock } }

  func send(_ request: APIRequest, within time: Duration?) async throws(ClientError) -> APIAnswer {
    let clock = state.withLock { state in
      state.requests.append(request.subject.verb)
      return state.muteClock
    }
    if let clock {
      try? await clock.sleep(for: time ?? .seconds(30))
      throw ClientError(Task.isCancelled ? .cancelled : .outOfTime, subject: request.subject)
    }
    let failure = state.withLock { $0.failures.isEmpty ? nil : $0.failures.removeFirst() }
    if let failure { throw failure }
    let body = request.body.flatMap { try? JSONValue(parsing: $0) } ?? .null
    let refusal = state.withLock { state -> APIError.Code? in
      if request.method == .post {
        guard let event = try? Event(json: body) else { return .badRequest }
        if state.events[event.metadata.name] != nil { return .alreadyExists }
        state.events[event.metadata.name] = event
        return nil
      }
      guard let name = request.subject.name, var event = state.events[name] else { return .notFound }
      event.series = body["series"].flatMap { try? EventSeries(json: $0) }
      state.events[name] = event
      return nil
    }
    if let refusal { throw Self.error(refusal) }
    return APIAnswer(body: body.serialized())
  }

  func watch(_ request: APIRequest) async throws(ClientError) -> WatchBytes {
    throw ClientError(.cancelled, subject: request.subject)
  }

  static func error(_ code: APIError.Code) -> ClientError {
    let subject = RequestSubject(
      verb: "create", group: "events.k8s.io", resource: "events", subresource: "", namespace: "kafka", name: nil)
    let error = APIError(code: code, message: "no", subject: subject, httpStatus: 500)
    return ClientError(.refused(error), subject: subject)
  }
}

@Suite struct EventRecorderTests {
  private let clock = ManualClock()
  private let server = EventServer()
  private let metrics = MetricsRegistry()

  private let log = LogRecord()

  private final class LogRecord: Sendable {
    let lines = Mutex<[String]>([])
  }

  private func recorder() -> EventRecorder {
    let sink = LogSink(output: { [log] line in log.lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
    )
    return EventRecorder(
      server, controller: "koperator.io/operator", instance: "pod-1", clock: clock, log: Logger(sink), metrics: metrics,
      seed: 1)
  }

  private func record(_ recorder: EventRecorder, _ note: String = "the disk is full") {
    let pod = Pod(metadata: ObjectMeta(name: "kafka-0", namespace: "kafka", uid: "u"))
    recorder.record(
      .warning, reason: "DiskFull", action: "CheckDisk", note: note, regarding: ObjectReference(to: pod))
  }

  @Test func anEventIsCreatedAndItsRepeatsAreItsSeries() async {
    let recorder = recorder()
    let run = Task { await recorder.run() }
    record(recorder)
    #expect(await eventually { server.events.count == 1 })
    record(recorder)
    #expect(await eventually { server.events.first?.series?.count == 2 })
    #expect(server.events.first?.regarding?.kind == "Pod")
    #expect(server.requests == ["create", "patch"])
    run.cancel()
    await run.value
    #expect(metrics.text().contains("koperator_kubernetes_events_written_total{kind=\"new\"} 1"))
    #expect(metrics.text().contains("koperator_kubernetes_events_written_total{kind=\"repeat\"} 1"))
  }

  @Test func anExpiredEventIsMadeAnew() async {
    let recorder = recorder()
    let run = Task { await recorder.run() }
    record(recorder)
    #expect(await eventually { server.events.count == 1 })
    server.expire()
    record(recorder)
    #expect(await eventually { server.events.first?.series?.count == 2 })
    #expect(server.requests == ["create", "patch", "create"])
    run.cancel()
    await run.value
  }

  @Test func anEventWhoseCreationWasCarriedOutThoughTheAnswerWasLostIsNotMadeTwice() async {
    let recorder = recorder()
    let run = Task { await recorder.run() }
    server.fail(EventServer.error(.alreadyExists))
    record(recorder)
    #expect(await eventually { recorder.figures.created == 1 })
    #expect(server.requests == ["create"])
    run.cancel()
    await run.value
  }

  @Test func aServerThatIsBusyIsAskedAgainLater() async {
    let recorder = recorder()
    let run = Task { await recorder.run() }
    server.fail(EventServer.error(.unavailable))
    record(recorder)
    #expect(await eventually { server.requests.count == 1 && clock.deadlines.count == 1 })
    clock.advance(by: .seconds(1))
    #expect(await eventually { server.events.count == 1 })
    run.cancel()
    await run.value
  }

  @Test func whatTheServerDoesNotTakeIsDroppedAndCounted() async {
    let recorder = recorder()
    let run = Task { await recorder.run() }
    server.fail(EventServer.error(.forbidden))
    record(recorder)
    #expect(await eventually { recorder.figures.dropped == [.refused: 1] })
    run.cancel()
    await run.value
    #expect(metrics.text().contains("koperator_kubernetes_events_dropped_total{reason=\"refused\"} 1"))
  }

  @Test func thatEventsCannotBeWrittenIsToldOnceForEachReason() async {
    let recorder = recorder()
    let run = Task { await recorder.run() }
    for number in 1...10 {
      server.fail(EventServer.error(number == 5 ? .invalid : .forbidden))
      record(recorder, "note \(number)")
      #expect(await eventually { recorder.figures.dropped[.refused] == number })
    }
    run.cancel()
    await run.value
    #expect(log.lines.withLock { $0.count } == 2)
  }

  @Test func recordingNeverWaitsThoughTheServerDoesNotAnswer() async {
    let recorder = recorder()
    let isOver = Mutex(false)
    let run = Task {
      await recorder.run()
      isOver.withLock { $0 = true }
    }
    server.fallMute(clock)
    for number in 0..<5000 {
      let pod = Pod(metadata: ObjectMeta(name: "kafka-\(number)", namespace: "kafka"))
      recorder.record(
        .normal, reason: "Seen", action: "Look", note: "it is there", regarding: ObjectReference(to: pod))
    }
    #expect(recorder.figures.remembered == 1000)
    #expect(recorder.figures.dropped == [.full: 4000])
    run.cancel()
    // It gives up what waits after its time.
    let ended = await eventually {
      clock.advance(by: .milliseconds(50))
      return isOver.withLock { $0 }
    }
    #expect(ended)
  }

  @Test func whatWasRecordedLastIsWrittenThoughTheRunIsCancelled() async {
    let recorder = recorder()
    record(recorder)
    let run = Task { await recorder.run() }
    run.cancel()
    await run.value
    #expect(server.events.count == 1)
  }
}
