import GRPC
import HTTP
import HTTPTransport
import Transport

/// One connection to a replica, with the call of Report on it. It lives on the loop.
///
/// States: resting (until its link lets a call begin), calling, left (another connection has taken its place). When a call ends,
/// its link is told, and says when the next may begin.
final class ReportConnection: HTTPClientHandler {
  static let path = "/koperator.agent.v1.AgentService/Report"

  private let source: ReportSource
  private weak var link: ReplicaLink?
  private let channel: HTTPClientChannel
  private var session = GRPCClientSession(
    maximumMessageSize: MessageDecoder.maximumSize, userAgent: "koperator-broker-agent")
  private var call: (id: HTTPStreamID, stream: ReportStream, firstBytes: Int, begun: Duration)?
  /// When a call may begin; nil while there is one, and once the connection was left.
  private var nextCall: Duration?

  init(_ channel: HTTPClientChannel, _ link: ReplicaLink, _ source: ReportSource) {
    self.channel = channel
    self.link = link
    self.source = source
  }

  /// The call, as far as it has come.
  var stream: ReportStream? { call?.stream }

  // MARK: The call

  /// Begins a call, or waits until it may begin. Inside of a turn, or before a `flush`.
  func begin(notBefore time: Duration) {
    let now = channel.now
    guard time <= now else { return nextCall = time }
    nextCall = nil
    let head = GRPCClientCallHead(
      path: Self.path, authority: source.configuration.authority, scheme: channel.peerIdentity == nil ? "http" : "https"
    )
    guard let id = channel.withHTTP({ session.start(head, http: &$0, at: now) }) else {
      return end(GRPCStatus(.unavailable, "the server has no room for a call"), after: .zero)
    }
    let (stream, output) = ReportStream.begin(
      source.currentHello, source.tracker, at: now, patience: source.configuration.welcomeDeadline)
    call = (id, stream, 0, now)
    sayFirst(output, on: id)
  }

  /// Sends what a call begins with, which may wait whatever it is.
  private func sayFirst(_ output: [AgentOutput], on id: HTTPStreamID) {
    guard !output.isEmpty else { return }
    for one in output { write(MessageEncoder.encode(one, at: channel.now), on: id) }
    call?.firstBytes = channel.withHTTP { session.queuedBytes(on: id, http: $0) }
  }

  /// Sends a change, if there is a call. `flush` follows.
  func send(_ bytes: [UInt8]) {
    guard let (id, _, firstBytes, _) = call else { return }
    write(bytes, on: id)
    let waiting = channel.withHTTP { session.queuedBytes(on: id, http: $0) }
    guard waiting > source.configuration.maximumQueuedBytes + firstBytes else { return }
    // A message to say so would wait like the others.
    call = nil
    link?.left(because: "the server does not read: \(waiting) bytes wait for it")
    channel.abort()
  }

  /// Sends the heartbeat that would wake the agent again in a moment.
  func beat() {
    guard let (id, stream, _, _) = call else { return }
    let now = channel.now
    guard let beat = stream.earlyHeartbeat(source.tracker, interval: source.interval, at: now) else { return }
    write(MessageEncoder.encode(beat, at: now), on: id)
    channel.flush()
  }

  private func write(_ bytes: [UInt8], on id: HTTPStreamID) {
    channel.withHTTP { session.send(bytes, on: id, http: &$0) }
    call?.stream.sent(at: channel.now)
  }

  /// Writes what was sent outside of a turn, and takes a new interval.
  func flush() { channel.flush() }

  /// Ends the call for good: another connection takes its place, or the agent stops.
  func leave() {
    nextCall = nil
    guard let id = call?.id else { return }
    call = nil
    channel.withHTTP { session.cancel(id, http: &$0) }
    while session.nextEvent() != nil {}
    channel.flush()
  }

  /// The server must not be listened to any more: ends the call.
  private func giveUp(_ failure: ReportStream.Failure) {
    guard let (id, _, _, begun) = call else { return }
    call = nil
    channel.withHTTP { session.cancel(id, http: &$0) }
    end(GRPCStatus(.cancelled, failure.description), after: channel.now - begun)
  }

  private func end(_ status: GRPCStatus, after life: Duration) {
    call = nil
    nextCall = link?.ended(status, after: life)
  }

  private func tell() {
    while let event = session.nextEvent() {
      switch event {
      case .message(let id, let bytes): if id == call?.id { hear(bytes) }
      case .ended(let id, let result):
        guard let (open, _, _, begun) = call, open == id else { continue }
        end(result.status, after: channel.now - begun)
      case .accepted, .writable: break
      }
    }
  }

  private func hear(_ bytes: [UInt8]) {
    guard let id = call?.id, var stream = call?.stream else { return }
    let now = channel.now
    let (wasWelcomed, wanted) = (stream.isWelcomed, stream.wantedInterval)
    do throws(ReportStream.Failure) {
      let output = try stream.receive(MessageDecoder.decode(bytes), source.tracker, at: now)
      call?.stream = stream
      sayFirst(output, on: id)
    } catch { return giveUp(error) }
    if !wasWelcomed, stream.isWelcomed { link?.welcomed(stream) }
    if !wasWelcomed || wanted != stream.wantedInterval { link?.intervalWanted() }
  }

  // MARK: From the channel

  func received(_ event: HTTPEvent, on channel: HTTPClientChannel) {
    let now = channel.now
    channel.withHTTP { session.receive(event, http: &$0, at: now) }
    tell()
  }

  func timeout(on channel: HTTPClientChannel) {
    let now = channel.now
    if let time = nextCall, time <= now { begin(notBefore: now) }
    guard let (id, stream, _, _) = call else { return }
    do throws(ReportStream.Failure) {
      if let beat = try stream.timeout(source.tracker, interval: source.interval, at: now) {
        write(MessageEncoder.encode(beat, at: now), on: id)
      }
    } catch { giveUp(error) }
  }

  func disconnected(_ channel: HTTPClientChannel, error: TransportError?) { link?.disconnected(self) }

  var nextDeadline: Duration? {
    if let call { return call.stream.nextDeadline(interval: source.interval) }
    return nextCall
  }
}
