import JSON
import KubernetesObjects
import Testing

@Suite struct RoundTripTests {
  /// A pod with members that the project does not know, at every level, and members that are there but empty.
  private static let pod = #"""
    {
      "apiVersion": "v1", "kind": "Pod", "unknown": {"a": [1, null]},
      "metadata": {"name": "kafka-0", "labels": {"app": "kafka"}, "annotations": {}, "creationTimestamp": null},
      "spec": {
        "containers": [
          {"name": "kafka", "image": "", "args": [], "newField": 1.50, "env": [{"name": "A", "value": ""}],
           "resources": {}, "ports": [{"containerPort": 9092, "newField": true}]},
          {"name": "agent", "command": ["/agent"], "livenessProbe": {"httpGet": {"port": "http", "path": "/"}}}
        ],
        "volumes": [{"name": "tmp", "emptyDir": {}}, {"name": "d", "iscsi": {"lun": 0}}],
        "hostNetwork": false, "nodeSelector": {}, "tolerations": [{"operator": "Exists"}]
      },
      "status": {}
    }
    """#

  @Test func aPodIsWrittenAsItWasRead() throws {
    let json = try JSONValue(parsing: Self.pod)
    let pod = try Pod(json: json)
    #expect(pod.json == json)
    #expect(pod.metadata.name == "kafka-0")
    #expect(pod.spec?.containers.map(\.name) == ["kafka", "agent"])
    #expect(pod.spec?.containers[1].livenessProbe?.httpGet?.port == "http")
    #expect(pod.spec?.volumes[0].emptyDir == EmptyDirVolumeSource())
    #expect(pod.spec?.hostNetwork == false)
  }

  @Test func whatIsSetReplacesWhatWasThereButEmpty() throws {
    var pod = try Pod(json: try JSONValue(parsing: Self.pod))
    pod.metadata.annotations["a"] = "b"
    pod.spec?.containers[0].args = ["start"]
    #expect(pod.json["metadata"]?["annotations"] == ["a": "b"])
    #expect(pod.json["spec"]?["containers"]?[0]?["args"] == ["start"])
    #expect(pod.json["spec"]?["containers"]?[0]?["newField"]?.text() == "1.50")
  }

  @Test func theSameObjectIsAlwaysWrittenAsTheSameBytes() {
    var labels: [String: String] = [:]
    for index in 0..<50 { labels["label-\(index)"] = "\(index)" }
    let first = ConfigMap(metadata: ObjectMeta(name: "a", labels: labels), data: labels)
    var reversed: [String: String] = [:]
    for key in labels.keys.sorted().reversed() { reversed[key] = labels[key] }
    let second = ConfigMap(metadata: ObjectMeta(name: "a", labels: reversed), data: reversed)
    #expect(first.json.serialized() == second.json.serialized())
  }

  @Test func aVersionAlwaysSaysWhetherItIsServed() {
    let version = CustomResourceDefinitionVersion(name: "v1", served: false, storage: true)
    #expect(version.json == ["name": "v1", "served": false, "storage": true])
  }

  @Test func anObjectOfAnotherKindIsRefused() throws {
    let json: JSONValue = ["apiVersion": "v1", "kind": "Service", "metadata": ["name": "a"]]
    let error = #expect(throws: ObjectError.self) { try Pod(json: json) }
    #expect(error?.description == "kind: 'Pod' is expected here, not \"Service\"")
  }

  @Test func anItemOfAListNeedsNoKind() throws {
    let pod = try Pod(json: ["metadata": ["name": "a"]])
    #expect(pod.json == ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "a"]])
  }

  @Test func anErrorNamesThePlace() throws {
    let json: JSONValue = [
      "spec": ["containers": [["name": "a"], ["name": "b", "env": [["name": "A", "value": 1]]]]]
    ]
    let error = #expect(throws: ObjectError.self) { try Pod(json: json) }
    #expect(error?.description == "spec.containers[1].env[0].value: a string is expected here, not a number")
    let quantity: JSONValue = ["spec": ["resources": ["requests": ["storage": "10Gb"]]]]
    let other = #expect(throws: ObjectError.self) { try PersistentVolumeClaim(json: quantity) }
    #expect(
      other?.description
        == "spec.resources.requests.storage: '10Gb' ends in 'Gb', which is no suffix of a quantity")
  }
}
