public import JSON
import KafkaResources
public import KubernetesObjects

/// A KafkaTopic (`kafka.banzaicloud.io/v1alpha1`) as an object that is created.
public struct KafkaTopicObject: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = ResourceSchema.kafkaTopic.apiVersion
  /// The kind.
  public static let kind = KafkaTopic.kind

  /// Name, labels, owners.
  public var metadata: ObjectMeta
  /// What is wanted of the topic, as manifests write it.
  public var spec: JSONObject
  /// The members that are no field here.
  public var other = JSONObject()

  /// A topic.
  public init(metadata: ObjectMeta, spec: JSONObject) {
    self.metadata = metadata
    self.spec = spec
  }

  /// Reads a topic.
  public init(json: JSONValue) throws(ObjectError) {
    guard var members = json.objectValue else {
      throw ObjectError("an object is expected here, not \(json.kindDescription)")
    }
    for (key, expected) in [("apiVersion", Self.apiVersion), ("kind", Self.kind)] {
      if let value = members[key], value.stringValue != expected {
        throw ObjectError("\(expected) is expected here, not \(value)", at: JSONPath([.key(key)]))
      }
      members[key] = nil
    }
    metadata = try ObjectMeta(json: members["metadata"] ?? [:])
    spec = members["spec"]?.objectValue ?? [:]
    members["metadata"] = nil
    members["spec"] = nil
    other = members
  }

  /// The topic as JSON; the same topic always gives the same bytes.
  public var json: JSONValue {
    var members: JSONObject = [
      "apiVersion": .string(Self.apiVersion), "kind": .string(Self.kind), "metadata": metadata.json,
      "spec": .object(spec),
    ]
    for (key, value) in other { members[key] = value }
    return .object(members)
  }
}
