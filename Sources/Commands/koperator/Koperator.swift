import ArgumentParsing
import Foundation

/// The command `koperator`.
@main
struct Koperator {
  /// The version of the build; part of what Envoy is told (`control_plane.identifier`).
  static let version = "0.1.0"

  static let command = Command(
    "koperator", summary: "A control plane for Apache Kafka on Kubernetes.",
    discussion:
      "It serves Envoy's listeners and clusters while Envoy runs, from a KafkaCluster manifest. It also checks manifests, and "
      + "prints every object that a cluster consists of.",
    subcommands: [
      ServeCommand.command, ValidateCommand.command, RenderCommand.command, CRDsCommand.command,
      SandboxCommand.command,
      Command(
        "envoy", summary: "What Envoy gets and what it starts with.",
        subcommands: [ShowCommand.command, BootstrapCommand.command]),
    ])

  static func main() {
    let parser = CommandLineParser(command, version: version)
    let words = Array(CommandLine.arguments.dropFirst())
    if let status = ProcessGuardCommand.run(words) { exit(status) }
    do throws(UsageError) {
      switch try parser.parse(words, environment: ProcessInfo.processInfo.environment) {
      case .print(let text):
        Terminal.print(text)
        exit(ExitCode.success.rawValue)
      case .run(let command, let arguments): exit((command.run?(arguments) ?? .usage).rawValue)
      }
    } catch {
      Terminal.complain("\(error.message)\nSee '\(error.command) --help'.")
      exit(ExitCode.usage.rawValue)
    }
  }
}

/// Standard output and standard error.
enum Terminal {
  /// Writes a text to standard output. Where that fails, the program ends: nobody is to take half of it for all of it.
  static func print(_ text: String) {
    do { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } catch {
      complain("standard output cannot be written: \(error.localizedDescription)")
      exit(ExitCode.failure.rawValue)
    }
  }

  /// Writes a message to standard error, behind the program's name.
  static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data("koperator: \(text)\n".utf8))
  }
}
