import KafkaModel
import KafkaProtocol

/// Topics that the tests commit to: `orders` with four partitions, `payments` with one.
struct SomeTopics: GroupTopics {
  static let orders = KafkaUUID(high: 1, low: 1)
  static let payments = KafkaUUID(high: 2, low: 2)

  func topicName(of id: KafkaUUID) -> String? {
    id == Self.orders ? "orders" : id == Self.payments ? "payments" : nil
  }
  func topicID(of name: String) -> KafkaUUID? {
    name == "orders" ? Self.orders : name == "payments" ? Self.payments : nil
  }
  func partitionCount(of name: String) -> Int? { name == "orders" ? 4 : name == "payments" ? 1 : nil }
}

/// A coordinator with its log, its clients and its clock.
final class GroupWorld {
  var coordinator: GroupCoordinator
  var now = Moment(monotonic: .seconds(100), wall: 1_700_000_000_000)
  /// What each partition's log holds.
  var log: [Int32: [[UInt8]]] = [:]
  var answers: [RequestToken: any KafkaResponse] = [:]
  /// Appends that were not acknowledged.
  var unacknowledged: [(partition: Int32, records: [UInt8], id: GroupAppendID)] = []
  /// Whether appends are acknowledged at once.
  var acknowledges = true
  var allows: (AccessOperation, AccessResourceType, String) -> Bool = { _, _, _ in true }
  var clientID = "client"
  private var lastToken: UInt64 = 0

  init(delay: Int32 = 0, isLoaded: Bool = true, change: (inout GroupConfiguration) -> Void = { _ in }) {
    var configuration = GroupConfiguration()
    configuration.initialRebalanceDelay = delay
    change(&configuration)
    coordinator = Self.coordinator(configuration, seed: 1)
    if isLoaded { load() }
  }

  private static func coordinator(_ configuration: GroupConfiguration, seed: UInt64) -> GroupCoordinator {
    var state = seed
    return GroupCoordinator(configuration: configuration) {
      // SplitMix64.
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// Loads all partitions from the log.
  func load() {
    for partition in 0..<coordinator.configuration.offsetsPartitions {
      take(coordinator.load(partition: partition, batches: (log[partition] ?? []).map { $0[...] }, at: now))
    }
  }

  /// Another broker takes over: it knows what the log says.
  func move() {
    for partition in 0..<coordinator.configuration.offsetsPartitions { take(coordinator.unload(partition: partition)) }
    unacknowledged = []
    coordinator = Self.coordinator(coordinator.configuration, seed: UInt64(now.wall))
    load()
  }

  /// Sends a request; answers its token.
  @discardableResult
  func start(_ request: any KafkaRequest, version: Int16) -> RequestToken {
    lastToken += 1
    let token = RequestToken(rawValue: lastToken)
    let context = RequestContext(
      connection: ConnectionID(rawValue: 1), clientID: clientID, clientHost: "10.0.0.1", listener: "CLIENT")
    take(
      coordinator.receive(
        token, context: context, version: version, request: request, topics: SomeTopics(), allows: allows, at: now))
    return token
  }

  /// Sends a request that is answered at once; nil where it was not.
  func send<Request: KafkaRequest>(_ request: Request, version: Int16) -> Request.Response? {
    answer(to: start(request, version: version))
  }

  func answer<Response: KafkaResponse>(to token: RequestToken) -> Response? { answers[token] as? Response }

  /// Lets time pass, deadline by deadline.
  func advance(by duration: Duration) {
    let end = now.later(duration)
    while let deadline = coordinator.nextDeadline, deadline <= end.monotonic {
      if deadline > now.monotonic { now = now.later(deadline - now.monotonic) }
      take(coordinator.tick(at: now))
      if let next = coordinator.nextDeadline, next <= deadline { stuck += 1 } else { stuck = 0 }
      if stuck > 100 { return }
    }
    now = end
    take(coordinator.tick(at: now))
  }

  /// How often in a row a deadline led to nothing.
  var stuck = 0

  /// The log acknowledges what it was given, in order, or fails.
  func acknowledge(_ error: ErrorCode = .none) {
    let waiting = unacknowledged
    unacknowledged = []
    for append in waiting {
      if error == .none { log[append.partition, default: []].append(append.records) }
      take(coordinator.appended(append.id, error, at: now))
    }
  }

  func take(_ outputs: [GroupOutput]) {
    for output in outputs {
      switch output {
      case .respond(let token, let response):
        precondition(answers[token] == nil, "answered twice")
        answers[token] = response
      case .append(let partition, let records, let id): unacknowledged.append((partition, records, id))
      }
    }
    if acknowledges && !unacknowledged.isEmpty { acknowledge() }
  }
}

extension ErrorCode {
  init(_ number: Int16?) { self.init(rawValue: number ?? Int16.min) }
}
