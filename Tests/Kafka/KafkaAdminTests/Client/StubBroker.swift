import KafkaProtocol
import Synchronization
import Transport

@testable import KafkaAdmin

/// A server on loopback that answers ApiVersions as a broker does, and all else as a test says.
final class StubBroker: Sendable {
  /// What is done with a request.
  enum Answer: Sendable {
    case response(any KafkaResponse)
    case nothing
    case raw([UInt8])
    case close
    /// A part of the answer, then the end.
    case half(any KafkaResponse)
  }

  typealias Behaviour = @Sendable (any KafkaRequest) -> Answer

  let address: NetworkAddress
  private let listener: Listener
  let received: Requests

  init(on group: EventLoopGroup, _ behaviour: @escaping Behaviour) throws {
    let received = Requests()
    self.received = received
    listener = try Listener(.loopback(port: 0), on: group) { _ in StubSession(received, behaviour) }
    address = listener.address
  }

  func close() { listener.close() }

  /// The APIs that were asked for, in their order.
  final class Requests: Sendable {
    private let apis = Mutex<[ApiKey]>([])
    var all: [ApiKey] { apis.withLock { $0 } }
    func append(_ api: ApiKey) { apis.withLock { $0.append(api) } }
  }
}

private final class StubSession: ConnectionHandler {
  private var reader = FrameReader(maximumSize: 1 << 20)
  private let requests: StubBroker.Requests
  private let behaviour: StubBroker.Behaviour

  init(_ requests: StubBroker.Requests, _ behaviour: @escaping StubBroker.Behaviour) {
    self.requests = requests
    self.behaviour = behaviour
  }

  func received(_ bytes: Span<UInt8>, on connection: Connection) {
    let copy = [UInt8](copying: bytes)
    guard let frames = try? reader.frames(in: copy[...]) else { return connection.abort() }
    for frame in frames where !connection.isClosed {
      do throws(CodecError) { try answer(frame, on: connection) } catch { connection.abort() }
    }
  }

  private func answer(_ frame: ArraySlice<UInt8>, on connection: Connection) throws(CodecError) {
    var peek = MessageReader(frame)
    let api = ApiKey(rawValue: try peek.int16())
    let version = try peek.int16()
    var reader = MessageReader(frame)
    let header = try RequestHeader(from: &reader, version: KafkaAPI.isFlexible(api, version) ? 2 : 1)
    let request = try KafkaAPI.decodeRequest(api, version: version, frame.dropFirst(reader.offset))
    requests.append(api)
    let answer =
      request is ApiVersionsRequest ? StubBroker.Answer.response(ScriptedBroker.versions) : behaviour(request)
    switch answer {
    case .response(let response):
      connection.write(try response.frame(version: version, correlationID: header.correlationId))
    case .half(let response):
      let bytes = try response.frame(version: version, correlationID: header.correlationId).flatMap { $0 }
      connection.write([bytes.prefix(bytes.count - 1)])
      connection.close()
    case .nothing: break
    case .raw(let bytes): connection.write([bytes[...]])
    case .close: connection.close()
    }
  }

  func inputClosed(_ connection: Connection) { connection.close() }
  func drained(_ connection: Connection) {}
  func closed(_ connection: Connection, error: TransportError?) {}
}

/// Loops for one test, which end with it.
func withLoops(_ body: (EventLoopGroup) async throws -> Void) async throws {
  let group = try EventLoopGroup(count: 2)
  defer { group.shutdown() }
  try await body(group)
}
