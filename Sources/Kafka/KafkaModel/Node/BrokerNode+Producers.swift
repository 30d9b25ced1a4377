import KafkaProtocol

/// The producer identifiers that the controller gave this broker, and who waits for more.
struct ProducerIDPool {
  /// How many requests may wait for identifiers; a further one is told to come again. Ours.
  static let maximumWaiting = 1_000

  var next: Int64 = 0
  var end: Int64 = 0
  var isAsked = false
  /// When the controller may be asked again; nil at once.
  var retry: Duration?
  var waiting: [Call] = []

  /// An identifier that nobody has; nil where there is none left.
  mutating func take() -> Int64? {
    guard next < end else { return nil }
    defer { next += 1 }
    return next
  }

  /// A connection is gone, and what waited on it.
  mutating func forget(_ connection: ConnectionID) { waiting.removeAll { $0.context.connection == connection } }
}

/// InitProducerId: identifiers for idempotent producers. There are no transactions.
extension BrokerNode {
  func initProducerID(_ request: InitProducerIdRequest, _ call: Call) {
    guard request.transactionalId == nil else { return refuse(.invalidRequest, call) }
    let isAllowed =
      authorizer.map {
        $0.isAllowed(
          call.context.principal, from: call.context.clientHost, .idempotentWrite, on: .cluster,
          named: AccessResourceType.clusterName)
          || $0.isAllowedAnywhere(call.context.principal, from: call.context.clientHost, .write, on: .topic)
      } ?? true
    guard isAllowed else { return refuse(.clusterAuthorizationFailed, call) }
    if let id = producerIDs.take() {
      give(id, call)
    } else if producerIDs.waiting.count < ProducerIDPool.maximumWaiting {
      producerIDs.waiting.append(call)
    } else {
      refuse(.coordinatorLoadInProgress, call)
    }
  }

  private func give(_ id: Int64, _ call: Call) {
    var response = InitProducerIdResponse()
    response.producerId = id
    response.producerEpoch = 0
    respond(call, response)
  }

  private func refuse(_ code: ErrorCode, _ call: Call) {
    var response = InitProducerIdResponse()
    response.errorCode = code.rawValue
    response.producerEpoch = -1
    respond(call, response)
  }

  func maintainProducerIDs() {
    if let retry = producerIDs.retry, retry <= now.monotonic { producerIDs.retry = nil }
    guard !producerIDs.waiting.isEmpty, !producerIDs.isAsked, producerIDs.retry == nil, brokerEpoch >= 0 else { return }
    producerIDs.isAsked = true
    var request = AllocateProducerIdsRequest()
    request.brokerId = configuration.nodeID
    request.brokerEpoch = brokerEpoch
    outputs.append(.allocateProducerIDs(request))
  }

  func takeProducerIDs(_ response: AllocateProducerIdsResponse?) {
    producerIDs.isAsked = false
    let waiting = producerIDs.waiting
    producerIDs.waiting = []
    guard let response, response.errorCode == 0, response.producerIdStart >= 0, response.producerIdLen > 0,
      response.producerIdStart <= Int64.max - Int64(response.producerIdLen)
    else {
      // The clients come again, and have the controller asked again.
      for call in waiting { refuse(.coordinatorLoadInProgress, call) }
      producerIDs.retry = now.monotonic + .milliseconds(200)
      return
    }
    producerIDs.next = response.producerIdStart
    producerIDs.end = response.producerIdStart + Int64(response.producerIdLen)
    for call in waiting {
      if let id = producerIDs.take() { give(id, call) } else { producerIDs.waiting.append(call) }
    }
  }
}
