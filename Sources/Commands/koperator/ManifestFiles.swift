import ArgumentParsing
import Coordinator
import Foundation
import JSON
import KafkaResources
import YAML

/// The manifests that a command is given: any number of files with any number of documents each.
enum ManifestFiles {
  static let files = Option(
    "file", letter: "f", .file, placeholder: "FILE",
    help: "A file of manifests (YAML or JSON), or '-' for standard input.", isRequired: true, isRepeated: true)

  /// What stands for standard input in place of a file.
  private static let standardInput = "-"

  /// One document of a file.
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

  /// A cluster, and the document that it was read from.
  typealias Cluster = (manifest: Manifest, cluster: KafkaCluster)

  /// Reads every document of the files, in order.
  ///
  /// - Throws: A file that cannot be read, is no YAML or holds nothing; the message was printed.
  static func read(_ arguments: ParsedArguments) throws(InputFiles.Failure) -> [Manifest] {
    var manifests: [Manifest] = []
    for path in arguments.values(files) {
      let file = path == standardInput ? "standard input" : path
      let found = try documents(path, as: file)
      if found.isEmpty { throw InputFiles.failure(.invalidInput, "\(file): there is no document in it") }
      for document in found {
        for warning in document.warnings { Terminal.complain("\(file): warning: \(warning)") }
        manifests.append(Manifest(file: file, document: document))
      }
    }
    return manifests
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
  /// Reads the files, and every cluster in them. Other kinds of the project's are left out, for nothing is made of them
  /// alone; so are other objects, with a warning.
  ///
  /// - Throws: A manifest is not valid, a cluster is there twice, or there is none; the message was printed.
  static func clusters(
    _ arguments: ParsedArguments
  ) throws(InputFiles.Failure) -> [Cluster] {
    let manifests = try read(arguments)
    var clusters: [Cluster] = []
    for manifest in manifests {
      if manifest.kind != KafkaCluster.kind, !manifest.kind.isEmpty {
        if !ResourceSchema.all.contains(where: { $0.kind == manifest.kind }) {
          Terminal.complain(
            "\(manifest.file): warning: a \(manifest.kind) is left out: only a KafkaCluster is looked at")
        }
        continue
      }
      let cluster: KafkaCluster
      do throws(ManifestErrors) {
        cluster = try KafkaCluster(
          document: manifest.document, defaultNamespace: arguments.required(InputFiles.namespace))
      } catch {
        throw InputFiles.failure(.invalidInput, error.errors.map { "\(manifest.file): \($0)" })
      }
      if clusters.contains(where: { $0.cluster.name == cluster.name && $0.cluster.namespace == cluster.namespace }) {
        throw InputFiles.failure(
          .invalidInput, "\(manifest.file): the KafkaCluster \(cluster.namespace)/\(cluster.name) is given twice")
      }
      clusters.append((manifest, cluster))
    }
    if clusters.isEmpty { throw InputFiles.failure(.invalidInput, "there is no KafkaCluster in what was given") }
    return clusters
  }
}
