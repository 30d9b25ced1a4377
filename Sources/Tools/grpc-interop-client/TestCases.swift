import GRPC
import GRPCTestMessages
import HTTP
import Protobuf

/// The cases of gRPC's interoperability suite, under its names, and some of our own.
struct TestCases {
  static let service = "/grpc.testing.TestService/"
  static let requestSizes = [27182, 8, 1828, 45904]
  static let responseSizes: [Int32] = [31415, 9, 2653, 58979]
  static let special = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"

  typealias Body = @Sendable (TestCases) throws(CaseFailure) -> Void

  /// The official cases, then those of our own.
  static let all: [(name: String, body: Body)] = [
    ("empty_unary", { test throws(CaseFailure) in try test.emptyUnary() }),
    ("large_unary", { test throws(CaseFailure) in try test.largeUnary() }),
    ("client_streaming", { test throws(CaseFailure) in try test.clientStreaming() }),
    ("server_streaming", { test throws(CaseFailure) in try test.serverStreaming() }),
    ("ping_pong", { test throws(CaseFailure) in try test.pingPong() }),
    ("empty_stream", { test throws(CaseFailure) in try test.emptyStream() }),
    ("custom_metadata", { test throws(CaseFailure) in try test.customMetadata() }),
    ("status_code_and_message", { test throws(CaseFailure) in try test.statusCodeAndMessage() }),
    ("special_status_message", { test throws(CaseFailure) in try test.specialStatusMessage() }),
    ("unimplemented_method", { test throws(CaseFailure) in try test.unimplementedMethod() }),
    ("unimplemented_service", { test throws(CaseFailure) in try test.unimplementedService() }),
    ("cancel_after_begin", { test throws(CaseFailure) in try test.cancelAfterBegin() }),
    ("cancel_after_first_response", { test throws(CaseFailure) in try test.cancelAfterFirstResponse() }),
    ("timeout_on_sleeping_server", { test throws(CaseFailure) in try test.timeoutOnSleepingServer() }),
    ("half_duplex", { test throws(CaseFailure) in try test.halfDuplex() }),
    ("large_metadata", { test throws(CaseFailure) in try test.largeMetadata() }),
    ("every_status_code", { test throws(CaseFailure) in try test.everyStatusCode() }),
    ("many_at_a_time", { test throws(CaseFailure) in try test.manyAtATime() }),
    ("message_beyond_the_bound", { test throws(CaseFailure) in try test.messageBeyondTheBound() }),
  ]

  /// Needs someone who ends the server and starts it again.
  static let reconnect: (name: String, body: Body) = (
    "reconnect", { test throws(CaseFailure) in try test.reconnectCase() }
  )

  let channel: TestChannel
  /// How long a call may take that no case gives a time of its own.
  let callTimeout: Duration

  private func start(_ method: String, metadata: HTTPFields = HTTPFields(), timeout: Duration? = nil) -> TestCall {
    channel.start(Self.service + method, metadata: metadata, timeout: timeout ?? callTimeout)
  }

  private func expect(_ isTrue: Bool, _ what: @autoclosure () -> String) throws(CaseFailure) {
    if !isTrue { throw CaseFailure(what()) }
  }

  /// A call with one request and one response, which must end well.
  private func unary<Response: ProtobufMessage>(
    _ method: String, _ request: some ProtobufMessage, _ type: Response.Type
  ) throws(CaseFailure) -> Response {
    let call = start(method)
    call.send(request)
    call.halfClose()
    let response = try call.message(type)
    try call.expectEnd(.ok)
    return response
  }

  private static func payload(_ size: Int) -> TestingPayload {
    TestingPayload { $0.body = [UInt8](repeating: 0, count: size) }
  }

  private static func simple(response: Int32, request: Int) -> TestingSimpleRequest {
    TestingSimpleRequest {
      $0.responseSize = response
      $0.payload = payload(request)
    }
  }

  private static func output(_ sizes: [Int32], request: Int = 0, intervalUs: Int32 = 0)
    -> TestingStreamingOutputCallRequest
  {
    TestingStreamingOutputCallRequest {
      $0.payload = payload(request)
      for size in sizes {
        $0.responseParameters.append(
          TestingResponseParameters {
            $0.size = size
            $0.intervalUs = intervalUs
          })
      }
    }
  }

  private func expectPayload(_ call: TestCall, _ size: Int32) throws(CaseFailure) {
    let got = try call.message(TestingStreamingOutputCallResponse.self).payload?.body.count ?? 0
    try expect(got == Int(size), "a payload has \(got) bytes, not \(size)")
  }

  // MARK: Messages

  private func emptyUnary() throws(CaseFailure) { _ = try unary("EmptyCall", TestingEmpty(), TestingEmpty.self) }

  private func largeUnary() throws(CaseFailure) {
    let request = Self.simple(response: 314_159, request: 271_828)
    let size = try unary("UnaryCall", request, TestingSimpleResponse.self).payload?.body.count ?? 0
    try expect(size == 314_159, "the payload has \(size) bytes")
  }

  private func clientStreaming() throws(CaseFailure) {
    let call = start("StreamingInputCall")
    for size in Self.requestSizes { call.send(TestingStreamingInputCallRequest { $0.payload = Self.payload(size) }) }
    call.halfClose()
    let sum = try call.message(TestingStreamingInputCallResponse.self).aggregatedPayloadSize
    try expect(sum == 74922, "the sum is \(sum)")
    try call.expectEnd(.ok)
  }

  private func serverStreaming() throws(CaseFailure) {
    let call = start("StreamingOutputCall")
    call.send(Self.output(Self.responseSizes))
    call.halfClose()
    for size in Self.responseSizes { try expectPayload(call, size) }
    try call.expectEnd(.ok)
  }

  private func pingPong() throws(CaseFailure) {
    let call = start("FullDuplexCall")
    for (request, response) in zip(Self.requestSizes, Self.responseSizes) {
      call.send(Self.output([response], request: request))
      try expectPayload(call, response)
    }
    call.halfClose()
    try call.expectEnd(.ok)
  }

  private func halfDuplex() throws(CaseFailure) {
    let call = start("HalfDuplexCall")
    for size in Self.responseSizes { call.send(Self.output([size])) }
    call.halfClose()
    for size in Self.responseSizes { try expectPayload(call, size) }
    try call.expectEnd(.ok)
  }

  private func emptyStream() throws(CaseFailure) {
    let call = start("FullDuplexCall")
    call.halfClose()
    try call.expectEnd(.ok)
  }

  private func manyAtATime() throws(CaseFailure) {
    var calls: [TestCall] = []
    for index in 0..<300 {
      let call = start("UnaryCall")
      call.send(Self.simple(response: Int32(100 * index), request: 50 * index))
      call.halfClose()
      calls.append(call)
    }
    for (index, call) in calls.enumerated() {
      let size = try call.message(TestingSimpleResponse.self).payload?.body.count ?? 0
      try expect(size == 100 * index, "answer \(index) has \(size) bytes")
      try call.expectEnd(.ok)
    }
  }

  private func messageBeyondTheBound() throws(CaseFailure) {
    let call = start("StreamingOutputCall")
    call.send(Self.output([16 << 20, 1]))
    call.halfClose()
    try call.expectEnd(.resourceExhausted)
    // The connection lives on.
    try emptyUnary()
  }

  // MARK: Metadata

  private func customMetadata() throws(CaseFailure) {
    let initial = "x-grpc-test-echo-initial"
    let trailing = "x-grpc-test-echo-trailing-bin"
    var metadata: HTTPFields = ["x-grpc-test-echo-initial": "test_initial_metadata_value"]
    metadata.append(trailing, binary: [0xAB, 0xAB, 0xAB])
    let unary = start("UnaryCall", metadata: metadata)
    unary.send(Self.simple(response: 314_159, request: 271_828))
    let duplex = start("FullDuplexCall", metadata: metadata)
    duplex.send(Self.output([314_159], request: 271_828))
    for call in [unary, duplex] {
      call.halfClose()
      let got = try call.accepted()[initial]
      try expect(got == "test_initial_metadata_value", "the headers have \(got ?? "nothing")")
      if call === unary {
        _ = try call.message(TestingSimpleResponse.self)
      } else {
        try expectPayload(call, 314_159)
      }
      let result = try call.end()
      try expect(result.status.code == .ok, "it ended with \(result.status)")
      let values = result.metadata.binaryValues(trailing)
      try expect(values == [[0xAB, 0xAB, 0xAB]], "the trailers have \(values)")
    }
  }

  private func largeMetadata() throws(CaseFailure) {
    let value = String(repeating: "v", count: 7000)
    let call = start("UnaryCall", metadata: ["x-grpc-test-echo-initial": value])
    call.send(TestingSimpleRequest())
    call.halfClose()
    let got = try call.accepted()["x-grpc-test-echo-initial"]
    try expect(got == value, "\(got?.utf8.count ?? 0) bytes came back")
    _ = try call.message(TestingSimpleResponse.self)
    try call.expectEnd(.ok)
  }

  // MARK: Status

  private func expectStatus(_ code: GRPCStatus.Code, _ message: String) throws(CaseFailure) {
    let status = TestingEchoStatus {
      $0.code = Int32(code.rawValue)
      $0.message = message
    }
    let unary = start("UnaryCall")
    unary.send(TestingSimpleRequest { $0.responseStatus = status })
    unary.halfClose()
    try unary.expectEnd(code, message)
    let duplex = start("FullDuplexCall")
    duplex.send(TestingStreamingOutputCallRequest { $0.responseStatus = status })
    duplex.halfClose()
    try duplex.expectEnd(code, message)
  }

  private func statusCodeAndMessage() throws(CaseFailure) { try expectStatus(.unknown, "test status message") }

  private func specialStatusMessage() throws(CaseFailure) { try expectStatus(.unknown, Self.special) }

  private func everyStatusCode() throws(CaseFailure) {
    for number in 1...16 {
      let code = GRPCStatus.Code(rawValue: number)
      try expectStatus(code, "\(code) % \(number)")
    }
  }

  private func expectUnimplemented(_ call: TestCall) throws(CaseFailure) {
    call.send(TestingEmpty())
    call.halfClose()
    try call.expectEnd(.unimplemented)
  }

  private func unimplementedMethod() throws(CaseFailure) { try expectUnimplemented(start("UnimplementedCall")) }

  private func unimplementedService() throws(CaseFailure) {
    try expectUnimplemented(channel.start("/grpc.testing.UnimplementedService/UnimplementedCall", timeout: callTimeout))
  }

  // MARK: Ends

  private func reconnectCase() throws(CaseFailure) {
    try emptyUnary()
    let open = start("FullDuplexCall", timeout: .seconds(60))
    open.send(Self.output([9]))
    try expectPayload(open, 9)
    Client.say("reconnect: first call done")
    let result = try open.end()
    // A server that ends leaves the call either unfinished or unanswered.
    try expect(result.status.code == .unavailable, "the open call ended with \(result.status)")
    Client.say("reconnect: the connection is gone")
    try emptyUnary()
  }

  private func cancelAfterBegin() throws(CaseFailure) {
    let call = start("StreamingInputCall", metadata: ["x-grpc-test-echo-initial": "test_initial_metadata_value"])
    call.cancel()
    try call.expectEnd(.cancelled)
    try emptyUnary()
  }

  private func cancelAfterFirstResponse() throws(CaseFailure) {
    let call = start("FullDuplexCall")
    call.send(Self.output([31415], request: 27182))
    try expectPayload(call, 31415)
    call.cancel()
    try call.expectEnd(.cancelled)
    try emptyUnary()
  }

  private func timeoutOnSleepingServer() throws(CaseFailure) {
    let call = start("FullDuplexCall", timeout: .milliseconds(1))
    call.send(Self.output([], request: 27182))
    try call.expectEnd(.deadlineExceeded)
    // The same where the server has begun to answer.
    let answered = start("FullDuplexCall", timeout: .milliseconds(300))
    answered.send(Self.output([9]))
    answered.send(Self.output([9], intervalUs: 5_000_000))
    try expectPayload(answered, 9)
    try answered.expectEnd(.deadlineExceeded)
    try emptyUnary()
  }
}
