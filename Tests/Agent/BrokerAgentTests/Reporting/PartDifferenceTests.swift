import Testing

@testable import BrokerAgent

@Suite struct PartDifferenceTests {
  private let state = FullReport.state(now: .seconds(1_000))

  private func of(_ change: (inout BrokerState) -> Void) -> PartDifference {
    var new = state
    change(&new)
    var found: [PartDifference] = [
      .of(state.process, new.process), .of(state.kafka, new.kafka), .of(state.listeners[0], new.listeners[0]),
      .of(state.logDirs[0], new.logDirs[0]),
    ]
    if let old = state.figures, let figures = new.figures { found.append(.of(old, figures)) }
    found.removeAll { $0 == .none }
    #expect(found.count <= 1)
    return found.first ?? .none
  }

  @Test func timesAloneAreAges() {
    let now = Duration.seconds(2_000)
    #expect(of { _ in } == .none)
    #expect(of { $0.process.seen = now } == .age)
    #expect(of { $0.kafka.seen = now } == .age)
    #expect(of { $0.kafka.streak = 12 } == .age)
    #expect(of { $0.listeners[0].seen = now } == .age)
    #expect(of { $0.figures?.seen = now } == .age)
    #expect(of { $0.logDirs[0].space?.seen = now } == .age)
    #expect(of { $0.logDirs[0].write?.seen = now } == .age)
    #expect(of { $0.logDirs[0].identity?.seen = now } == .age)
    #expect(of { $0.logDirs[0].partitions?.namesSeen = now } == .age)
    #expect(of { $0.logDirs[0].partitions?.bytesSeen = now } == .age)
    #expect(of { $0.logDirs[0].partitions?.bytesSeen = nil } == .fact)
  }

  @Test func whatMovesALittleIsNoise() {
    #expect(of { $0.process.openFiles += 202 } == .noise)
    #expect(of { $0.process.residentBytes += 1 << 29 } == .noise)
    #expect(of { $0.process.startedMilliseconds += 1_000_000 } == .noise)
    #expect(of { $0.kafka.latencyMicroseconds = 20_829 } == .noise)
    #expect(of { $0.listeners[0].latencyMicroseconds = 0 } == .noise)
    #expect(of { $0.logDirs[0].space?.freeBytes -= (1 << 41) / 100 } == .noise)
    #expect(of { $0.logDirs[0].space?.usedBytes += 1 << 30 } == .noise)
    #expect(of { $0.logDirs[0].space?.totalInodes -= 1 } == .noise)
    #expect(of { $0.logDirs[0].write?.latencyMicroseconds = 10_000 } == .noise)
    #expect(of { $0.logDirs[0].partitions?.live.bytes += 1 << 50 } == .noise)
    #expect(of { $0.figures?.requestIdlePermille = 898 } == .noise)
  }

  @Test func whatMovesMuchIsAFact() {
    #expect(of { $0.process.openFiles += 203 } == .fact)
    #expect(of { $0.process.openFiles = .max } == .fact)
    #expect(of { $0.process.residentBytes = 0 } == .fact)
    #expect(of { $0.kafka.latencyMicroseconds = 20_830 } == .fact)
    #expect(of { $0.kafka.latencyMicroseconds = .max } == .fact)
    #expect(of { $0.logDirs[0].space?.freeBytes -= (1 << 41) / 100 + 1 } == .fact)
    #expect(of { $0.logDirs[0].space?.freeBytes = .max } == .fact)
    #expect(of { $0.logDirs[0].space?.freeInodes = 0 } == .fact)
    #expect(of { $0.logDirs[0].write?.latencyMicroseconds = 20_450 } == .fact)
    #expect(of { $0.figures?.requestIdlePermille = 897 } == .fact)
  }

  @Test func whereLittleIsLeftLittleIsMuch() {
    var small = state.logDirs[0]
    small.space?.freeBytes = 100 << 20
    var less = small
    less.space?.freeBytes = 89 << 20
    #expect(PartDifference.of(small, less) == .fact)
    less.space?.freeBytes = 91 << 20
    #expect(PartDifference.of(small, less) == .noise)
  }

  @Test func everythingElseIsAFact() {
    #expect(of { $0.process.status = .stopped } == .fact)
    #expect(of { $0.process.pid = 1 } == .fact)
    #expect(of { $0.process.restarts = 3 } == .fact)
    #expect(of { $0.process.problem = "" } == .fact)
    #expect(of { $0.kafka.status = .broken } == .fact)
    #expect(of { $0.kafka.nodeID = nil } == .fact)
    #expect(of { $0.kafka.isController = false } == .fact)
    #expect(of { $0.kafka.streak = 1 } == .fact)
    #expect(of { $0.listeners[0].certificate?.serial = "0a1c" } == .fact)
    #expect(of { $0.listeners[0].certificate = nil } == .fact)
    #expect(of { $0.listeners[0].port = 1 } == .fact)
    #expect(of { $0.logDirs[0].status = .hung } == .fact)
    #expect(of { $0.logDirs[0].isCleanShutdown = false } == .fact)
    #expect(of { $0.logDirs[0].space?.device = "8:17" } == .fact)
    #expect(of { $0.logDirs[0].space?.isReadOnly = false } == .fact)
    #expect(of { $0.logDirs[0].space?.totalBytes += 1 } == .fact)
    #expect(of { $0.logDirs[0].space = nil } == .fact)
    #expect(of { $0.logDirs[0].write?.error = "EIO" } == .fact)
    #expect(of { $0.logDirs[0].write = nil } == .fact)
    #expect(of { $0.logDirs[0].partitions?.live.count += 1 } == .fact)
    #expect(of { $0.logDirs[0].partitions?.stray.bytes = 0 } == .fact)
    #expect(of { $0.logDirs[0].partitions = nil } == .fact)
    #expect(of { $0.logDirs[0].identity?.directoryID = "" } == .fact)
    #expect(of { $0.logDirs[0].identity?.clusterID = "other" } == .fact)
    #expect(of { $0.figures?.underReplicated = 0 } == .fact)
    #expect(of { $0.figures?.requestIdlePermille = nil } == .fact)
    #expect(of { $0.figures?.isAvailable = false } == .fact)
  }
}
