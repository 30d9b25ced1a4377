import AgentAPI
import ClusterTopology

@testable public import AgentService

typealias Report = AgentAPI.BrokerReport

let cluster = ClusterKey(namespace: "shop", name: "kafka")

func broker(_ id: Int32, of cluster: ClusterKey = cluster) -> BrokerKey { BrokerKey(cluster: cluster, id: id) }

extension Kafka {
  static func state(_ state: State, streak: UInt32 = 1) -> Kafka {
    Kafka {
      $0.state = state
      $0.streak = streak
    }
  }
}

extension Process {
  static func state(_ state: State) -> Process { Process { $0.state = state } }
}

/// A full report of a broker.
func full(
  _ key: BrokerKey, number: UInt32 = 1, _ sequence: UInt64, pod: String = "uid-1", address: String? = nil,
  _ process: Process.State = .stateRunning, _ kafka: Kafka.State = .stateAnswers, streak: UInt32 = 1
) -> Report {
  Report {
    $0.broker = number
    $0.sequence = sequence
    $0.full = true
    $0.identity = BrokerIdentity {
      $0.namespace = key.cluster.namespace
      $0.cluster = key.cluster.name
      $0.brokerId = UInt32(key.id)
      $0.podName = "kafka-\(key.id)"
      $0.podUid = pod
      $0.address = address ?? "10.0.\(key.id / 250).\(key.id % 250 + 1)"
    }
    $0.process = .state(process)
    $0.kafka = .state(kafka, streak: streak)
  }
}

/// A report of what changed.
func change(_ sequence: UInt64, number: UInt32 = 1, _ fill: (inout Report) -> Void) -> Report {
  Report {
    $0.broker = number
    $0.sequence = sequence
    fill(&$0)
  }
}

func hello(_ incarnation: UInt64 = 100, interval: UInt32 = 1000, node: String = "") -> Hello {
  Hello {
    $0.incarnation = incarnation
    $0.intervalMs = interval
    $0.node = node
  }
}

extension AgentCallID: ExpressibleByIntegerLiteral {
  /// The call of that number.
  public init(integerLiteral value: UInt64) { self.init(rawValue: value) }
}

extension AgentRegistry {
  /// Opens the call of an agent beside a broker, and takes its first report.
  @discardableResult
  mutating func begin(
    _ call: AgentCallID, _ key: BrokerKey = broker(0), incarnation: UInt64 = 100, pod: String = "uid-1",
    sequence: UInt64 = 1, _ process: Process.State = .stateRunning, _ kafka: Kafka.State = .stateAnswers,
    streak: UInt32 = 1, at now: Duration
  ) throws -> [AgentDirective] {
    _ = try open(call, hello(incarnation), identities: [.broker(key)])
    return try receive(full(key, sequence, pod: pod, process, kafka, streak: streak), on: call, at: now)
  }

  @discardableResult
  mutating func beat(_ call: AgentCallID, at now: Duration) -> [AgentDirective] {
    receive(Heartbeat(), on: call, at: now)
  }

  func health(_ id: Int32 = 0, of cluster: ClusterKey = cluster) -> BrokerHealth? {
    brokers(of: cluster).first { $0.key.id == id }?.health
  }

  /// Advances to each deadline until that time.
  @discardableResult
  mutating func run(until end: Duration) -> [AgentDirective] {
    var directives: [AgentDirective] = []
    while let deadline = nextDeadline, deadline <= end { directives += advance(to: deadline) }
    return directives
  }
}

/// What became of brokers' health, as `<id> <before> <after>`.
func healths(_ directives: [AgentDirective]) -> [String] {
  directives.compactMap { directive in
    guard case .event(let event) = directive, event.subject == .health else { return nil }
    return "\(event.broker.id) \(event.before) \(event.after)"
  }
}

/// The same numbers from the same seed.
struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
