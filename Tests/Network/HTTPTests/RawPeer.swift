import HTTP

/// A server core that is talked to in frames made by hand.
final class RawPeer {
  var server: HTTPServerConnection
  var events: [HTTPEvent] = []
  var now = Duration.zero
  var isFinished: Bool { server.isFinished }
  var hasOutput: Bool { server.hasOutput }
  var openStreams: Int { server.openStreams }
  var hasFailed: Bool { server.hasFailed }
  var nextDeadline: Duration? { server.nextDeadline }
  var totalQueuedBytes: Int { server.totalQueuedBytes }
  func queuedBytes(_ id: Int32) -> Int { server.queuedBytes(on: HTTPStreamID(id)) }

  init(
    _ configuration: HTTPServerConfiguration = HTTPServerConfiguration(), greets: Bool = true,
    ageJitter: Duration = .zero
  ) {
    server = HTTPServerConnection(
      protocol: .http2, configuration: configuration, ageJitter: ageJitter, at: .zero)
    if greets { deliver(RawFrame.preface + RawFrame.settings) }
  }

  func deliver(_ bytes: [UInt8]) {
    server.receive(bytes.span, at: now)
    takeEvents()
  }

  func takeEvents() { while let event = server.nextEvent() { events.append(event) } }

  func output(limit: Int = 1 << 16) -> [UInt8] {
    var bytes: [UInt8] = []
    while server.hasOutput {
      let output = server.takeOutput(limit: limit)
      if output.isEmpty { break }
      for segment in output { bytes += segment }
      takeEvents()
    }
    return bytes
  }

  var requests: [HTTPStreamID] {
    var ids: [HTTPStreamID] = []
    for case .request(let id, _, _) in events { ids.append(id) }
    return ids
  }

  func respond(_ id: Int32, _ head: HTTPResponseHead = HTTPResponseHead(status: 200), endStream: Bool = false) {
    server.respond(to: HTTPStreamID(id), head, endStream: endStream)
  }

  func send(_ bytes: [UInt8], _ id: Int32, endStream: Bool = false) {
    server.send(bytes, on: HTTPStreamID(id), endStream: endStream)
  }

  /// Lets the time pass up to a moment, with every deadline on the way.
  func pass(to time: Duration) {
    while let due = server.nextDeadline, due <= time {
      now = max(now, due)
      server.timeout(at: now)
      takeEvents()
    }
    now = time
  }

  func closure(_ id: Int32) -> HTTPStreamClosure? {
    for case .closed(HTTPStreamID(id), let closure) in events { return closure }
    return nil
  }
}
