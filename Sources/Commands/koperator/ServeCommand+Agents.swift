import AgentService
import ArgumentParsing
import Telemetry
import Transport

/// Brokers' agents in `koperator serve`: they report at the address of xDS, by its TLS.
extension ServeCommand {
  static let agents = Option.flag(
    "agents",
    help:
      "Take the reports of brokers' agents at the address of xDS, and the health of brokers from them; with files, "
      + "--endpoints may be left out then. Agents show a certificate of --xds-client-ca; without that, only agents on "
      + "this machine are taken.")
  static let agentUnknown = Option(
    "agent-unknown-after", .duration(AgentServiceLimits.minimum...(.seconds(600))), placeholder: "TIME",
    help: "After this silence what an agent said counts no more.", default: "4s")
  static let agentUnreachable = Option(
    "agent-unreachable-after", .duration(.seconds(5)...(.seconds(3600))), placeholder: "TIME",
    help: "After this silence of its agent a broker cannot be reached.", default: "12s")
  static let agentInterval = Option(
    "agent-interval", .duration(.milliseconds(200)...(.seconds(10))), placeholder: "TIME",
    help: "How often agents are told to look; their own interval where it is not given.")
  static let agentFailures = Option(
    "agent-failures", .text, placeholder: "K/N",
    help: "So many bad tries of so many make a broker unhealthy; a proof, such as a process that is gone, needs none.",
    default: "3/5")
  static let agentRecovery = Option(
    "agent-recovery", .text, placeholder: "K/N", help: "So many good tries of so many make it healthy again.",
    default: "3/3")

  static let agentOptions = [agents, agentUnknown, agentUnreachable, agentInterval, agentFailures, agentRecovery]

  /// Who hears agents; nil where nobody does.
  static func makeAgents(
    _ arguments: ParsedArguments, on loops: EventLoopGroup, _ metrics: MetricsRegistry, _ log: Logger
  ) throws(InputFiles.Failure) -> AgentService? {
    guard arguments.isSet(agents) else { return nil }
    var settings = AgentService.Settings(version: Koperator.version)
    settings.knowsPods = arguments.isSet(kubernetes)
    settings.samplingInterval = arguments.duration(agentInterval)
    settings.limits.unknownAfter = arguments.duration(agentUnknown) ?? settings.limits.unknownAfter
    settings.limits.unreachableAfter = arguments.duration(agentUnreachable) ?? settings.limits.unreachableAfter
    let failures = try tries(agentFailures, arguments)
    settings.limits.damping.failures = failures.count
    settings.limits.damping.tries = failures.of
    let recovery = try tries(agentRecovery, arguments)
    settings.limits.damping.successes = recovery.count
    settings.limits.damping.recoveryTries = recovery.of
    if let problem = settings.limits.problem { throw InputFiles.failure(.usage, "--agents: \(problem)") }
    return AgentService(settings, loop: loops.loops[0], metrics: metrics, log: log)
  }

  /// Says where agents are taken without certificates.
  static func warnOfAgents(hasAuthority: Bool, _ log: Logger) {
    if hasAuthority { return }
    log.warning(
      "agents are taken without certificates, from this machine alone",
      [
        .reason:
          "whoever has an account here can take brokers from Envoys; give --xds-cert, --xds-key and --xds-client-ca"
      ])
  }

  private static func tries(
    _ option: Option, _ arguments: ParsedArguments
  ) throws(InputFiles.Failure) -> (count: Int, of: Int) {
    let text = arguments.required(option)
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    if parts.count == 2, let count = parts[0], let of = parts[1], count >= 1, count <= of, of <= 100 {
      return (count, of)
    }
    throw InputFiles.failure(.usage, "--\(option.name) '\(text)': write two numbers such as 3/5, of 100 at the most")
  }
}
