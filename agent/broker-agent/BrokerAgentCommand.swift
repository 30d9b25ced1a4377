import ArgumentParsing
import BrokerAgent
import CLinux
import Glibc
import Telemetry
import Transport

/// `broker-agent`: the program beside a broker.
@main
enum BrokerAgentCommand {
  /// The release.
  static let version = "0.1.0"

  private static let printing = Option.flag("print", help: "Print each report as it is made, one line each.")
  private static let level = Option(
    "log-level", .choice(LogLevel.allCases.map(\.name)), placeholder: "LEVEL", help: "The lightest lines to write.",
    default: "info", environment: "AGENT_LOG_LEVEL")
  private static let format = Option(
    "log-format", .choice(["text", "json"]), placeholder: "FORMAT", help: "The form of log lines.", default: "text",
    environment: "AGENT_LOG_FORMAT")
  private static let patience = Option(
    "patience", .duration(.milliseconds(100) ... .seconds(300)), placeholder: "TIME",
    help: "How long the broker may take to be well.", default: "5s")

  private static let variables =
    "It is told by variables: BROKER_ID, KAFKA_CLUSTER, KAFKA_CONFIG (the path of server.properties), POD_IP, POD_NAMESPACE, "
    + "POD_NAME, POD_UID; LOG_VOLUMES (where volumes are mounted, with commas), METRICS_PORT (of the JMX exporter), NODE_NAME, "
    + "KAFKA_PROCESS (a piece of an argument of Kafka's process), AGENT_PORT (9021)."

  private static let run = Command(
    "run", summary: "Watch the broker and report it, until SIGTERM or SIGINT.",
    discussion: variables
      + "\n\nCONTROL_PLANE (host:port) is whom it reports to, each address of the name; TLS_FOLDER has tls.crt, tls.key and "
      + "ca.crt. It answers /healthz and /metrics at POD_IP.",
    options: [printing, level, format]
  ) { arguments in watch(arguments) }

  private static let check = Command(
    "check", summary: "Look once; exit code 0 where the broker is well, 1 where not.",
    discussion: variables,
    options: [patience]
  ) { arguments in BrokerCheck.run(patience: arguments.duration(patience) ?? .seconds(5)) }

  static func main() {
    let root = Command(
      "broker-agent", summary: "Health and disks of a Kafka broker, seen beside it.", subcommands: [run, check])
    let words = CommandLine.arguments.count > 1 ? Array(CommandLine.arguments.dropFirst()) : ["run"]
    // One arena: each probe has a thread, and an arena for each would be most of the memory.
    mallopt(M_ARENA_MAX, 1)
    let code = CommandLineParser(root, version: version).run(
      words, environment: AgentEnvironment.values, output: { Terminal.write($0, to: 1) },
      error: { Terminal.write($0, to: 2) })
    exit(code.rawValue)
  }

  private static func watch(_ arguments: ParsedArguments) -> ExitCode {
    var signals = AgentSignals()
    let log = Logger(
      LogSink(
        level: LogLevel(name: arguments.required(level)) ?? .info,
        format: arguments.required(format) == "json" ? .json : .text))
    do throws(AgentError) {
      let configuration = try AgentConfiguration(environment: AgentEnvironment.values)
      let show: ((AgentOutput) -> Void)? =
        arguments.isSet(printing) ? { Terminal.write(ReportText.line(of: $0) + "\n", to: 1) } : nil
      do throws(TransportError) {
        let loops = try EventLoopGroup(count: 1)
        let agent = SidecarAgent(configuration, version: version, on: loops, log: log, onOutput: show)
        try agent.start()
        log.info("shutting down", [.signal: signals.wait()])
        agent.stop()
        loops.shutdown()
        return .success
      } catch {
        Terminal.complain("broker-agent: \(error)")
        return .cannotListen
      }
    } catch {
      Terminal.complain("broker-agent: \(error)")
      return .usage
    }
  }
}
