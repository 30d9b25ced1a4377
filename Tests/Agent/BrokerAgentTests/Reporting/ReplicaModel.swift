import BrokerAgent

/// What a replica knows after it heard messages: the rules of the definition, and nothing else.
struct ReplicaModel: Equatable {
  struct Broker: Equatable {
    var identity: WatchedBroker
    var process: ProcessState?
    var kafka: KafkaState?
    var listeners: [String: ListenerState] = [:]
    var logDirs: [String: LogDirState] = [:]
    var figures: FiguresState?
  }

  private(set) var brokers: [UInt32: Broker] = [:]
  private(set) var sequence: UInt64 = 0
  private(set) var problems: [String] = []

  static func == (one: ReplicaModel, other: ReplicaModel) -> Bool {
    one.brokers == other.brokers && one.sequence == other.sequence
  }

  init(_ outputs: [AgentOutput] = []) { for output in outputs { hear(output) } }

  mutating func hear(_ output: AgentOutput) {
    switch output {
    case .hello: brokers = [:]
    case .report(let report): hear(report)
    case .heartbeat(let number):
      if number != sequence { problems.append("a heartbeat of \(number) after \(sequence)") }
    case .transition(let transition, _):
      if transition.sequence > sequence { problems.append("a transition of the future") }
      if brokers[transition.number] == nil { problems.append("a transition of an unknown broker") }
    case .gone(let number, let sequence):
      if brokers.removeValue(forKey: number) == nil { problems.append("an unknown broker is gone") }
      rise(to: sequence)
    }
  }

  private mutating func rise(to number: UInt64) {
    if number < sequence { problems.append("the sequence falls from \(sequence) to \(number)") }
    sequence = number
  }

  private mutating func hear(_ report: BrokerReport) {
    rise(to: report.sequence)
    if let identity = report.identity { brokers[report.number] = Broker(identity: identity) }
    guard var broker = brokers[report.number] else {
      problems.append("a part of an unknown broker")
      return
    }
    if let process = report.process { broker.process = process }
    if let kafka = report.kafka { broker.kafka = kafka }
    if let figures = report.figures { broker.figures = figures }
    for name in report.removedListeners where broker.listeners.removeValue(forKey: name) == nil {
      problems.append("an unknown listener is removed")
    }
    for path in report.removedLogDirs where broker.logDirs.removeValue(forKey: path) == nil {
      problems.append("an unknown log directory is removed")
    }
    for listener in report.listeners { broker.listeners[listener.name] = listener }
    for dir in report.logDirs { broker.logDirs[dir.path] = dir }
    brokers[report.number] = broker
  }
}
