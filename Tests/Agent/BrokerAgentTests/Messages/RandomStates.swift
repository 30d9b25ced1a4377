import BrokerAgent

/// Numbers from a seed (SplitMix64), so that a failure can be had again.
struct CourseGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// States of brokers by chance: all that the types can hold, the ends of their ranges often.
struct RandomStates {
  var generator: CourseGenerator
  var now: Duration = .seconds(1_000)

  init(seed: UInt64) { generator = CourseGenerator(seed) }

  mutating func chance(_ part: Int) -> Bool { Int.random(in: 0..<part, using: &generator) == 0 }

  mutating func number<Number: FixedWidthInteger & UnsignedInteger>(_: Number.Type = Number.self) -> Number {
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: 0
    case 1: .max
    case 2: Number(Int.random(in: 0..<128, using: &generator))
    default: Number.random(in: 0...(.max), using: &generator)
    }
  }

  mutating func text() -> String {
    let texts = [
      "", "a", "/kafka-logs", "Größe", "磁盘", "😈\t\n\r\"\\", "\u{7f}\u{1}", "e\u{301}",
      String(repeating: "ü", count: 120),
    ]
    return texts.randomElement(using: &generator) ?? ""
  }

  mutating func seen() -> Duration { now - .milliseconds(Int.random(in: 0...100_000, using: &generator)) }

  mutating func nodeID() -> Int32? { chance(4) ? nil : Int32(truncatingIfNeeded: number(UInt32.self) >> 1) }

  mutating func process() -> ProcessState {
    var process = ProcessState()
    let all: [ProcessState.Status] = [.unknown, .running, .gone, .stopped]
    process.status = all.randomElement(using: &generator) ?? .unknown
    process.pid = number()
    process.restarts = number()
    process.startedMilliseconds = number()
    process.openFiles = number()
    process.residentBytes = number()
    process.seen = seen()
    process.problem = text()
    return process
  }

  mutating func answer() -> AnswerStatus { AnswerStatus.allCases.randomElement(using: &generator) ?? .unknown }

  mutating func kafka() -> KafkaState {
    var kafka = KafkaState()
    kafka.status = answer()
    kafka.listener = text()
    kafka.latencyMicroseconds = number()
    kafka.nodeID = nodeID()
    kafka.isBroker = chance(2)
    kafka.isController = chance(2)
    kafka.streak = number()
    kafka.seen = seen()
    kafka.problem = text()
    return kafka
  }

  mutating func listener(_ name: String) -> ListenerState {
    var listener = ListenerState(name: name, port: number())
    listener.status = answer()
    if chance(2) {
      var certificate = CertificateState()
      certificate.serial = text()
      certificate.notBefore = Int64(bitPattern: number())
      certificate.notAfter = Int64(bitPattern: number())
      certificate.subject = text()
      listener.certificate = certificate
    }
    listener.latencyMicroseconds = number()
    listener.seen = seen()
    listener.problem = text()
    return listener
  }

  mutating func logDir(_ path: String) -> LogDirState {
    var dir = LogDirState(path: path)
    dir.status = LogDirState.Status.allCases.randomElement(using: &generator) ?? .unknown
    if chance(2) { dir.space = space() }
    if chance(2) {
      var write = WriteState()
      write.error = chance(2) ? "EIO" : ""
      write.latencyMicroseconds = number()
      write.isDirect = chance(2)
      write.seen = seen()
      dir.write = write
    }
    if chance(2) { dir.partitions = partitions() }
    if chance(2) {
      var identity = IdentityState()
      identity.status = IdentityState.Status.allCases.randomElement(using: &generator) ?? .unknown
      identity.clusterID = text()
      identity.nodeID = nodeID()
      identity.directoryID = text()
      identity.seen = seen()
      dir.identity = identity
    }
    dir.isCleanShutdown = chance(2)
    dir.problem = text()
    return dir
  }

  mutating func space() -> SpaceState {
    var space = SpaceState()
    space.mount = text()
    space.device = text()
    space.type = text()
    space.totalBytes = number()
    space.usedBytes = number()
    space.freeBytes = number()
    space.totalInodes = number()
    space.freeInodes = number()
    space.isReadOnly = chance(2)
    space.seen = seen()
    return space
  }

  mutating func partitions() -> PartitionsState {
    var partitions = PartitionsState()
    partitions.live = sum()
    partitions.future = sum()
    partitions.deleted = sum()
    partitions.stray = sum()
    partitions.metadata = sum()
    partitions.others = number()
    partitions.namesSeen = seen()
    if chance(2) { partitions.bytesSeen = seen() }
    return partitions
  }

  mutating func sum() -> PartitionsState.Sum {
    var sum = PartitionsState.Sum()
    sum.count = number()
    sum.bytes = number()
    return sum
  }

  mutating func figures() -> FiguresState {
    var figures = FiguresState()
    figures.isAvailable = chance(2)
    if chance(2) { figures.underReplicated = number() }
    if chance(2) { figures.offlineReplicas = number() }
    if chance(2) { figures.offlinePartitions = number() }
    if chance(2) { figures.requestIdlePermille = number() }
    figures.seen = seen()
    figures.problem = text()
    return figures
  }

  mutating func state() -> BrokerState {
    var state = BrokerState()
    state.process = process()
    state.kafka = kafka()
    for index in 0..<Int.random(in: 0...3, using: &generator) { state.listeners.append(listener("L\(index)")) }
    for index in 0..<Int.random(in: 0...3, using: &generator) { state.logDirs.append(logDir("/d\(index)")) }
    if chance(2) { state.figures = figures() }
    return state
  }

  mutating func broker() -> WatchedBroker {
    WatchedBroker(
      namespace: text(), cluster: text(), id: nodeID() ?? 0, podName: text(), podUID: text(), address: text())
  }
}
