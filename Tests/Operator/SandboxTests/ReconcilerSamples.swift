import BrokerConfig
import JSON
import KafkaResources
import KubernetesClient
import KubernetesObjects

@testable import Sandbox

/// KafkaClusters that tests of the reconciler begin with, and the world that they are in.
enum ReconcilerSamples {
  static let key = ObjectKey(namespace: "kafka", name: "k")

  static func spec(brokers: Int = 3, isOutside: Bool = true) -> JSONObject {
    var listeners: JSONObject = [
      "internalListeners": [
        [
          "type": "plaintext", "name": "internal", "containerPort": 29092, "usedForInnerBrokerCommunication": true,
        ],
        [
          "type": "plaintext", "name": "controller", "containerPort": 29093,
          "usedForInnerBrokerCommunication": false, "usedForControllerCommunication": true,
        ],
      ]
    ]
    if isOutside {
      listeners["externalListeners"] = [
        [
          "type": "plaintext", "name": "external", "containerPort": 9094, "externalStartingPort": 19090,
          "anyCastPort": 29092, "accessMethod": "LoadBalancer",
        ]
      ]
    }
    let group: JSONValue = [
      "processRoles": ["controller", "broker"],
      "storageConfigs": [
        [
          "mountPath": "/kafka-logs",
          "pvcSpec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "10Gi"]]],
        ]
      ],
    ]
    return [
      "kRaft": true, "headlessServiceEnabled": true, "oneBrokerPerNode": false,
      "brokerConfigGroups": ["default": group],
      "brokers": .array((0..<brokers).map { ["id": .number(JSONNumber($0)), "brokerConfigGroup": "default"] }),
      "rollingUpgradeConfig": ["failureThreshold": 1], "listenersConfig": .object(listeners),
      "cruiseControlConfig": [:],
    ]
  }

  static func manifest(_ spec: JSONObject, status: JSONObject = [:]) throws(ObjectError) -> UnstructuredObject {
    try UnstructuredObject(json: [
      "apiVersion": "kafka.banzaicloud.io/v1beta1", "kind": "KafkaCluster",
      "metadata": [
        "name": .string(key.name), "namespace": .string(key.namespace), "uid": "uid-cluster", "resourceVersion": "1",
        "generation": 1,
      ],
      "spec": .object(spec), "status": .object(status),
    ])
  }
}

/// A KafkaCluster with all that is made for it: writes are carried out as an API server, a cloud and a node would.
struct ReconcilerWorld {
  var world = ClusterWorld(key: ReconcilerSamples.key)
  private(set) var last = ReconcilePlan()
  private var count = 100

  init(_ spec: JSONObject) throws(ObjectError) {
    world.now = ControllerSamples.now
    world.nodes = ["a", "b", "c"].map { ControllerSamples.node($0, labels: ["topology.kubernetes.io/zone": "z\($0)"]) }
    world.manifest = try ReconcilerSamples.manifest(spec)
  }

  /// One pass; the number of writes that it took.
  @discardableResult
  mutating func pass() throws -> Int {
    last = ClusterPlanner(world, controlPlane: ControlPlaneEndpoint(security: .cleartext)) { "T3dlQfXFSr-H5UZixW2FAw" }
      .plan()
    var writes = 0
    for apply in last.applies where apply.live.map({ !Self.contains($0, apply.desired) }) ?? true {
      writes += 1
      try put(apply.resource, apply.live.map { Self.merged($0, apply.desired) } ?? apply.desired)
    }
    for write in last.writes {
      writes += 1
      switch write {
      case .create(let resource, let object): try put(resource, object)
      case .replace(_, let object, _): world.manifest = try UnstructuredObject(json: object)
      case .patch(let resource, let key, let patch, _): try self.patch(resource, key, patch)
      case .delete(let resource, let key, _, _): delete(resource, key)
      case .bind: break
      }
    }
    return writes
  }

  /// Passes until nothing is to be done, with a node that makes every Pod ready.
  mutating func settle() throws {
    for _ in 0..<60 {
      let writes = try pass()
      if !nodeActs(), writes == 0 { return }
    }
    throw ObjectError("it does not settle: \(last.writes.map(\.key.path)), \(last.notes.map(\.message))")
  }

  /// Pods run and become ready, and those that are deleted go; false where all did before.
  @discardableResult
  mutating func nodeActs() -> Bool {
    world.now = Time(secondsSince1970: world.now.secondsSince1970 + 1)
    let before = world.pods
    world.pods.removeAll(where: \.isTerminating)
    for index in world.pods.indices where !world.pods[index].isReady {
      let node = world.pods[index].spec?.nodeName ?? ["a", "b", "c"][index % 3]
      world.pods[index].spec?.nodeName = node
      world.pods[index].status = PodStatus(phase: "Running", conditions: [Condition(type: "Ready", status: "True")])
    }
    return before != world.pods
  }

  /// The load balancers get addresses.
  mutating func cloudActs() {
    for index in world.services.indices where world.services[index].spec?.type == "LoadBalancer" {
      world.services[index].status = ServiceStatus(
        loadBalancer: LoadBalancerStatus(ingress: [LoadBalancerIngress(ip: "127.1.0.9")]))
    }
  }

  mutating func change(_ change: (inout JSONObject) -> Void) {
    var spec = world.manifest?.content["spec"]?.objectValue ?? [:]
    change(&spec)
    world.manifest?.content["spec"] = .object(spec)
  }

  func config(_ id: Int) -> String {
    world.configMaps.first { $0.metadata.name == "k-config-\(id)" }?.data["broker-config"] ?? ""
  }
  var podNames: [String] { world.pods.map(\.metadata.name).sorted() }
  var reasons: [String] { last.notes.map(\.reason) }

  // MARK: The API server

  private mutating func put(_ resource: APIResource, _ object: JSONValue) throws {
    count += 1
    var object = object
    var metadata = object["metadata"] ?? [:]
    if metadata["uid"] == nil { metadata["uid"] = .string("uid-\(count)") }
    metadata["resourceVersion"] = .string(String(count))
    object["metadata"] = metadata
    switch resource {
    case Pod.resource: Self.put(try Pod(json: object), &world.pods)
    case Service.resource: Self.put(try Service(json: object), &world.services)
    case ConfigMap.resource: Self.put(try ConfigMap(json: object), &world.configMaps)
    case PersistentVolumeClaim.resource: Self.put(try PersistentVolumeClaim(json: object), &world.claims)
    case Deployment.resource: Self.put(try Deployment(json: object), &world.deployments)
    case PodDisruptionBudget.resource: Self.put(try PodDisruptionBudget(json: object), &world.budgets)
    case .kafkaClusters: world.manifest = try UnstructuredObject(json: object)
    default: throw ObjectError("no object of kind \(resource.kind) is expected here")
    }
  }

  private static func put<Object: KubernetesObject>(_ object: Object, _ objects: inout [Object]) {
    if let index = objects.firstIndex(where: { $0.objectKey == object.objectKey }) {
      objects[index] = object
    } else {
      objects.append(object)
    }
  }

  private mutating func patch(_ resource: APIResource, _ key: ObjectKey, _ patch: JSONValue) throws {
    let live: JSONValue?
    switch resource {
    case Pod.resource: live = world.pods.first { $0.objectKey == key }?.json
    case .kafkaClusters: live = world.manifest?.json
    default: live = world.live(resource, key)
    }
    if let live { try put(resource, Self.merged(live, patch)) }
    // A claim whose last finalizer is gone is gone.
    world.claims.removeAll { $0.metadata.deletionTimestamp != nil && $0.metadata.finalizers.isEmpty }
  }

  private mutating func delete(_ resource: APIResource, _ key: ObjectKey) {
    for index in world.pods.indices where resource == Pod.resource && world.pods[index].objectKey == key {
      world.pods[index].metadata.deletionTimestamp = world.now
    }
    for index in world.claims.indices
    where resource == PersistentVolumeClaim.resource && world.claims[index].objectKey == key {
      world.claims[index].metadata.deletionTimestamp = world.now
    }
    if resource == Service.resource { world.services.removeAll { $0.objectKey == key } }
    if resource == ConfigMap.resource { world.configMaps.removeAll { $0.objectKey == key } }
    if resource == Deployment.resource { world.deployments.removeAll { $0.objectKey == key } }
    if resource == PodDisruptionBudget.resource { world.budgets.removeAll { $0.objectKey == key } }
  }

  private static func merged(_ live: JSONValue, _ patch: JSONValue) -> JSONValue {
    guard case .object(let members) = patch, case .object(var result) = live else { return patch }
    for (name, value) in members {
      if value.isNull {
        result[name] = nil
      } else if case .object = value, let there = result[name] {
        result[name] = merged(there, value)
      } else {
        result[name] = value
      }
    }
    return .object(result)
  }

  /// Whether a live object has everything that is desired.
  private static func contains(_ live: JSONValue, _ desired: JSONValue) -> Bool {
    guard case .object(let members) = desired, case .object(let there) = live else { return live == desired }
    return members.allSatisfy { name, value in there[name].map { contains($0, value) } ?? false }
  }
}
