import HTTP
import HTTPTransport
import JSON
import KubernetesClient
import Synchronization
import Telemetry
import Transport

/// A server in the clear that answers each request as a script says, and keeps what it was asked.
final class ScriptedHTTPServer: Sendable {
  /// A request that came.
  struct Request: Sendable {
    let head: HTTPRequestHead
    let body: [UInt8]

    var line: String { "\(head.method) \(head.path)" }

    func field(_ name: String) -> String? { head.fields.fields.first { $0.name == name }?.value }

    func fields(_ name: String) -> [String] { head.fields.fields.filter { $0.name == name }.map(\.value) }
  }

  /// What becomes of a request.
  enum Step: Sendable {
    case reply(Int, HTTPFields, String)
    /// The answer begins, and never ends.
    case begin(String)
    /// No answer.
    case hold
    /// The connection is reset.
    case abort

    /// An answer.
    static func answer(_ status: Int, _ text: String) -> Step { .reply(status, [:], text) }
    /// An answer with header fields.
    static func answer(_ status: Int, _ fields: HTTPFields, _ text: String) -> Step { .reply(status, fields, text) }
  }

  private struct State {
    var requests: [Request] = []
  }

  final class Record: Sendable {
    private let state = Mutex(State())
    let script: @Sendable (Request, Int) -> Step

    init(_ script: @escaping @Sendable (Request, Int) -> Step) { self.script = script }

    func step(for request: Request) -> Step {
      let number = state.withLock { state in
        state.requests.append(request)
        return state.requests.count
      }
      return script(request, number)
    }

    var requests: [Request] { state.withLock { $0.requests } }
  }

  private let server: HTTPServer
  private let group: EventLoopGroup
  private let record: Record

  /// - Parameter script: gets each request and its number, from 1.
  init(_ script: @escaping @Sendable (Request, Int) -> Step) throws {
    let record = Record(script)
    self.record = record
    group = try EventLoopGroup(count: 1)
    server = try HTTPServer(.loopback(port: 0), on: group, tls: nil, configuration: HTTPServerConfiguration()) { _ in
      ScriptedHandler(record)
    }
  }

  /// What was asked so far.
  var requests: [Request] { record.requests }

  func configuration(_ credentials: ClientCredentials = ClientCredentials()) -> ClientConfiguration {
    let address = ServerAddress("http://\(server.address)") ?? ServerAddress(host: "none", port: 1)
    return ClientConfiguration(server: address, credentials: credentials, namespace: "kafka")
  }

  func stop() {
    server.shutdown(grace: .zero)
    group.shutdown()
  }
}

private final class ScriptedHandler: HTTPConnectionHandler {
  private let record: ScriptedHTTPServer.Record
  private var open: [HTTPStreamID: (head: HTTPRequestHead, body: [UInt8])] = [:]

  init(_ record: ScriptedHTTPServer.Record) { self.record = record }

  var nextDeadline: Duration? { nil }
  func timeout(on channel: HTTPServerChannel) {}
  func disconnected(_ channel: HTTPServerChannel) {}

  func received(_ event: HTTPEvent, on channel: HTTPServerChannel) {
    switch event {
    case .request(let id, let head, let endStream):
      open[id] = (head, [])
      if endStream { answer(id, channel) }
    case .body(let id, let bytes, let endStream):
      open[id]?.body += bytes
      if endStream { answer(id, channel) }
    case .closed(let id, _):
      open[id] = nil
    default: break
    }
  }

  private func answer(_ id: HTTPStreamID, _ channel: HTTPServerChannel) {
    guard let (head, body) = open[id] else { return }
    switch record.step(for: ScriptedHTTPServer.Request(head: head, body: body)) {
    case .hold: break
    case .abort: channel.abort()
    case .reply(let status, let fields, let text):
      channel.withHTTP { http in
        http.respond(to: id, HTTPResponseHead(status: status, fields: fields), endStream: false)
        http.send(Array(text.utf8), on: id, endStream: true)
      }
    case .begin(let text):
      channel.withHTTP { http in
        http.respond(to: id, HTTPResponseHead(status: 200, fields: [:]), endStream: false)
        http.send(Array(text.utf8), on: id, endStream: false)
      }
    }
  }
}

/// Log lines of a test.
final class ClientLines: Sendable {
  private let lines = Mutex<[String]>([])
  var all: [String] { lines.withLock { $0 } }
  var log: Logger {
    Logger(
      LogSink(level: .debug) { bytes in self.lines.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } })
  }
}

/// A client and the server that it speaks with, for one test.
struct ClientFixture: Sendable {
  let server: ScriptedHTTPServer
  let client: APIClient
  let lines: ClientLines
  let metrics: MetricsRegistry
}

/// Runs a test with a client of a scripted server.
func withClient(
  credentials: ClientCredentials = ClientCredentials(), clock: any KubernetesClient.MonotonicClock = SystemClock(),
  _ change: (inout APIClientSettings) -> Void = { _ in },
  read: @escaping @Sendable (String) throws(FileError) -> [UInt8] = SystemFiles.read,
  script: @escaping @Sendable (ScriptedHTTPServer.Request, Int) -> ScriptedHTTPServer.Step,
  _ body: (ClientFixture) async throws -> Void
) async throws {
  let server = try ScriptedHTTPServer(script)
  defer { server.stop() }
  var settings = APIClientSettings(program: "koperator", version: "1.2")
  // A busy machine starves the tests' tasks; backoffs cost nothing.
  settings.deadline = .seconds(300)
  settings.watchBeginning = .seconds(300)
  settings.backoff = Backoff(initial: .milliseconds(1), maximum: .milliseconds(2))
  change(&settings)
  let lines = ClientLines()
  let metrics = MetricsRegistry()
  let client = try APIClient(
    server.configuration(credentials), settings, log: lines.log, metrics: metrics, clock: clock, read: read)
  try await body(ClientFixture(server: server, client: client, lines: lines, metrics: metrics))
  await client.stop()
}

/// The error that a call ends with; nil where it ends well.
func clientError<Value>(_ body: () async throws(ClientError) -> Value) async -> ClientError? {
  do throws(ClientError) {
    _ = try await body()
    return nil
  } catch {
    return error
  }
}

/// A `Status` as the API server answers.
func status(_ code: Int, _ reason: String, _ message: String = "no", details: JSONValue = [:]) -> String {
  let value: JSONValue = [
    "kind": "Status", "apiVersion": "v1", "status": "Failure", "message": .string(message), "reason": .string(reason),
    "details": details, "code": .number(JSONNumber(code)),
  ]
  return value.text()
}

/// A ConfigMap as the API server answers.
func configMap(_ name: String, version: String = "1") -> String {
  """
  {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"\(name)","namespace":"kafka","uid":"u-\(name)",\
  "resourceVersion":"\(version)"},"data":{"a":"b"}}
  """
}

/// A page of ConfigMaps.
func configMaps(_ names: [String], continue token: String = "", version: String = "9") -> String {
  var items: [String] = []
  for name in names { items.append(configMap(name)) }
  return """
    {"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"\(version)","continue":"\(token)"},\
    "items":[\(items.joined(separator: ","))]}
    """
}
