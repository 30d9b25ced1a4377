import Cryptography
public import KafkaProtocol
import Synchronization
public import Transport

/// A connection to one broker, or to one controller. It may be used from any task.
///
/// States: being made from `init` on, ready, draining, closed. Requests may be given at once: they wait, within bounds, until
/// the connection is ready, and many are on their way at the same time. A connection is never made anew: where it is lost, all
/// its requests fail, and another one has to be made. Its loop must not stop before it is closed.
public final class KafkaConnection: Sendable {
  /// What is connected to.
  public let target: ConnectTarget
  private let loop: EventLoop
  private let status = ConnectionStatus()
  private let channel: LateChannel
  private let identifiers = Atomic<UInt64>(0)

  /// Begins to connect.
  public init(
    to target: ConnectTarget, _ configuration: KafkaConnectionConfiguration = KafkaConnectionConfiguration(),
    on loop: EventLoop, resolver: NameResolver
  ) {
    self.target = target
    self.loop = loop
    let channel = LateChannel()
    self.channel = channel
    let status = status
    let isTaken = loop.execute {
      let core = ConnectionCore(configuration, peer: Self.text(target), nonce: Self.nonce(), at: loop.now)
      let made = KafkaChannel(core, status: status, on: loop)
      channel.value = made
      made.connect(to: target, resolver: resolver)
    }
    if !isTaken { status.takesRequests.store(false, ordering: .releasing) }
  }

  deinit {
    let channel = channel
    loop.execute { channel.value?.close() }
  }

  /// Whether requests can be given. It may turn false at any time.
  public var takesRequests: Bool { status.takesRequests.load(ordering: .acquiring) }

  /// Waits until requests can be sent, and says which versions the broker takes.
  @discardableResult
  public func ready() async throws(KafkaAdminError) -> ApiVersionTable {
    try await ask { channel, id, completion in channel.whenReady(id, completion) }
  }

  /// Sends a request and waits for its answer.
  ///
  /// It goes out in the highest version that both sides know and that can carry it. Errors inside the answer are the caller's
  /// to look at.
  ///
  /// - Parameters:
  ///   - versions: the versions that it may go out in; nil for all.
  ///   - deadline: how long it may take, from now on.
  /// - Throws: `KafkaAdminError`. A produce request without acknowledgement is refused (`.invalidArgument`): brokers do not
  ///   answer it.
  public func send<Request: KafkaRequest>(
    _ request: Request, versions: ClosedRange<Int16>? = nil, deadline: Duration
  ) async throws(KafkaAdminError) -> Request.Response {
    if let produce = request as? ProduceRequest, produce.acks == 0 {
      throw KafkaAdminError(.invalidArgument, "a broker does not answer acks=0: take 1 or -1", object: "Produce")
    }
    let ends = MonotonicClock.now + deadline
    let response: any KafkaResponse = try await ask { channel, id, completion in
      channel.submit(request, id: id, versions: versions, deadline: ends, completion)
    }
    guard let response = response as? Request.Response else {
      throw KafkaAdminError(.protocolError, "the answer is another API's", object: Request.name)
    }
    return response
  }

  /// Takes no more requests, and ends when those that were given are over.
  public func drain() { onChannel { $0.drain() } }

  /// Ends at once; requests that are on their way fail.
  public func close() { onChannel { $0.close() } }

  private func onChannel(_ body: @escaping @Sendable (KafkaChannel) -> Void) {
    status.takesRequests.store(false, ordering: .releasing)
    let channel = channel
    loop.execute { if let channel = channel.value { body(channel) } }
  }

  /// Asks on the loop, and goes on with the answer. A cancelled task has its answer at once.
  private func ask<Value: Sendable>(
    _ body:
      @escaping @Sendable (
        KafkaChannel, UInt64, @escaping @Sendable (Result<Value, KafkaAdminError>) -> Void
      ) -> Void
  ) async throws(KafkaAdminError) -> Value {
    let id = identifiers.add(1, ordering: .relaxed).newValue
    let channel = channel
    let cancellation = ConnectionCancellation()
    let unavailable = KafkaAdminError(.closed, "the event loop has stopped, or is overloaded", object: "\(target)")
    let cancelled = KafkaAdminError(.cancelled, "the request was cancelled", object: Self.text(target))
    let result: Result<Value, KafkaAdminError> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isTaken = loop.execute {
          guard !cancellation.isCancelled.load(ordering: .acquiring) else {
            return continuation.resume(returning: .failure(cancelled))
          }
          guard let channel = channel.value else { return continuation.resume(returning: .failure(unavailable)) }
          body(channel, id) { continuation.resume(returning: $0) }
        }
        if !isTaken { continuation.resume(returning: .failure(unavailable)) }
      }
    } onCancel: {
      cancellation.isCancelled.store(true, ordering: .releasing)
      loop.execute { channel.value?.cancel(id) }
    }
    return try result.get()
  }

  static func text(_ target: ConnectTarget) -> String {
    switch target {
    case .address(let address): "\(address)"
    case .name(let host, let port): "\(host):\(port)"
    }
  }

  /// 24 random bytes in hexadecimal digits.
  private static func nonce() -> String {
    let digits = Array("0123456789abcdef")
    return RandomBytes.generate(count: 24).reduce(into: "") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }
}

/// The channel of a connection, made on the loop after the connection. Touched on the loop only.
private final class LateChannel: @unchecked Sendable {
  var value: KafkaChannel?
}

/// Whether the task that asks was cancelled.
private final class ConnectionCancellation: Sendable {
  let isCancelled = Atomic<Bool>(false)
}
