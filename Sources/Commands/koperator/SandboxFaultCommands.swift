import ArgumentParsing
import Sandbox

/// The commands below `koperator sandbox` that do something to it on purpose, one for each kind of fault.
enum SandboxFaultCommands {
  private static let broker = Argument(
    "BROKER", help: "The broker's id; CLUSTER/ID or NAMESPACE/CLUSTER/ID where several clusters have it.")
  private static let node = Argument("NODE", help: "The node, such as node-1.")
  private static let mountPath = Argument(
    "MOUNTPATH", help: "Which disk, where the broker has several, such as /kafka-logs.", isRequired: false)

  static let all: [Command] = Fault.Kind.allCases.map { kind in
    Command(
      kind.rawValue, summary: summary(of: kind), options: [SandboxOptions.name, SandboxOptions.folder],
      arguments: kind.isOfNode ? [node] : kind.isOfDisk ? [broker, mountPath] : [broker]
    ) { arguments in
      InputFiles.exitCode { () throws(InputFiles.Failure) in
        let words = arguments.arguments
        let fault = Fault(kind, target: words[0], mountPath: words.count > 1 ? words[1] : nil)
        let answer = try SandboxQueryCommands.ask(fault.json, in: try SandboxOptions.folder(arguments))
        Terminal.print((answer["message"]?.stringValue ?? "") + "\n")
      }
    }
  }

  private static func summary(of kind: Fault.Kind) -> String {
    switch kind {
    case .kill: "Kill a broker (SIGKILL); it is started again."
    case .hang: "Have a broker hang (SIGSTOP), until 'resume'."
    case .resume: "Let a broker go on that hangs."
    case .restart: "Start a broker again, with grace."
    case .fillDisk: "Fill a disk of a broker, until 'free-disk'."
    case .freeDisk: "Give a filled disk room again."
    case .readOnlyDisk: "Make a disk of a broker read-only, until 'writable-disk'."
    case .writableDisk: "Make a read-only disk writable again."
    case .swapDisk:
      "Put an empty disk in the place of a broker's; the data on the old one are lost, and it says how to declare that."
    case .loseNode: "Lose a node with all that runs on it, until 'return-node'."
    case .returnNode: "Bring a lost node back."
    case .cut: "Cut a broker off from everybody, until 'heal'; it needs a sandbox that root started."
    case .heal: "Let a broker be reached again that is cut off."
    }
  }
}
