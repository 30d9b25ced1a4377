import KafkaProtocol
import Synchronization
import Transport

/// Numbers for calls, each given once in the life of the process.
enum CallNumber {
  private static let last = Atomic<UInt64>(0)

  static func next() -> UInt64 { last.add(1, ordering: .relaxed).newValue }
}

/// A session on a connection of Transport's; on the loop's thread alone.
final class ConnectionCore: ConnectionHandler {
  private(set) var session: ClientSession
  private let loop: EventLoop
  private var connection: Connection?
  private var completions: [UInt64: (Result<any KafkaResponse, KafkaAdminError>) -> Void] = [:]
  private var timer: TimerID?

  init(_ session: ClientSession, _ loop: EventLoop) {
    self.session = session
    self.loop = loop
  }

  // MARK: Calls

  func connect(
    _ host: String, _ port: UInt16, _ security: KafkaSecurity, _ resolver: NameResolver, within deadline: Duration
  ) {
    schedule()
    let target: ConnectTarget
    if let address = try? NetworkAddress(host: host, port: port) {
      target = .address(address)
    } else {
      target = .name(host, port: port)
    }
    resolver.resolve(target, within: deadline, on: loop) { [self] result in
      switch result {
      case .failure(let error): fail("\(error)")
      case .success(let addresses):
        var configuration = ConnectConfiguration(tls: security.tls, serverName: host)
        configuration.deadline = deadline
        loop.connect(toFirstOf: addresses, configuration) { [self] result in
          switch result {
          case .failure(let error):
            fail("\(error)")
            return nil
          case .success(let connection):
            if session.isOver { return nil }
            self.connection = connection
            carryOut(session.begin())
            return self
          }
        }
      }
    }
  }

  func send(
    _ request: any KafkaRequest, _ number: UInt64, within deadline: Duration, newest: Int16,
    _ completion: @escaping (Result<any KafkaResponse, KafkaAdminError>) -> Void
  ) {
    completions[number] = completion
    carryOut(session.request(request, id: number, deadline: loop.now + deadline, newest: newest))
  }

  func cancel(_ number: UInt64) {
    session.forget(number)
    completions.removeValue(forKey: number)?(.failure(KafkaAdminError(.cancelled, "the task was cancelled")))
    schedule()
  }

  func fail(_ reason: String) { carryOut(session.disconnected(reason)) }

  func close() { carryOut(session.close()) }

  // MARK: The connection

  func received(_ bytes: Span<UInt8>, on connection: Connection) {
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count)
    for index in bytes.indices { copy.append(bytes[index]) }
    carryOut(session.receive(copy[...]))
  }

  func inputClosed(_ connection: Connection) { connection.abort() }

  func drained(_ connection: Connection) {}

  func closed(_ connection: Connection, error: TransportError?) {
    self.connection = nil
    fail(error.map { "\($0)" } ?? "the broker closed it")
  }

  // MARK: Inside

  private func carryOut(_ events: [ClientSession.Event]) {
    for event in events {
      switch event {
      case .send(let segments): connection?.write(segments)
      case .ready: break
      case .answer(let number, let result): completions.removeValue(forKey: number)?(result)
      case .close: connection?.abort()
      }
    }
    schedule()
  }

  private func schedule() {
    if let timer { loop.cancel(timer) }
    timer = nil
    guard let deadline = session.nextDeadline else { return }
    timer = loop.schedule(at: deadline) { [self] in
      timer = nil
      carryOut(session.tick(at: loop.now))
    }
  }
}
