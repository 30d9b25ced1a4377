import KafkaProtocol

// Requests, their answers and their ends.
extension ConnectionCore {
  /// Gives a request; an event tells what comes of it.
  ///
  /// - Parameters:
  ///   - id: the caller's name of it, not used before on this connection.
  ///   - versions: the versions that it may be sent in; nil for all.
  ///   - deadline: when it fails, in the time that is passed in.
  mutating func submit(
    _ request: any KafkaRequest, id: UInt64, versions: ClosedRange<Int16>? = nil, deadline: Duration, at now: Duration
  ) {
    guard takesRequests else {
      let error = KafkaAdminError(.closed, "the connection takes no more requests", object: peer, isRetryable: true)
      return tell(.answered(id, .failure(error)))
    }
    guard waiting.count < configuration.maximumWaiting else {
      let message = "\(waiting.count) requests wait for the broker already"
      let error = KafkaAdminError(.overloaded, message, object: peer, isRetryable: true)
      return tell(.answered(id, .failure(error)))
    }
    waiting.append(Waiting(id: id, request: request, versions: versions, deadline: deadline))
    if phase == .ready { pump(at: now) }
  }

  /// Nobody waits for a request any more. An answer that comes later is dropped.
  mutating func cancel(_ id: UInt64) {
    let error = KafkaAdminError(.cancelled, "the request was cancelled", object: peer)
    if let index = waiting.firstIndex(where: { $0.id == id }) {
      waiting.remove(at: index)
      tell(.answered(id, .failure(error)))
    } else if let index = inFlight.firstIndex(where: { $0.request == id }) {
      inFlight[index].request = nil
      tell(.answered(id, .failure(error.afterSending())))
    }
    endIfDrained()
  }

  /// Sends what waits, as far as the bound allows.
  mutating func pump(at now: Duration) {
    guard phase == .ready || phase == .draining else { return }
    while inFlight.count < configuration.maximumInFlight, !waiting.isEmpty {
      let next = waiting.removeFirst()
      do throws(KafkaAdminError) {
        let correlationID = takeCorrelationID()
        let (version, bytes) = try versions.frame(
          next.request, in: next.versions, correlationID: correlationID, clientID: configuration.clientID)
        output += bytes
        inFlight.append(
          Exchange(
            correlationID: correlationID, api: type(of: next.request).apiKey, version: version, request: next.id,
            isOwn: false, deadline: next.deadline))
        worked(at: now)
      } catch {
        tell(.answered(next.id, .failure(error)))
      }
    }
    endIfDrained()
  }

  mutating func expireRequests(at now: Duration) {
    let error = KafkaAdminError(.timedOut, "no answer came in time", object: peer, isRetryable: true)
    for index in inFlight.indices where inFlight[index].deadline <= now {
      guard let request = inFlight[index].request else { continue }
      inFlight[index].request = nil
      tell(.answered(request, .failure(error.afterSending())))
    }
    for request in waiting where request.deadline <= now { tell(.answered(request.id, .failure(error))) }
    waiting.removeAll { $0.deadline <= now }
  }

  /// One answer, without its length.
  mutating func receive(frame: ArraySlice<UInt8>, at now: Duration) {
    guard let exchange = inFlight.first else {
      return fail(KafkaAdminError(.protocolError, "an answer came that nobody asked for", object: peer))
    }
    var body: ArraySlice<UInt8>
    do throws(CodecError) {
      var reader = MessageReader(frame)
      let isFlexible = exchange.api != .apiVersions && KafkaAPI.isFlexible(exchange.api, exchange.version)
      let header = try ResponseHeader(from: &reader, version: isFlexible ? 1 : 0)
      guard header.correlationId == exchange.correlationID else {
        let message = "the answer is to request \(header.correlationId), not to \(exchange.correlationID)"
        return fail(KafkaAdminError(.protocolError, message, object: peer))
      }
      body = frame.dropFirst(reader.offset)
    } catch {
      return fail(KafkaAdminError(error, in: exchange.api))
    }
    inFlight.removeFirst()
    worked(at: now)
    if exchange.isOwn { return receiveOwn(exchange, body, at: now) }
    // A late answer is not read at all.
    if let request = exchange.request {
      do throws(CodecError) {
        let response = try KafkaAPI.decodeResponse(exchange.api, version: exchange.version, body)
        tell(.answered(request, .success(response)))
      } catch {
        let failure = KafkaAdminError(error, in: exchange.api)
        tell(.answered(request, .failure(failure.afterSending())))
        return fail(failure)
      }
    }
    pump(at: now)
  }
}
