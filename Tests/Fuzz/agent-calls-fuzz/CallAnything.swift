import AgentAPI
@testable import AgentService
import GRPC
import HTTP
import Protobuf
import Synchronization
import Telemetry
import Transport

/// What a service did to a call.
private final class FuzzedCall: GRPCServiceCall {
  private let ends = Mutex(0)
  var isOver: Bool { ends.withLock { $0 > 0 } }
  func send(_ message: [UInt8]) {
    guard (try? ServerMessage(serialized: message)) != nil else { preconditionFailure("the agent cannot read it") }
  }
  func finish(_ status: GRPCStatus) { ends.withLock { $0 += 1 } }
}

private let loop = try? EventLoop()

/// What libFuzzer calls: up to four agents that send what the input says: pieces of it as they are, or messages of the protocol
/// with fields from it. Whatever they say, the service keeps so many brokers and bytes and no more, and nothing when all have
/// gone.
@_cdecl("LLVMFuzzerTestOneInput")
public func callAnything(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let loop else { return 0 }
  var settings = AgentService.Settings(version: "fuzz")
  settings.limits.maximumBrokers = 24
  settings.limits.maximumBrokersOfAgent = 8
  settings.limits.maximumAgentSize = 16 << 10
  settings.limits.maximumCalls = 3
  let service = AgentService(
    settings, loop: loop, metrics: MetricsRegistry(), log: Logger(LogSink(level: .error) { _ in }))
  defer { service.shutdown() }
  var session = FuzzedSession(service, input)
  session.run()
  return 0
}

private struct FuzzedSession {
  private let service: AgentService
  private var rest: ArraySlice<UInt8>
  private var calls: [(call: FuzzedCall, handler: any GRPCCallHandler)?] = [nil, nil, nil, nil]
  private var now = MonotonicClock.now

  init(_ service: AgentService, _ input: [UInt8]) {
    self.service = service
    rest = input[...]
  }

  mutating func run() {
    while let first = rest.popFirst() {
      let place = Int(first & 3)
      now += .milliseconds(Int(byte()) * 40)
      guard let (call, handler) = calls[place] else {
        begin(place)
        continue
      }
      switch first >> 2 & 7 {
      case 0:
        handler.ended(at: now)
        calls[place] = nil
      case 1: handler.received(bytes(), at: now)
      case 2: service.advance()
      default:
        let message = message(kind: first >> 5)
        handler.received(AgentMessage { $0.message = message }.serialized(), at: now)
      }
      if call.isOver { calls[place]?.handler.ended(at: now) }
      if call.isOver { calls[place] = nil }
      check()
    }
    for case let (_, handler)? in calls { handler.ended(at: now) }
    precondition(service.state.withLock { $0.registry.callCount + $0.silentCalls.count } == 0)
  }

  private mutating func begin(_ place: Int) {
    let names = byte() & 1 == 0 ? nil : ["spiffe://a/agent/kafka/c/\(byte() % 4)", "spiffe://a/node/n"]
    let peer = GRPCPeer(
      address: "127.0.0.1:1", isLocal: true,
      certificate: names.map { GRPCPeer.Certificate(subject: "CN=a", uriNames: $0) })
    let call = FuzzedCall()
    let head = GRPCCallHead(
      service: "koperator.agent.v1.AgentService", method: "Report", authority: "a", metadata: HTTPFields(),
      deadline: nil)
    calls[place] = service.begin(call, head, from: peer).map { (call, $0) }
    // Most say Hello, else there is little to be seen.
    guard let handler = calls[place]?.handler, byte() % 8 != 0 else { return }
    let hello = Hello {
      $0.incarnation = UInt64(byte() % 4)
      $0.intervalMs = UInt32(byte()) * 100
    }
    handler.received(AgentMessage { $0.message = .hello(hello) }.serialized(), at: now)
  }

  private func check() {
    let (brokers, calls, silent, events) = service.state.withLock { state in
      (state.registry.brokers.count, state.registry.callCount, state.silentCalls.count, state.events.count)
    }
    precondition(brokers <= 24 && calls <= 3 && silent <= 3 && events <= AgentService.eventLimit)
  }

  // MARK: From the input

  private mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  private mutating func bytes() -> [UInt8] {
    let count = Int(byte())
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  private mutating func text() -> String { String(decoding: bytes(), as: UTF8.self) }

  private mutating func message(kind: UInt8) -> AgentMessage.Message {
    switch kind {
    case 0: .heartbeat(Heartbeat { $0.sequence = UInt64(byte()) })
    case 1:
      .transition(
        Transition {
          $0.broker = UInt32(byte() % 12)
          $0.sequence = UInt64(byte())
          $0.subject = text()
          $0.before = text()
          $0.after = text()
          $0.lost = UInt32(byte())
        })
    case 2:
      .gone(
        BrokerGone {
          $0.broker = UInt32(byte() % 12)
          $0.sequence = UInt64(byte())
        })
    default: .report(report())
    }
  }

  private mutating func report() -> BrokerReport {
    var report = BrokerReport()
    report.broker = UInt32(byte() % 12)
    report.sequence = UInt64(byte())
    let parts = byte()
    report.full = parts & 1 == 0
    if report.full {
      report.identity = BrokerIdentity {
        $0.namespace = "kafka"
        $0.cluster = "c"
        $0.brokerId = UInt32(byte() % 32)
        $0.podUid = parts & 2 == 0 ? "" : text()
        $0.address = text()
      }
    }
    if parts & 4 != 0 {
      report.process = Process {
        $0.state = Process.State(rawValue: Int32(byte() % 8))
        $0.problem = text()
        $0.ageMs = UInt32(byte()) << 24
      }
    }
    if parts & 8 != 0 {
      report.kafka = Kafka {
        $0.state = Kafka.State(rawValue: Int32(byte() % 10))
        $0.streak = UInt32(byte()) << 24
        $0.latencyUs = UInt32(byte()) << 24
      }
    }
    for _ in 0..<byte() % 6 {
      report.logDirs.append(
        LogDir {
          $0.path = text()
          $0.problem = text()
          $0.space = Space { $0.totalBytes = UInt64(byte()) << 56 }
        })
      report.listeners.append(Listener { $0.name = text() })
    }
    if parts & 16 != 0 { report.removedLogDirs = [text()] }
    return report
  }
}
