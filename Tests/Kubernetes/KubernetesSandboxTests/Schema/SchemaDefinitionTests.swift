import Foundation
import JSON
import Testing
import YAML

@testable import KubernetesSandbox

@Suite struct SchemaDefinitionTests {
  private static let root = (1...5).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }

  @Test func theSchemasOfOurOwnDefinitionsAreRead() throws {
    let folder = Self.root.appending(path: "deploy/crds")
    var count = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".yaml") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      for document in try YAML.documents(in: text) {
        for version in document.value["spec"]?["versions"]?.arrayValue ?? [] {
          let schema = try #require(version["schema"]?["openAPIV3Schema"])
          let node = try StructuralSchema.read(schema)
          #expect(node.properties["metadata"]?.properties["labels"] != nil)
          count += 1
        }
      }
    }
    #expect(count > 2)
  }
}
