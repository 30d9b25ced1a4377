import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry

/// Reads the TLS Secrets that clusters name, and reads each again when it changes.
///
/// Of each it watches the metadata, by its name alone, so that a Role for that one name suffices, and gets the content when
/// it is to be used. It holds no content, never asks for another Secret, and never takes one for gone because the server does
/// not answer.
final class TLSSecretReader: Sendable {
  /// What is told of a Secret: what it holds now, or why that cannot be used.
  typealias Delivery = @Sendable (ObjectKey, TLSSecret.Content) -> Void

  private struct State {
    /// What reads the Secrets that are wanted, told by these to read now.
    var reads: [ObjectKey: AsyncStream<Void>.Continuation] = [:]
    /// The readers that are to be started.
    var starting: [(ObjectKey, AsyncStream<Void>)] = []
  }

  private static let deadline = Duration.seconds(15)
  /// Between readings of what cannot be read.
  private static let backoff = Backoff(initial: .seconds(1), maximum: .seconds(60))

  private let transport: any APITransport
  private let clock: any MonotonicClock
  private let log: Logger
  private let metrics: MetricsRegistry
  private let deliver: Delivery
  private let state = Mutex(State())
  private let wakeups = Wakeups()

  init(
    _ transport: any APITransport, clock: any MonotonicClock, log: Logger, metrics: MetricsRegistry,
    deliver: @escaping Delivery
  ) {
    self.transport = transport
    self.clock = clock
    self.log = log
    self.metrics = metrics
    self.deliver = deliver
  }

  /// Reads these Secrets from now on and no other.
  ///
  /// - Parameter again: Those whose content is to be told again: somebody else wants it.
  func want(_ wanted: Set<ObjectKey>, again: Set<ObjectKey>) {
    let hasNew = state.withLock { state in
      for (key, read) in state.reads where !wanted.contains(key) {
        read.finish()
        state.reads[key] = nil
      }
      for key in wanted where state.reads[key] == nil {
        let (stream, read) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        state.reads[key] = read
        state.starting.append((key, stream))
        read.yield()
      }
      for key in again { state.reads[key]?.yield() }
      return !state.starting.isEmpty
    }
    if hasNew { wakeups.wake() }
  }

  /// Reads until the task is cancelled.
  func run() async {
    await withDiscardingTaskGroup { group in
      for await _ in wakeups.stream {
        let starting = state.withLock { state in
          defer { state.starting = [] }
          return state.starting
        }
        for (key, reads) in starting { group.addTask { await self.follow(key, reads) } }
      }
    }
  }

  /// Reads one Secret whenever that is asked for, until it is wanted no more.
  private func follow(_ key: ObjectKey, _ reads: AsyncStream<Void>) async {
    await withDiscardingTaskGroup { group in
      if let cache = cache(of: key) {
        group.addTask { await cache.run() }
        group.addTask { for await _ in cache.dirtyKeys() { self.readAgain(key) } }
      }
      var failures = 0
      // A change may be told while the timer runs, and asks for a reading of its own.
      let hasTimer = Flag()
      for await _ in reads {
        if await read(key) {
          failures = 0
          continue
        }
        failures += 1
        var generator = SystemRandomNumberGenerator()
        let rest = Self.backoff.rest(after: failures, using: &generator)
        guard hasTimer.raise() else { continue }
        group.addTask {
          try? await self.clock.sleep(for: rest)
          hasTimer.lower()
          self.readAgain(key)
        }
      }
      group.cancelAll()
    }
  }

  private func readAgain(_ key: ObjectKey) { state.withLock { _ = $0.reads[key]?.yield() } }

  /// Reads a Secret; false where it is to be tried again.
  private func read(_ key: ObjectKey) async -> Bool {
    do throws(ClientError) {
      let secret = try await transport.find(
        Secret.self, key.name, namespace: key.namespace, within: Self.deadline)
      let content = secret.map { TLSSecret.Content($0) } ?? .missing(key)
      deliver(key, content)
      if case .pair = content { return true }
    } catch {
      if error.isCancellation { return true }
      // Only what the server says is known of the Secret; where it does not answer, what is in use stays.
      if error.apiError?.isRetryable == false { deliver(key, .unreadable("\(error)")) }
      log.debug("a TLS Secret cannot be read now", [.secret: key.text, .error: "\(error)"])
    }
    return false
  }

  private func cache(of key: ObjectKey) -> WatchCache<ObjectMetadata>? {
    let scope = CacheScope(namespace: key.namespace, fields: [FieldRequirement("metadata.name", key.name)])
    return try? WatchCache(transport, metadataOf: Secret.resource, in: scope, clock: clock, log: log, metrics: metrics)
  }
}

/// Something that holds or not.
private final class Flag: Sendable {
  private let isRaised = Mutex(false)

  /// True where it was not raised before.
  func raise() -> Bool {
    isRaised.withLock { isRaised in
      defer { isRaised = true }
      return !isRaised
    }
  }

  func lower() { isRaised.withLock { $0 = false } }
}

extension TLSSecret.Content {
  /// What an object holds (`kubernetes.io/tls`).
  fileprivate init(_ secret: KubernetesObjects.Secret) {
    let name = "\(secret.metadata.namespace ?? "")/\(secret.metadata.name)"
    guard let certificate = secret.data["tls.crt"], let key = secret.data["tls.key"] else {
      let missing = secret.data["tls.crt"] == nil ? "tls.crt" : "tls.key"
      self = .unreadable("the Secret '\(name)' has no \(missing): it must be of the form of type kubernetes.io/tls")
      return
    }
    self = .pair(certificate: certificate.reveal(), privateKey: Telemetry.Secret(key.reveal()))
  }

  fileprivate static func missing(_ key: ObjectKey) -> TLSSecret.Content {
    .unreadable("there is no Secret '\(key.text)': create it, of type kubernetes.io/tls")
  }
}
