import ArgumentParsing
import BrokerConfig
import ClusterTopology
import Coordinator
import EnvoyConfig
import KafkaResources
import YAML

/// The options that several commands have, and the reading of what they name.
enum InputFiles {
  static let file = Option(
    "file", letter: "f", .file, placeholder: "FILE", help: "The KafkaCluster manifest (YAML).", isRequired: true)
  static let namespace = Option(
    "namespace", letter: "n", .text, placeholder: "NAME", help: "The namespace of a manifest that names none.",
    default: "default")
  static let listenAddress = Option(
    "listen-address", .text, placeholder: "ADDRESS",
    help: "The address that Envoy's listeners bind; '::' takes IPv4 too.", default: "0.0.0.0")

  /// A command cannot go on; the message was printed.
  struct Failure: Error {
    let code: ExitCode
  }

  /// Does a command's work, and says what the command ends with.
  static func exitCode(_ work: () throws(Failure) -> Void) -> ExitCode {
    do throws(Failure) {
      try work()
      return .success
    } catch {
      return error.code
    }
  }

  static func failure(_ code: ExitCode, _ lines: [String]) -> Failure {
    for line in lines { Terminal.complain(line) }
    return Failure(code: code)
  }

  static func failure(_ code: ExitCode, _ line: String) -> Failure { failure(code, [line]) }

  private static func document(_ path: String, kind: String) throws(Failure) -> YAMLDocument {
    switch FileWatcher.content(of: path, allowingPipes: true) {
    case .unreadable(let reason): throw failure(.invalidInput, ["\(path): the file cannot be read: \(reason)"])
    case .bytes(let bytes):
      do { return try FileInputs.onlyDocument(bytes, kind: kind) } catch {
        throw failure(.invalidInput, ["\(path): \(error)"])
      }
    }
  }

  private static func warn(_ path: String, _ warnings: [String]) {
    for warning in warnings { Terminal.complain("\(path): warning: \(warning)") }
  }

  /// Reads a manifest; its problems are printed.
  static func cluster(_ path: String, namespace: String) throws(Failure) -> KafkaCluster {
    let document = try document(path, kind: KafkaCluster.kind)
    do throws(ManifestErrors) {
      let cluster = try KafkaCluster(document: document, defaultNamespace: namespace, for: .serving)
      warn(path, document.warnings.map(\.description) + cluster.warnings.map(\.description))
      return cluster
    } catch {
      throw failure(.invalidInput, error.errors.map { "\(path): \($0)" })
    }
  }

  /// Reads where the brokers are; its problems are printed.
  static func reports(_ path: String, for cluster: KafkaCluster) throws(Failure) -> BrokerReports {
    let document = try document(path, kind: "endpoints")
    do throws(ManifestErrors) {
      let reports = try BrokerReports(document: document)
      let problems = reports.warnings + reports.warnings(for: cluster).map { $0.located(in: document) }
      warn(path, document.warnings.map(\.description) + problems.map(\.description))
      return reports
    } catch {
      throw failure(.invalidInput, error.errors.map { "\(path): \($0)" })
    }
  }

  /// Reads the labels of brokers' nodes; their problems are printed.
  static func nodeLabels(_ path: String, for clusters: [KafkaCluster]) throws(Failure) -> [Int32: [String: String]] {
    let document = try document(path, kind: "labels")
    do throws(ManifestErrors) {
      let read = try NodeLabels(document: document.value)
      let problems = clusters.flatMap { read.warnings(for: $0) }.map { $0.located(in: document) }
      warn(path, document.warnings.map(\.description) + problems.map(\.description))
      return read.labels
    } catch {
      throw failure(.invalidInput, error.located(in: document).errors.map { "\(path): \($0)" })
    }
  }

  /// The access point of that name; where none is named, the only one.
  static func accessPoint(_ name: String?, of cluster: KafkaCluster) throws(Failure) -> AccessPoint {
    let points = AccessPoint.all(of: cluster)
    let names = points.map(\.name).joined(separator: ", ")
    if let name {
      if let point = points.first(where: { $0.name == name }) { return point }
      throw failure(.usage, ["--access-point '\(name)': the manifest has \(points.isEmpty ? "none" : names)"])
    }
    guard points.count <= 1 else {
      throw failure(.usage, ["--access-point is missing: the manifest has several: \(names)"])
    }
    guard let point = points.first else {
      throw failure(
        .invalidInput,
        [
          "the manifest has no external listener with accessMethod LoadBalancer that some broker uses: Envoy gets nothing"
        ])
    }
    return point
  }

  static func address(
    _ arguments: ParsedArguments, _ option: Option = listenAddress
  ) throws(Failure) -> IPAddress {
    let text = arguments.required(option)
    guard let address = IPAddress(text) else {
      throw failure(
        .usage, ["--listen-address '\(text)': a numeric IPv4 or IPv6 address is expected, such as 0.0.0.0 or ::"])
    }
    return address
  }
}
