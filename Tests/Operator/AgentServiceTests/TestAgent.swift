import AgentAPI
import GRPC
import HTTP
import HTTPTransport
import Protobuf
import Synchronization
import Transport

@testable import AgentService

/// An agent over a real connection: it says Hello and a full report, then a heartbeat every interval. It lives on one loop.
final class TestAgent: HTTPConnectorDelegate {
  /// What a test may look at from its own thread.
  final class Seen: Sendable {
    private let state = Mutex((welcomes: 0, statuses: [GRPCStatus](), failures: 0))
    var welcomes: Int { state.withLock { $0.welcomes } }
    var statuses: [GRPCStatus] { state.withLock { $0.statuses } }
    var failures: Int { state.withLock { $0.failures } }
    func welcome() { state.withLock { $0.welcomes += 1 } }
    func end(_ status: GRPCStatus) { state.withLock { $0.statuses.append(status) } }
    func fail() { state.withLock { $0.failures += 1 } }
  }

  private final class Handler: HTTPClientHandler {
    private let agent: TestAgent
    private var session = GRPCClientSession()
    private var call: HTTPStreamID?
    private var isOver = false

    init(_ agent: TestAgent, _ channel: HTTPClientChannel) {
      self.agent = agent
      let head = GRPCClientCallHead(path: AgentService.path, authority: "localhost", scheme: "http")
      call = channel.withHTTP { session.start(head, http: &$0, at: channel.now) }
      send(.hello(agent.hello), channel)
      agent.sequence += 1
      send(.report(full(agent.key, agent.sequence, streak: 3)), channel)
      beat(channel)
    }

    func send(_ message: AgentMessage.Message, _ channel: HTTPClientChannel) {
      guard let call else { return }
      let bytes = AgentMessage { $0.message = message }.serialized()
      channel.withHTTP { session.send(bytes, on: call, http: &$0) }
    }

    private func beat(_ channel: HTTPClientChannel) {
      channel.loop.schedule(at: channel.now + agent.interval) { [weak self] in
        guard let self, !isOver else { return }
        send(.heartbeat(Heartbeat { $0.sequence = self.agent.sequence }), channel)
        channel.flush()
        beat(channel)
      }
    }

    func received(_ event: HTTPEvent, on channel: HTTPClientChannel) {
      channel.withHTTP { session.receive(event, http: &$0, at: channel.now) }
      while let event = session.nextEvent() {
        switch event {
        case .message: agent.seen.welcome()
        case .ended(_, let result):
          isOver = true
          agent.seen.end(result.status)
        case .accepted, .writable: break
        }
      }
    }

    func timeout(on channel: HTTPClientChannel) {
      channel.withHTTP { session.timeout(at: channel.now, http: &$0) }
    }
    func disconnected(_ channel: HTTPClientChannel, error: TransportError?) { isOver = true }
    var nextDeadline: Duration? { session.nextDeadline }
  }

  let key: BrokerKey
  let seen = Seen()
  let interval: Duration
  let hello: Hello
  private(set) var sequence: UInt64 = 0
  private var connector: HTTPConnector?
  private var handler: Handler?

  init(_ key: BrokerKey, incarnation: UInt64, interval: Duration = .seconds(1)) {
    self.key = key
    self.interval = interval
    hello = Hello {
      $0.incarnation = incarnation
      $0.intervalMs = UInt32(interval / .milliseconds(1))
    }
  }

  /// On the loop.
  func start(_ address: NetworkAddress, on loop: EventLoop, _ resolver: NameResolver) {
    let connector = HTTPConnector(to: [.address(address)], on: loop, resolver: resolver, delegate: self)
    self.connector = connector
    connector.start()
  }

  /// On the loop: ends without a word.
  func abort() {
    connector?.channel?.abort()
    connector?.stop()
    connector = nil
  }

  /// On the loop.
  func report(_ fill: (inout Report) -> Void) {
    sequence += 1
    guard let channel = connector?.channel else { return }
    handler?.send(.report(change(sequence, fill)), channel)
    channel.flush()
  }

  func connected(_ channel: HTTPClientChannel) -> any HTTPClientHandler {
    let handler = Handler(self, channel)
    self.handler = handler
    return handler
  }

  func failed(_ error: TransportError, nextTry: Duration) { seen.fail() }
}
