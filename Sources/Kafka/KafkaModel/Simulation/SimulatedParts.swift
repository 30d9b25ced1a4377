import KafkaProtocol

/// A broker's process in the simulation.
final class SimulatedBroker {
  let node: BrokerNode
  let incarnation: KafkaUUID
  /// The epoch of its registration; nil before the first.
  var epoch: Int64?
  var isHung = false
  /// Whether the controller sends it updates.
  var isConnected = false
  /// The image that was sent to it last.
  var sent: ClusterImage?
  /// What came while it hung.
  var backlog: [BrokerInput] = []
  /// When it says the next time that it lives; nil before it is registered.
  var nextHeartbeat: Duration?

  init(node: BrokerNode, incarnation: KafkaUUID) {
    self.node = node
    self.incarnation = incarnation
  }
}

/// A fetch of a follower that was not answered.
struct SimulatedFetch {
  var follower: Int32
  var incarnation: KafkaUUID
  var leader: Int32
}

/// Two ends between which messages pass.
struct SimulatedLink: Hashable {
  var low: Int32
  var high: Int32

  init(_ one: Int32, _ other: Int32) {
    low = min(one, other)
    high = max(one, other)
  }
}

/// One of the two ways of a link; clients have no number.
struct SimulatedDirection: Hashable {
  var sender: Int32?
  var receiver: Int32?
}

/// What a broker asks of the controller.
enum ControllerCall {
  case register(BrokerRegistrationRequest)
  case heartbeat(BrokerHeartbeatRequest)
  case alterPartition(AlterPartitionRequest)
  case allocateProducerIDs(AllocateProducerIdsRequest)
  case forward(RequestToken, RequestContext, version: Int16, any KafkaRequest)
}

/// A message that is under way.
enum SimulatedEvent {
  /// To a broker's process, from another broker or from the controller; nil where no link is passed.
  case input(Int32, KafkaUUID, BrokerInput, from: Int32?)
  /// From a broker's process to the controller.
  case call(Int32, KafkaUUID, ControllerCall)
  /// The controller hears that a broker's connection is gone.
  case disconnected(Int32, KafkaUUID)
  /// The controller's answer to a registration.
  case registered(Int32, KafkaUUID, BrokerRegistrationResponse)
  /// The controller's answer to a heartbeat.
  case heard(Int32, KafkaUUID, BrokerHeartbeatResponse)
  /// A broker that could not register tries again.
  case register(Int32, KafkaUUID)
  /// The answer to a client.
  case answer(RequestToken, any KafkaResponse, from: Int32)
  /// A follower has waited for long enough.
  case fetchTimeout(RequestToken)

  /// Whether a broker's process had this to say: it is lost with it.
  func isFrom(_ id: Int32) -> Bool {
    switch self {
    case .input(_, _, _, from: let sender): sender == id
    case .call(let sender, _, _): sender == id
    case .answer(_, _, from: let sender): sender == id
    default: false
    }
  }
}

/// The messages under way, by the time at which they arrive; those of one time in the order in which they were sent.
struct SimulatedEvents {
  private var entries: [(at: Duration, event: SimulatedEvent)] = []

  /// When the next one arrives.
  var next: Duration? { entries.first?.at }

  mutating func insert(_ event: SimulatedEvent, at time: Duration) {
    entries.insert((time, event), at: entries.partitionPoint { $0.at > time })
  }

  mutating func pop(before now: Duration) -> SimulatedEvent? {
    guard let first = entries.first, first.at <= now else { return nil }
    return entries.removeFirst().event
  }

  /// Takes out what a condition holds for.
  mutating func remove(where condition: (SimulatedEvent) -> Bool) -> [SimulatedEvent] {
    let removed = entries.map(\.event).filter(condition)
    entries.removeAll { condition($0.event) }
    return removed
  }
}

/// Numbers that a seed decides: SplitMix64.
struct SimulatedRandom {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number below a bound.
  mutating func below(_ bound: Int) -> Int { bound <= 1 ? 0 : Int(next() % UInt64(bound)) }
}
