import JSON
import KubernetesClient
import KubernetesObjects
import Testing

struct ApplyIfChangedTests {
  private static let things = APIResource(apiVersion: "example.com/v1", plural: "things", kind: "Thing")
  private let options = ApplyOptions(fieldManager: "koperator")
  private let clock = ManualClock()

  private func thing(_ spec: JSONValue) -> JSONValue {
    ["apiVersion": "example.com/v1", "kind": "Thing", "metadata": ["name": "a", "namespace": "n"], "spec": spec]
  }

  private func apply(
    _ spec: JSONValue, to server: ModelServer, _ memory: ApplyMemory, _ options: ApplyOptions? = nil
  ) async throws -> ApplyOutcome<JSONValue> {
    try await server.applyIfChanged(
      thing(spec), of: Self.things, live: server.live, options ?? self.options, memory: memory)
  }

  @Test func aConvergedPassSendsNothing() async throws {
    let server = ModelServer()
    let memory = ApplyMemory(clock: clock)
    let first = try await apply(["a": 1, "mapItems": [["name": "x"]]], to: server, memory)
    guard case .applied(_, let decision, let wrote) = first else { return #expect(Bool(false), "\(first)") }
    #expect(decision.reason == .absent && wrote)
    #expect(first.object?["spec"]?["defaulted"] == "by the server")
    for _ in 0..<3 {
      let next = try await apply(["mapItems": [["name": "x"]], "a": 1], to: server, memory)
      guard case .unchanged = next else { return #expect(Bool(false), "\(next)") }
    }
    #expect(server.requests.count == 1)
    #expect(server.requests[0].query == [QueryItem("fieldManager", "koperator"), QueryItem("force", "true")])
    #expect(memory.count == 0)
  }

  @Test func whatOthersChangeOfOursIsPutBackOnce() async throws {
    let server = ModelServer()
    let memory = ApplyMemory(clock: clock)
    _ = try await apply(["a": 1], to: server, memory)
    server.edit { $0.with(2, at: "spec/a").with("x", at: "spec/theirs") }
    guard case .applied(let object, let decision, true) = try await apply(["a": 1], to: server, memory) else {
      return #expect(Bool(false))
    }
    #expect("\(decision)" == "spec.a changed")
    #expect(object["spec"]?["a"] == 1 && object["spec"]?["theirs"] == "x")
    #expect(!(try await apply(["a": 1], to: server, memory)).isApplied)
  }

  @Test func aValueThatTheServerWritesOtherwiseIsAppliedOnceAndNotInEveryPass() async throws {
    let server = ModelServer { $0.with("canonical", at: "spec/a") }
    let memory = ApplyMemory(retryAfter: .seconds(100), clock: clock)
    #expect(try await apply(["a": "written", "b": 1], to: server, memory).isApplied)
    #expect(memory.count == 1)
    for _ in 0..<3 {
      guard case .settled(let decision) = try await apply(["a": "written", "b": 1], to: server, memory) else {
        return #expect(Bool(false))
      }
      #expect("\(decision)" == "spec.a changed")
    }
    #expect(server.requests.count == 1)
    // Any other difference is applied, and any other content.
    server.edit { $0.with(2, at: "spec/b") }
    #expect(try await apply(["a": "written", "b": 1], to: server, memory).isApplied)
    #expect(!(try await apply(["a": "written", "b": 1], to: server, memory)).isApplied)
    server.edit { $0.with("theirs", at: "spec/a") }
    #expect(try await apply(["a": "written", "b": 1], to: server, memory).isApplied)
    #expect(try await apply(["a": "other", "b": 1], to: server, memory).isApplied)
    #expect(server.live?["spec"]?["b"] == 1)
    let count = server.requests.count
    // What others change beside it sends nothing.
    server.edit { $0.with("x", at: "spec/theirs") }
    #expect(!(try await apply(["a": "other", "b": 1], to: server, memory)).isApplied)
    #expect(server.requests.count == count)
    // In the end it is tried again: a webhook may have gone.
    clock.advance(by: .seconds(101))
    #expect(try await apply(["a": "other", "b": 1], to: server, memory).isApplied)
    #expect(!(try await apply(["a": "other", "b": 1], to: server, memory)).isApplied)
  }

  @Test func anApplyThatChangesNothingIsRememberedForTheCachesObjectToo() async throws {
    let server = ModelServer()
    let memory = ApplyMemory(clock: clock)
    _ = try await apply(["a": 1], to: server, memory)
    // A cache that holds no record of managers: every pass would think that it was never applied.
    let live = server.live?.with(nil, at: "metadata/managedFields")
    for pass in 0..<3 {
      let outcome = try await server.applyIfChanged(
        thing(["a": 1]), of: Self.things, live: live, options, memory: memory)
      if case .applied(_, _, let wrote) = outcome { #expect(!wrote && pass == 0) }
    }
    #expect(server.requests.count == 2)
  }

  @Test func theMemoryIsBounded() async throws {
    let memory = ApplyMemory(capacity: 2, clock: clock)
    for number in 0..<5 {
      let server = ModelServer { $0.with("canonical", at: "spec/a") }
      let named = thing(["a": "b"]).with(.string("n\(number)"), at: "metadata/name")
      _ = try await server.applyIfChanged(named, of: Self.things, live: nil, options, memory: memory)
      clock.advance(by: .seconds(1))
    }
    #expect(memory.count == 2)
  }

  @Test func aDryRunKeepsNothing() async throws {
    let server = ModelServer()
    let memory = ApplyMemory(clock: clock)
    var dry = options
    dry.dryRun = true
    #expect(try await apply(["a": 1], to: server, memory, dry).isApplied)
    #expect(server.live == nil)
    #expect(server.requests[0].query.contains(QueryItem("dryRun", "All")))
    let other = ModelServer { $0.with("canonical", at: "spec/a") }
    #expect(try await apply(["a": 1], to: other, memory, dry).isApplied)
    #expect(memory.count == 0)
  }

  @Test func fieldsOfOthersAreNotTakenOverWhereThatIsNotWanted() async throws {
    let server = ModelServer()
    var careful = options
    careful.conflicts = .refuse
    careful.fieldValidation = .strict
    _ = try await apply(["a": 1], to: server, ApplyMemory(clock: clock), careful)
    #expect(
      server.requests[0].query == [QueryItem("fieldManager", "koperator"), QueryItem("fieldValidation", "Strict")])
  }

  @Test func podsAreNeverApplied() async throws {
    let server = ModelServer()
    let pod = Pod(metadata: ObjectMeta(name: "kafka-0", namespace: "kafka"))
    let error = await #expect(throws: ClientError.self) {
      try await server.applyIfChanged(pod, live: nil, options, memory: ApplyMemory(clock: clock))
    }
    #expect("\(try #require(error))".contains("pods are created and deleted, never applied"))
    guard case .invalid = error?.cause else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(server.requests.isEmpty)
  }

  @Test func anObjectThatIsBeingDeletedIsLeftAlone() async throws {
    let server = ModelServer()
    let memory = ApplyMemory(clock: clock)
    _ = try await apply(["a": 1], to: server, memory)
    server.edit { $0.with("2026-01-01T00:00:00Z", at: "metadata/deletionTimestamp") }
    guard case .beingDeleted(let decision) = try await apply(["a": 2], to: server, memory) else {
      return #expect(Bool(false))
    }
    #expect("\(decision)" == "spec.a changed")
    #expect(server.requests.count == 1)
  }

  @Test func aFinalizerIsGivenUpWhileTheObjectIsBeingDeletedAndNoNewOneIsMade() async throws {
    let server = ModelServer()
    var object = AppliedObject.claim.desired
    let live = try PersistentVolumeClaim(json: AppliedObject.claim.live)
    var deleted = live
    deleted.metadata.deletionTimestamp = Time(secondsSince1970: 1_800_000_000)
    object = object.with(nil, at: "metadata/finalizers")
    let desired = try PersistentVolumeClaim(json: object)
    _ = try? await server.applyIfChanged(desired, live: deleted, options, memory: ApplyMemory(clock: clock))
    let body = try JSONValue(parsing: try #require(server.requests.first?.body))
    #expect(body["metadata"]?["uid"]?.stringValue == live.metadata.uid)
    // While it lives, nothing pins it.
    _ = try? await server.applyIfChanged(desired, live: live, options, memory: ApplyMemory(clock: clock))
    #expect(try JSONValue(parsing: server.requests[1].body ?? [])["metadata"]?["uid"] == nil)
  }

  @Test func anotherObjectIsNoLiveOne() async throws {
    let server = ModelServer()
    let other = thing(["a": 1]).with("b", at: "metadata/name")
    await #expect(throws: ClientError.self) {
      try await server.applyIfChanged(
        thing(["a": 1]), of: Self.things, live: other, options, memory: ApplyMemory(clock: clock))
    }
    #expect(server.requests.isEmpty)
  }
}
