import KafkaProtocol
import Synchronization
import Transport

/// The core of a connection on its socket. It lives on one loop and is used there only.
///
/// States: resolving, connecting, open, over. Each request's completion is called once.
final class KafkaChannel: ConnectionHandler {
  typealias Completion = (Result<any KafkaResponse, KafkaAdminError>) -> Void

  private let loop: EventLoop
  private let status: ConnectionStatus
  private var core: ConnectionCore
  private var connection: Connection?
  private var completions: [UInt64: Completion] = [:]
  private var readiness: [UInt64: (Result<ApiVersionTable, KafkaAdminError>) -> Void] = [:]
  private var failure: KafkaAdminError?
  private var timer: TimerID?
  private var isWorking = false

  init(_ core: ConnectionCore, status: ConnectionStatus, on loop: EventLoop) {
    self.core = core
    self.status = status
    self.loop = loop
  }

  /// Looks the name up and connects.
  func connect(to target: ConnectTarget, resolver: NameResolver) {
    let configuration = core.configuration
    turn { _ in }
    resolver.resolve(target, within: configuration.setupDeadline, on: loop) { [self] result in
      guard core.phase == .connecting else { return }
      switch result {
      case .failure(let error): turn { $0.disconnected(KafkaAdminError(.connectFailed, error)) }
      case .success(let addresses): connect(to: addresses, target, configuration)
      }
    }
  }

  private func connect(
    to addresses: [NetworkAddress], _ target: ConnectTarget, _ configuration: KafkaConnectionConfiguration
  ) {
    var connect = ConnectConfiguration(tls: configuration.security.tls, serverName: configuration.serverName)
    if connect.serverName == nil, case .name(let host, _) = target { connect.serverName = host }
    connect.deadline = configuration.setupDeadline
    connect.limits.maximumQueuedBytes = configuration.maximumResponseBytes
    loop.connect(toFirstOf: addresses, connect) { [self] result in
      guard core.phase == .connecting else { return nil }
      switch result {
      case .failure(let error):
        turn { $0.disconnected(KafkaAdminError(.connectFailed, error)) }
        return nil
      case .success(let connection):
        self.connection = connection
        turn { $0.opened(at: loop.now) }
        return self
      }
    }
  }

  // MARK: Requests

  func submit(
    _ request: any KafkaRequest, id: UInt64, versions: ClosedRange<Int16>?, deadline: Duration,
    _ completion: @escaping Completion
  ) {
    completions[id] = completion
    turn { $0.submit(request, id: id, versions: versions, deadline: deadline, at: loop.now) }
  }

  func cancel(_ id: UInt64) {
    turn { $0.cancel(id) }
    readiness.removeValue(forKey: id)?(
      .failure(KafkaAdminError(.cancelled, "nobody waits for the connection any more", object: core.peer)))
  }

  /// Tells when requests can be sent, or why they never can.
  func whenReady(_ id: UInt64, _ completion: @escaping (Result<ApiVersionTable, KafkaAdminError>) -> Void) {
    switch core.phase {
    case .ready, .draining: completion(.success(core.versions))
    case .closed:
      completion(.failure(failure ?? KafkaAdminError(.closed, "the connection is closed", object: core.peer)))
    default: readiness[id] = completion
    }
  }

  func drain() { turn { $0.drain(at: loop.now) } }

  func close() { turn { $0.close() } }

  // MARK: A turn

  /// Changes the core, then writes and tells what came of it.
  private func turn(_ change: (inout ConnectionCore) -> Void) {
    change(&core)
    // What a completion does belongs to the turn that calls it.
    guard !isWorking else { return }
    isWorking = true
    defer { isWorking = false }
    write()
    while let event = core.nextEvent() {
      tell(event)
      write()
    }
    setTimer()
  }

  private func write() {
    let output = core.takeOutput()
    if !output.isEmpty { connection?.write(output) }
  }

  private func tell(_ event: ConnectionCore.Event) {
    switch event {
    case .ready: answerReadiness(.success(core.versions))
    case .answered(let id, let result): completions.removeValue(forKey: id)?(result)
    case .closed(let error):
      failure = error
      status.takesRequests.store(false, ordering: .releasing)
      answerReadiness(.failure(error ?? KafkaAdminError(.closed, "the connection is closed", object: core.peer)))
      connection?.close()
      connection = nil
    }
    if !core.takesRequests { status.takesRequests.store(false, ordering: .releasing) }
  }

  private func answerReadiness(_ result: Result<ApiVersionTable, KafkaAdminError>) {
    let waiting = readiness
    readiness = [:]
    for completion in waiting.values { completion(result) }
  }

  private func setTimer() {
    if let timer { loop.cancel(timer) }
    timer = core.nextDeadline.map { deadline in
      loop.schedule(at: deadline) { [self] in
        timer = nil
        turn { $0.timeout(at: loop.now) }
      }
    }
    if !core.takesRequests { status.takesRequests.store(false, ordering: .releasing) }
  }

  // MARK: The socket

  func received(_ bytes: Span<UInt8>, on connection: Connection) {
    let copy = [UInt8](copying: bytes)
    turn { $0.receive(copy[...], at: loop.now) }
  }

  func inputClosed(_ connection: Connection) {
    turn { $0.disconnected(nil) }
    connection.close()
  }

  func drained(_ connection: Connection) {}

  func closed(_ connection: Connection, error: TransportError?) {
    turn { $0.disconnected(error.map { KafkaAdminError(.connectionLost, $0) }) }
    self.connection = nil
  }
}

/// What other threads may know of a connection.
final class ConnectionStatus: Sendable {
  let takesRequests = Atomic<Bool>(true)
}
