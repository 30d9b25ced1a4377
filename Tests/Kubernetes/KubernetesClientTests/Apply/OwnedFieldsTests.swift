import JSON
import KubernetesClient
import Testing

struct OwnedFieldsTests {
  private func owned(_ text: String) throws -> OwnedFields {
    OwnedFields(fieldsV1: try #require(JSONValue(parsing: Array(text.utf8)).objectValue))
  }

  @Test func pathsNameMembersItemsAndValues() throws {
    let owned = try owned(
      #"""
      {"f:metadata":{"f:finalizers":{"v:\"x/a\"":{}},"f:labels":{"f:app.kubernetes.io/name":{}}},
       "f:spec":{"f:ports":{"k:{\"port\":80,\"protocol\":\"TCP\"}":{".":{},"f:name":{},"f:port":{}}},"f:type":{}}}
      """#)
    #expect(
      owned.paths.map(\.description) == [
        #"metadata.finalizers["x/a"]"#, #"metadata.labels["app.kubernetes.io/name"]"#,
        #"spec.ports[port=80,protocol="TCP"].name"#, #"spec.ports[port=80,protocol="TCP"].port"#, "spec.type",
      ])
    #expect(owned.member("spec")?.member("ports")?.items.count == 1)
    #expect(owned.member("spec")?.member("type")?.isWhole == true)
    #expect(owned.member("data") == nil)
  }

  @Test func aPlaceThatIsOwnedItselfAndNothingBelowIsOwnedAsAWhole() throws {
    let owned = try owned(#"{"f:a":{".":{}},"f:b":{".":{},"f:c":{}},"f:d":{}}"#)
    #expect(owned.member("a")?.isWhole == true)
    #expect(owned.member("b")?.isWhole == false)
    #expect(owned.member("d")?.isWhole == true)
  }

  @Test func whatCannotBeReadIsNotOwned() throws {
    let owned = try owned(#"{"f:a":{"k:{":{},"k:1":{},"v:":{},"i:0":{},"x":{},"v:1":{}},"f:b":7}"#)
    #expect(owned.member("a")?.items.isEmpty == true)
    #expect(owned.member("a")?.values == [1])
    #expect(owned.member("b")?.isWhole == true)
  }

  @Test func theEntryIsTheManagersOwnOfApplyingThatPart() {
    let owned: JSONValue = ["f:data": ["f:ours": [:]]]
    func entry(_ manager: String, _ operation: String, _ subresource: String?, _ fields: JSONValue) -> JSONValue {
      var entry: JSONValue = [
        "manager": .string(manager), "operation": .string(operation), "apiVersion": "v1", "fieldsType": "FieldsV1",
        "fieldsV1": fields,
      ]
      if let subresource { entry["subresource"] = .string(subresource) }
      return entry
    }
    let object: JSONValue = [
      "metadata": [
        "managedFields": [
          entry("koperator", "Update", nil, ["f:data": ["f:created": [:]]]),
          entry("koperator", "Apply", "status", ["f:status": ["f:phase": [:]]]),
          entry("other", "Apply", nil, ["f:data": ["f:theirs": [:]]]),
          entry("koperator", "Apply", nil, owned),
        ]
      ]
    ]
    func paths(_ manager: String, _ subresource: String = "") -> [String]? {
      AppliedFields(of: manager, subresource: subresource, in: object)?.owned.paths.map(\.description)
    }
    #expect(paths("koperator") == ["data.ours"])
    #expect(paths("koperator", "status") == ["status.phase"])
    #expect(paths("other") == ["data.theirs"])
    #expect(paths("nobody") == nil)
    #expect(paths("other", "status") == nil)
    #expect(AppliedFields(of: "koperator", in: object)?.apiVersion == "v1")
    #expect(AppliedFields(of: "koperator", in: ["metadata": ["managedFields": [1, [:]]]]) == nil)
  }
}
