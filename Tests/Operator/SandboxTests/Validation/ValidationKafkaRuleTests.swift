import Foundation
import JSON
import KafkaResources
import KubernetesSandbox
import Sandbox
import Testing

/// The manifests that a real API server refuses (`Tests/Peer/crds`), held against the validator.
struct ValidationKafkaRuleTests {
  struct Refusal: Sendable, CustomTestStringConvertible {
    let kind: String
    let message: String
    let manifest: JSONValue
    let old: JSONValue?
    var testDescription: String { message }
  }

  static func table() throws -> JSONValue {
    var folder = URL(filePath: #filePath)
    for _ in 0..<5 { folder.deleteLastPathComponent() }
    let file = folder.appending(path: "Tests/Peer/crds/refusals.json")
    return try JSONValue(parsing: String(contentsOf: file, encoding: .utf8))
  }

  private static func refusals() throws -> [Refusal] {
    let table = try table()
    return try #require(table["refusals"]?.arrayValue).compactMap { entry in
      guard let message = entry["message"]?.stringValue else { return nil }
      let kind = try #require(entry["kind"]?.stringValue)
      let base = try #require(table["bases"]?[kind])
      let old = entry["from"].map { merged(base, $0) }
      return Refusal(kind: kind, message: message, manifest: merged(old ?? base, entry["change"] ?? .null), old: old)
    }
  }

  /// RFC 7386.
  private static func merged(_ value: JSONValue, _ patch: JSONValue) -> JSONValue {
    guard let members = patch.objectValue else { return patch }
    var result = value.objectValue ?? [:]
    for (key, member) in members { result[key] = member.isNull ? nil : merged(result[key] ?? .null, member) }
    return .object(result)
  }

  private static func messages(_ kind: String, _ object: JSONValue, _ old: JSONValue? = nil) -> [String]? {
    guard case .problems(let causes) = KafkaRules.validator.validate(ResourceSchema.group, kind, object, old) else {
      return nil
    }
    return causes.map(\.message)
  }

  @Test(arguments: try refusals())
  func aManifestThatBreaksARuleIsToldByTheRulesWords(_ refusal: Refusal) throws {
    let messages = try #require(Self.messages(refusal.kind, refusal.manifest, refusal.old))
    #expect(messages.contains("Invalid value: \(refusal.message)"), "\(messages)")
    if let old = refusal.old { #expect(Self.messages(refusal.kind, old) == []) }
  }

  @Test func whatTheRefusalsStartFromBreaksNoRule() throws {
    for (kind, base) in try #require(try Self.table()["bases"]?.objectValue) {
      #expect(Self.messages(kind, base) == [], "\(kind)")
    }
  }

  @Test func ofOtherKindsNothingIsSaid() {
    #expect(KafkaRules.validator.validate("example.com", "KafkaCluster", [:], nil) == .cannotEvaluate)
    #expect(KafkaRules.validator.validate(ResourceSchema.group, "Widget", [:], nil) == .cannotEvaluate)
  }
}
