import GRPC
import Glibc
import HTTP
import HTTPTestClient

/// Says what an idle gRPC connection costs in the cores alone, without sockets and TLS: resident bytes for each of many
/// connections that have one open stream and were sent a message of 20,000 bytes.
///
/// `http-memory-benchmark [CONNECTIONS]`, at least 2: the first one warms up and is not counted.
@main
struct Memory {
  private static let path = "/envoy.service.discovery.v3.AggregatedDiscoveryService/DeltaAggregatedResources"
  private static let message = [UInt8](repeating: 7, count: 20_000)
  private static let ping: [UInt8] = [0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]
  private static let settingsAcknowledgement: [UInt8] = [0, 0, 0, 4, 1, 0, 0, 0, 0]

  /// A connection and the session on it.
  private final class Idle {
    private var http = HTTPServerConnection(
      protocol: .negotiateByPreface, configuration: HTTPServerConfiguration(), at: .zero)
    private var session: GRPCServerSession

    init(methods: Set<String>) { session = GRPCServerSession(methods: methods) }

    func receive(_ bytes: [UInt8], at now: Duration) {
      http.receive(bytes.span, at: now)
      while let event = http.nextEvent() { session.receive(event, http: &http, at: now) }
      while let event = session.nextEvent() {
        if case .message(let id, _) = event { session.send(message, on: id, http: &http) }
      }
      while http.hasOutput { if http.takeOutput(limit: 1 << 18).isEmpty { break } }
    }

    func timeout(at now: Duration) { http.timeout(at: now) }
  }

  static func main() {
    let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 5000
    guard count > 1 else {
      print("usage: http-memory-benchmark [CONNECTIONS], at least 2")
      exit(2)
    }
    let client = HTTP2TestClient()
    _ = client.call(path, messages: [[UInt8](repeating: 1, count: 2000)], fields: [("user-agent", "grpc-c++/1.60.0")])
    let first = client.output()
    let methods: Set<String> = [path]
    func open() -> Idle {
      let idle = Idle(methods: methods)
      idle.receive(first, at: .zero)
      idle.receive(settingsAcknowledgement, at: .zero)
      return idle
    }
    var connections = [open()]
    connections.reserveCapacity(count)
    let before = residentBytes()
    while connections.count < count { connections.append(open()) }
    func report(_ when: String) {
      print("\(when): \((residentBytes() - before) / (count - 1)) bytes resident for each of \(count) connections")
    }
    report("just after a message")
    for idle in connections { idle.timeout(at: .seconds(1)) }
    report("a second after it")
    for idle in connections { idle.receive(ping, at: .seconds(30)) }
    report("after a PING of the client")
  }

  /// The second number of /proc/self/statm, in bytes.
  private static func residentBytes() -> Int {
    guard let file = unsafe fopen("/proc/self/statm", "r") else { return 0 }
    defer { unsafe fclose(file) }
    var text: [UInt8] = []
    while case let byte = unsafe fgetc(file), byte != EOF { text.append(UInt8(truncatingIfNeeded: byte)) }
    let numbers = text.split(separator: 0x20)
    guard numbers.count > 1 else { return 0 }
    return (Int(String(decoding: numbers[1], as: UTF8.self)) ?? 0) * 4096
  }
}
