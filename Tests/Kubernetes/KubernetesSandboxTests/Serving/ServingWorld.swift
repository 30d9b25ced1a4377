import HTTPClient
import JSON
import KubernetesClient
import KubernetesSandbox
import Telemetry
import Transport

/// An embedded API server on loopback with a client, for the time of a test.
struct ServingWorld: Sendable {
  let server: EmbeddedAPIServer
  let client: APIClient
  private let loops: EventLoopGroup

  /// Who writes nothing down.
  static let log = Logger(LogSink(level: .error, format: .text) { _ in })

  private init(_ configuration: EmbeddedAPIServerConfiguration) throws {
    loops = try EventLoopGroup(count: 2)
    do { server = try EmbeddedAPIServer(configuration, loops: loops, log: Self.log) } catch {
      loops.shutdown()
      throw error
    }
    var settings = APIClientSettings(program: "test", version: "1")
    settings.maximumAttempts = 1
    settings.requestsPerSecond = nil
    // The whole suite runs at once, and leaves a request waiting for long.
    settings.deadline = .seconds(300)
    settings.watchBeginning = .seconds(300)
    client = try APIClient(
      ClientConfiguration(
        server: ServerAddress(isSecure: false, host: server.address.host, port: Int(server.address.port ?? 0))),
      settings, log: Self.log, metrics: MetricsRegistry())
  }

  /// Starts a server, does something with it, and stops it.
  @discardableResult static func with<Value: Sendable>(
    _ configuration: EmbeddedAPIServerConfiguration = EmbeddedAPIServerConfiguration(seed: 1),
    _ body: (ServingWorld) async throws -> Value
  ) async throws -> Value {
    let world = try ServingWorld(configuration)
    do {
      let value = try await body(world)
      await world.stop()
      return value
    } catch {
      await world.stop()
      throw error
    }
  }

  private func stop() async {
    await server.shutdown()
    loops.shutdown()
  }

  /// An answer with its head, also where it is a refusal.
  struct Answer: Sendable {
    let status: Int
    let fields: [(name: String, value: String)]
    let body: [UInt8]

    var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
    var text: String { String(decoding: body, as: UTF8.self) }
    func field(_ name: String) -> String? { fields.first { $0.name.lowercased() == name }?.value }
  }

  /// Asks as a program does that knows only HTTP.
  func ask(
    _ method: String = "GET", _ path: String, _ headers: [(String, String)] = [], body: String? = nil,
    type: String = "application/json"
  ) async throws -> Answer {
    let http = try HTTPClient()
    var request = HTTPClientRequest(
      method: method, url: server.url + path, body: body.map { Array($0.utf8) }, deadline: .seconds(300))
    for (name, value) in headers { request.headers.append(name, value) }
    if body != nil { request.headers.append("content-type", type) }
    let answer = try await http.response(to: request)
    await http.stop()
    return Answer(
      status: answer.status, fields: answer.headers.fields.map { ($0.name, $0.value) }, body: answer.body)
  }
}
