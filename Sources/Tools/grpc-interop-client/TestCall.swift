import Dispatch
import GRPC
import GRPCTestMessages
import HTTP
import Protobuf
import Synchronization

/// One call, for the thread that runs a case: what it says is done on the connection's loop, what it hears it waits for.
final class TestCall: @unchecked Sendable {
  /// How long a case waits for anything.
  static let patience = 40

  let path: String
  let metadata: HTTPFields
  private let channel: TestChannel
  private let heard = Mutex<[GRPCClientEvent]>([])
  private let isHeard = DispatchSemaphore(value: 0)

  // Only the loop's thread touches these.
  /// Where the call is; nil while it waits.
  var place: (connection: TestConnection, id: HTTPStreamID)?
  var deadline: Duration?
  /// All that it has said, for it may have to be said again on another connection.
  var said: [TestRequest] = []

  init(_ channel: TestChannel, path: String, metadata: HTTPFields) {
    self.channel = channel
    self.path = path
    self.metadata = metadata
  }

  // MARK: What it says

  func send(_ message: some ProtobufMessage) {
    let bytes = message.serialized()
    channel.send(.message(bytes), on: self)
  }

  func halfClose() { channel.send(.end, on: self) }

  func cancel() { channel.cancel(self) }

  // MARK: What it hears

  /// On the loop's thread.
  func hear(_ event: GRPCClientEvent) {
    heard.withLock { $0.append(event) }
    isHeard.signal()
  }

  /// What comes next.
  func next() throws(CaseFailure) -> GRPCClientEvent {
    guard isHeard.wait(timeout: .now() + .seconds(Self.patience)) == .success else {
      throw CaseFailure("\(path): nothing came for \(Self.patience) s")
    }
    return heard.withLock { $0.removeFirst() }
  }

  /// The headers, which must come next.
  func accepted() throws(CaseFailure) -> HTTPFields {
    while true {
      switch try next() {
      case .accepted(_, let metadata): return metadata
      case .writable: continue
      case .message: throw CaseFailure("\(path): a message came before the headers")
      case .ended(_, let result): throw CaseFailure("\(path): the call ended with \(result.status) before its headers")
      }
    }
  }

  /// The next message, which must come before the end.
  func message<Message: ProtobufMessage>(_ type: Message.Type) throws(CaseFailure) -> Message {
    while true {
      switch try next() {
      case .accepted, .writable: continue
      case .message(_, let bytes):
        do { return try Message(serialized: bytes) } catch { throw CaseFailure("\(path): \(error)") }
      case .ended(_, let result): throw CaseFailure("\(path): the call ended with \(result.status) before its message")
      }
    }
  }

  /// How the call ends; no message may come before.
  func end() throws(CaseFailure) -> GRPCCallResult {
    while true {
      switch try next() {
      case .accepted, .writable: continue
      case .message(_, let bytes): throw CaseFailure("\(path): a message of \(bytes.count) bytes came after the last")
      case .ended(_, let result): return result
      }
    }
  }

  /// The end, which must have this code, and this message where one is given.
  func expectEnd(_ code: GRPCStatus.Code, _ message: String? = nil) throws(CaseFailure) {
    let status = try end().status
    guard status.code == code, message == nil || status.message == message else {
      throw CaseFailure("\(path): it ended with \(status), not with \(code) \(message ?? "")")
    }
  }
}

/// A part of a request.
enum TestRequest: Sendable {
  case message([UInt8])
  case end
}

/// Why a case is not passed.
struct CaseFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
