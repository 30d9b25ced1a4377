import ArgumentParsing
import BrokerAgent
import CLinux
import Glibc
import Telemetry
import Transport

/// `broker-agent`: the program beside a broker, or on a node.
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

  private static let node = Command(
    "node", summary: "Watch all brokers of this node and report them, until SIGTERM or SIGINT.",
    discussion:
      "It is told by variables: DISCOVERY_FOLDER (a folder with a file for each broker, as announce writes it), PODS_FOLDER (where "
      + "the kubelet's folder of pods is seen; without it, paths are those of the files), NODE_NAME; POD_IP (where it answers "
      + "/healthz and /metrics; without it, nowhere), AGENT_PORT (9021).\n\nCONTROL_PLANE and TLS_FOLDER as with run; the "
      + "certificate names the node: spiffe://<trust domain>/node/<name>.",
    options: [printing, level, format]
  ) { arguments in watchNode(arguments) }

  private static let announce = Command(
    "announce", summary: "Tell the agent of the node of this pod's broker: write its file into DISCOVERY_FOLDER.",
    discussion: variables
      + "\n\nIt runs once in the broker's pod, before Kafka, with the volumes mounted where Kafka has them. DISCOVERY_FOLDER is a "
      + "folder of the node. VOLUMES, where it is given, is what the file says of the volumes."
  ) { _ in
    do throws(AgentError) {
      let announcement = try Announcement(environment: AgentEnvironment.values)
      try announcement.write()
      Terminal.write("\(announcement.folder)/\(announcement.name)\n", to: 1)
      return .success
    } catch {
      Terminal.complain("broker-agent: \(error)")
      return .usage
    }
  }

  private static let check = Command(
    "check", summary: "Look once; exit code 0 where the broker is well, 1 where not.",
    discussion: variables,
    options: [patience]
  ) { arguments in BrokerCheck.run(patience: arguments.duration(patience) ?? .seconds(5)) }

  static func main() {
    let root = Command(
      "broker-agent", summary: "Health and disks of Kafka brokers, seen beside them.",
      subcommands: [run, node, announce, check])
    let words = CommandLine.arguments.count > 1 ? Array(CommandLine.arguments.dropFirst()) : ["run"]
    // One arena: each probe has a thread, and an arena for each would be most of the memory.
    mallopt(M_ARENA_MAX, 1)
    let code = CommandLineParser(root, version: version).run(
      words, environment: AgentEnvironment.values, output: { Terminal.write($0, to: 1) },
      error: { Terminal.write($0, to: 2) })
    exit(code.rawValue)
  }

  private typealias Show = (AgentOutput) -> Void

  private static func watch(_ arguments: ParsedArguments) -> ExitCode {
    serve(arguments) { (loops, log, show) throws(AgentError) in
      let configuration = try AgentConfiguration(environment: AgentEnvironment.values)
      return SidecarAgent(configuration, version: version, on: loops, log: log, onOutput: show)
    }
  }

  private static func watchNode(_ arguments: ParsedArguments) -> ExitCode {
    // Each broker takes its process and some connections.
    DescriptorLimit.raise(to: 65_536)
    return serve(arguments) { (loops, log, show) throws(AgentError) in
      let configuration = try NodeConfiguration(environment: AgentEnvironment.values)
      return NodeAgent(configuration, version: version, on: loops, log: log, onOutput: show)
    }
  }

  /// Runs an agent until a signal ends it.
  private static func serve(
    _ arguments: ParsedArguments, _ make: (EventLoopGroup, Logger, Show?) throws(AgentError) -> any Agent
  ) -> ExitCode {
    var signals = AgentSignals()
    let log = Logger(
      LogSink(
        level: LogLevel(name: arguments.required(level)) ?? .info,
        format: arguments.required(format) == "json" ? .json : .text))
    let show: Show? = arguments.isSet(printing) ? { Terminal.write(ReportText.line(of: $0) + "\n", to: 1) } : nil
    do throws(TransportError) {
      let loops = try EventLoopGroup(count: 1)
      defer { loops.shutdown() }
      let agent: any Agent
      do throws(AgentError) { agent = try make(loops, log, show) } catch {
        Terminal.complain("broker-agent: \(error)")
        return .usage
      }
      try agent.start()
      // By then every probe was at work; what only the start needed is let go.
      let loop = loops.loops[0]
      loop.execute { loop.schedule(at: loop.now + .seconds(30)) { ProgramPages.release() } }
      log.info("shutting down", [.signal: signals.wait()])
      agent.stop()
      return .success
    } catch {
      Terminal.complain("broker-agent: \(error)")
      return .cannotListen
    }
  }
}
