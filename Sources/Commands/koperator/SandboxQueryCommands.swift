import ArgumentParsing
import Foundation
import JSON
import Sandbox

/// The commands below `koperator sandbox` that look at a running sandbox, or stop it.
enum SandboxQueryCommands {
  private static let json = Option.flag("json", help: "Print JSON.")
  private static let watch = Option.flag(
    "watch", letter: "w", help: "Go on until Ctrl-C: a terminal is drawn anew, a pipe gets the changes.")
  private static let interval = Option(
    "interval", .duration(.milliseconds(200)...(.seconds(3600))), placeholder: "TIME", help: "How often --watch looks.",
    default: "1s")
  private static let selection = [SandboxOptions.name, SandboxOptions.folder]

  static let status = Command(
    "status", summary: "Show brokers, what their agents say of them and of their disks, Envoys, and nodes.",
    discussion: "A terminal gets tables, a pipe plain lines. What agents say comes from the control plane.",
    options: selection + [json, watch, interval]
  ) { arguments in
    InputFiles.exitCode { () throws(InputFiles.Failure) in
      let folder = try SandboxOptions.folder(arguments)
      let isTerminal = isatty(STDOUT_FILENO) == 1 && !arguments.isSet(json)
      var last = ""
      while true {
        let status = try ask(["command": "status"], in: folder)
        let steady = StatusChanges.of(status)
        let known: String
        var text: String
        if arguments.isSet(json) {
          text = status.text(style: arguments.isSet(watch) ? .compact : .pretty) + "\n"
          known = steady.text(style: .compact)
        } else if isTerminal {
          text = StatusText(status).table(hasColours: hasColours, width: width)
          known = text
        } else {
          text = StatusText(status).lines.map { $0 + "\n" }.joined()
          known = StatusText(steady).lines.joined(separator: "\n")
        }
        guard arguments.isSet(watch) else { return Terminal.print(text) }
        if isTerminal {
          // To the top left, and nothing below what is drawn.
          text = "\u{1B}[H\u{1B}[2J" + text
          Terminal.print(text)
        } else if known != last {
          // Ages alone are no change.
          Terminal.print(arguments.isSet(json) ? text : text + "\n")
          last = known
        }
        let pause = arguments.duration(interval) ?? .seconds(1)
        Thread.sleep(forTimeInterval: pause / .seconds(1))
      }
    }
  }

  static let kubeconfig = Command(
    "kubeconfig", summary: "Print the path of the sandbox's kubeconfig, for kubectl.", options: selection
  ) { arguments in
    InputFiles.exitCode { () throws(InputFiles.Failure) in
      let folder = try SandboxOptions.folder(arguments)
      let path = SandboxFolder.kubeconfig(in: folder)
      guard FileManager.default.fileExists(atPath: path) else {
        throw InputFiles.failure(
          .failure,
          "there is no sandbox in \(folder): start one with 'koperator sandbox', or name another one with --name")
      }
      Terminal.print(path + "\n")
    }
  }

  static let logs = Command(
    "logs", summary: "Print the path of the folder of logs, or the paths of those whose name has a word in it.",
    options: selection, arguments: [Argument("WORD", help: "A part of the log's name, as of a pod.", isRequired: false)]
  ) { arguments in
    InputFiles.exitCode { () throws(InputFiles.Failure) in
      let folder = try SandboxOptions.folder(arguments) + "/logs"
      let names: [String]
      do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
        throw InputFiles.failure(
          .failure, "there is no sandbox with logs in \(folder): start one with 'koperator sandbox'")
      }
      guard let word = arguments.arguments.first else { return Terminal.print(folder + "\n") }
      let found = names.filter { $0.contains(word) }.sorted()
      if found.isEmpty {
        throw InputFiles.failure(
          .failure,
          "no log in \(folder) has '\(word)' in its name; there are: \(names.sorted().joined(separator: ", "))")
      }
      Terminal.print(found.map { "\(folder)/\($0)\n" }.joined())
    }
  }

  static let stop = Command(
    "stop", summary: "Stop a running sandbox, and wait until it has stopped.", options: selection
  ) {
    arguments in
    InputFiles.exitCode { () throws(InputFiles.Failure) in
      let folder = try SandboxOptions.folder(arguments)
      _ = try ask(["command": "stop"], in: folder)
      let deadline = ContinuousClock.now + .seconds(120)
      while SandboxFolder.isHeld(folder) {
        if ContinuousClock.now > deadline {
          throw InputFiles.failure(.failure, "the sandbox in \(folder) was asked to stop and has not after 120 s")
        }
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
  }

  /// Asks the sandbox of a folder.
  static func ask(_ request: JSONValue, in folder: String) throws(InputFiles.Failure) -> JSONValue {
    do throws(SandboxError) { return try ControlClient.ask(request, in: folder) } catch {
      throw SandboxOptions.failure(error)
    }
  }

  private static var hasColours: Bool { ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty ?? true }

  /// How wide the terminal is.
  private static var width: Int {
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 200 }
    return Int(size.ws_col)
  }
}
