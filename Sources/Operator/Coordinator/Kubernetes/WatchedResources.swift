import BrokerConfig
import KafkaResources
import KubernetesClient
import KubernetesObjects

/// What is watched, and what becomes of it.
enum WatchedResources {
  /// KafkaClusters.
  static let clusters = APIResource(
    apiVersion: KafkaCluster.apiVersion, plural: "kafkaclusters", kind: KafkaCluster.kind)
  /// The pods of brokers, by Koperator's labels.
  static let brokerPods = selector(ObjectLabels.kafkaApp, ObjectLabels.cluster, ObjectLabels.brokerID)
  /// The Services of Envoys, by Koperator's labels.
  static let envoyServices = selector(ObjectLabels.envoyApp, ObjectLabels.cluster, ObjectLabels.accessPoint)

  /// What has that label `app` and these others. A test shows that these labels are labels.
  private static func selector(_ app: String, _ labels: String...) -> Selector {
    (try? Selector((["app=\(app)"] + labels).joined(separator: ","))) ?? .nothing
  }
}

/// A kind of object that the inputs take.
protocol TakenObject: KubernetesObject, CachedObject {
  /// Has the inputs take the object of a name; nil where it is not there.
  static func take(_ object: Self?, _ key: ObjectKey, into inputs: inout KubernetesInputs)
}

extension UnstructuredObject: TakenObject {
  static func take(_ object: UnstructuredObject?, _ key: ObjectKey, into inputs: inout KubernetesInputs) {
    inputs.receive(cluster: object?.json, of: key)
  }
}

extension Pod: TakenObject {
  static func take(_ object: Pod?, _ key: ObjectKey, into inputs: inout KubernetesInputs) {
    inputs.receive(pod: object, of: key)
  }
}

extension Service: TakenObject {
  static func take(_ object: Service?, _ key: ObjectKey, into inputs: inout KubernetesInputs) {
    inputs.receive(service: object, of: key)
  }
}
