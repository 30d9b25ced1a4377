import JSON
import KafkaResources
import YAML

struct MissingDocument: Error {}

/// Reads a cluster; kind and name are added where the text has none.
func cluster(_ text: String) throws -> KafkaCluster {
  let head = """
    apiVersion: kafka.banzaicloud.io/v1beta1
    kind: KafkaCluster
    metadata: {name: kafka, namespace: kafka}

    """
  for document in try YAML.documents(in: text.contains("kind: KafkaCluster") ? text : head + text) {
    return try KafkaCluster(document: document, defaultNamespace: "kafka")
  }
  throw MissingDocument()
}
