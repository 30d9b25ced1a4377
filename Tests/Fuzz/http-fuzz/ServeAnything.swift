import GRPC
import HTTP

/// What libFuzzer calls: arbitrary bytes and time against the server cores.
///
/// The first byte chooses the protocol and how the handler behaves. Then come steps: a byte that says how much is delivered
/// (or that time passes, output is taken, a stream is reset, the input ends), and the bytes themselves.
@_cdecl("LLVMFuzzerTestOneInput")
public func serveAnything(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let mode = input.first else { return 0 }
  var subject = Subject(mode: mode)
  subject.run(input.dropFirst())
  return 0
}

/// A connection with a handler that answers everything, and what must hold of both.
struct Subject: ~Copyable {
  private static let page = [UInt8](repeating: 0x78, count: 70_000)

  private var http: HTTPServerConnection
  private var session: GRPCServerSession?
  private let answersAtOnce: Bool
  private var now = Duration.zero
  /// The requests that were told and whose end was not.
  private var open: Set<HTTPStreamID> = []
  private var calls: Set<HTTPStreamID> = []
  private var isLost = false

  init(mode: UInt8) {
    let protocols: [HTTPProtocol] = [.http2, .http1, .negotiateByPreface, .http2]
    var configuration = HTTPServerConfiguration()
    configuration.maximumConcurrentStreams = 8
    configuration.floodBurst = mode & 0x40 == 0 ? 200 : 4
    http = HTTPServerConnection(protocol: protocols[Int(mode & 3)], configuration: configuration, at: .zero)
    session = mode & 4 == 0 ? nil : GRPCServerSession(methods: ["/a/b"], maximumMessageSize: 10_000)
    answersAtOnce = mode & 8 == 0
    // Most inputs would never find the preface by themselves.
    guard mode & 3 == 0 else { return }
    deliver(Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)[...])
    deliver([0, 0, 0, 4, 0, 0, 0, 0, 0])
  }

  mutating func run(_ input: ArraySlice<UInt8>) {
    var rest = input
    while let step = rest.popFirst() {
      switch step {
      case 0xF8: takeOutput(limit: 1)
      case 0xF9: pass(.milliseconds(Int(rest.popFirst() ?? 0) * 100))
      case 0xFA: pass(.seconds(Int(rest.popFirst() ?? 0)))
      case 0xFB: for id in open { http.reset(id, code: 8) }
      case 0xFC: http.shutdown(at: now)
      case 0xFD: http.inputClosed(at: now)
      case 0xFE: for id in open { respond(id) }
      case 0xFF:
        let length = min(rest.count, Int(rest.popFirst() ?? 0) << 8)
        deliver(rest.prefix(length))
        rest = rest.dropFirst(length)
      default:
        deliver(rest.prefix(Int(step)))
        rest = rest.dropFirst(Int(step))
      }
      if step & 1 == 0 { takeOutput(limit: 1 << 14) }
    }
    http.connectionLost()
    isLost = true
    takeEvents()
    precondition(open.isEmpty, "a request has no end")
    precondition(calls.isEmpty, "a call has no end")
    precondition(!http.hasOutput && http.isFinished, "a lost connection is not finished")
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
      case .request(let id, let head, _):
        precondition(!isLost, "a request after the end")
        precondition(open.insert(id).inserted, "a request came twice")
        if session == nil || !GRPCServerSession.isGRPC(head) {
          if answersAtOnce { respond(id) }
        }
      case .body(let id, _, _), .trailers(let id, _): precondition(open.contains(id), "a body without a request")
      case .closed(let id, _): precondition(open.remove(id) != nil, "an end without a request")
      case .response, .writable, .goAway: break
      }
      session?.receive(event, http: &http, at: now)
      takeCalls()
    }
    takeCalls()
  }

  private mutating func takeCalls() {
    while let event = session?.nextEvent() {
      switch event {
      case .call(let id, _):
        precondition(calls.insert(id).inserted, "a call came twice")
        if answersAtOnce { session?.accept(id, http: &http) }
      case .message(let id, let message):
        session?.send(message, on: id, http: &http)
        session?.send(Self.page, on: id, http: &http)
      case .halfClosed(let id): if answersAtOnce { session?.finish(id, .ok, http: &http) }
      case .ended(let id, _): precondition(calls.remove(id) != nil, "an end without a call")
      case .writable: break
      }
    }
  }

  private mutating func respond(_ id: HTTPStreamID) {
    http.respond(to: id, HTTPResponseHead(status: 200, fields: ["x": "y"]), endStream: id.rawValue % 8 == 7)
    http.send(Self.page, on: id, endStream: id.rawValue % 8 == 1)
    http.sendTrailers(["t": "u"], on: id)
  }
}
