import Foundation
import JSON
import KafkaResources
import KubernetesObjects
import Testing
import YAML

@testable import BrokerConfig

/// What is rendered of every sample against files that a person has read. `make golden` writes them anew; every change of
/// a line is a change of what clusters run.
struct GoldenTests {
  private static let isRecording = ProcessInfo.processInfo.environment["KOPERATOR_RECORD_GOLDEN"] != nil
  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let samples = package.appending(path: "deploy/samples")
  private static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  /// The names of the samples that are clusters.
  static let clusters: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: samples.path)) ?? []
    return files.filter { name in
      let text = try? String(contentsOf: samples.appending(path: name), encoding: .utf8)
      return text?.contains("\nkind: KafkaCluster\n") == true
    }.map { String($0.dropLast(".yaml".count)) }.sorted()
  }()

  /// What the manifests do not say.
  private static let facts: RenderingFacts = {
    var facts = RenderingFacts()
    facts.defaultExternalAddress = "203.0.113.10"
    facts.clusterID = "zlFiTJelTOuhnklFwLWixw"
    for id in 0..<3 as Range<Int32> {
      facts.nodeLabels[id] = ["topology.kubernetes.io/region": "r", "topology.kubernetes.io/zone": "z\(id)"]
      facts.nodePorts["kafka-\(id)-external"] = 31_000 + UInt16(id)
    }
    return facts
  }()

  private func objects(of sample: String) throws -> [JSONValue] {
    let text = try String(contentsOf: Self.samples.appending(path: "\(sample).yaml"), encoding: .utf8)
    let cluster = try KafkaCluster(document: #require(YAML.documents(in: text).first))
    return try ClusterRendering(of: cluster, facts: Self.facts).objects.map(\.json)
  }

  /// What is rendered of a sample. A long text, such as a script, is written out once in all files: in `simple.yaml`.
  private func rendered(_ sample: String) throws -> String {
    var known: Set<String> = []
    if sample != "simple" { for object in try objects(of: "simple") { _ = Self.shortened(object, &known) } }
    return YAML.text(ofDocuments: try objects(of: sample).map { Self.shortened($0, &known) })
  }

  private static func shortened(_ value: JSONValue, _ known: inout Set<String>) -> JSONValue {
    switch value {
    case .string(let text) where text.utf8.count > 2000:
      return known.insert(text).inserted ? value : "(as in simple.yaml)"
    case .array(let elements): return .array(elements.map { shortened($0, &known) })
    case .object(let members):
      var result = members
      for (key, member) in members { result[key] = shortened(member, &known) }
      return .object(result)
    default: return value
    }
  }

  @Test(arguments: clusters) func whatIsRenderedOfASampleIsWhatAPersonHasRead(sample: String) throws {
    let file = Self.golden.appending(path: "\(sample).yaml")
    let text = try rendered(sample)
    #expect(text == (try rendered(sample)))
    if Self.isRecording {
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    let line = zip(text.split(separator: "\n"), expected.split(separator: "\n")).enumerated().first { $1.0 != $1.1 }
    let place = line.map { "'\($1.0)' where '\($1.1)' was" } ?? "one is longer"
    #expect(text == expected, "\(file.path) differs (\(place)): look at the difference, then run 'make golden'")
  }

  @Test func everyGoldenFileHasItsSample() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.golden.path).filter { $0.hasSuffix(".yaml") }
    #expect(Set(files) == Set(Self.clusters.map { "\($0).yaml" }))
    #expect(Self.clusters.count > 20)
  }
}
