import KafkaProtocol
import Testing

@testable import KafkaAdmin

/// The broker's side of a connection core, for tests: reads what the core writes, and makes answers.
struct ScriptedBroker {
  struct Request {
    let api: ApiKey
    let version: Int16
    let correlationID: Int32
    let clientID: String?
    let body: ArraySlice<UInt8>

    func decoded<Message: KafkaRequest>(_ type: Message.Type) throws -> Message {
      try Message.decode(body, version: version)
    }
  }

  private var reader = FrameReader(maximumSize: 1 << 20)
  var requests: [Request] = []

  /// Takes what the core has written.
  mutating func take(from core: inout ConnectionCore) throws {
    for segment in core.takeOutput() {
      for frame in try reader.frames(in: segment) {
        var reader = MessageReader(frame)
        let api = ApiKey(rawValue: try reader.int16())
        let version = try reader.int16()
        reader = MessageReader(frame)
        let header = try RequestHeader(from: &reader, version: KafkaAPI.isFlexible(api, version) ? 2 : 1)
        requests.append(
          Request(
            api: api, version: version, correlationID: header.correlationId, clientID: header.clientId,
            body: frame.dropFirst(reader.offset)))
      }
    }
  }

  /// The oldest request that has no answer.
  mutating func next(from core: inout ConnectionCore) throws -> Request? {
    try take(from: &core)
    return requests.isEmpty ? nil : requests.removeFirst()
  }

  static func bytes(_ response: some KafkaResponse, to request: Request, correlationID: Int32? = nil) throws
    -> ArraySlice<UInt8>
  {
    let segments = try response.frame(
      version: request.version, correlationID: correlationID ?? request.correlationID)
    return ArraySlice(segments.flatMap { $0 })
  }

  static var versions: ApiVersionsResponse {
    var response = ApiVersionsResponse()
    for raw in Int16(0)..<100 {
      guard let range = KafkaAPI.advertisedVersions(of: ApiKey(rawValue: raw)) else { continue }
      var api = ApiVersionsResponse.ApiVersion()
      api.apiKey = raw
      api.minVersion = range.lowerBound
      api.maxVersion = range.upperBound
      response.apiKeys.append(api)
    }
    return response
  }
}

/// A core that has been brought to where requests can be sent.
func readyCore(_ change: (inout KafkaConnectionConfiguration) -> Void = { _ in }) throws -> (
  ConnectionCore, ScriptedBroker
) {
  var configuration = KafkaConnectionConfiguration()
  change(&configuration)
  var core = ConnectionCore(configuration, peer: "broker:9092", nonce: "fyko+d2lbbFgONRv9qkxdawL", at: .zero)
  var broker = ScriptedBroker()
  core.opened(at: .zero)
  let request = try #require(try broker.next(from: &core))
  core.receive(try ScriptedBroker.bytes(ScriptedBroker.versions, to: request), at: .zero)
  while core.nextEvent() != nil {}
  return (core, broker)
}

extension ConnectionCore {
  /// What happened to each request, and how the connection ended.
  mutating func outcomes() -> (answers: [UInt64: Result<any KafkaResponse, KafkaAdminError>], end: KafkaAdminError??) {
    var answers: [UInt64: Result<any KafkaResponse, KafkaAdminError>] = [:]
    var end: KafkaAdminError??
    while let event = nextEvent() {
      switch event {
      case .ready: break
      case .answered(let id, let result):
        #expect(answers[id] == nil, "request \(id) was answered twice")
        answers[id] = result
      case .closed(let error): end = .some(error)
      }
    }
    return (answers, end)
  }
}

extension Result where Failure == KafkaAdminError {
  var failure: KafkaAdminError? {
    if case .failure(let error) = self { return error }
    return nil
  }
}
