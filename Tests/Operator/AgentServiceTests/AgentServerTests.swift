import AgentAPI
import GRPC
import Glibc
import Telemetry
import Testing
import Transport
import XDSServer

@testable import AgentService

/// Agents over real connections, on the listener of xDS.
@Suite(.serialized) struct AgentServerTests {
  /// A server, and agents on a loop of their own.
  private final class Fixture: @unchecked Sendable {
    let serverLoops: EventLoopGroup
    let clientLoops: EventLoopGroup
    let metrics = MetricsRegistry()
    let service: AgentService
    let server: XDSServer
    let resolver = NameResolver()
    let lines = ServiceFixture.Lines()
    private var agents: [TestAgent] = []

    init(_ configure: (inout AgentService.Settings) -> Void = { _ in }) throws {
      serverLoops = try EventLoopGroup(count: 1)
      clientLoops = try EventLoopGroup(count: 1)
      var settings = AgentService.Settings(version: "test")
      configure(&settings)
      let lines = lines
      let log = Logger(LogSink(level: .info) { lines.append($0) })
      service = AgentService(settings, loop: serverLoops.loops[0], metrics: metrics, log: log)
      let configuration = XDSServerConfiguration(address: try NetworkAddress("127.0.0.1:0"), identifier: "test")
      server = try XDSServer(configuration, loops: serverLoops, metrics: metrics, log: log, services: [service]) { _ in
        .refuse(.notFound, message: "no Envoy is expected")
      }
    }

    deinit {
      let agents = Agents(agents)
      onClients { for agent in agents.all { agent.abort() } }
      server.shutdown()
      serverLoops.shutdown()
      clientLoops.shutdown()
    }

    func onClients(_ body: @escaping @Sendable () -> Void) { clientLoops.loops[0].executeAndWait(body) }

    /// Starts agents, over a second.
    func start(_ count: Int32, of cluster: ClusterKey) -> [TestAgent.Seen] {
      let first = UInt64(agents.count) + 100
      let new = (0..<count).map { TestAgent(broker($0, of: cluster), incarnation: first + UInt64($0)) }
      agents += new
      let loop = clientLoops.loops[0]
      onClients {
        let begin = loop.now
        for (index, agent) in self.agents.suffix(Int(count)).enumerated() {
          loop.schedule(at: begin + .milliseconds(1000 * index / Int(count))) {
            agent.start(self.server.address, on: loop, self.resolver)
          }
        }
      }
      return new.map(\.seen)
    }

    /// Has an agent say something, once or in one go many times.
    func report(_ agent: Int, times: Int = 1, _ fill: @escaping @Sendable (inout Report) -> Void) {
      onClients { for _ in 0..<times { self.agents[agent].report(fill) } }
    }

    func abort(_ agent: Int) { onClients { self.agents[agent].abort() } }

    /// The time that the server's loop has computed, in seconds.
    var serverTime: Double {
      let time = Place()
      serverLoops.loops[0].executeAndWait {
        var spec = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spec)
        time.value = Double(spec.tv_sec) + Double(spec.tv_nsec) / 1e9
      }
      return time.value
    }
  }

  /// Agents on the way to their loop.
  private final class Agents: @unchecked Sendable {
    let all: [TestAgent]
    init(_ all: [TestAgent]) { self.all = all }
  }

  private final class Place: @unchecked Sendable { var value = 0.0 }

  private static var residentMegabytes: Double {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 128)
    guard fgets(&buffer, 128, file) != nil else { return 0 }
    let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let pages = text.split(separator: " ").compactMap { Double($0) }
    return pages.count > 1 ? pages[1] * 4096 / 1e6 : 0
  }

  @Test func anAgentReportsOverTheListenerOfXDSAndItsDeathIsSeen() async throws {
    let fixture = try Fixture()
    let seen = fixture.start(2, of: cluster)
    let service = fixture.service
    #expect(await eventually { service.brokers(of: cluster).map(\.health) == [.healthy, .healthy] })
    #expect(await eventually { seen.allSatisfy { $0.welcomes == 1 } })
    fixture.report(0) { $0.process = .state(.stateGone) }
    #expect(await eventually { service.brokers(of: cluster).map(\.health) == [.unhealthy, .healthy] })
    fixture.abort(1)
    #expect(await eventually { service.brokers(of: cluster).map(\.health) == [.unhealthy, .unreachable] })
    #expect(fixture.lines.contain("a broker is not healthy", "broker=shop/kafka/1", "after=unreachable"))
  }

  @Test func aSecondAgentIsEndedByFailedPrecondition() async throws {
    let fixture = try Fixture()
    let first = fixture.start(1, of: cluster)
    let service = fixture.service
    #expect(await eventually { service.brokers(of: cluster).count == 1 })
    let second = fixture.start(1, of: cluster)
    #expect(await eventually { second[0].statuses.map(\.code) == [.failedPrecondition] })
    #expect(first[0].statuses.isEmpty)
  }

  @Test func aFloodEndsTheCallAndTheAgentIsTakenAgain() async throws {
    let fixture = try Fixture()
    let seen = fixture.start(2, of: cluster)
    let service = fixture.service
    #expect(await eventually { seen.allSatisfy { $0.welcomes == 1 } })
    #expect(await eventually { service.brokers(of: cluster).map(\.health) == [.healthy, .healthy] })
    fixture.report(0, times: 6_000) { $0.process = .state(.stateRunning) }
    #expect(await eventually { seen[0].statuses.map(\.code) == [.resourceExhausted] })
    #expect(fixture.lines.contain("an agent's call was ended", "code=8", "messages"))
    #expect(fixture.lines.count < 20)
    // The other one reports on, and the one that was ended is taken when it comes back.
    fixture.report(1) { $0.process = .state(.stateGone) }
    #expect(await eventually { service.brokers(of: cluster).map(\.health) == [.healthy, .unhealthy] })
    let again = fixture.start(1, of: cluster)
    #expect(await eventually { again[0].welcomes == 1 && service.state.withLock { $0.registry.callCount } == 2 })
    #expect(seen[1].statuses.isEmpty && again[0].statuses.isEmpty)
  }

  @Test func shutdownTellsAgentsToComeBack() async throws {
    let fixture = try Fixture()
    let seen = fixture.start(3, of: cluster)
    #expect(await eventually { seen.allSatisfy { $0.welcomes == 1 } })
    let server = fixture.server
    await Task.detached { server.shutdown() }.value
    #expect(await eventually { seen.allSatisfy { $0.statuses.map(\.code) == [.unavailable] } })
  }

  /// It measures, and asserts no speed.
  @Test func aThousandAgentsReportToOneServer() async throws {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = min(limit.rlim_max, 8192)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    let count: Int32 = 1000
    let before = Self.residentMegabytes
    let fixture = try Fixture()
    let seen = fixture.start(count, of: cluster)
    let service = fixture.service
    #expect(await eventually { service.brokers(of: cluster).count == Int(count) })
    #expect(await eventually { seen.allSatisfy { $0.welcomes == 1 } })
    let begin = ContinuousClock.now
    let time = fixture.serverTime
    let messages = fixture.metrics.counter(.agentMessages, ["heartbeat"]).value
    try await Task.sleep(for: .seconds(10))
    let seconds = (ContinuousClock.now - begin) / .seconds(1)
    let computed = fixture.serverTime - time
    let sent = fixture.metrics.counter(.agentMessages, ["heartbeat"]).value - messages
    let resident = Self.residentMegabytes - before
    print(
      "\(count) agents for \(seconds) s: \(sent) heartbeats; the server computed \(computed) s, "
        + "\(computed / seconds * 100) % of a core; both ends grew by \(resident) MB")
    #expect(seen.allSatisfy { $0.statuses.isEmpty && $0.failures == 0 })
    #expect(service.brokers(of: cluster).allSatisfy { $0.silence != .long })
    #expect(sent > 0)
  }
}
