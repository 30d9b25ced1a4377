import Foundation
import JSON
import Testing
import YAML

@testable import KafkaResources

/// The manifests that a real API server takes and refuses (`Tests/Peer/crds`), read by ours: both are of one opinion.
struct AgreementTests {
  /// One manifest that an API server refuses.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let kind: String
    /// The rule's words, or where the wrong field is.
    let message: String?
    let field: String?
    let manifest: JSONValue
    /// What it replaces, where the change is what is refused.
    let old: JSONValue?
    var testDescription: String { message ?? field ?? "" }
  }

  private static let folder = SampleTests.package.appending(path: "Tests/Peer/crds")

  private static func refusals() throws -> [Refusal] {
    let table = try JSONValue(parsing: String(contentsOf: folder.appending(path: "refusals.json"), encoding: .utf8))
    return try #require(table["refusals"]?.arrayValue).map { entry in
      let kind = try #require(entry["kind"]?.stringValue)
      let base = try #require(table["bases"]?[kind])
      let old = entry["from"].map { merged(base, $0) }
      return Refusal(
        kind: kind, message: entry["message"]?.stringValue, field: entry["field"]?.stringValue,
        manifest: merged(old ?? base, entry["change"] ?? .null), old: old)
    }
  }

  /// RFC 7386.
  private static func merged(_ value: JSONValue, _ patch: JSONValue) -> JSONValue {
    guard let members = patch.objectValue else { return patch }
    var result = value.objectValue ?? [:]
    for (key, member) in members { result[key] = member.isNull ? nil : merged(result[key] ?? .null, member) }
    return .object(result)
  }

  /// What is wrong with a manifest of any kind.
  private static func errors(in manifest: JSONValue, replacing old: JSONValue? = nil) throws -> [ManifestProblem] {
    do throws(ManifestErrors) {
      switch manifest["kind"]?.stringValue {
      case KafkaCluster.kind:
        let cluster = try KafkaCluster(manifest: manifest)
        guard let old else { return [] }
        return cluster.problems(replacing: try KafkaCluster(manifest: old)).filter(\.isError)
      case KafkaTopic.kind: _ = try KafkaTopic(manifest: manifest)
      case KafkaUser.kind: _ = try KafkaUser(manifest: manifest)
      case CruiseControlOperation.kind: _ = try CruiseControlOperation(manifest: manifest)
      default: Issue.record("\(manifest) is of no kind")
      }
      return []
    } catch {
      return error.errors
    }
  }

  @Test(arguments: try refusals())
  func whatAnAPIServerRefusesIsRefusedHere(_ refusal: Refusal) throws {
    if let old = refusal.old { #expect(try Self.errors(in: old).isEmpty) }
    let errors = try Self.errors(in: refusal.manifest, replacing: refusal.old)
    #expect(!errors.isEmpty)
    if let field = refusal.field {
      #expect(errors.contains { $0.path.description.hasPrefix(field) }, "\(errors.map(\.description))")
    }
  }

  @Test func whatTheRefusalsStartFromIsTaken() throws {
    let table = try JSONValue(
      parsing: String(contentsOf: Self.folder.appending(path: "refusals.json"), encoding: .utf8))
    for (kind, base) in try #require(table["bases"]?.objectValue) {
      #expect(try Self.errors(in: base).isEmpty, "\(kind)")
    }
  }

  @Test func everyRuleOfAnAPIServerHasAManifestThatBreaksIt() throws {
    let broken = Set(try Self.refusals().filter { $0.message != nil }.map { "\($0.kind): \($0.message ?? "")" })
    var rules: Set<String> = []
    for resource in ResourceSchema.all {
      for message in resource.definition.messagesOfRules { rules.insert("\(resource.kind): \(message)") }
    }
    #expect(broken == rules)
  }

  @Test func whatAnAPIServerTakesIsTakenHere() throws {
    let folder = Self.folder.appending(path: "accepted")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names.count >= 7)
    for name in names {
      for document in try YAML.documents(in: String(contentsOf: folder.appending(path: name), encoding: .utf8)) {
        #expect(try Self.errors(in: document.value).map(\.description) == [], "\(name)")
      }
    }
  }
}

extension JSONValue {
  /// What the rules in a definition say.
  fileprivate var messagesOfRules: [String] {
    var messages =
      self["type"] == nil
      ? []
      : (self["x-kubernetes-validations"]?.arrayValue ?? [])
        .compactMap { $0["message"]?.stringValue }
    for member in objectValue?.values ?? [] { messages += member.messagesOfRules }
    for element in arrayValue ?? [] { messages += element.messagesOfRules }
    return messages
  }
}
