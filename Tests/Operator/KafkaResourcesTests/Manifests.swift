import JSON
import YAML

@testable import KafkaResources

/// A manifest in text; what a test is about is given, the rest is as in a cluster of three brokers.
func manifest(
  brokers: String = "[{id: 0}, {id: 1}, {id: 2}]",
  external: String = "[{type: plaintext, name: external, containerPort: 9094, externalStartingPort: 19090}]",
  internal: String = "[{type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}]",
  more: String = ""
) -> String {
  """
  apiVersion: kafka.banzaicloud.io/v1beta1
  kind: KafkaCluster
  metadata:
    name: kafka
    namespace: shop
  spec:
    brokers: \(brokers)
    listenersConfig:
      internalListeners: \(`internal`)
      externalListeners: \(external)
      sslSecrets: {tlsSecretName: ca, create: true}
  \(more.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
    \(more.contains("zkAddresses") || more.contains("kRaft: true") ? "" : "zkAddresses: [\"zookeeper:2181\"]")
  """
}

/// Listeners as a KRaft cluster has them.
let kRaftListeners = """
  [{type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}, \
  {type: plaintext, name: controller, containerPort: 29093, usedForControllerCommunication: true}]
  """

/// Reads the only document of a text.
func document(_ text: String) throws -> YAMLDocument {
  let documents = try YAML.documents(in: text)
  guard let first = documents.first else { throw MissingDocument() }
  return first
}

struct MissingDocument: Error {}

/// Reads a cluster.
func cluster(_ text: String) throws -> KafkaCluster { try KafkaCluster(document: document(text)) }

/// The problems of a manifest that has to be refused; nothing where it is not.
func refusal(of text: String) throws -> [ManifestProblem] {
  do {
    _ = try cluster(text)
    return []
  } catch let error as ManifestErrors {
    return error.errors
  }
}

extension KafkaCluster {
  /// The warnings but for those about brokers without volumes: the manifests of most tests leave volumes out.
  var otherWarnings: [ManifestProblem] { warnings.filter { !$0.message.contains("has no volume") } }
}
