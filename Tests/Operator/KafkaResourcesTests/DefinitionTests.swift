import Foundation
import JSON
import Testing
import YAML

@testable import KafkaResources

/// The CustomResourceDefinitions. What a real API server makes of them is tested in `Tests/Peer/crds`.
struct DefinitionTests {
  private static let folder = SampleTests.package.appending(path: "deploy/crds")

  @Test(arguments: ResourceSchema.all.map(\.kind))
  func theCommittedDefinitionIsCurrent(kind: String) throws {
    let resource = try #require(ResourceSchema.all.first { $0.kind == kind })
    let name = "\(ResourceSchema.group)_\(resource.plural).yaml"
    let committed = try Data(contentsOf: Self.folder.appending(path: name))
    #expect(
      committed == Data(YAML.text(of: resource.definition).utf8), "\(name) is not current: run deploy/crds/generate")
  }

  @Test func everyRuleStandsAtAPlaceThatThereIs() {
    for resource in ResourceSchema.all {
      #expect(resource.misplacedRules == [], "\(resource.kind)")
      #expect(resource.rules.allSatisfy { $0.place.hasPrefix("spec") }, "\(resource.kind)")
    }
  }

  /// etcd takes 1.5 MB, and `kubectl apply` on the client's side keeps a copy in an annotation, which may have 256 KB.
  @Test func theLargestDefinitionFitsIntoAnAnnotation() {
    let sizes = ResourceSchema.all.map { $0.definition.serialized().count }
    #expect((sizes.max() ?? 0) < 250_000)
  }

  @Test func aDefinitionHasNoDefaults() {
    func look(_ value: JSONValue, _ path: JSONPath) {
      if let members = value.objectValue {
        for (key, member) in members {
          #expect(key != "default" || path.components.last == .key("properties"), "\(path)")
          look(member, path.appending(key))
        }
      }
      for (index, element) in (value.arrayValue ?? []).enumerated() { look(element, path.appending(index)) }
    }
    for resource in ResourceSchema.all { look(resource.definition, []) }
  }

  @Test func everyKeyOfAListMapIsRequired() {
    func look(_ value: JSONValue, _ path: JSONPath) {
      for (key, member) in value.objectValue ?? [:] { look(member, path.appending(key)) }
      for key in value["x-kubernetes-list-map-keys"]?.arrayValue ?? [] {
        #expect(value["items"]?["required"]?.arrayValue?.contains(key) == true, "\(path)")
      }
    }
    for resource in ResourceSchema.all {
      look(resource.definition["spec"]?["versions"]?[0]?["schema"]?["openAPIV3Schema"] ?? .null, [])
    }
  }
}
