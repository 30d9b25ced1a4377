import GRPC
import GRPCTestMessages
import HTTP
import Protobuf

/// The methods of `grpc.testing.TestService` that are served; `UnimplementedCall` is not, on purpose.
enum TestMethod: String, CaseIterable {
  case empty = "EmptyCall"
  case unary = "UnaryCall"
  case cacheableUnary = "CacheableUnaryCall"
  case streamingOutput = "StreamingOutputCall"
  case streamingInput = "StreamingInputCall"
  case fullDuplex = "FullDuplexCall"
  case halfDuplex = "HalfDuplexCall"
}

/// One call of the test service: what came of it, and what is still to be sent, when.
struct TestCall {
  /// What is to be done next.
  enum Step {
    case message([UInt8])
    case end(GRPCStatus)
  }

  private struct Response {
    var size: Int
    var interval: Duration
  }

  private static let maximumResponse = 16 << 20
  private static let maximumPending = 10_000
  /// A call's metadata under these names is sent back.
  private static let echoedInitially = "x-grpc-test-echo-initial"
  private static let echoedAtTheEnd = "x-grpc-test-echo-trailing-bin"

  private let method: TestMethod
  private(set) var initialMetadata = HTTPFields()
  private(set) var trailingMetadata = HTTPFields()
  private var pending: [Response] = []
  private var made: [UInt8]?
  private var status: GRPCStatus?
  private var received = 0
  private var messages = 0
  private var hold = false
  private var lastResponse = Duration.zero
  private var isReaderSlow = false

  init(_ method: TestMethod, _ metadata: HTTPFields) {
    self.method = method
    hold = method == .halfDuplex
    if let value = metadata[Self.echoedInitially] { initialMetadata.append(Self.echoedInitially, value) }
    for value in metadata.binaryValues(Self.echoedAtTheEnd) {
      trailingMetadata.append(Self.echoedAtTheEnd, binary: value)
    }
  }

  // MARK: Input

  mutating func receive(_ bytes: [UInt8], at now: Duration) throws(GRPCStatus) {
    messages += 1
    switch method {
    case .empty:
      _ = try Self.read(TestingEmpty.self, bytes)
      made = TestingEmpty().serialized()
    case .unary, .cacheableUnary: try receive(Self.read(TestingSimpleRequest.self, bytes))
    case .streamingInput:
      received += try Self.read(TestingStreamingInputCallRequest.self, bytes).payload?.body.count ?? 0
    case .streamingOutput, .fullDuplex, .halfDuplex:
      try receive(Self.read(TestingStreamingOutputCallRequest.self, bytes), at: now)
    }
  }

  private mutating func receive(_ request: TestingSimpleRequest) throws(GRPCStatus) {
    if let asked = request.responseStatus, asked.code != 0 { throw Self.status(asked) }
    try Self.check(request.responseSize)
    made = TestingSimpleResponse {
      $0.payload = Self.payload(Int(request.responseSize))
    }.serialized()
  }

  private mutating func receive(_ request: TestingStreamingOutputCallRequest, at now: Duration) throws(GRPCStatus) {
    if let asked = request.responseStatus, asked.code != 0 {
      status = Self.status(asked)
      return
    }
    if pending.isEmpty { lastResponse = now }
    for parameters in request.responseParameters {
      try Self.check(parameters.size)
      pending.append(Response(size: Int(parameters.size), interval: .microseconds(max(0, parameters.intervalUs))))
    }
    if pending.count > Self.maximumPending { throw GRPCStatus(.resourceExhausted, "too many responses are asked for") }
  }

  mutating func halfClose(at now: Duration) throws(GRPCStatus) {
    switch method {
    case .empty, .unary, .cacheableUnary, .streamingOutput:
      guard messages == 1 else { throw GRPCStatus(.unimplemented, "the call has \(messages) requests, not one") }
    case .streamingInput:
      made = TestingStreamingInputCallResponse { $0.aggregatedPayloadSize = Int32(clamping: received) }.serialized()
    case .fullDuplex, .halfDuplex: break
    }
    if hold { lastResponse = now }
    hold = false
    if status == nil { status = .ok }
  }

  // MARK: Output

  /// When the next response is due; nil where none is, or where the caller does not read.
  var nextResponse: Duration? {
    guard !hold, !isReaderSlow, let next = pending.first else { return nil }
    return lastResponse + next.interval
  }

  /// What is due, one after the other.
  mutating func nextStep(at now: Duration) -> Step? {
    isReaderSlow = false
    if let bytes = made {
      made = nil
      return .message(bytes)
    }
    if let time = nextResponse {
      guard time <= now else { return nil }
      lastResponse = now
      let response = pending.removeFirst()
      let message = TestingStreamingOutputCallResponse { $0.payload = Self.payload(response.size) }
      return .message(message.serialized())
    }
    guard !hold, let status else { return nil }
    return .end(status)
  }

  /// Nothing more is made until the caller has read.
  mutating func waitForReader() { isReaderSlow = true }

  // MARK: Messages

  private static func read<Message: ProtobufMessage>(
    _ type: Message.Type, _ bytes: [UInt8]
  ) throws(GRPCStatus) -> Message {
    do { return try Message(serialized: bytes) } catch { throw GRPCStatus(.internal, "\(error)") }
  }

  private static func check(_ size: Int32) throws(GRPCStatus) {
    guard size >= 0, size <= maximumResponse else {
      throw GRPCStatus(.invalidArgument, "responses have 0 to \(maximumResponse) bytes, not \(size)")
    }
  }

  private static func payload(_ size: Int) -> TestingPayload {
    TestingPayload { $0.body = [UInt8](repeating: 0, count: size) }
  }

  private static func status(_ asked: TestingEchoStatus) -> GRPCStatus {
    GRPCStatus(GRPCStatus.Code(rawValue: Int(asked.code)), asked.message)
  }
}
