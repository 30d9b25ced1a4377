import Glibc
public import KubernetesClient
import KubernetesObjects
import Synchronization
public import Telemetry

/// Keeps the hosts file of a sandbox current: what its Pods and Services are called, and where they are.
///
/// The file is replaced as a whole, at most ten times a second. It never holds half of a state, and never names what a
/// cache has not read yet: until all are read, it holds the further names alone.
public final class NamePublisher: Sendable {
  /// What is published, and where.
  public struct Configuration: Sendable {
    /// The hosts file.
    public var file: String
    /// The cluster's domains; `cluster.local` is the usual one, `spec.kubernetesClusterDomain` names others.
    public var domains: [String]
    /// Further names, asked for each time that the file is written: the names of clusters outside, say.
    public var names: @Sendable () -> [PublishedName]

    /// What is published.
    public init(
      file: String, domains: [String] = ["cluster.local"], names: @escaping @Sendable () -> [PublishedName] = { [] }
    ) {
      self.file = file
      self.domains = domains
      self.names = names
    }
  }

  /// How long the file stays as it is at least.
  private static let pause: Duration = .milliseconds(100)
  /// After which time without complete caches that is said.
  private static let patience: Duration = .seconds(30)

  private let configuration: Configuration
  private let pods: WatchCache<Pod>
  private let services: WatchCache<Service>
  private let slices: WatchCache<EndpointSlice>
  private let clock: any MonotonicClock
  private let log: Logger
  private let published = Mutex<[String: [String]]>([:])
  private let changes: AsyncStream<Void>
  private let change: AsyncStream<Void>.Continuation

  /// A publisher. It writes nothing before `run`.
  ///
  /// - Throws: `RequestError`, never for the kinds that it reads.
  public init(
    _ transport: any APITransport, _ configuration: Configuration, clock: any MonotonicClock = SystemClock(),
    log: Logger, metrics: MetricsRegistry
  ) throws(RequestError) {
    self.configuration = configuration
    self.clock = clock
    self.log = log
    pods = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    services = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    slices = try WatchCache(transport, clock: clock, log: log, metrics: metrics)
    // However much changes, it is one change that waits.
    (changes, change) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Publishes until the task is cancelled. To be called once.
  public func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.pods.run() }
      group.addTask { await self.services.run() }
      group.addTask { await self.slices.run() }
      group.addTask { for await _ in self.pods.dirtyKeys() { self.refresh() } }
      group.addTask { for await _ in self.services.dirtyKeys() { self.refresh() } }
      group.addTask { for await _ in self.slices.dirtyKeys() { self.refresh() } }
      group.addTask { await self.untilRead() }
      refresh()
      for await _ in changes {
        let isWritten = publish()
        guard (try? await clock.sleep(for: isWritten ? Self.pause : .seconds(1))) != nil else { break }
        if !isWritten { refresh() }
      }
      group.cancelAll()
    }
  }

  /// Waits until all is read. A cache that is read and empty tells no change.
  private func untilRead() async {
    while !Task.isCancelled {
      do throws(CacheError) {
        try await pods.untilSynced(within: Self.patience)
        try await services.untilSynced(within: Self.patience)
        try await slices.untilSynced(within: Self.patience)
        return refresh()
      } catch {
        guard error.isRetryable else { return }
        log.warning("names are not published before the caches are complete", [.reason: "\(error)"])
      }
    }
  }

  /// Writes the file anew soon: the further names have changed.
  public func refresh() { change.yield() }

  /// The addresses of a name, as the file has them; none for a name that is not there.
  public func addresses(of name: String) -> [String] { published.withLock { $0[name] ?? [] } }

  /// Writes the file where its content changes.
  ///
  /// - Returns: false where that failed, which is to be tried again.
  private func publish() -> Bool {
    let isRead = pods.isSynced && services.isSynced && slices.isSynced
    // Java looks its own host name up, and takes nothing but this file for an answer.
    var others = [PublishedName("localhost", addresses: ["127.0.0.1"])]
    if let host = Self.hostName() { others.append(PublishedName(host, addresses: ["127.0.0.1"])) }
    let names = PodNames(
      pods: isRead ? pods.objects : [], services: isRead ? services.objects : [], slices: isRead ? slices.objects : [],
      domains: configuration.domains, others: configuration.names() + others)
    if published.withLock({ $0 == names.addresses }) { return true }
    do {
      try SystemFolder.replace(configuration.file, with: Array(names.hosts.utf8))
    } catch {
      log.error("the hosts file cannot be written", [.file: configuration.file, .error: error.message])
      return false
    }
    published.withLock { $0 = names.addresses }
    return true
  }

  /// What this machine is called.
  private static func hostName() -> String? {
    var characters = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&characters, 255) == 0 else { return nil }
    let name = String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return name.isEmpty ? nil : name
  }
}
