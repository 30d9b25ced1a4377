import AgentAPI
import GRPC
import Protobuf
import Telemetry

/// One call of an agent. It lives on the loop of its connection.
///
/// States: waiting for Hello (the service ends a call that waits too long), open, over.
final class AgentCallHandler: GRPCCallHandler {
  private enum Phase {
    case waiting
    case open
    case over
  }

  private let id: AgentCallID
  private let call: any GRPCServiceCall
  private let service: AgentService
  private let peer: GRPCPeer
  private let identities: [AgentIdentity]
  private var phase = Phase.waiting
  private var rate: MessageRate
  private var name: String

  /// The deepest nesting that a message needs, with room to grow.
  private static let depth = 16

  init(
    _ id: AgentCallID, _ call: any GRPCServiceCall, _ service: AgentService, _ peer: GRPCPeer,
    identities: [AgentIdentity]
  ) {
    self.id = id
    self.call = call
    self.service = service
    self.peer = peer
    self.identities = identities
    rate = MessageRate(service.limits)
    name = peer.address
  }

  func received(_ bytes: [UInt8], at now: Duration) {
    if case .over = phase { return }
    do throws(AgentRefusal) {
      service.counters.bytes.increment(by: Double(bytes.count))
      guard rate.admit(bytes.count, at: now) else {
        throw AgentRefusal(
          .tooMuch,
          "this agent may send \(Int(rate.perSecond.messages)) messages and \(Int(rate.perSecond.bytes)) bytes in a second"
        )
      }
      try take(Self.message(in: bytes), at: now)
    } catch {
      end()
      service.refuse(call, error, of: name)
    }
  }

  private static func message(in bytes: [UInt8]) throws(AgentRefusal) -> AgentMessage {
    do throws(ProtobufError) {
      return try AgentMessage(serialized: bytes, limits: ProtobufLimits(depth: depth, size: bytes.count))
    } catch {
      throw AgentRefusal(.invalid, "the message cannot be read: \("\(error)".shortened)")
    }
  }

  private func take(_ message: AgentMessage, at now: Duration) throws(AgentRefusal) {
    service.counters.count(message.message)
    switch (phase, message.message) {
    case (.waiting, .hello(let hello)):
      let (agent, welcome) = try service.open(id, call, hello, identities)
      phase = .open
      name = agent
      call.send(welcome.serialized())
      service.log.limited(by: service.limiter, key: "open \(agent)")?.info(
        "an agent reports", [.agent: agent, .address: peer.address, .version: hello.version.shortened])
    case (.waiting, _): throw AgentRefusal(.invalid, "the first message of a call is Hello")
    case (.open, let message?):
      if let count = try service.receive(message, on: id, at: now) { rate.setBrokers(count) }
    // What a newer agent says besides; it lives, in any case.
    case (.open, nil): _ = try service.receive(.heartbeat(Heartbeat()), on: id, at: now)
    case (.over, _): break
    }
  }

  func ended(at now: Duration) { end() }

  private func end() {
    if phase != .over { service.close(id) }
    phase = .over
  }
}
