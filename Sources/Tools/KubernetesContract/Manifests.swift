import JSON
import KubernetesClient
import KubernetesObjects

/// The objects that the cases send.
enum Manifest {
  static func configMap(_ name: String, _ data: JSONValue = ["a": "1"], labels: JSONValue? = nil) -> JSONValue {
    var metadata: JSONValue = ["name": .string(name)]
    if let labels { metadata["labels"] = labels }
    return ["apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data]
  }

  static func service(_ name: String, ports: JSONValue = [["port": 80]]) -> JSONValue {
    [
      "apiVersion": "v1", "kind": "Service", "metadata": ["name": .string(name)],
      "spec": ["selector": ["app": .string(name)], "ports": ports],
    ]
  }

  static func pod(_ name: String, labels: JSONValue = [:], spec: JSONValue = [:]) -> JSONValue {
    var whole: JSONValue = [
      "containers": [["name": "main", "image": "example.com/none:1"]], "automountServiceAccountToken": false,
    ]
    for (key, value) in spec.objectValue ?? [:] { whole[key] = value }
    return [
      "apiVersion": "v1", "kind": "Pod", "metadata": ["name": .string(name), "labels": labels], "spec": whole,
    ]
  }

  static func claim(_ name: String) -> JSONValue {
    [
      "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": ["name": .string(name)],
      "spec": [
        "accessModes": ["ReadWriteOnce"], "storageClassName": "", "resources": ["requests": ["storage": "1Gi"]],
      ],
    ]
  }

  static func lease(_ name: String, _ spec: JSONValue = [:]) -> JSONValue {
    ["apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": ["name": .string(name)], "spec": spec]
  }

  static func deployment(_ name: String) -> JSONValue {
    let labels: JSONValue = ["app": .string(name)]
    return [
      "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": .string(name)],
      "spec": [
        "replicas": 0, "selector": ["matchLabels": labels],
        "template": [
          "metadata": ["labels": labels],
          "spec": ["containers": [["name": "main", "image": "example.com/none:1", "ports": [["containerPort": 80]]]]],
        ],
      ],
    ]
  }

  /// A reference to an owner.
  static func owner(_ object: JSONValue, blocks: Bool = false) -> JSONValue {
    var reference: JSONValue = [
      "apiVersion": object["apiVersion"] ?? "v1", "kind": object["kind"] ?? "ConfigMap", "name": .string(object.name),
      "uid": .string(object.uid),
    ]
    if blocks { reference["blockOwnerDeletion"] = true }
    return reference
  }
}

extension APIResource {
  static let configMaps = ConfigMap.resource
  static let secrets = Secret.resource
  static let services = Service.resource
  static let pods = Pod.resource
  static let claims = PersistentVolumeClaim.resource
  static let leases = Lease.resource
  static let namespaces = Namespace.resource
  static let deployments = Deployment.resource
  static let budgets = PodDisruptionBudget.resource
  static let definitions = CustomResourceDefinition.resource
}

extension ContractContext {
  /// Makes a pod; the service account that it needs is made where no controller has made it yet.
  @discardableResult func createPod(
    _ name: String, labels: JSONValue = [:], spec: JSONValue = [:]
  ) async throws -> JSONValue {
    let account: JSONValue = ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "default"]]
    do { try await create(ServiceAccount.resource, account) } catch let error as ClientError {
      guard error.code == .alreadyExists else { throw error }
    }
    return try await create(.pods, Manifest.pod(name, labels: labels, spec: spec))
  }
}
