import ArgumentParsing
import Foundation
import Sandbox
import YAML

/// The options of `koperator sandbox` and of the commands below it.
enum SandboxOptions {
  static let name = Option(
    "name", .text, placeholder: "NAME",
    help: "The sandbox's name: several run side by side under different ones.", default: "default",
    environment: "KOPERATOR_SANDBOX")
  static let folder = Option(
    "folder", .folder, placeholder: "FOLDER",
    help: "Where the sandbox keeps everything; the folder stays when it stops. A temporary one where it is not given.")
  static let keep = Option.flag("keep", help: "Keep the temporary folder, too: the next start goes on with its data.")
  static let files = Option(
    "file", letter: "f", .file, placeholder: "FILE",
    help:
      "A file of manifests (YAML or JSON), a folder of such files, or '-' for standard input; a cluster of the sandbox's "
      + "own where it is not given.", isRepeated: true)
  static let namespace = Option(
    "namespace", letter: "n", .text, placeholder: "NAME", help: "The namespace of manifests that name none.",
    default: "default")
  static let brokers = Option(
    "brokers", .integer(1...100), placeholder: "N",
    help: "The brokers of the sandbox's own cluster: 3 where it is not given.")
  static let access = Option(
    "access", .choice(SandboxCluster.Access.allCases.map(\.rawValue)), placeholder: "MODE",
    help: "How clients outside tell brokers of the sandbox's own cluster apart: 'port' where it is not given.")
  static let nodes = Option(
    "nodes", .integer(1...100), placeholder: "N",
    help: "How many nodes there are: 3, or as many as a cluster has brokers, where it is not given.")
  static let api = Option(
    "api", .file, placeholder: "KUBECONFIG",
    help: "Use the API server of a kubeconfig instead of the embedded one. What is applied there stays there.")
  static let patience = Option(
    "patience", .integer(1...100), placeholder: "N", help: "How many times as long every deadline is.", default: "1")
  static let check = Option.flag(
    "check", help: "Start, list, produce and consume with kcat, stop; it succeeds when all of that did.")

  /// The folder that the options mean.
  static func folder(_ arguments: ParsedArguments) throws(InputFiles.Failure) -> String {
    if let path = arguments.value(folder) {
      return URL(fileURLWithPath: path).standardizedFileURL.path
    }
    let text = arguments.required(name)
    let isName = text.utf8.allSatisfy {
      (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
    }
    guard isName, (1...40).contains(text.utf8.count) else {
      throw InputFiles.failure(
        .usage, "--name '\(text)': a sandbox's name has 1 to 40 letters, digits, '-' and '_'")
    }
    return SandboxFolder.path(ofName: text)
  }

  /// What an error of the sandbox ends the command with.
  static func failure(_ error: SandboxError) -> InputFiles.Failure {
    let code: ExitCode =
      switch error.code {
      case .invalidInput, .damagedFile: .invalidInput
      case .addressInUse: .cannotListen
      case .stopped: .interrupted
      default: .failure
      }
    let failure = InputFiles.failure(code, error.message)
    for line in error.details { Terminal.say("  \(line)") }
    return failure
  }
}
