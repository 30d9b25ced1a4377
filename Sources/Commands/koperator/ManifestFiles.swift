import ArgumentParsing
import BrokerConfig
import Coordinator
import Foundation
import JSON
import KafkaResources
import YAML

/// The manifests that a command is given: any number of files with any number of documents each.
enum ManifestFiles {
  static let files = Option(
    "file", letter: "f", .file, placeholder: "FILE",
    help: "A file of manifests (YAML or JSON), a folder of such files, or '-' for standard input.", isRequired: true,
    isRepeated: true)

  /// What stands for standard input in place of a file.
  private static let standardInput = "-"

  /// One document of a file, or an item of a list in it.
  struct Manifest {
    /// The file, as messages name it.
    let file: String
    let document: YAMLDocument

    var kind: String { document.value["kind"]?.stringValue ?? "" }

    /// Says what a person should know about it.
    func warn(_ problems: [ManifestProblem]) {
      for problem in problems { Terminal.complain("\(file): warning: \(problem.located(in: document))") }
    }
  }

  /// A cluster, the document that it was read from, and the warnings about it that were printed.
  typealias Cluster = (manifest: Manifest, cluster: KafkaCluster, warnings: [ManifestProblem])

  /// Reads every document of the files, in order.
  ///
  /// - Throws: A file that cannot be read, is no YAML or holds nothing; the message was printed.
  static func read(_ arguments: ParsedArguments) throws(InputFiles.Failure) -> [Manifest] {
    var manifests: [Manifest] = []
    for path in try paths(arguments) { manifests += try read(path) }
    return manifests
  }

  /// Reads every document of the files, by file, as they stand there.
  ///
  /// - Throws: A file that cannot be read, is no YAML or holds nothing; the message was printed.
  static func readGroups(
    _ arguments: ParsedArguments
  ) throws(InputFiles.Failure) -> [(file: String, documents: [YAMLDocument])] {
    var groups: [(file: String, documents: [YAMLDocument])] = []
    for path in try paths(arguments) {
      let file = path == standardInput ? "standard input" : path
      let found = try documents(path, as: file)
      if found.isEmpty { throw InputFiles.failure(.invalidInput, "\(file): there is no document in it") }
      groups.append((file, found))
    }
    return groups
  }

  /// Reads every document of the files that can be read, in order. What is wrong with the others is printed.
  ///
  /// - Returns: The documents, and how many files were not read.
  static func readAll(_ arguments: ParsedArguments) -> (manifests: [Manifest], unreadable: Int) {
    var manifests: [Manifest] = []
    var unreadable = 0
    for given in arguments.values(files) {
      do throws(InputFiles.Failure) {
        for path in try contents(of: given) {
          do throws(InputFiles.Failure) { manifests += try read(path) } catch { unreadable += 1 }
        }
      } catch {
        unreadable += 1
      }
    }
    return (manifests, unreadable)
  }

  /// The files that are named, and those of folders that are.
  private static func paths(_ arguments: ParsedArguments) throws(InputFiles.Failure) -> [String] {
    var paths: [String] = []
    for path in arguments.values(files) { paths += try contents(of: path) }
    return paths
  }

  /// The file; of a folder its manifests, by name.
  private static func contents(of path: String) throws(InputFiles.Failure) -> [String] {
    var isFolder: ObjCBool = false
    let isThere = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard isThere, isFolder.boolValue else { return [path] }
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      throw InputFiles.failure(.invalidInput, "\(path): the folder cannot be read: \(error.localizedDescription)")
    }
    let manifests = names.filter { [".yaml", ".yml", ".json"].contains(where: $0.hasSuffix) }.sorted()
    if manifests.isEmpty {
      throw InputFiles.failure(.invalidInput, "\(path): there is no .yaml, .yml or .json file in the folder")
    }
    return manifests.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
  }

  /// Reads every document of a file.
  private static func read(_ path: String) throws(InputFiles.Failure) -> [Manifest] {
    let file = path == standardInput ? "standard input" : path
    let found = try documents(path, as: file)
    if found.isEmpty { throw InputFiles.failure(.invalidInput, "\(file): there is no document in it") }
    for document in found {
      for warning in document.warnings { Terminal.complain("\(file): warning: \(warning)") }
    }
    return found.flatMap(\.manifests).map { Manifest(file: file, document: $0) }
  }

  private static func documents(_ path: String, as file: String) throws(InputFiles.Failure) -> [YAMLDocument] {
    switch path == standardInput ? contentOfStandardInput() : FileWatcher.content(of: path, allowingPipes: true) {
    case .unreadable(let reason): throw InputFiles.failure(.invalidInput, "\(file): the file cannot be read: \(reason)")
    case .bytes(let bytes):
      do { return try YAML.documents(in: bytes) } catch {
        throw InputFiles.failure(.invalidInput, "\(file): \(error)")
      }
    }
  }

  private static func contentOfStandardInput() -> FileWatcher.Content {
    let limit = FileWatcher.largestFile
    do {
      let data = try FileHandle.standardInput.read(upToCount: limit + 1) ?? Data()
      return data.count > limit ? .unreadable("it is larger than \(limit) bytes") : .bytes([UInt8](data))
    } catch {
      return .unreadable(error.localizedDescription)
    }
  }
}

extension ManifestFiles {
  /// Reads the files, and every cluster in them. What 'koperator validate' refuses is refused, whatever it is; other kinds
  /// are left out, for nothing is made of them.
  ///
  /// - Throws: A manifest is not valid, a cluster is there twice, or there is none; the message was printed.
  static func clusters(_ arguments: ParsedArguments) throws(InputFiles.Failure) -> [Cluster] {
    let manifests = try read(arguments)
    let review = ManifestReview(
      of: manifests.map(\.document), defaultNamespace: arguments.required(InputFiles.namespace))
    var clusters: [Cluster] = []
    var refusals: [String] = []
    for (manifest, verdict) in zip(manifests, review.verdicts) {
      switch verdict {
      case .empty: continue
      case .leftOut(let kind):
        Terminal.complain("\(manifest.file): warning: a \(kind) is left out: only a KafkaCluster is looked at")
      case .refused(let problems): refusals += problems.filter(\.isError).map { "\(manifest.file): \($0)" }
      case .accepted(let resource, let warnings):
        manifest.warn(warnings)
        guard case .cluster(let cluster) = resource else { continue }
        if clusters.contains(where: { $0.cluster.name == cluster.name && $0.cluster.namespace == cluster.namespace }) {
          refusals.append("\(manifest.file): the KafkaCluster \(cluster.namespace)/\(cluster.name) is given twice")
        }
        clusters.append((manifest, cluster, warnings))
      }
    }
    if !refusals.isEmpty { throw InputFiles.failure(.invalidInput, refusals) }
    if clusters.isEmpty { throw InputFiles.failure(.invalidInput, "there is no KafkaCluster in what was given") }
    return clusters
  }
}
