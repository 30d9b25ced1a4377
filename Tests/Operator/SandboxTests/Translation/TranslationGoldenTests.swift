import Foundation
import JSON
import KubernetesObjects
import Testing
import YAML

@testable import Sandbox

/// What the pods of every sample become, against files that a person has read. `make golden` writes them anew.
struct TranslationGoldenTests {
  private static let isRecording = ProcessInfo.processInfo.environment["KOPERATOR_RECORD_GOLDEN"] != nil
  private static let samples = RenderedPods.package.appending(path: "deploy/samples")
  private static let golden = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Golden")

  /// The names of the samples that are clusters.
  static let clusters: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: samples.path)) ?? []
    return files.filter { name in
      let text = try? String(contentsOf: samples.appending(path: name), encoding: .utf8)
      return text?.contains("\nkind: KafkaCluster\n") == true
    }.map { String($0.dropLast(".yaml".count)) }.sorted()
  }()

  /// The first pod of each kind: those of one kind differ in names and numbers alone.
  private func translated(_ sample: String) throws -> String {
    let text = try String(contentsOf: Self.samples.appending(path: "\(sample).yaml"), encoding: .utf8)
    let rendered = try RenderedPods(manifest: text)
    var kinds: Set<String> = []
    var documents: [JSONValue] = []
    for pod in rendered.pods {
      let labels = pod.metadata.labels
      guard kinds.insert("\(labels["app"] ?? "") \(labels["processRoles"] ?? "")").inserted else { continue }
      documents.append(Description.of(try rendered.processes(of: pod), pod, rendered))
    }
    return YAML.text(ofDocuments: documents)
  }

  @Test(arguments: clusters) func whatBecomesOfASampleIsWhatAPersonHasRead(sample: String) throws {
    let file = Self.golden.appending(path: "\(sample).yaml")
    let text = try translated(sample)
    if Self.isRecording {
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    let line = zip(text.split(separator: "\n"), expected.split(separator: "\n")).first { $0.0 != $0.1 }
    let place = line.map { "'\($0.0)' where '\($0.1)' was" } ?? "one is longer"
    #expect(text == expected, "\(file.path) differs (\(place)): look at the difference, then run 'make golden'")
  }

  @Test func everyGoldenFileOfTheTranslationHasItsSample() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.golden.path).filter { $0.hasSuffix(".yaml") }
    #expect(Set(files) == Set(Self.clusters.map { "\($0).yaml" }))
    #expect(Self.clusters.count > 20)
  }
}

/// Processes as a text for people.
private enum Description {
  static func of(_ processes: PodProcesses, _ pod: Pod, _ rendered: RenderedPods) -> JSONValue {
    var result: JSONObject = ["pod": .string(pod.metadata.name)]
    result["folders"] = .array(processes.folders.map { .string($0) })
    if !processes.initContainers.isEmpty { result["initContainers"] = .array(processes.initContainers.map(of)) }
    result["containers"] = .array(processes.containers.map(of))
    result["leftOut"] = .array(processes.leftOut.map { .string("\($0.container): \($0.reason)") })
    let lines = sourceLines(rendered)
    result["files"] = .array(processes.files.map { of($0, lines) })
    return .object(result)
  }

  private static func of(_ process: ContainerProcess) -> JSONValue {
    var result: JSONObject = ["name": .string(process.name), "executable": .string(process.executable)]
    result["arguments"] = .array(process.arguments.map { .string($0) })
    var environment = JSONObject()
    for (name, value) in process.environment.sorted(by: { $0.key < $1.key }) { environment[name] = .string(value) }
    result["environment"] = .object(environment)
    result["workingDirectory"] = .string(process.workingDirectory)
    result["startupProbe"] = process.startupProbe.map { .string("\($0.action)") }
    result["readinessProbe"] = process.readinessProbe.map { .string("\($0.action)") }
    result["livenessProbe"] = process.livenessProbe.map { .string("\($0.action)") }
    if let preStop = process.preStop { result["preStop"] = .array(preStop.map { .string($0) }) }
    return .object(result)
  }

  /// A file; of a long one, the lines that its ConfigMap does not have.
  private static func of(_ file: PodProcesses.File, _ known: Set<Substring>) -> JSONValue {
    let text = String(decoding: file.bytes, as: UTF8.self)
    var result: JSONObject = ["path": .string(file.path), "mode": .string(String(file.mode, radix: 8))]
    if file.bytes.count < 2000 {
      result["text"] = .string(text)
    } else {
      let changed = text.split(separator: "\n").filter { !known.contains($0) }
      result["changed"] = .array(changed.map { .string($0.trimmingCharacters(in: .whitespaces)) })
    }
    return .object(result)
  }

  private static func sourceLines(_ rendered: RenderedPods) -> Set<Substring> {
    var lines: Set<Substring> = []
    for map in rendered.configMaps.values {
      for text in map.data.values { lines.formUnion(text.split(separator: "\n")) }
    }
    return lines
  }
}
