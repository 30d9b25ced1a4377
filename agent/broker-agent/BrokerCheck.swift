import ArgumentParsing
import BrokerAgent
import Glibc
import Synchronization
import Telemetry
import Transport

/// `broker-agent check`: a look at the broker, until it is well or the time is over.
enum BrokerCheck {
  static func run(patience: Duration) -> ExitCode {
    do throws(AgentError) {
      var configuration = try AgentConfiguration(environment: AgentEnvironment.values)
      configuration.reporting.controlPlane = nil
      configuration.local = nil
      do throws(TransportError) {
        return try look(configuration, patience)
      } catch {
        Terminal.complain("broker-agent: \(error)")
        return .failure
      }
    } catch {
      Terminal.complain("broker-agent: \(error)")
      return .usage
    }
  }

  private static func look(_ configuration: AgentConfiguration, _ patience: Duration) throws(TransportError) -> ExitCode
  {
    let loops = try EventLoopGroup(count: 1)
    let agent = SidecarAgent(
      configuration, version: BrokerAgentCommand.version, on: loops, log: Logger(LogSink(level: .error)))
    try agent.start()
    let ends = MonotonicClock.now + patience
    var problems = problems(of: agent, on: loops.loops[0])
    while !problems.isEmpty, MonotonicClock.now < ends {
      usleep(20_000)
      problems = Self.problems(of: agent, on: loops.loops[0])
    }
    agent.stop()
    loops.shutdown()
    for problem in problems { Terminal.complain(problem) }
    if problems.isEmpty { Terminal.write("the broker is well\n", to: 1) }
    return problems.isEmpty ? .success : .failure
  }

  /// What is not well, a line each.
  private static func problems(of agent: SidecarAgent, on loop: EventLoop) -> [String] {
    let found = Mutex<[String]>([])
    loop.executeAndWait {
      let state = agent.state
      var lines: [String] = []
      if state.process.status != .running {
        lines.append("Kafka's process: \(state.process.status.name) \(state.process.problem)")
      }
      if state.kafka.status != .answers, state.kafka.status != .tlsOnly {
        lines.append("Kafka: \(state.kafka.status.name) \(state.kafka.problem)")
      }
      for dir in state.logDirs where dir.status != .ok && dir.status != .notWritable {
        lines.append("\(dir.path): \(dir.status.name) \(dir.problem)")
      }
      found.withLock { $0 = lines }
    }
    return found.withLock { $0 }
  }
}
