import Certificates
import KafkaProtocol
import Synchronization
import Transport

@testable import BrokerAgent

/// A server on loopback that does with what comes whatever a test says.
final class TestServer: Sendable {
  /// Answers what came on a connection so far; what it returns is sent. Nil closes the connection.
  typealias Behaviour = @Sendable ([UInt8]) -> [UInt8]?

  let address: NetworkAddress
  private let listener: Listener
  private let counted = Connections()

  final class Connections: Sendable {
    private let count = Mutex(0)
    private let open = Mutex<[Held]>([])
    struct Held: @unchecked Sendable { let connection: Connection }
    func add(_ connection: Connection) {
      count.withLock { $0 += 1 }
      open.withLock { $0.append(Held(connection: connection)) }
    }
    var total: Int { count.withLock { $0 } }
    func abort() {
      for held in open.withLock({ $0 }) { held.connection.loop.execute { held.connection.abort() } }
    }
  }

  init(
    on group: EventLoopGroup, at address: NetworkAddress = .loopback(port: 0), tls: TLSContext? = nil,
    closesAfterAnswer: Bool = false, _ behaviour: @escaping Behaviour
  ) throws {
    let counted = counted
    listener = try Listener(address, on: group, tls: tls) { connection in
      counted.add(connection)
      return TestSession(behaviour, closes: closesAfterAnswer)
    }
    self.address = listener.address
  }

  /// How many connections were made.
  var connections: Int { counted.total }

  /// Ends what is open; others may come.
  func dropConnections() { counted.abort() }

  /// Accepts no more, and ends what is open.
  func stop() {
    listener.close()
    counted.abort()
  }

  /// What Kafka answers ApiVersions with.
  static func versions(of keys: [Int16], error: ErrorCode = .none) -> Behaviour {
    { bytes in
      guard bytes.count >= 12 else { return [] }
      var response = ApiVersionsResponse()
      response.errorCode = error.rawValue
      response.apiKeys = keys.map {
        var key = ApiVersionsResponse.ApiVersion()
        key.apiKey = $0
        key.maxVersion = 1
        return key
      }
      let correlation = bytes[8..<12].reduce(Int32(0)) { $0 << 8 | Int32($1) }
      let frame = try? response.frame(version: error == .none ? 3 : 0, correlationID: correlation)
      return frame?.flatMap { $0 }
    }
  }

  static let broker = versions(of: [0, 1, 3, 18])

  /// A broker that is asked for its node id too. It answers with an error, with `node.id`, or (nil) by closing.
  static func node(_ id: String?, error: ErrorCode = .none, message: String? = nil) -> Behaviour {
    { bytes in
      guard bytes.count >= 12, bytes[5] == 32 else { return versions(of: [0, 1, 3, 18, 32])(bytes) }
      var config = DescribeConfigsResponse.ResourceResult()
      config.name = "node.id"
      config.value = id
      var result = DescribeConfigsResponse.Result()
      result.errorCode = error.rawValue
      result.errorMessage = message
      result.configs = id == nil ? [] : [config]
      var response = DescribeConfigsResponse()
      response.results = [result]
      guard id != nil || error != .none else { return nil }
      let correlation = bytes[8..<12].reduce(Int32(0)) { $0 << 8 | Int32($1) }
      return (try? response.frame(version: 1, correlationID: correlation))?.flatMap { $0 }
    }
  }
}

private final class TestSession: ConnectionHandler {
  private let behaviour: TestServer.Behaviour
  private let closes: Bool

  init(_ behaviour: @escaping TestServer.Behaviour, closes: Bool) {
    self.behaviour = behaviour
    self.closes = closes
  }

  func received(_ bytes: Span<UInt8>, on connection: Connection) {
    let copy = [UInt8](copying: bytes)
    guard let answer = behaviour(copy) else { return connection.close() }
    if !answer.isEmpty { connection.write([answer[...]]) }
    if closes { connection.close() }
  }
  func inputClosed(_ connection: Connection) { connection.close() }
  func drained(_ connection: Connection) {}
  func closed(_ connection: Connection, error: TransportError?) {}
}

/// What a probe told, from its loop.
final class Told<Value: Sendable>: Sendable {
  private let values = Mutex<[Value]>([])
  func add(_ value: Value) { values.withLock { $0.append(value) } }
  var all: [Value] { values.withLock { $0 } }

  /// Waits for one that is as a test wants it; the last one otherwise.
  func first(within limit: Duration = .seconds(60), where condition: (Value) -> Bool) async -> Value? {
    let deadline = MonotonicClock.now + limit
    while MonotonicClock.now < deadline {
      if let found = all.first(where: condition) { return found }
      try? await Task.sleep(for: .milliseconds(5))
    }
    // Where the machine was so busy that this task did not run for long, it may be there all the same.
    return all.first(where: condition)
  }
}

/// A loop, and what lives on it, for the time of a test.
final class ProbeBench: Sendable {
  let group: EventLoopGroup
  var loop: EventLoop { group.loops[0] }
  init() throws { group = try EventLoopGroup(count: 1) }
  deinit { group.shutdown() }

  /// Makes something on the loop that stays there.
  func onLoop(_ make: @escaping @Sendable () -> Void) { loop.executeAndWait(make) }
}

/// Holds what a test starts on a loop.
final class Keeper: @unchecked Sendable {
  var kept: [AnyObject] = []
}

enum TestTLS {
  /// A certificate for servers on loopback, and what it needs; clients may have to show one.
  static func server(requiresClient: Bool = false, serialOut: ((String) -> Void)? = nil) throws -> TLSContext {
    let authority = try CertificateAuthority(commonName: "CA", now: 1_790_000_000)
    let issued = try authority.issue(
      commonName: "broker", names: [.ip("127.0.0.1")], now: 1_790_000_000, usage: [.server, .client])
    let context = try TLSContext.server(
      certificateChain: PEM(Array(issued.certificate.utf8), name: "certificate"),
      privateKey: PEM(Array(issued.key.reveal().utf8), name: "key"),
      clients: requiresClient ? .required(PEM(Array(authority.certificate.utf8), name: "CA")) : .anonymous)
    serialOut?(context.certificate?.serial ?? "")
    return context
  }

  static func anyone() throws -> TLSContext { try TLSContext.client(trust: .anyone) }
}
