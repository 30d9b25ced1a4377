import AgentAPI
import GRPC
import HTTP
import HTTPTransport
import Protobuf
import Synchronization
import Transport

/// A replica of the control plane, as far as the agent meets it: takes calls, keeps what it hears, says what a test wants.
final class TestReplica: Sendable {
  /// What it does with a call whose Hello came.
  enum Reaction: Sendable {
    case welcome(Welcome)
    case refuse(GRPCStatus)
    case bytes([[UInt8]])
    case nothing
  }

  /// A call that it took.
  struct Call: Sendable {
    var messages: [AgentMessage.Message] = []
    var sizes: [Int] = []
    var garbage = 0
    var end: GRPCCallEnd?

    var hellos: [Hello] { messages.compactMap { if case .hello(let hello) = $0 { hello } else { nil } } }
    var reports: [BrokerReport] { messages.compactMap { if case .report(let report) = $0 { report } else { nil } } }
    var heartbeats: [UInt64] {
      messages.compactMap { if case .heartbeat(let beat) = $0 { beat.sequence } else { nil } }
    }
    var transitions: [Transition] {
      messages.compactMap { if case .transition(let transition) = $0 { transition } else { nil } }
    }
    /// The last change that it heard of.
    var sequence: UInt64 { reports.map(\.sequence).max() ?? 0 }
  }

  fileprivate struct State {
    var calls: [Call] = []
    var identities: [PeerIdentity?] = []
    var connections: [LoopConfined<ReplicaConnection>] = []
  }

  fileprivate let state = Mutex(State())
  private let group: EventLoopGroup
  private let server: HTTPServer

  /// - Parameters:
  ///   - host: 127.0.0.1 to 127.0.0.255.
  ///   - react: Is given the number of the call, from 0, and its Hello.
  init(
    _ host: String = "127.0.0.1", port: UInt16 = 0, tls: TLSContext? = nil,
    configuration: HTTPServerConfiguration = HTTPServerConfiguration(),
    react: @escaping @Sendable (Int, Hello) -> Reaction = { _, _ in .welcome(Welcome { $0.version = "test" }) }
  ) throws {
    group = try EventLoopGroup(count: 1)
    let box = Box()
    do {
      server = try HTTPServer(
        NetworkAddress(host: host, port: port), on: group, tls: tls, configuration: configuration
      ) { info in
        box.replica.withLock { $0 }?.state.withLock { $0.identities.append(info.identity) }
        return ReplicaConnection(box.replica.withLock { $0 }, react)
      }
    } catch {
      group.shutdown()
      throw error
    }
    self.box = box
    box.replica.withLock { $0 = self }
  }

  private final class Box: Sendable {
    let replica = Mutex<TestReplica?>(nil)
  }
  private let box: Box

  var address: NetworkAddress { server.address }
  var port: UInt16 { server.address.port ?? 0 }
  var calls: [Call] { state.withLock { $0.calls } }
  /// The newest call.
  var call: Call { calls.last ?? Call() }
  var identities: [PeerIdentity?] { state.withLock { $0.identities } }
  var openCalls: Int { calls.count { $0.end == nil } }

  /// Says something on every call that is open.
  func say(_ message: ServerMessage.Message) {
    let bytes = ServerMessage { $0.message = message }.serialized()
    onConnections { $0.say(bytes) }
  }

  /// Ends every call that is open.
  func end(_ status: GRPCStatus) { onConnections { $0.end(status) } }

  private func onConnections(_ body: @escaping @Sendable (ReplicaConnection) -> Void) {
    for confined in state.withLock({ $0.connections }) {
      confined.loop.executeAndWait { confined.withValue { body($0) } }
    }
  }

  /// Goes, as a process that is killed.
  func stop() {
    group.shutdown()
    box.replica.withLock { $0 = nil }
    state.withLock { $0.connections = [] }
  }

  fileprivate func change(_ number: Int, _ body: (inout Call) -> Void) { state.withLock { body(&$0.calls[number]) } }
}

/// One connection of it.
private final class ReplicaConnection: HTTPConnectionHandler {
  private weak var replica: TestReplica?
  private let react: @Sendable (Int, Hello) -> TestReplica.Reaction
  private var session = GRPCServerSession(methods: ["/koperator.agent.v1.AgentService/Report"])
  private var calls: [HTTPStreamID: Int] = [:]
  private weak var channel: HTTPServerChannel?
  private var isOver = false

  init(_ replica: TestReplica?, _ react: @escaping @Sendable (Int, Hello) -> TestReplica.Reaction) {
    self.replica = replica
    self.react = react
  }

  var nextDeadline: Duration? { session.nextDeadline }

  func timeout(on channel: HTTPServerChannel) {
    let now = channel.now
    channel.withHTTP { session.timeout(at: now, http: &$0) }
    tell(channel)
  }

  func disconnected(_ channel: HTTPServerChannel) {
    isOver = true
    tell(channel)
  }

  func received(_ event: HTTPEvent, on channel: HTTPServerChannel) {
    if self.channel == nil {
      self.channel = channel
      let confined = LoopConfined(self, on: channel.loop)
      replica?.state.withLock { $0.connections.append(confined) }
    }
    let now = channel.now
    channel.withHTTP { session.receive(event, http: &$0, at: now) }
    tell(channel)
  }

  private func tell(_ channel: HTTPServerChannel) {
    while let event = session.nextEvent() {
      switch event {
      case .call(let id, _):
        calls[id] = replica?.state.withLock { state in
          state.calls.append(TestReplica.Call())
          return state.calls.count - 1
        }
        channel.withHTTP { session.accept(id, http: &$0) }
      case .message(let id, let bytes): hear(bytes, id, channel)
      case .ended(let id, let end):
        if let number = calls.removeValue(forKey: id) { replica?.change(number) { $0.end = end } }
      case .halfClosed, .writable: break
      }
    }
  }

  private func hear(_ bytes: [UInt8], _ id: HTTPStreamID, _ channel: HTTPServerChannel) {
    guard let number = calls[id] else { return }
    guard let message = try? AgentMessage(serialized: bytes).message else {
      replica?.change(number) { $0.garbage += 1 }
      return
    }
    replica?.change(number) {
      $0.messages.append(message)
      $0.sizes.append(bytes.count)
    }
    guard case .hello(let hello) = message else { return }
    switch react(number, hello) {
    case .welcome(let welcome): send(ServerMessage { $0.message = .welcome(welcome) }.serialized(), id, channel)
    case .refuse(let status): channel.withHTTP { session.finish(id, status, http: &$0) }
    case .bytes(let all): for bytes in all { send(bytes, id, channel) }
    case .nothing: break
    }
  }

  private func send(_ bytes: [UInt8], _ id: HTTPStreamID, _ channel: HTTPServerChannel) {
    channel.withHTTP { session.send(bytes, on: id, http: &$0) }
  }

  func say(_ bytes: [UInt8]) {
    guard let channel, !isOver else { return }
    for id in calls.keys { send(bytes, id, channel) }
    channel.flush()
  }

  func end(_ status: GRPCStatus) {
    guard let channel, !isOver else { return }
    for id in calls.keys { channel.withHTTP { session.finish(id, status, http: &$0) } }
    tell(channel)
    channel.flush()
  }
}
