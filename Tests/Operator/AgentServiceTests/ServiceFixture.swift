import AgentAPI
import GRPC
import HTTP
import Protobuf
import Synchronization
import Telemetry
import Transport

@testable import AgentService

/// What a service did to a call.
final class RecordedCall: GRPCServiceCall {
  private struct State {
    var sent: [[UInt8]] = []
    var status: GRPCStatus?
  }
  private let state = Mutex(State())

  func send(_ message: [UInt8]) { state.withLock { $0.sent.append(message) } }
  func finish(_ status: GRPCStatus) { state.withLock { $0.status = $0.status ?? status } }

  var status: GRPCStatus? { state.withLock { $0.status } }
  var messages: [ServerMessage] { state.withLock { $0.sent }.compactMap { try? ServerMessage(serialized: $0) } }
  var welcome: Welcome? {
    if case .welcome(let welcome)? = messages.first?.message { welcome } else { nil }
  }
}

/// A service without a server: calls are handed to it.
final class ServiceFixture {
  let loop: EventLoopGroup
  let service: AgentService
  let metrics = MetricsRegistry()
  let lines = Lines()

  final class Lines: Sendable {
    private let texts = Mutex<[String]>([])
    func append(_ bytes: [UInt8]) { texts.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
    func contain(_ words: String...) -> Bool {
      texts.withLock { lines in lines.contains { line in words.allSatisfy { line.contains($0) } } }
    }
    var count: Int { texts.withLock { $0.count } }
  }

  init(_ configure: (inout AgentService.Settings) -> Void = { _ in }) throws {
    loop = try EventLoopGroup(count: 1)
    var settings = AgentService.Settings(version: "test")
    configure(&settings)
    let lines = lines
    let log = Logger(LogSink(level: .debug) { lines.append($0) })
    service = AgentService(settings, loop: loop.loops[0], metrics: metrics, log: log)
  }

  deinit {
    service.shutdown()
    loop.shutdown()
  }

  static func peer(_ uriNames: [String]?, isLocal: Bool = true) -> GRPCPeer {
    GRPCPeer(
      address: isLocal ? "127.0.0.1:999" : "10.9.9.9:999", isLocal: isLocal,
      certificate: uriNames.map { GRPCPeer.Certificate(subject: "CN=agent", uriNames: $0) })
  }

  /// Begins a call; the handler is nil where it was refused.
  func begin(_ peer: GRPCPeer = ServiceFixture.peer(nil)) -> (call: RecordedCall, handler: (any GRPCCallHandler)?) {
    let call = RecordedCall()
    return (call, service.begin(call, Self.head, from: peer))
  }

  /// Begins a call and says Hello.
  func open(
    _ peer: GRPCPeer = ServiceFixture.peer(nil), incarnation: UInt64 = 100
  ) -> (call: RecordedCall, handler: (any GRPCCallHandler)?) {
    let (call, handler) = begin(peer)
    handler?.say(.hello(hello(incarnation)))
    return (call, handler)
  }

  private static let head = GRPCCallHead(
    service: "koperator.agent.v1.AgentService", method: "Report", authority: "localhost", metadata: HTTPFields(),
    deadline: nil)

  func metric(_ start: String) -> Double? {
    for line in metrics.text().split(separator: "\n") where line.hasPrefix(start) {
      return Double(line.split(separator: " ").last ?? "")
    }
    return nil
  }
}

extension GRPCCallHandler {
  func say(_ message: AgentMessage.Message, at now: Duration = MonotonicClock.now) {
    received(AgentMessage { $0.message = message }.serialized(), at: now)
  }
}

/// How long any wait of a test lasts at most.
let patience = Duration.seconds(120)

/// Waits until something holds; false where it never did.
func eventually(_ condition: () async throws -> Bool) async rethrows -> Bool {
  let end = ContinuousClock.now + patience
  while ContinuousClock.now < end {
    if try await condition() { return true }
    try? await Task.sleep(for: .milliseconds(5))
  }
  return try await condition()
}
