import ArgumentParsing
import Foundation
import KubernetesClient
import KubernetesContract
import Telemetry

/// The command `kubernetes-contract`: holds an API server against the contract's cases.
@main
struct KubernetesContractCommand {
  private static let kubeconfig = Option(
    "kubeconfig", .text, placeholder: "FILE", help: "The server and who asks it; without it what kubectl would use.")
  private static let only = Option(
    "only", .text, placeholder: "WORD", help: "Run the cases whose name holds this text.", isRepeated: true)
  private static let list = Option.flag("list", help: "Print the names of the cases and end.")
  private static let parallel = Option(
    "parallel", .integer(1...64), placeholder: "N", help: "How many cases run at a time.", default: "8")
  private static let etcd = Option(
    "etcd", .text, placeholder: "URL",
    help: "The server's etcd, http and without a password; what is about forgotten states needs it.")
  private static let embedded = Option.flag(
    "embedded", help: "Start an embedded API server, and hold that against the cases.")
  private static let serve = Option(
    "serve", .text, placeholder: "FILE",
    help: "Start an embedded API server, write its kubeconfig there, and serve until standard input ends.")
  private static let noControllers = Option.flag(
    "no-controllers", help: "The server has no controllers: skip what needs them.")
  private static let quiet = Option.flag("quiet", help: "Print what failed or was skipped, and the summary.")

  private static let command = Command(
    "kubernetes-contract", summary: "Holds a Kubernetes API server against the contract that the project relies on.",
    discussion:
      "It makes namespaces and definitions of its own and takes them away again. Who asks must be an administrator.",
    options: [kubeconfig, embedded, serve, only, list, parallel, etcd, noControllers, quiet], run: { _ in .success })

  static func main() async {
    let parser = CommandLineParser(command, version: "0.1.0")
    do throws(UsageError) {
      let words = Array(CommandLine.arguments.dropFirst())
      switch try parser.parse(words, environment: ProcessInfo.processInfo.environment) {
      case .print(let text): print(text, terminator: "")
      case .run(_, let arguments): exit(await run(arguments).rawValue)
      }
    } catch {
      complain(error.message)
      exit(ExitCode.usage.rawValue)
    }
  }

  private static func run(_ arguments: ParsedArguments) async -> ExitCode {
    let words = arguments.values(only)
    let cases = ContractSuite.cases.filter { test in words.isEmpty || words.contains { test.name.contains($0) } }
    if arguments.isSet(list) {
      for test in cases { print(test.name) }
      return .success
    }
    do {
      if let path = arguments.value(serve) {
        try await EmbeddedServer(log: quietLog).serve(kubeconfig: path)
        return .success
      }
      var compact: (@Sendable () async throws -> Void)?
      if let url = arguments.value(etcd) { compact = { try await EtcdCompaction(url: url).compact() } }
      let embeddedServer = arguments.isSet(embedded) ? try EmbeddedServer(log: quietLog) : nil
      if let server = embeddedServer?.server { compact = { await server.compact() } }
      let transport =
        try embeddedServer.map { try APIClient($0.configuration, settings, log: quietLog, metrics: MetricsRegistry()) }
        ?? client(kubeconfig: arguments.value(kubeconfig))
      let runner = ContractRunner(
        transport: transport, hasControllers: !arguments.isSet(noControllers), compact: compact,
        parallel: arguments.integer(parallel) ?? 8)
      let code = await report(runner, cases, isQuiet: arguments.isSet(quiet))
      await embeddedServer?.stop()
      return code
    } catch {
      complain("\(error)")
      return .failure
    }
  }

  private static func report(_ runner: ContractRunner, _ cases: [ContractCase], isQuiet: Bool) async -> ExitCode {
    let start = ContinuousClock.now
    let run = "contract-" + String(UInt32.random(in: 0...UInt32.max), radix: 36)
    let results = await runner.run(cases, run: run) { result in
      if !isQuiet || result.outcome != .passed { say(result.line) }
    }
    var passed = 0
    var failed = 0
    for result in results {
      switch result.outcome {
      case .passed: passed += 1
      case .failed: failed += 1
      case .skipped: break
      }
    }
    let skipped = results.count - passed - failed
    let seconds = (ContinuousClock.now - start).components.seconds
    say("contract: \(passed) passed, \(failed) failed, \(skipped) skipped in \(seconds) s")
    return failed == 0 && !results.isEmpty ? .success : .failure
  }

  /// A line on standard output, at once.
  private static func say(_ line: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
  }

  /// A client that sends each request once and as fast as it can: what the server says arrives as it is.
  private static func client(kubeconfig: String?) throws(ClientError) -> APIClient {
    try APIClient.found(kubeconfig: kubeconfig, settings, log: quietLog, metrics: MetricsRegistry())
  }

  private static var settings: APIClientSettings {
    var settings = APIClientSettings(program: "kubernetes-contract", version: "0.1.0")
    settings.maximumAttempts = 1
    settings.requestsPerSecond = nil
    return settings
  }

  /// Cases make the server warn, on purpose.
  private static var quietLog: Logger { Logger(LogSink(level: .error, format: .text) { _ in }) }

  private static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data("kubernetes-contract: \(text)\n".utf8))
  }
}
