import JSON
import KubernetesClient
import KubernetesObjects

/// What the nodes of a sandbox are in the API.
enum NodeObjects {
  /// The taint of a node that nobody hears of.
  static let unreachable = "node.kubernetes.io/unreachable"
  /// The taint of a node that was not ready yet.
  static let notReady = "node.kubernetes.io/not-ready"

  /// A node as it is made. One that is there keeps what else it has.
  static func node(_ name: NodeRuntimeConfiguration.NodeName) -> Node {
    Node(
      metadata: ObjectMeta(
        name: name.name,
        labels: [
          "kubernetes.io/hostname": name.name, "kubernetes.io/os": "linux", "kubernetes.io/arch": architecture,
          "topology.kubernetes.io/region": "sandbox", "topology.kubernetes.io/zone": name.zone,
        ]), spec: NodeSpec(providerID: "sandbox://\(name.name)"))
  }

  /// What a node tells: nil for `isReady` where nobody hears of it.
  static func status(
    _ name: NodeRuntimeConfiguration.NodeName, machine: MachineFigures, isReady: Bool?, before: NodeStatus?,
    at time: Time
  ) -> NodeStatus {
    var status = before ?? NodeStatus(conditions: [])
    status.capacity = [
      "cpu": Quantity(Int64(machine.processors)), "memory": Quantity(machine.memory, format: .binarySI),
      "pods": Quantity(110), "ephemeral-storage": Quantity(machine.disk, format: .binarySI),
    ]
    status.allocatable = status.capacity
    status.addresses = [
      NodeAddress(type: "InternalIP", address: name.address), NodeAddress(type: "Hostname", address: name.name),
    ]
    if isReady != nil { status.other["nodeInfo"] = info(name, machine) }
    for (type, reason, message) in conditions {
      let value = isReady == nil ? "Unknown" : type == "Ready" ? "True" : "False"
      var condition = status.conditions.first { $0.type == type } ?? Condition(type: type, status: "")
      if condition.status != value { condition.lastTransitionTime = time }
      condition.status = value
      condition.lastHeartbeatTime = isReady == nil ? condition.lastHeartbeatTime : time
      condition.reason = isReady == nil ? "NodeStatusUnknown" : reason
      condition.message = isReady == nil ? "The node was lost: 'koperator sandbox return-node' brings it back" : message
      status.conditions.removeAll { $0.type == type }
      status.conditions.append(condition)
    }
    return status
  }

  private static let conditions: [(type: String, reason: String, message: String)] = [
    ("MemoryPressure", "KubeletHasSufficientMemory", "memory is not measured here"),
    ("DiskPressure", "KubeletHasNoDiskPressure", "disks are not measured here"),
    ("PIDPressure", "KubeletHasSufficientPID", "processes are not counted here"),
    ("Ready", "KubeletReady", "the node of the sandbox is posting ready status"),
  ]

  private static func info(_ name: NodeRuntimeConfiguration.NodeName, _ machine: MachineFigures) -> JSONValue {
    [
      "architecture": .string(architecture), "bootID": .string(name.name), "containerRuntimeVersion": "process://1",
      "kernelVersion": .string(machine.kernel), "kubeProxyVersion": "", "kubeletVersion": "v1.37.2+sandbox",
      "machineID": .string(name.name), "operatingSystem": "linux", "osImage": "koperator sandbox",
      "systemUUID": .string(name.name),
    ]
  }

  /// The architecture as images name it.
  static var architecture: String {
    #if arch(arm64)
      "arm64"
    #else
      "amd64"
    #endif
  }
}

/// What the machine has, which each node says of itself.
struct MachineFigures: Sendable, Hashable {
  var processors = 1
  var memory: Int64 = 0
  var disk: Int64 = 0
  var kernel = ""
}
