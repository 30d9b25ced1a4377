import JSON
import KubernetesClient
import KubernetesObjects
import Testing

@Suite struct CachedObjectTests {
  private func configMap() throws -> ConfigMap {
    let entries: [JSONValue] = [
      ["manager": "kubectl", "operation": "Update"], ["manager": "koperator", "operation": "Apply"],
      ["manager": "koperator", "operation": "Update", "subresource": "status"], ["operation": "Update"],
    ]
    return try ConfigMap(json: [
      "metadata": [
        "name": "a", "namespace": "n", "uid": "1-2", "resourceVersion": "77", "managedFields": .array(entries),
      ]
    ])
  }

  @Test func anObjectsKeyUIDAndVersionAreThoseOfItsMetadata() throws {
    let object = try configMap()
    #expect(object.key == ObjectKey(namespace: "n", name: "a"))
    #expect(object.uid == "1-2" && object.resourceVersion == ResourceVersion("77"))
  }

  @Test func anObjectOfTheWholeClusterHasNoNamespace() {
    #expect(Node(metadata: ObjectMeta(name: "a")).key == ObjectKey(namespace: "", name: "a"))
  }

  @Test func theEntriesOfOurManagerStay() throws {
    var object = try configMap()
    object.removeManagedFields(except: "koperator")
    #expect(object.metadata.managedFields.map { $0["operation"]?.stringValue } == ["Apply", "Update"])
  }

  @Test func withoutAManagerNoEntryStays() throws {
    var object = try configMap()
    object.removeManagedFields(except: nil)
    #expect(object.metadata.managedFields.isEmpty)
  }
}
