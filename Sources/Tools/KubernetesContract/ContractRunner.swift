public import KubernetesClient

/// Holds a server against cases, several at a time.
///
/// Cases that make the server forget run first, apart from the others. A case that is not over in time has failed.
public struct ContractRunner: Sendable {
  private let transport: any APITransport
  private let hasControllers: Bool
  private let compact: (@Sendable () async throws -> Void)?
  private let parallel: Int
  private let deadline: Duration

  /// A runner.
  ///
  /// - Parameters:
  ///   - transport: sends requests to the server, each once: a transport that tries again what the server refuses for now
  ///     would hide what it says.
  ///   - hasControllers: whether something collects garbage, ends namespaces and counts budgets there.
  ///   - compact: makes the server forget all states but the newest; nil where nobody can.
  ///   - parallel: how many cases run at a time.
  ///   - deadline: the time of one case.
  public init(
    transport: any APITransport, hasControllers: Bool, compact: (@Sendable () async throws -> Void)? = nil,
    parallel: Int = 8, deadline: Duration = .seconds(60)
  ) {
    self.transport = transport
    self.hasControllers = hasControllers
    self.compact = compact
    self.parallel = max(1, parallel)
    self.deadline = deadline
  }

  /// Runs cases and gives their results in the cases' order.
  ///
  /// - Parameters:
  ///   - run: a word that no other run on the server has, of lower-case letters and digits: namespaces begin with it.
  ///   - report: takes each result as it comes.
  public func run(
    _ cases: [ContractCase], run: String, report: @escaping @Sendable (ContractResult) -> Void = { _ in }
  ) async -> [ContractResult] {
    let fixtures = ContractFixtures(transport: transport, run: run, compact: compact)
    var results: [Int: ContractResult] = [:]
    // What makes the server forget would break others; what waits for controllers takes longest.
    let phases = [
      cases.indices.filter { cases[$0].runsAlone },
      cases.indices.filter { !cases[$0].runsAlone && cases[$0].needs.contains(.controllers) }
        + cases.indices.filter { !cases[$0].runsAlone && !cases[$0].needs.contains(.controllers) },
    ]
    for phase in phases {
      for (index, result) in await self.run(phase, of: cases, fixtures, report) { results[index] = result }
    }
    await fixtures.tidy()
    return cases.indices.compactMap { results[$0] }
  }

  private func run(
    _ indices: [Int], of cases: [ContractCase], _ fixtures: ContractFixtures,
    _ report: @escaping @Sendable (ContractResult) -> Void
  ) async -> [(Int, ContractResult)] {
    await withTaskGroup(of: (Int, ContractResult).self) { group in
      var results: [(Int, ContractResult)] = []
      for (started, index) in indices.enumerated() {
        if started >= parallel, let done = await group.next() { results.append(done) }
        group.addTask {
          let result = await self.result(of: cases[index], index, fixtures)
          report(result)
          return (index, result)
        }
      }
      for await done in group { results.append(done) }
      return results
    }
  }

  private func result(of test: ContractCase, _ index: Int, _ fixtures: ContractFixtures) async -> ContractResult {
    let start = ContinuousClock.now
    let outcome = await outcome(of: test, index, fixtures)
    return ContractResult(name: test.name, outcome: outcome, duration: ContinuousClock.now - start)
  }

  private func outcome(
    of test: ContractCase, _ index: Int, _ fixtures: ContractFixtures
  ) async -> ContractResult.Outcome {
    if test.needs.contains(.controllers), !hasControllers { return .skipped("the server has no controllers") }
    if test.needs.contains(.compaction), compact == nil { return .skipped("nobody can make the server forget") }
    let context = ContractContext(
      transport: transport, namespace: "\(fixtures.run)-\(index)", shared: fixtures, waiting: ContractContext.Waiting())
    do {
      try await withDeadline(context) {
        try await fixtures.makeNamespace(context.namespace)
        try await test.body(context)
      }
      await fixtures.letGo(context.namespace)
      return .passed
    } catch {
      await fixtures.letGo(context.namespace)
      return .failed("\(error)")
    }
  }

  /// Runs a body, and ends it where its time is over.
  private func withDeadline(
    _ context: ContractContext, _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await Task.sleep(for: deadline)
        let what = context.waiting.now
        throw ContractFailure("not over within \(deadline)\(what.isEmpty ? "" : ": it waits for \(what)")")
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }
}
