import Testing

@testable import XDS

/// Proxies as models against one core, in an order that a seed decides: whatever happens, in the end every proxy runs
/// exactly the newest snapshot.
struct ModelTests {
  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld], Array(0..<8)) func everyClientEndsWithTheNewestSnapshot(
    variant: XDSVariant, shard: Int
  ) throws {
    for seed in shard * 80..<(shard + 1) * 80 {
      var world = try ModelWorld(seed: UInt64(seed), variant: variant, isCalm: false)
      try world.run(steps: 80)
      guard try world.settlesOnTheNewestSnapshot() else {
        Issue.record("seed \(seed), \(variant): \(world.complaints)")
        return
      }
    }
  }

  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld], Array(0..<4)) func whereNothingIsRejectedNoReferenceEverBreaks(
    variant: XDSVariant, shard: Int
  ) throws {
    for seed in shard * 80..<(shard + 1) * 80 {
      var world = try ModelWorld(seed: UInt64(seed), variant: variant, isCalm: true)
      try world.run(steps: 80)
      let settles = try world.settlesOnTheNewestSnapshot()
      let disorder = world.clients.flatMap(\.disorder)
      guard settles, disorder.isEmpty else {
        Issue.record("seed \(seed), \(variant): \(world.complaints) \(disorder)")
        return
      }
    }
  }

  @Test(arguments: [XDSVariant.delta, .stateOfTheWorld]) func noSequenceOfRequestsTraps(variant: XDSVariant) throws {
    var random = SeededGenerator(seed: 7)
    let names = ["", "*", "a", "b", "missing", "xdstp://x/y/*", "\u{0}", "é"]
    func some() -> [String] {
      (0..<Int.random(in: 0...3, using: &random)).map { _ in names.randomElement(using: &random) ?? "" }
    }
    for _ in 0..<500 {
      var fixture = try Fixture([
        cluster("a"), endpoints("a"), listener("a"), secret("a"), resource(Fixture.opaque, "a"),
      ])
      try fixture.open(1, variant, Bool.random(using: &random) ? .aggregated : .single(.cluster))
      for _ in 0..<40 {
        let types = [TypeURL.cluster, .endpoints, .listener, .secret, .route, Fixture.opaque]
        let type = types.randomElement(using: &random) ?? .cluster
        let nonce = ["", "1.0", "1.1", "2.0", "3.0", "x"].randomElement(using: &random) ?? ""
        let failure = Int.random(in: 0..<4, using: &random) == 0 ? "bad" : nil
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
          try fixture.publish([
            cluster("a", "\(nonce)2"), listener("a"), endpoints("b"), cluster(type.rawValue.suffix(9) + ""),
          ])
        case 1: _ = try fixture.wait(.seconds(Int.random(in: 0...40, using: &random)))
        case 2 where fixture.core.streamCount == 0: try fixture.open(1, variant)
        default:
          if variant == .delta {
            try fixture.delta(
              1, type, subscribe: some(), unsubscribe: some(), versions: ["a": nonce, names[3]: "1"], nonce: nonce,
              failure: failure)
          } else {
            try fixture.world(1, type, some(), version: nonce, nonce: nonce, failure: failure)
          }
        }
      }
      #expect(fixture.core.status(at: fixture.now).count == fixture.core.streamCount)
    }
  }
}

/// A core, some clients, and the wires between them.
struct ModelWorld {
  var fixture: Fixture
  var clients: [ModelClient]
  var random: SeededGenerator
  let isCalm: Bool
  var snapshot: [XDSResource] = []
  var streams: UInt64 = 0
  var complaints: [String] = []
  /// Streams and types with a response that the server has no answer to, and all nonces of a stream and type.
  private var open: [String: String] = [:]
  private var nonces: Set<String> = []

  init(seed: UInt64, variant: XDSVariant, isCalm: Bool) throws {
    random = SeededGenerator(seed: seed)
    self.isCalm = isCalm
    fixture = try Fixture()
    clients = []
    try publish(bad: false)
    for number in 0..<3 {
      let subset = !isCalm && Int.random(in: 0..<4, using: &random) == 0
      clients.append(ModelClient(node: "envoy-\(number)", variant: variant, listenerNames: subset ? ["k", "b"] : nil))
      try connect(number)
    }
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func publish(bad: Bool) throws {
    var resources: [XDSResource] = []
    for name in ["k", "a", "b", "c", "d"] {
      if name != "k" && chance(40) { continue }
      resources.append(cluster(name, content(bad)))
      if !chance(5) { resources.append(endpoints(name, content(bad))) }
      if name == "k" || chance(70) { resources.append(listener(name, content(bad))) }
    }
    for name in ["s0", "s1", "s2"] where chance(70) { resources.append(secret(name, content(bad))) }
    snapshot = resources
    let received = try fixture.publish(resources)
    deliver(received)
  }

  private mutating func content(_ bad: Bool) -> String {
    bad && chance(8) ? "bad" : "\(Int.random(in: 0..<3, using: &random))"
  }

  private mutating func connect(_ number: Int) throws {
    streams += 1
    try fixture.open(streams, clients[number].variant)
    clients[number].connect(stream: streams)
  }

  /// Puts responses on the wire, and checks what holds for all.
  private mutating func deliver(_ responses: [Received]) {
    for response in responses {
      let key = "\(response.stream) \(response.type)"
      if let nonce = open[key] { complaints.append("\(key): \(response.nonce) while \(nonce) is not answered") }
      open[key] = response.nonce
      if !nonces.insert("\(key) \(response.nonce)").inserted {
        complaints.append("\(key): nonce \(response.nonce) again")
      }
      if Set(response.names + response.removed).count != response.names.count + response.removed.count {
        complaints.append("\(key): a name twice")
      }
      for index in clients.indices where clients[index].stream == response.stream {
        clients[index].inbox.append(response)
      }
    }
  }

  private mutating func sendNext(_ number: Int) throws {
    guard !clients[number].outbox.isEmpty else { return }
    let request = clients[number].outbox.removeFirst()
    let key = "\(clients[number].stream) \(request.type)"
    let isRestart: Bool
    if case .stateOfTheWorld = request.change { isRestart = request.nonce.isEmpty } else { isRestart = false }
    if open[key] == request.nonce || isRestart { open[key] = nil }
    let stream = StreamID(rawValue: clients[number].stream)
    deliver(try fixture.take(fixture.core.receive(request, from: stream, at: fixture.now)))
    try reconnectClosed()
  }

  private mutating func wait(_ duration: Duration) throws {
    deliver(try fixture.wait(duration))
    try reconnectClosed()
  }

  private mutating func reconnectClosed() throws {
    for number in clients.indices where fixture.closed[clients[number].stream] != nil { try connect(number) }
  }

  mutating func run(steps: Int) throws {
    for _ in 0..<steps {
      let number = Int.random(in: 0..<clients.count, using: &random)
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<45: clients[number].takeResponse(rejecting: !isCalm && chance(6), using: &random)
      case 45..<80: try sendNext(number)
      case 80..<88: try publish(bad: !isCalm)
      case 88..<92: if !isCalm { try wait(.seconds(Int.random(in: 0...25, using: &random))) }
      case 92..<95:
        // A SotW client that reconnects cannot tell what it has, so its clusters can go before its listeners.
        if !(isCalm && clients[number].variant == .stateOfTheWorld) {
          fixture.core.close(StreamID(rawValue: clients[number].stream))
          try connect(number)
        }
      default:
        let name = ["s0", "s1", "s2"].randomElement(using: &random) ?? "s0"
        if clients[number].secrets.remove(name) == nil { clients[number].secrets.insert(name) }
        clients[number].updateSubscription(.secret)
      }
    }
  }

  /// Lets everything come to rest after a last good snapshot, and compares.
  mutating func settlesOnTheNewestSnapshot() throws -> Bool {
    try publish(bad: false)
    for _ in 0..<400 {
      var isQuiet = true
      for number in clients.indices {
        while !clients[number].inbox.isEmpty || !clients[number].outbox.isEmpty {
          isQuiet = false
          if !clients[number].inbox.isEmpty { clients[number].takeResponse(rejecting: false, using: &random) }
          try sendNext(number)
        }
      }
      if !isQuiet { continue }
      guard let deadline = fixture.core.nextDeadline else { break }
      try wait(max(.zero, deadline - fixture.now))
    }
    if fixture.core.nextDeadline != nil { complaints.append("it does not come to rest") }
    let progress = fixture.core.progress(of: Fixture.group)
    if progress.acknowledged != fixture.generation { complaints.append("progress: \(progress)") }
    if !fixture.core.isSettled(Fixture.group) { complaints.append("it says that it is not settled") }
    for client in clients { compare(client) }
    return complaints.isEmpty
  }

  private mutating func compare(_ client: ModelClient) {
    for type in ModelClient.types {
      var expected: [String: [UInt8]] = [:]
      for resource in snapshot where resource.type == type {
        if client.wanted(type)?.contains(resource.name) ?? true { expected[resource.name] = resource.body }
      }
      var actual = client.applied[type] ?? [:]
      if client.variant == .stateOfTheWorld {
        // What is gone is an assignment without endpoints, or, for secrets, stays with the client.
        if type == .endpoints { actual = actual.filter { $0.value.count > 2 + $0.key.utf8.count } }
        if type == .secret { actual = actual.filter { expected[$0.key] != nil } }
      }
      if actual != expected { complaints.append("\(client.node) \(type): \(actual) is not \(expected)") }
    }
    if !client.warming.isEmpty { complaints.append("\(client.node): \(client.warming) still wait for endpoints") }
  }
}
