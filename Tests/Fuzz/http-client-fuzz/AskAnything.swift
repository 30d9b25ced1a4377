import GRPC
import HTTP

/// What libFuzzer calls: arbitrary bytes and time against the client cores, as a server may send them.
///
/// The first byte chooses how the client behaves. Then come steps: a byte that says how much is delivered (or that time
/// passes, output is taken, a call is begun, cancelled or reset, the input ends), and the bytes themselves.
@_cdecl("LLVMFuzzerTestOneInput")
public func askAnything(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let mode = input.first else { return 0 }
  var subject = Subject(mode: mode)
  subject.run(input.dropFirst())
  return 0
}

/// A connection with calls on it, and what must hold of both.
struct Subject: ~Copyable {
  private static let page = [UInt8](repeating: 0x78, count: 70_000)

  private var http: HTTPClientConnection
  private var session: GRPCClientSession?
  private let isBounded: Bool
  private var now = Duration.zero
  /// The requests that were begun and whose end was not told.
  private var open: Set<HTTPStreamID> = []
  private var calls: Set<HTTPStreamID> = []
  private var answered: Set<HTTPStreamID> = []

  init(mode: UInt8) {
    var configuration = HTTPClientConfiguration()
    configuration.floodBurst = mode & 0x40 == 0 ? 200 : 4
    configuration.keepsIdleAlive = mode & 0x20 != 0
    http = HTTPClientConnection(configuration: configuration, at: .zero)
    session = mode & 4 == 0 ? nil : GRPCClientSession(maximumMessageSize: 10_000)
    isBounded = mode & 8 == 0
    begin()
    takeOutput(limit: 1 << 14)
    // Most inputs would never find a server's first frame by themselves.
    if mode & 1 == 0 { deliver([0, 0, 0, 4, 0, 0, 0, 0, 0]) }
    // HEADERS with `:status: 200` and `content-type: application/grpc` on the first stream.
    if mode & 2 == 0 {
      let field = Array("application/grpc".utf8)
      deliver([0, 0, UInt8(4 + field.count), 1, 4, 0, 0, 0, 1, 0x88, 0x0f, 0x10, UInt8(field.count)] + field[...])
    }
  }

  mutating func run(_ input: ArraySlice<UInt8>) {
    var rest = input
    while let step = rest.popFirst() {
      switch step {
      case 0xF6: for id in calls.sorted() { session?.halfClose(id, http: &http) }
      case 0xF7: begin()
      case 0xF8: takeOutput(limit: 1)
      case 0xF9: pass(.milliseconds(Int(rest.popFirst() ?? 0) * 100))
      case 0xFA: pass(.seconds(Int(rest.popFirst() ?? 0)))
      case 0xFB: for id in open.sorted() { http.reset(id, code: 8) }
      case 0xFC: http.shutdown(at: now)
      case 0xFD: http.inputClosed(at: now)
      case 0xFE: for id in calls.sorted() { session?.cancel(id, http: &http) }
      case 0xFF:
        let length = min(rest.count, Int(rest.popFirst() ?? 0) << 8)
        deliver(rest.prefix(length))
        rest = rest.dropFirst(length)
      default:
        deliver(rest.prefix(Int(step)))
        rest = rest.dropFirst(Int(step))
      }
      takeEvents()
      if step & 1 == 0 { takeOutput(limit: 1 << 14) }
    }
    http.connectionLost()
    takeEvents()
    precondition(open.isEmpty, "a request has no end")
    precondition(calls.isEmpty, "a call has no end")
    precondition(!http.hasOutput && http.isFinished, "a lost connection is not finished")
    precondition(!http.canOpenStream, "a lost connection takes requests")
  }

  private mutating func begin() {
    let couldOpen = http.canOpenStream
    let deadline: Duration? = isBounded ? now + .seconds(30) : nil
    let id: HTTPStreamID?
    if session != nil {
      let head = GRPCClientCallHead(path: "/a/b", authority: "c", scheme: "http", deadline: deadline)
      id = session?.start(head, http: &http, at: now)
    } else {
      let head = HTTPRequestHead(method: "POST", scheme: "http", authority: "c", path: "/", fields: HTTPFields())
      id = http.request(head, endStream: false)
    }
    precondition((id != nil) == couldOpen, "what can be opened is not opened, or the other way round")
    guard let id else { return }
    precondition(open.insert(id).inserted, "a request has the number of another")
    if session == nil {
      http.send(Self.page, on: id, endStream: id.rawValue % 4 == 1)
    } else {
      calls.insert(id)
      session?.send(Self.page, on: id, http: &http)
    }
  }

  private mutating func deliver(_ bytes: ArraySlice<UInt8>) {
    let array = Array(bytes)
    http.receive(array.span, at: now)
    takeEvents()
  }

  private mutating func pass(_ time: Duration) {
    now += time
    if let due = http.nextDeadline, due <= now { http.timeout(at: now) }
    if let due = session?.nextDeadline, due <= now { session?.timeout(at: now, http: &http) }
    takeEvents()
  }

  private mutating func takeOutput(limit: Int) {
    var rounds = 0
    while http.hasOutput, rounds < 100 {
      let output = http.takeOutput(limit: limit)
      takeEvents()
      if output.isEmpty { break }
      rounds += 1
    }
  }

  private mutating func takeEvents() {
    while let event = http.nextEvent() {
      switch event {
      case .request: preconditionFailure("a client is asked")
      case .response(let id, _, _):
        precondition(open.contains(id), "a response to nothing")
        precondition(answered.insert(id).inserted, "a response came twice")
      case .body(let id, _, _), .trailers(let id, _):
        precondition(open.contains(id) && answered.contains(id), "a body without a response")
      case .closed(let id, _): precondition(open.remove(id) != nil, "an end without a request")
      case .writable(let id): precondition(open.contains(id), "what is over is writable")
      case .goAway: break
      }
      session?.receive(event, http: &http, at: now)
      takeCalls()
    }
    takeCalls()
  }

  private mutating func takeCalls() {
    while let event = session?.nextEvent() {
      switch event {
      case .accepted(let id, _), .message(let id, _): precondition(calls.contains(id), "an answer without a call")
      case .ended(let id, _): precondition(calls.remove(id) != nil, "an end without a call")
      case .writable: break
      }
    }
  }
}
