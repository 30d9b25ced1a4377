import Foundation
import JSON
import Testing
import YAML

@testable import KafkaResources

/// Koperator's own samples, where they are beside the project (`KOPERATOR_SHARED`, else `../shared`), and ours.
struct SampleTests {
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static var shared: URL {
    if let path = ProcessInfo.processInfo.environment["KOPERATOR_SHARED"] { return URL(filePath: path) }
    return package.appending(path: "../shared").standardizedFileURL
  }

  private static func samples(in folder: URL) throws -> [(name: String, text: String)] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.filter { $0.hasSuffix(".yaml") }.map {
      ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
    }
  }

  @Test func koperatorsSamplesAreReadWithoutErrors() throws {
    let folder = Self.shared.appending(path: "koperator/samples")
    guard FileManager.default.fileExists(atPath: folder.path) else {
      print("SKIPPED KafkaResources on Koperator's samples: there is no \(folder.path) (set KOPERATOR_SHARED)")
      return
    }
    let samples = try Self.samples(in: folder)
    #expect(samples.count == 13)
    var clusters = 0
    for (name, text) in samples {
      let documents = try YAML.documents(in: text)
      #expect(documents.count == 1, "\(name)")
      for document in documents where document.value["kind"]?.stringValue == KafkaCluster.kind {
        let cluster = try KafkaCluster(document: document)
        #expect(cluster.raw == document.value)
        #expect(cluster.warnings.isEmpty, "\(name): \(cluster.warnings)")
        clusters += 1
      }
    }
    #expect(clusters == 9)
  }

  @Test func ourSamplesAreReadWithoutWarnings() throws {
    let samples = try Self.samples(in: Self.package.appending(path: "deploy/samples"))
    #expect(samples.contains { $0.name == "simple.yaml" })
    for (name, text) in samples {
      for document in try YAML.documents(in: text) where document.value["kind"]?.stringValue == KafkaCluster.kind {
        let warnings = try KafkaCluster(document: document).warnings
        #expect(warnings.isEmpty, "\(name): \(warnings)")
      }
    }
  }
}
