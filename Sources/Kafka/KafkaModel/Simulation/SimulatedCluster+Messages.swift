import KafkaProtocol

/// How messages pass.
extension SimulatedCluster {
  func isCut(_ one: Int32, _ other: Int32) -> Bool { !cuts.isEmpty && cuts.contains(SimulatedLink(one, other)) }

  /// Sends a message: it arrives after a while, and after those that went the same way before it.
  func post(_ event: SimulatedEvent, from sender: Int32?, to receiver: Int32?) {
    let way = SimulatedDirection(sender: sender, receiver: receiver)
    var time = now.monotonic + .microseconds(100 + random.below(4_900))
    if let last = arrivals[way], last > time { time = last }
    arrivals[way] = time
    events.insert(event, at: time)
  }

  /// Lets something happen later, whatever the links do.
  private func schedule(_ event: SimulatedEvent, after delay: Duration) {
    events.insert(event, at: now.monotonic + delay)
  }

  func handle(_ event: SimulatedEvent) {
    switch event {
    case .input(let id, let incarnation, let input, from: let sender):
      guard let sender, isCut(sender, id) else { return run(id, incarnation, input) }
      lose(input, to: id, incarnation)
    case .call(let id, let incarnation, let call):
      guard !isCut(id, Self.controllerEnd) else { return fail(call, of: id, incarnation) }
      take(call, from: id, incarnation)
    case .disconnected(let id, let incarnation):
      guard let broker = controller.image.brokers[id], broker.incarnation == incarnation else { return }
      controller.disconnected(broker: id, epoch: broker.epoch, at: now)
      publish()
    case .registered(let id, let incarnation, let response): takeRegistered(id, incarnation, response)
    case .heard(let id, let incarnation, let response):
      guard !isCut(id, Self.controllerEnd), brokers[id]?.incarnation == incarnation else { return }
      if response.errorCode != 0 { register(id) }
    case .register(let id, let incarnation):
      if brokers[id]?.incarnation == incarnation { register(id) }
    case .answer(let token, let response, from: _): answers[token] = response
    case .fetchTimeout(let token):
      guard let fetch = fetches.removeValue(forKey: token) else { return }
      run(fetch.follower, fetch.incarnation, .fetched(from: fetch.leader, nil))
    }
  }

  /// A message does not arrive: who waits for it gives up later.
  private func lose(_ input: BrokerInput, to id: Int32, _ incarnation: KafkaUUID) {
    let late: BrokerInput
    switch input {
    case .fetched(let leader, _): late = .fetched(from: leader, nil)
    case .alteredPartition: late = .alteredPartition(nil)
    case .producerIDs: late = .producerIDs(nil)
    case .forwarded(let token, _): late = .forwarded(token, nil)
    default: return  // A follower's fetch has its own timeout, and an update comes again after the next registration.
    }
    schedule(.input(id, incarnation, late, from: nil), after: Self.requestTimeout)
  }

  private func fail(_ call: ControllerCall, of id: Int32, _ incarnation: KafkaUUID) {
    switch call {
    case .alterPartition: lose(.alteredPartition(nil), to: id, incarnation)
    case .allocateProducerIDs: lose(.producerIDs(nil), to: id, incarnation)
    case .forward(let token, _, _, _): lose(.forwarded(token, nil), to: id, incarnation)
    case .register: schedule(.register(id, incarnation), after: Self.requestTimeout)
    case .heartbeat: break
    }
  }

  // MARK: Brokers

  func run(_ id: Int32, _ incarnation: KafkaUUID, _ input: BrokerInput) {
    guard let broker = brokers[id], broker.incarnation == incarnation else { return }
    guard !broker.isHung else {
      if case .tick = input { return }
      broker.backlog.append(input)
      return
    }
    for output in broker.node.receive(input, at: now) { handle(output, of: id, incarnation) }
  }

  private func handle(_ output: BrokerOutput, of id: Int32, _ incarnation: KafkaUUID) {
    switch output {
    case .respond(let token, let response): respond(token, response, from: id)
    case .noResponse, .disconnect, .partitionsChanged: break
    case .forward(let token, let context, _, let version, let request):
      call(.forward(token, context, version: version, request), of: id, incarnation)
    case .fetch(let leader, let request): fetch(request, from: leader, by: id, incarnation)
    case .alterPartition(let request): call(.alterPartition(request), of: id, incarnation)
    case .allocateProducerIDs(let request): call(.allocateProducerIDs(request), of: id, incarnation)
    }
  }

  private func respond(_ token: RequestToken, _ response: any KafkaResponse, from id: Int32) {
    if let fetch = fetches.removeValue(forKey: token) {
      let received = (response as? FetchResponse).flatMap { carry($0, version: Self.fetchVersion) }
      post(
        .input(fetch.follower, fetch.incarnation, .fetched(from: id, received), from: id), from: id, to: fetch.follower)
    } else if let version = versions.removeValue(forKey: token), let received = carry(response, version: version) {
      post(.answer(token, received, from: id), from: id, to: nil)
    }
  }

  private static var fetchVersion: Int16 { FetchRequest.validVersions.upperBound }

  /// A message as it is read at the other end, where nobody shares memory with its sender; nil where it cannot be written.
  func carry<Message: KafkaMessage>(_ message: Message, version: Int16) -> Message? {
    guard let bytes = try? message.encoded(version: version) else { return nil }
    return try? Message.decode(bytes[...], version: version)
  }

  private func fetch(_ request: FetchRequest, from leader: Int32, by id: Int32, _ incarnation: KafkaUUID) {
    guard let target = brokers[leader], !isCut(id, leader), let received = carry(request, version: Self.fetchVersion)
    else {
      schedule(.input(id, incarnation, .fetched(from: leader, nil), from: nil), after: Self.requestTimeout)
      return
    }
    tokens += 1
    let token = RequestToken(rawValue: tokens)
    fetches[token] = SimulatedFetch(follower: id, incarnation: incarnation, leader: leader)
    schedule(.fetchTimeout(token), after: Self.fetchTimeout)
    let context = RequestContext(
      connection: ConnectionID(rawValue: UInt64(UInt32(bitPattern: id))), clientID: "broker-\(id)",
      listener: "PLAINTEXT")
    let input = BrokerInput.request(token, context, .fetch, version: Self.fetchVersion, received)
    post(.input(leader, target.incarnation, input, from: id), from: id, to: leader)
  }

  // MARK: The controller

  private func call(_ call: ControllerCall, of id: Int32, _ incarnation: KafkaUUID) {
    post(.call(id, incarnation, call), from: id, to: Self.controllerEnd)
  }

  func register(_ id: Int32) {
    guard let broker = brokers[id] else { return }
    var request = BrokerRegistrationRequest()
    request.brokerId = id
    request.clusterId = controller.image.clusterID
    request.incarnationId = broker.incarnation
    request.rack = broker.node.configuration.rack
    request.logDirs = broker.node.configuration.directories.map(\.id)
    var listener = BrokerRegistrationRequest.Listener()
    listener.name = "PLAINTEXT"
    listener.host = "broker-\(id)"
    listener.port = 9_092
    request.listeners = [listener]
    call(.register(request), of: id, broker.incarnation)
  }

  func beat(_ id: Int32) {
    guard let broker = brokers[id], let epoch = broker.epoch else { return }
    broker.nextHeartbeat = now.monotonic + Self.heartbeatInterval
    var request = BrokerHeartbeatRequest()
    request.brokerId = id
    request.brokerEpoch = epoch
    call(.heartbeat(request), of: id, broker.incarnation)
  }

  private func take(_ call: ControllerCall, from id: Int32, _ incarnation: KafkaUUID) {
    let event: SimulatedEvent
    switch call {
    case .register(let request):
      let response = controller.register(request, at: now)
      if response.errorCode == 0, let broker = brokers[id], broker.incarnation == incarnation {
        broker.isConnected = true
        broker.sent = nil
      }
      event = .registered(id, incarnation, response)
    case .heartbeat(let request): event = .heard(id, incarnation, controller.heartbeat(request, at: now))
    case .alterPartition(let request):
      event = input(.alteredPartition(controller.alterPartition(request, at: now)), id, incarnation)
    case .allocateProducerIDs(let request):
      let context = RequestContext.ofBroker
      let response = controller.answer(request: request, version: 0, context: context, at: now)
      event = input(.producerIDs(response as? AllocateProducerIdsResponse), id, incarnation)
    case .forward(let token, let context, let version, let request):
      let response = controller.answer(request: request, version: version, context: context, at: now)
      event = input(.forwarded(token, response), id, incarnation)
    }
    // What the call changed goes to all before its answer.
    publish()
    post(event, from: Self.controllerEnd, to: id)
  }

  private func input(_ input: BrokerInput, _ id: Int32, _ incarnation: KafkaUUID) -> SimulatedEvent {
    .input(id, incarnation, input, from: Self.controllerEnd)
  }

  private func takeRegistered(_ id: Int32, _ incarnation: KafkaUUID, _ response: BrokerRegistrationResponse) {
    guard let broker = brokers[id], broker.incarnation == incarnation else { return }
    guard response.errorCode == 0, !isCut(id, Self.controllerEnd) else {
      schedule(.register(id, incarnation), after: Self.requestTimeout)
      return
    }
    broker.epoch = response.brokerEpoch
    run(id, incarnation, .registered(brokerEpoch: response.brokerEpoch))
    broker.nextHeartbeat = now.monotonic
  }

  /// Sends every broker what it does not know.
  func publish() {
    for id in running {
      guard let broker = brokers[id], broker.isConnected, broker.sent?.version != controller.image.version
      else { continue }
      let update = controller.image.update(from: broker.sent)
      broker.sent = controller.image
      guard let bytes = try? update.encoded(), let received = try? ClusterUpdate(decoding: bytes[...]) else { continue }
      post(input(.update(received), id, broker.incarnation), from: Self.controllerEnd, to: id)
    }
  }
}
