import ArgumentParsing
import BuiltInBroker
import Foundation
import Telemetry
import Transport

/// `sandbox-broker server.properties`: runs the node until SIGTERM or SIGINT.
enum RunCommand {
  private static let config = Option(
    "config", letter: "c", .text, placeholder: "FILE", help: "The node's server.properties, if no argument names it.")
  private static let overrides = Option(
    "override", .text, placeholder: "KEY=VALUE", help: "A key that takes the place of the file's.", isRepeated: true)
  private static let controller = Option(
    "controller", .text, placeholder: "HOST:PORT", help: "Where the sandbox's controller is.",
    environment: "KOPERATOR_SANDBOX_CONTROLLER")
  private static let hosts = Option(
    "hosts", .text, placeholder: "FILE", help: "A hosts file that names are looked up in before the system is asked.",
    environment: "KOPERATOR_SANDBOX_HOSTS")
  private static let logLevel = Option(
    "log-level", .choice(LogLevel.allCases.map(\.name)), placeholder: "LEVEL",
    help: "What is logged: debug, info, warning or error.", default: "info")
  private static let grace = Option(
    "grace", .duration(.zero ... .seconds(3600)), placeholder: "DURATION",
    help: "How long a controlled shutdown may take.", default: "5s")

  static let command = Command(
    "sandbox-broker", summary: "A broker of the sandbox, where no Kafka is installed.",
    discussion:
      "It keeps records in memory and replicates them to the other brokers. Which broker leads what, the controller in the "
      + "sandbox's process decides; KOPERATOR_SANDBOX_CONTROLLER says where it is, and KOPERATOR_SANDBOX_TOKEN what to show there. "
      + "'sandbox-broker format' makes the log directories ready, 'sandbox-broker random-uuid' makes an identifier.",
    options: [config, overrides, controller, hosts, logLevel, grace],
    arguments: [Argument("file", help: "The node's server.properties.", isRequired: false)]
  ) { arguments in
    guard let path = arguments.arguments.first ?? arguments.value(config) else {
      SandboxBroker.complain("no server.properties is named: give its path")
      return .usage
    }
    let level = LogLevel(name: arguments.required(logLevel)) ?? .info
    return run(path, arguments, Logger(LogSink(level: level)))
  }

  private static func run(_ path: String, _ arguments: ParsedArguments, _ log: Logger) -> ExitCode {
    var signals = Signals()
    do throws(BuiltInBrokerError) {
      let configuration = try InputFiles.configuration(path, overrides: arguments.values(overrides))
      let broker = try BuiltInBroker(
        configuration, controller: try controllerTarget(arguments), token: token, lookup: lookup(arguments), log: log
      ) { error in
        log.error("the node cannot go on", [.error: error.description])
        // Wakes the thread that waits for signals.
        kill(getpid(), SIGTERM)
      }
      signals.wait()
      if let error = broker.failure { throw error }
      broker.shutdown(within: arguments.duration(grace) ?? .seconds(5))
      return .success
    } catch {
      SandboxBroker.complain(error.description)
      return exitCode(error)
    }
  }

  private static var token: String { ProcessInfo.processInfo.environment["KOPERATOR_SANDBOX_TOKEN"] ?? "" }

  private static func controllerTarget(_ arguments: ParsedArguments) throws(BuiltInBrokerError) -> ConnectTarget {
    guard let text = arguments.value(controller), !text.isEmpty else {
      throw BuiltInBrokerError(
        .configuration, "KOPERATOR_SANDBOX_CONTROLLER",
        "it is missing: 'koperator sandbox' sets it to where its controller is")
    }
    do { return try ConnectTarget(text) } catch {
      throw BuiltInBrokerError(.configuration, "KOPERATOR_SANDBOX_CONTROLLER", error.message)
    }
  }

  /// Names of the hosts file first, which is read anew for each look-up: the sandbox keeps it current.
  private static func lookup(_ arguments: ParsedArguments) -> NameResolver.Lookup {
    let environment = ProcessInfo.processInfo.environment
    guard let file = arguments.value(hosts) ?? environment["NSS_WRAPPER_HOSTS"], !file.isEmpty else {
      return { NameResolver.systemLookup($0, port: $1) }
    }
    return { host, port in
      let addresses = HostsFile.addresses(of: host, port: port, in: file)
      return addresses.isEmpty ? NameResolver.systemLookup(host, port: port) : .success(addresses)
    }
  }

  private static func exitCode(_ error: BuiltInBrokerError) -> ExitCode {
    switch error.code {
    case .configuration, .keyStore, .logDirectory: .invalidInput
    case .cannotListen: .cannotListen
    case .controller: .failure
    }
  }
}
