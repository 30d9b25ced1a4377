import KubernetesClient
import KubernetesObjects

/// Three processes with clocks of their own, a server that holds the lease, and a network between them.
struct ElectionSimulation {
  struct Node {
    var election: LeaderElection
    /// Which process of this place it is: after a crash another one.
    var life = 0
    /// The clock: its rate, and what it says at time zero.
    var rate: Double
    var offset: Duration
    var timer: Duration?
    var isUp = true
    /// Until when nothing runs in the process, as when its machine is suspended.
    var pausedUntil = Duration.zero
    /// Until when nothing that it says or hears comes through.
    var cutOffUntil = Duration.zero
    /// When the write that is under way ends, in true time.
    var writesUntil = Duration.zero
    var isShuttingDown = false

    func local(_ time: Duration) -> Duration { offset + time * rate }
    func trueTime(_ local: Duration) -> Duration { (local - offset) / rate }
  }

  enum Message {
    case read(node: Int, life: Int, request: Int)
    case write(node: Int, life: Int, request: Int, Lease)
    case answer(node: Int, life: Int, request: Int, LeaseAnswer)
    case news(node: Int, life: Int, Lease)
    case writesEnded(node: Int, life: Int)
  }

  var generator: SplitMix
  var isCalm: Bool
  var now = Duration.seconds(1_000)
  var nodes: [Node] = []
  var messages: [(time: Duration, message: Message)] = []
  var lease: Lease?
  var version = 1
  var terms = 0
  var problems: [String] = []

  init(seed: UInt64, isCalm: Bool = false) {
    generator = SplitMix(seed: seed)
    self.isCalm = isCalm
    for index in 0..<3 {
      // Rates differ by up to 0.85 : 1.2, within the half that is allowed.
      let rate = Double.random(in: isCalm ? 0.999...1.001 : 0.85...1.2, using: &generator)
      let offset = Duration.seconds(Int.random(in: -500...500_000, using: &generator))
      nodes.append(Node(election: Self.election(index, 0, &generator), rate: rate, offset: offset))
    }
    for index in nodes.indices { carryOut(index, nodes[index].election.start(at: clock(index))) }
  }

  static func election(_ node: Int, _ life: Int, _ generator: inout SplitMix) -> LeaderElection {
    let key = ObjectKey(namespace: "test", name: "lease")
    return LeaderElection(identity: "\(node).\(life)", lease: key, seed: generator.next())
  }

  /// Who leads now.
  var leader: (node: Int, until: Duration)? {
    for (index, node) in nodes.enumerated() where node.isUp {
      if let until = node.election.writeDeadline(at: node.local(now)) { return (index, node.trueTime(until)) }
    }
    return nil
  }

  func clock(_ node: Int) -> ClockReading {
    let local = nodes[node].local(now)
    // The time of day is anything at all: two nodes even share it.
    let wall = MicroTime(microsecondsSince1970: Int64(node / 2) * 1_000_000_000_000 + Int64(local / .seconds(3)))
    return ClockReading(monotonic: local, wall: wall)
  }

  // MARK: Time

  mutating func live(seconds: Int) {
    let end = now + .seconds(seconds)
    var steps = 0
    while now < end, problems.isEmpty {
      step(until: end)
      steps += 1
      if steps > 1_000 * seconds { problems.append("time stands still at \(now)") }
    }
  }

  /// No more faults: somebody must lead in the end.
  mutating func recover() {
    isCalm = true
    for index in nodes.indices where !nodes[index].isUp { restart(index) }
    live(seconds: 90)
    if problems.isEmpty, leader == nil { problems.append("nobody leads when all is well again") }
  }

  mutating func step(until end: Duration) {
    var next = min(end, now + .milliseconds(Int.random(in: 50..<1_500, using: &generator)))
    for message in messages { next = min(next, max(message.time, now)) }
    for node in nodes {
      if let time = ringing(node) { next = min(next, max(time, now)) }
    }
    now = next
    for index in nodes.indices {
      guard let time = ringing(nodes[index]), time <= now else { continue }
      nodes[index].timer = nil
      carryOut(index, nodes[index].election.wake(at: clock(index)))
    }
    deliver()
    if !isCalm, generator.chance(of: 12) { disturb() }
    for index in nodes.indices where generator.chance(of: 3) { write(index) }
    watchLeaders()
  }

  /// When a node's timer rings: never early, and late where it is paused.
  func ringing(_ node: Node) -> Duration? {
    guard node.isUp, let timer = node.timer else { return nil }
    return max(node.trueTime(timer) + .microseconds(1), node.pausedUntil)
  }

  // MARK: Writes

  /// The leader begins a write that takes any time up to its deadline.
  mutating func write(_ index: Int) {
    let node = nodes[index]
    guard node.isUp, now >= node.pausedUntil, node.writesUntil <= now else { return }
    guard let deadline = node.election.writeDeadline(at: node.local(now)) else { return }
    let longest = node.trueTime(deadline) - now
    if longest < .microseconds(-1) { problems.append("node \(index) may write until \(deadline), which has passed") }
    for (other, rival) in nodes.enumerated() where other != index && rival.writesUntil > now {
      problems.append("\(now): nodes \(other) and \(index) write at once")
    }
    let part = isCalm ? 0.02 : generator.chance(of: 2) ? 1 : Double.random(in: 0...1, using: &generator)
    nodes[index].writesUntil = now + longest * part
  }

  /// No two lead at one time, each by its own clock.
  mutating func watchLeaders() {
    var leading = 0
    for node in nodes where node.isUp && node.election.isLeading(at: node.local(now)) { leading += 1 }
    if leading > 1 { problems.append("\(now): \(leading) nodes lead") }
  }

  // MARK: Faults

  mutating func disturb() {
    let index = Int.random(in: 0..<nodes.count, using: &generator)
    let time = now + .milliseconds(Int.random(in: 0..<25_000, using: &generator))
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: nodes[index].pausedUntil = time
    case 1, 2: nodes[index].cutOffUntil = time
    case 3: nodes[index].isUp ? crash(index) : restart(index)
    case 4: shutDown(index)
    default:
      // Somebody adds a label.
      version += 1
      lease?.metadata.resourceVersion = "\(version)"
      lease?.metadata.labels["seen"] = "\(version)"
      tellAll()
    }
  }

  mutating func crash(_ index: Int) { nodes[index].isUp = false }

  mutating func restart(_ index: Int) {
    // What the earlier process had sent may still be carried out.
    if nodes[index].writesUntil > now { return }
    nodes[index].life += 1
    nodes[index].isUp = true
    nodes[index].isShuttingDown = false
    nodes[index].election = Self.election(index, nodes[index].life, &generator)
    nodes[index].pausedUntil = .zero
    carryOut(index, nodes[index].election.start(at: clock(index)))
  }

  mutating func shutDown(_ index: Int) {
    guard nodes[index].isUp, !nodes[index].isShuttingDown, now >= nodes[index].pausedUntil else { return }
    nodes[index].isShuttingDown = true
    carryOut(index, nodes[index].election.shutDown(at: clock(index)))
    messages.append((max(now, nodes[index].writesUntil), .writesEnded(node: index, life: nodes[index].life)))
  }

  // MARK: Network

  mutating func delay() -> Duration {
    if isCalm { return .milliseconds(Int.random(in: 1...50, using: &generator)) }
    let most = generator.chance(of: 6) ? 20_000 : 400
    return .milliseconds(Int.random(in: 1...most, using: &generator))
  }

  mutating func send(_ message: Message, _ index: Int) {
    if now < nodes[index].cutOffUntil || (!isCalm && generator.chance(of: 10)) { return }
    messages.append((now + delay(), message))
  }

  mutating func deliver() {
    let due = messages.filter { $0.time <= now }.sorted { $0.time < $1.time }
    messages.removeAll { $0.time <= now }
    for (_, message) in due {
      switch message {
      case .read(let node, let life, let request):
        send(.answer(node: node, life: life, request: request, lease.map { .found($0) } ?? .notFound), node)
      case .write(let node, let life, let request, let written):
        send(.answer(node: node, life: life, request: request, serve(written)), node)
      case .answer(let node, let life, _, _), .news(let node, let life, _), .writesEnded(let node, let life):
        guard nodes[node].isUp, nodes[node].life == life else { continue }
        if now < nodes[node].pausedUntil {
          messages.append((nodes[node].pausedUntil, message))
        } else {
          hear(message, node)
        }
      }
    }
  }

  mutating func hear(_ message: Message, _ index: Int) {
    switch message {
    case .answer(_, _, let request, let answer):
      if now < nodes[index].cutOffUntil { return }
      let answer = !isCalm && generator.chance(of: 15) ? .failed : answer
      carryOut(index, nodes[index].election.receive(answer, of: request, at: clock(index)))
    case .news(_, _, let lease):
      carryOut(index, nodes[index].election.observe(lease, at: clock(index)))
    case .writesEnded: carryOut(index, nodes[index].election.writesEnded(at: clock(index)))
    case .read, .write: break
    }
  }

  /// The server carries a write out, if the lease is what the writer thinks.
  mutating func serve(_ written: Lease) -> LeaseAnswer {
    guard written.metadata.resourceVersion == lease?.metadata.resourceVersion else { return .conflict }
    version += 1
    var stored = written
    stored.metadata.uid = "lease"
    stored.metadata.resourceVersion = "\(version)"
    lease = stored
    tellAll()
    return .written(stored)
  }

  mutating func tellAll() {
    guard let lease else { return }
    for index in nodes.indices where nodes[index].isUp {
      send(.news(node: index, life: nodes[index].life, lease), index)
    }
  }

  // MARK: Directives

  mutating func carryOut(_ index: Int, _ directives: [LeaderElectionDirective]) {
    let life = nodes[index].life
    for directive in directives {
      switch directive {
      case .read(let request, let deadline), .write(let request, _, let deadline):
        if deadline <= nodes[index].local(now) { problems.append("request \(request) has no time") }
        if case .write(_, let lease, _) = directive {
          send(.write(node: index, life: life, request: request, lease), index)
        } else {
          send(.read(node: index, life: life, request: request), index)
        }
      case .startedLeading: terms += 1
      case .wait(let until): nodes[index].timer = until
      case .ended: nodes[index].isUp = false
      case .stoppedLeading, .holderChanged: break
      }
    }
  }
}
