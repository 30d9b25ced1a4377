import JSON
import KubernetesObjects

@testable import Sandbox

/// Objects that tests of controllers begin with.
enum ControllerSamples {
  static let now = Time(secondsSince1970: 1_800_000_000)

  static func node(
    _ name: String, isReady: Bool = true, isCordoned: Bool = false, labels: [String: String] = [:], taints: [Taint] = []
  ) -> Node {
    Node(
      metadata: ObjectMeta(
        name: name, uid: "uid-\(name)", labels: ["kubernetes.io/hostname": name].merging(labels) { $1 }),
      spec: NodeSpec(unschedulable: isCordoned ? true : nil, taints: taints),
      status: NodeStatus(conditions: [Condition(type: "Ready", status: isReady ? "True" : "Unknown")]))
  }

  static func pod(
    _ name: String, on node: String? = nil, labels: [String: String] = [:], isReady: Bool = false,
    address: String? = nil, claims: [String] = [], affinity: JSONValue? = nil, owner: OwnerReference? = nil,
    annotations: [String: String] = [:]
  ) -> Pod {
    var pod = Pod(
      metadata: ObjectMeta(
        name: name, namespace: "kafka", uid: "uid-\(name)", resourceVersion: "7", labels: labels,
        annotations: annotations, ownerReferences: owner.map { [$0] } ?? []),
      spec: PodSpec(
        volumes: claims.map {
          Volume(name: $0, persistentVolumeClaim: PersistentVolumeClaimVolumeSource(claimName: $0))
        },
        containers: [Container(name: "main", ports: [ContainerPort(name: "web", containerPort: 8080)])],
        nodeName: node, affinity: affinity),
      status: PodStatus(phase: node == nil ? "Pending" : "Running", podIP: address))
    if isReady { pod.status?.conditions = [Condition(type: "Ready", status: "True", lastTransitionTime: now)] }
    return pod
  }

  static func claim(_ name: String, of storageClass: String? = "standard", on node: String? = nil)
    -> PersistentVolumeClaim
  {
    PersistentVolumeClaim(
      metadata: ObjectMeta(
        name: name, namespace: "kafka", uid: "uid-\(name)", resourceVersion: "7",
        annotations: node.map { [VolumeController.selectedNodeAnnotation: $0] } ?? [:]),
      spec: PersistentVolumeClaimSpec(
        accessModes: ["ReadWriteOnce"],
        resources: ResourceRequirements(requests: ["storage": Quantity(10 << 30, format: .binarySI)]),
        storageClassName: storageClass),
      status: PersistentVolumeClaimStatus(phase: "Pending"))
  }

  static var standard: StorageClass {
    StorageClass(
      metadata: ObjectMeta(name: "standard", annotations: [StorageClasses.defaultAnnotation: "true"]),
      provisioner: StorageClasses.provisioner, reclaimPolicy: "Delete", allowVolumeExpansion: true,
      volumeBindingMode: "WaitForFirstConsumer")
  }

  static func deployment(
    replicas: Int = 1, image: String = "one", strategy: DeploymentStrategy = DeploymentStrategy(type: "RollingUpdate")
  ) -> Deployment {
    let labels = ["app": "envoy"]
    return Deployment(
      metadata: ObjectMeta(name: "envoy", namespace: "kafka", uid: "uid-envoy", resourceVersion: "7", generation: 1),
      spec: DeploymentSpec(
        replicas: replicas, selector: LabelSelector(matchLabels: labels),
        template: PodTemplateSpec(
          metadata: ObjectMeta(labels: labels), spec: PodSpec(containers: [Container(name: "envoy", image: image)])),
        strategy: strategy))
  }

  static func balancer(_ address: String?, type: String = "LoadBalancer") -> Service {
    Service(
      metadata: ObjectMeta(name: "envoy", namespace: "kafka", uid: "uid-service", resourceVersion: "7"),
      spec: ServiceSpec(
        ports: [ServicePort(name: "web", port: 80, targetPort: "web")], selector: ["app": "envoy"], type: type),
      status: ServiceStatus(
        loadBalancer: LoadBalancerStatus(ingress: address.map { [LoadBalancerIngress(ip: $0)] } ?? [])))
  }
}

/// Writes as tests compare them.
extension ControllerDecision {
  /// The Pods that get a node.
  var bindings: [String: String] {
    var bindings: [String: String] = [:]
    for case .bind(let key, _, let node) in writes { bindings[key.name] = node }
    return bindings
  }
  /// The objects that are created, as kind and name.
  var created: [String] {
    writes.compactMap {
      if case .create(let resource, let object) = $0 {
        "\(resource.kind)/\(object["metadata"]?["name"]?.stringValue ?? "")"
      } else {
        nil
      }
    }
  }
  /// The objects that are deleted, as kind and name.
  var deleted: [String] {
    writes.compactMap {
      if case .delete(let resource, let key, _, _) = $0 { "\(resource.kind)/\(key.name)" } else { nil }
    }
  }
  /// The patches of a kind.
  func patches(_ kind: String) -> [JSONValue] {
    writes.compactMap {
      if case .patch(let resource, _, let patch, _) = $0, resource.kind == kind { patch } else { nil }
    }
  }
  /// The replaced objects of a kind.
  func replaced(_ kind: String) -> [JSONValue] {
    writes.compactMap {
      if case .replace(let resource, let object, _) = $0, resource.kind == kind { object } else { nil }
    }
  }
}
