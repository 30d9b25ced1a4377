import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct SchemaBuiltInTests {
  @Test func everyKindThatIsServedHasAStructure() throws {
    for (group, kind) in [
      ("", "Pod"), ("", "Service"), ("", "Secret"), ("", "PersistentVolumeClaim"), ("", "Node"), ("", "Event"),
      ("apps", "Deployment"), ("policy", "PodDisruptionBudget"), ("coordination.k8s.io", "Lease"),
      ("discovery.k8s.io", "EndpointSlice"), ("events.k8s.io", "Event"), ("rbac.authorization.k8s.io", "ClusterRole"),
      ("storage.k8s.io", "StorageClass"), ("apiextensions.k8s.io", "CustomResourceDefinition"),
      ("networking.k8s.io", "Ingress"), ("autoscaling", "Scale"), ("policy", "Eviction"), ("", "Binding"),
    ] {
      let node = try #require(BuiltInSchemas.schema(group: group, version: "v1", kind: kind), "\(group) \(kind)")
      #expect(node.properties["metadata"]?.properties["labels"]?.additionalProperties?.kind == .string)
    }
    #expect(BuiltInSchemas.schema(group: "", version: "v1", kind: "Nothing") == nil)
  }

  @Test func listsKnowTheirKeysAndHowAPatchMergesThem() throws {
    let pod = try #require(BuiltInSchemas.schema(group: "", version: "v1", kind: "Pod"))
    let containers = try #require(pod.properties["spec"]?.properties["containers"])
    #expect(containers.listType == .map(keys: ["name"]))
    #expect(containers.patchMerge?.key == "name")
    let ports = try #require(containers.items?.properties["ports"])
    #expect(ports.listType == .map(keys: ["containerPort", "protocol"]))
    #expect(ports.items?.properties["protocol"]?.keyDefault == "TCP")
    #expect(pod.properties["metadata"]?.properties["finalizers"]?.listType == .set)
    #expect(pod.properties["spec"]?.properties["tolerations"]?.listType == .atomic)
  }

  @Test func theDocumentOfAGroupHoldsItsKindsAndAllThatTheyReferTo() throws {
    let components = try #require(BuiltInSchemas.openAPIComponents(group: "apps", version: "v1").objectValue)
    #expect(components["io.k8s.api.apps.v1.Deployment"] != nil)
    #expect(components["io.k8s.api.core.v1.PodSpec"] != nil)
    #expect(components["io.k8s.api.core.v1.Service"] == nil)
  }

  @Test func unknownFieldsAreTakenOutAndNamed() throws {
    let service = try #require(BuiltInSchemas.schema(group: "", version: "v1", kind: "Service"))
    let (value, unknown) = service.pruned([
      "spec": ["ports": [["port": 1, "prot": "x"]], "selector": ["any": "y"]], "datum": 1,
    ])
    #expect(unknown == ["datum", "spec.ports[0].prot"])
    #expect(value == ["spec": ["ports": [["port": 1]], "selector": ["any": "y"]]])
  }
}
