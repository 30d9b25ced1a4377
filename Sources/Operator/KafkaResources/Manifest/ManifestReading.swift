import JSON
import YAML

/// The reading of one manifest: what all kinds have in common.
struct ManifestReading {
  /// What is found.
  let problems = ProblemList()
  /// What is right of the manifest.
  let object: ManifestObject
  /// The manifest as it came.
  let raw: JSONValue
  private let schema: ResourceSchema

  /// Holds a manifest against the schema of its kind.
  init(_ manifest: JSONValue, _ schema: ResourceSchema) {
    raw = manifest
    self.schema = schema
    object = ManifestObject(members: schema.check(manifest, problems), path: [])
  }

  /// The name; empty where the API server is to make it, or where there is none, which is an error then.
  var name: String { object.object("metadata")?.string("name") ?? raw["metadata"]?["name"]?.stringValue ?? "" }

  /// The namespace, where the manifest names one.
  var namespace: String? { object.object("metadata")?.string("namespace") }

  /// The labels.
  var labels: [String: String] { object.object("metadata")?.texts("labels") ?? [:] }

  /// The annotations.
  var annotations: [String: String] { object.object("metadata")?.texts("annotations") ?? [:] }

  /// What is wanted; nothing where the manifest does not say.
  var spec: ManifestObject {
    object.object("spec") ?? ManifestObject(members: [:], path: JSONPath(keys: "spec"))
  }

  /// Whether the manifest says what is wanted.
  var hasSpec: Bool { object.object("spec") != nil }

  /// What is known.
  var status: JSONObject { raw["status"]?.objectValue ?? [:] }

  /// Ends the reading.
  ///
  /// - Parameter findings: What rules found.
  /// - Returns: The warnings.
  /// - Throws: Everything that was found, where an error is among it.
  func end(with findings: [ManifestProblem]) throws(ManifestErrors) -> [ManifestProblem] {
    if hasSpec || !schema.needsSpec { problems.appendFindings(findings) }
    if problems.hasErrors {
      throw ManifestErrors(
        object: name.isEmpty ? schema.kind : "\(schema.kind) \(name)", problems: problems.problems)
    }
    return problems.problems
  }
}

/// A kind that is read from manifests.
protocol ManifestReadable {
  var warnings: [ManifestProblem] { get set }
}

extension ManifestReadable {
  /// Reads a manifest from a document, so that problems carry lines and columns.
  init(locatedIn document: YAMLDocument, read: (JSONValue) throws(ManifestErrors) -> Self) throws(ManifestErrors) {
    do {
      self = try read(document.value)
    } catch {
      throw error.located(in: document)
    }
    warnings = warnings.map { $0.located(in: document) }
  }
}
