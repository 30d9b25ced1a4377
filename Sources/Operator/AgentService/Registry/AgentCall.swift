import AgentAPI

/// A call of an agent, from its Hello on.
struct AgentCall: Sendable, Hashable {
  let id: AgentCallID
  let identities: [AgentIdentity]
  let incarnation: UInt64
  /// The agent's name, for people and for telling agents apart.
  let agent: String
  /// Between two samples.
  var interval: Duration
  /// The brokers, by their numbers on this call.
  var brokers: [UInt32: BrokerKey] = [:]
  /// Reports that wait until it is known whose pod they speak of, by number.
  var waiting: [UInt32: BrokerReport] = [:]
  /// Of those that wait, the ones that another agent has.
  var held: Set<UInt32> = []
  /// When the agent sent anything; the records of its brokers may be behind.
  var lastHeard = Duration.zero
  /// When that was noted with all its brokers; nil before.
  var noted: Duration?

  init(_ id: AgentCallID, _ hello: Hello, _ identities: [AgentIdentity]) throws(AgentRefusal) {
    guard hello.incarnation != 0 else { throw AgentRefusal(.invalid, "Hello names no incarnation") }
    guard !identities.isEmpty else {
      throw AgentRefusal(.denied, "the certificate names no broker and no node")
    }
    self.id = id
    self.identities = identities
    incarnation = hello.incarnation
    interval = .milliseconds(hello.intervalMs == 0 ? 1000 : Int64(min(max(hello.intervalMs, 200), 10_000)))
    if identities == [.local] {
      agent = hello.node.isEmpty ? "local/\(hello.incarnation)" : "local/\(hello.node.shortened)/\(hello.incarnation)"
    } else {
      agent = identities.map(\.description).joined(separator: " ")
    }
  }

  /// Whether a message now is to be noted with all brokers: each interval is, as their tries are counted by it; not each message
  /// of an agent with many.
  func isNoteDue(at now: Duration) -> Bool {
    guard brokers.count + waiting.count > 1, let noted else { return true }
    return now - noted >= interval / 4
  }

  /// Whether it speaks for a node: one broker that another agent has is no reason to end what it says of the others.
  var isOfNode: Bool { identities.contains { if case .node = $0 { true } else { false } } }

  /// Whether it may report a broker.
  enum Permission {
    case granted
    /// Nobody has said yet where the broker's pod is.
    case waiting
  }

  /// - Parameter pod: The pod that owns the broker; nil where it is not known.
  /// - Throws: Why it may not.
  func permission(
    for key: BrokerKey, podUID: String, pod: AgentRegistry.OwnerPod?, knowsPods: Bool
  ) throws(AgentRefusal) -> Permission {
    let names = identities.contains { identity in
      switch identity {
      case .broker(let named): named == key
      case .local: true
      case .node: false
      }
    }
    let nodes = identities.compactMap { identity -> String? in
      if case .node(let name) = identity { name } else { nil }
    }
    if !names {
      guard !nodes.isEmpty else {
        throw AgentRefusal(
          .denied,
          "the certificate does not name the broker \(key): it needs a URI name such as spiffe://<trust domain>/agent/\(key)"
        )
      }
      guard knowsPods else {
        throw AgentRefusal(
          .denied, "the certificate names a node, and where pods run is known with --kubernetes only")
      }
    }
    guard knowsPods, !identities.contains(.local) else { return .granted }
    guard let pod, podUID.isEmpty || podUID == pod.uid else { return .waiting }
    if !names, !nodes.contains(pod.node) {
      throw AgentRefusal(
        .denied, "the pod of the broker \(key) does not run on \(nodes.joined(separator: ", "))")
    }
    return .granted
  }
}
