import ArgumentParsing
import Foundation

/// The command `sandbox-broker`: a broker of the sandbox, where no Kafka is installed.
@main
struct SandboxBroker {
  static let version = "0.1.0"

  static func main() {
    var words = Array(CommandLine.arguments.dropFirst())
    var command = RunCommand.command
    let others = [
      "format": FormatCommand.command, "random-uuid": FormatCommand.identifier, "controller": ControllerCommand.command,
    ]
    if let first = words.first, let other = others[first] {
      words.removeFirst()
      command = other
    }
    let parser = CommandLineParser(command, version: version)
    do throws(UsageError) {
      switch try parser.parse(words, environment: ProcessInfo.processInfo.environment) {
      case .print(let text):
        print(text)
        exit(ExitCode.success.rawValue)
      case .run(let command, let arguments): exit((command.run?(arguments) ?? .usage).rawValue)
      }
    } catch {
      complain("\(error.message)\nSee '\(error.command) --help'.")
      exit(ExitCode.usage.rawValue)
    }
  }

  /// Writes a message to standard error, behind the program's name.
  static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data("sandbox-broker: \(text)\n".utf8))
  }
}
