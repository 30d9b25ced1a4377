import JSON
import KubernetesClient
import Synchronization
import Testing

@testable import KubernetesContract

@Suite struct ContractRunnerTests {
  /// A server that says yes to everything and remembers what it was asked.
  private final class Yes: APITransport {
    private let asked = Mutex<[String]>([])
    private let chunks: [String]
    init(watching chunks: [String] = []) { self.chunks = chunks }
    var requests: [String] { asked.withLock { $0 } }

    func send(_ request: APIRequest, within: Duration?) async throws(ClientError) -> APIAnswer {
      asked.withLock { $0.append(request.description) }
      return APIAnswer(body: Array("{}".utf8))
    }

    func watch(_ request: APIRequest) async throws(ClientError) -> WatchBytes {
      let rest = Rest(chunks)
      return WatchBytes { () async throws(ClientError) in rest.next() }
    }

    private final class Rest: Sendable {
      private let chunks: Mutex<[String]>
      init(_ chunks: [String]) { self.chunks = Mutex(chunks) }
      func next() -> [UInt8]? { chunks.withLock { $0.isEmpty ? nil : Array($0.removeFirst().utf8) } }
    }
  }

  private func outcome(
    of test: ContractCase, _ transport: Yes = Yes(), hasControllers: Bool = true, deadline: Duration = .seconds(120)
  ) async -> ContractResult.Outcome? {
    let runner = ContractRunner(transport: transport, hasControllers: hasControllers, deadline: deadline)
    return await runner.run([test], run: "r").first?.outcome
  }

  @Test func aCaseThatEndsHasPassedInANamespaceOfItsOwnThatGoes() async {
    let transport = Yes()
    let test = ContractCase("g", "s") { server in try expect("the namespace", server.namespace, "r-0") }
    #expect(await outcome(of: test, transport) == .passed)
    #expect(transport.requests == ["POST /api/v1/namespaces", "DELETE /api/v1/namespaces/r-0"])
  }

  @Test func aCaseThatFailsTellsWhatWasExpectedWhatCameAndWhere() async {
    let test = ContractCase("g", "s") { _ in try expect("the size", 1, 2) }
    guard case .failed(let why) = await outcome(of: test) else {
      Issue.record("it did not fail")
      return
    }
    #expect(why.hasPrefix("the size: expected 2, got 1 (ContractRunnerTests.swift:"))
  }

  @Test func aCaseThatWaitsTooLongFailsAndTellsWhatItWaitedFor() async {
    let test = ContractCase("g", "s") { server in
      _ = try await server.until("the moon") { () -> Bool? in nil }
    }
    var why = ""
    // Where the machine is so busy that the deadline is over before the case has begun to wait, the next is later.
    for seconds: Double in [0.25, 5, 120] where !why.contains("the moon") {
      guard case .failed(let text) = await outcome(of: test, deadline: .seconds(seconds)) else {
        Issue.record("it did not fail")
        return
      }
      why = text
      #expect(why.contains("not over within \(seconds) seconds"))
    }
    #expect(why.contains(": it waits for the moon"))
  }

  @Test func whatTheServerLacksSkipsTheCaseAndSaysWhy() async {
    let transport = Yes()
    let controllers = ContractCase("g", "s", needs: [.controllers]) { _ in }
    #expect(
      await outcome(of: controllers, transport, hasControllers: false) == .skipped("the server has no controllers"))
    let compaction = ContractCase("g", "s", needs: [.compaction]) { _ in }
    #expect(await outcome(of: compaction, transport) == .skipped("nobody can make the server forget"))
    #expect(transport.requests == [])
  }

  @Test func aRefusalThatDoesNotComeIsAFailure() async {
    let test = ContractCase("g", "s") { server in
      try await server.refused(404, "NotFound") { try await server.get(.configMaps, "a") }
    }
    guard case .failed(let why) = await outcome(of: test) else {
      Issue.record("it did not fail")
      return
    }
    #expect(why.hasPrefix("expected 404 NotFound, but the server did it"))
  }

  @Test func aWatchReadsEventsWhereverTheChunksEnd() async {
    let transport = Yes(watching: [
      #"{"type":"ADDED","obj"#, #"ect":{"metadata":{"name":"a"}}}"# + "\n" + #"{"type":"DELETED","object""#,
      #":{"metadata":{"name":"b"}}}"# + "\n",
    ])
    let test = ContractCase("g", "s") { server in
      let watch = try await server.watch(.leases)
      try await watch.expect("ADDED", "a")
      try await watch.expect("DELETED", "b")
      try await watch.expectEnd()
    }
    #expect(await outcome(of: test, transport) == .passed)
  }

  @Test func resultsComeInTheOrderOfTheCases() async {
    var cases: [ContractCase] = []
    for index in 0..<20 {
      cases.append(ContractCase("g", "\(index)", needs: index % 3 == 0 ? [.controllers] : []) { _ in })
    }
    let runner = ContractRunner(transport: Yes(), hasControllers: true, parallel: 3, deadline: .seconds(120))
    let results = await runner.run(cases, run: "r")
    #expect(results.map(\.name) == cases.map(\.name))
  }

  @Test func noTwoCasesHaveTheSameName() {
    let names = ContractSuite.cases.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.count > 200)
  }
}
