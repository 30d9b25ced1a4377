import JSON
import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry

/// Makes the Node objects, says that the nodes live, and marks those that are lost.
final class NodeKeeper: Sendable {
  private let transport: any APITransport
  private let nodes: [NodeRuntimeConfiguration.NodeName]
  private let machine: MachineFigures
  private let heartbeat: Duration?
  private let clock: any MonotonicClock
  private let log: Logger
  private let lost = Mutex<Set<String>>([])

  /// How long it waits after a failure.
  private static let rest = Duration.seconds(1)
  /// How often a node's status is written though nothing has changed; the kubelet's figure.
  private static let report = Duration.seconds(300)

  init(
    _ transport: any APITransport, _ configuration: NodeRuntimeConfiguration, clock: any MonotonicClock, log: Logger
  ) {
    self.transport = transport
    nodes = configuration.nodes
    machine = MachineFigures.read(configuration.folder)
    heartbeat = configuration.heartbeat
    self.clock = clock
    self.log = log
  }

  /// Whether a node is lost.
  func isLost(_ name: String) -> Bool { lost.withLock { $0.contains(name) } }

  /// Makes the nodes, and says that they live until the task is cancelled.
  func run() async {
    var made: Set<String> = []
    var reported = clock.now
    while !Task.isCancelled {
      let isDue = clock.now - reported >= Self.report
      if isDue { reported = clock.now }
      for node in nodes where !isLost(node.name) {
        do throws(ClientError) {
          if !made.contains(node.name) || isDue { try await make(node) }
          made.insert(node.name)
          if heartbeat != nil { try await renewLease(node.name) }
        } catch {
          if !error.isCancellation { log.debug("a node cannot be reported", [.object: node.name, .error: "\(error)"]) }
        }
      }
      let isComplete = made.count == nodes.count
      guard (try? await clock.sleep(for: isComplete ? heartbeat ?? Self.report : Self.rest)) != nil else { return }
    }
  }

  /// A node is lost from now on.
  func markLost(_ name: String) { _ = lost.withLock { $0.insert(name) } }

  /// Says that nobody hears of a node any more.
  func lose(_ name: NodeRuntimeConfiguration.NodeName) async throws(ClientError) {
    markLost(name.name)
    guard let node = try await transport.find(Node.self, name.name) else { return }
    try await writeStatus(node, name, isReady: nil)
    var taints = node.spec?.taints ?? []
    taints.removeAll { $0.key == NodeObjects.unreachable }
    for effect in ["NoSchedule", "NoExecute"] {
      taints.append(Taint(key: NodeObjects.unreachable, effect: effect, timeAdded: clock.reading.time))
    }
    try await writeTaints(taints, name.name)
  }

  /// A node is back.
  func bringBack(_ name: NodeRuntimeConfiguration.NodeName) async throws(ClientError) {
    _ = lost.withLock { $0.remove(name.name) }
    try await make(name)
    if heartbeat != nil { try? await renewLease(name.name) }
  }

  // MARK: Writes

  private func make(_ name: NodeRuntimeConfiguration.NodeName) async throws(ClientError) {
    let wanted = NodeObjects.node(name)
    var node: Node
    if let found = try await transport.find(Node.self, name.name) {
      var labels = JSONObject()
      for (label, value) in wanted.metadata.labels where found.metadata.labels[label] != value {
        labels[label] = .string(value)
      }
      node = found
      if !labels.isEmpty {
        node = try await transport.mergePatch(Node.self, ["metadata": ["labels": .object(labels)]], name: name.name)
      }
    } else {
      node = try await transport.create(wanted)
    }
    try await writeStatus(node, name, isReady: true)
    // A real API server gives a new node the second one; where no controller manager runs, nobody else takes it away.
    let taints = node.spec?.taints ?? []
    let left = taints.filter { $0.key != NodeObjects.unreachable && $0.key != NodeObjects.notReady }
    if left.count < taints.count { try await writeTaints(left, name.name) }
  }

  private func writeStatus(
    _ node: Node, _ name: NodeRuntimeConfiguration.NodeName, isReady: Bool?
  ) async throws(ClientError) {
    let status = NodeObjects.status(
      name, machine: machine, isReady: isReady, before: node.status, at: clock.reading.time)
    // Nobody else writes these parts, and a merge leaves the rest.
    try await transport.mergePatch(Node.self, ["status": status.json], name: name.name, subresource: "status")
  }

  private func writeTaints(_ taints: [Taint], _ name: String) async throws(ClientError) {
    let list: JSONValue = taints.isEmpty ? .null : .array(taints.map(\.json))
    try await transport.mergePatch(Node.self, ["spec": ["taints": list]], name: name)
  }

  private func renewLease(_ name: String) async throws(ClientError) {
    let now = clock.wall
    let lease = Lease(
      metadata: ObjectMeta(name: name, namespace: Self.leases),
      spec: LeaseSpec(holderIdentity: name, leaseDurationSeconds: 40, renewTime: now))
    do throws(ClientError) {
      try await transport.mergePatch(
        Lease.self, ["spec": lease.spec?.json ?? .null], name: name, namespace: Self.leases)
    } catch {
      guard error.code == .notFound else { throw error }
      // A server without this namespace has nobody who looks at its leases.
      do throws(ClientError) { _ = try await transport.create(lease) } catch {
        guard error.code == .notFound || error.code == .alreadyExists else { throw error }
      }
    }
  }

  /// The namespace of nodes' leases.
  private static let leases = "kube-node-lease"
}
