import Cryptography
public import KafkaProtocol
public import Transport

/// A connection to one broker: calls go out side by side, up to a bound, and each has its deadline.
///
/// States: connecting, open, closed. Once it is closed every call fails; it never connects again. It may be used from any
/// task. Everything of it happens on its loop's thread.
public final class KafkaConnection: Sendable {
  /// The broker's address, as it was given.
  public let address: String
  private let core: LoopConfined<ConnectionCore>

  /// A connection that begins to connect now.
  ///
  /// - Parameters:
  ///   - host: a name or a numeric address; with TLS the broker's certificate must name it.
  ///   - deadline: how long connecting may take.
  public init(
    host: String, port: UInt16, security: KafkaSecurity = KafkaSecurity(), clientID: String = "koperator",
    on loop: EventLoop, resolver: NameResolver, deadline: Duration = .seconds(10)
  ) {
    address = "\(host):\(port)"
    let nonce = Hexadecimal.encode(RandomBytes.generate(count: 16))
    let core = ConnectionCore(
      ClientSession(
        clientID: clientID, credentials: security.credentials, nonce: nonce, peer: address, at: loop.now), loop)
    self.core = LoopConfined(core, on: loop)
    let confined = self.core
    let started = loop.execute {
      confined.withValue { $0.connect(host, port, security, resolver, within: deadline) }
    }
    if !started { loop.execute { confined.withValue { $0.fail("the event loop is not there") } } }
  }

  /// Makes a request in the highest version that both sides know, and waits for its answer.
  ///
  /// - Parameters:
  ///   - deadline: how long it may take, connecting included.
  ///   - newest: the highest version to take.
  /// - Throws: `KafkaAdminError`. Errors within the answer are the caller's to look at.
  public func send<Request: KafkaRequest>(
    _ request: Request, within deadline: Duration = .seconds(30), newest: Int16 = .max
  ) async throws(KafkaAdminError) -> Request.Response {
    let result = await answer(to: request, within: deadline, newest: newest)
    switch result {
    case .failure(let error): throw error
    case .success(let response):
      guard let response = response as? Request.Response else {
        throw KafkaAdminError(.malformed, "the answer is none to \(Request.apiKey)", object: address)
      }
      return response
    }
  }

  private func answer(
    to request: any KafkaRequest, within deadline: Duration, newest: Int16
  ) async -> Result<any KafkaResponse, KafkaAdminError> {
    let number = CallNumber.next()
    let (core, address) = (core, address)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isRunning = core.loop.execute {
          core.withValue { $0.send(request, number, within: deadline, newest: newest) { continuation.resume(returning: $0) } }
        }
        if !isRunning {
          continuation.resume(
            returning: .failure(KafkaAdminError(.closed, "the event loop has ended", object: address)))
        }
      }
    } onCancel: {
      _ = core.loop.execute { core.withValue { $0.cancel(number) } }
    }
  }

  /// The versions of an API that the broker knows; nil where it is not known yet, or not at all.
  public func versions(of api: ApiKey) async -> ClosedRange<Int16>? {
    let core = core
    return await withCheckedContinuation { continuation in
      let isRunning = core.loop.execute {
        core.withValue { continuation.resume(returning: $0.session.brokerVersions(of: api)) }
      }
      if !isRunning { continuation.resume(returning: nil) }
    }
  }

  /// Whether calls fail from now on.
  public func isClosed() async -> Bool {
    let core = core
    return await withCheckedContinuation { continuation in
      let isRunning = core.loop.execute { core.withValue { continuation.resume(returning: $0.session.isOver) } }
      if !isRunning { continuation.resume(returning: true) }
    }
  }

  /// Ends it; calls under way fail.
  public func close() {
    let core = core
    _ = core.loop.execute { core.withValue { $0.close() } }
  }
}
