import HTTPTransport
import Telemetry
import Transport

/// A link to each replica of the control plane: looks the name up again and again, begins links to new addresses, and lets
/// those go that are neither named nor connected. It lives on the loop; it must be stopped before it is dropped.
final class ControlPlaneLinks: ReplicaLinkOwner {
  private let loop: EventLoop
  private let source: ReportSource
  private let resolver: NameResolver
  private let onInterval: (Duration) -> Void
  private var tls: TLSContext?
  private(set) var links: [ReplicaLink] = []
  private var timer: TimerID?
  private var isRunning = false
  /// The rests while there is no address at all.
  private var backoff: ConnectBackoff

  init(
    on loop: EventLoop, _ source: ReportSource, resolver: NameResolver, tls: TLSContext?,
    onInterval: @escaping (Duration) -> Void
  ) {
    self.loop = loop
    self.source = source
    self.resolver = resolver
    self.tls = tls
    self.onInterval = onInterval
    backoff = source.configuration.backoff
  }

  func start() {
    guard !isRunning else { return }
    isRunning = true
    resolve()
  }

  func stop() {
    isRunning = false
    if let timer { loop.cancel(timer) }
    timer = nil
    for link in links { link.stop() }
    links = []
  }

  func replaceTLS(_ context: TLSContext?) {
    tls = context
    for link in links { link.replaceTLS(context) }
  }

  /// Sends a change to all.
  func send(_ bytes: [UInt8]) { for link in links { link.send(bytes) } }

  /// The agent is awake, and has nothing to tell.
  func beat() { for link in links { link.beat() } }

  // MARK: The name

  private func resolve() {
    timer = nil
    let configuration = source.configuration
    resolver.resolve(configuration.target, within: configuration.resolveDeadline, on: loop) { [weak self] result in
      guard let self, isRunning else { return }
      var rest = configuration.resolveInterval
      switch result {
      case .success(let addresses):
        backoff.reset()
        take(addresses)
      case .failure(let error):
        // What was found before stays: a resolver that is gone says nothing about the replicas.
        source.logger.limited(by: source.limiter, key: "name \(error.code)")?
          .warning("the control plane's name cannot be looked up", [.error: error.description])
        var generator = SystemRandomNumberGenerator()
        if links.isEmpty { rest = min(rest, backoff.next(using: &generator)) }
      }
      timer = loop.schedule(at: loop.now + rest) { [weak self] in self?.resolve() }
    }
  }

  private func take(_ found: [NetworkAddress]) {
    guard let first = found.first else { return }
    var named: [NetworkAddress] = []
    for address in found where address.isLike(first) && !named.contains(address) { named.append(address) }
    for link in links { link.isNamed = named.contains(link.address) }
    for link in links where !link.isNamed && !link.isConnected { isForgotten(link) }
    for address in named where !hasLink(to: address) {
      guard makeRoom() else {
        source.logger.limited(by: source.limiter, key: "replicas")?
          .warning(
            "the control plane has more replicas than are reported to",
            [.count: "\(named.count)", .limit: "\(source.configuration.maximumReplicas)"])
        return
      }
      let link = ReplicaLink(to: address, on: loop, source, resolver: resolver, tls: tls, owner: self)
      links.append(link)
      link.start()
    }
  }

  // A loop: the closure of `contains(where:)` that captures an address reads it wrongly aligned in debug builds (Swift 6.3.1).
  private func hasLink(to address: NetworkAddress) -> Bool {
    for link in links where link.address == address { return true }
    return false
  }

  /// Whether there is room for one more; a link that only its connection holds makes it.
  private func makeRoom() -> Bool {
    guard links.count >= source.configuration.maximumReplicas else { return true }
    guard let index = links.firstIndex(where: { !$0.isNamed }) else { return false }
    links.remove(at: index).stop()
    return true
  }

  // MARK: From the links

  func isForgotten(_ link: ReplicaLink) {
    guard let index = links.firstIndex(where: { $0 === link }) else { return }
    links.remove(at: index).stop()
  }

  /// Of what the replicas want the shortest holds: one that leaves the agent its own wants that.
  func intervalWanted() {
    let own = source.configuration.interval
    var shortest: Duration?
    for link in links {
      guard let wanted = link.interval(own: own) else { continue }
      shortest = min(shortest ?? wanted, wanted)
    }
    let interval = shortest ?? own
    guard interval != source.interval else { return }
    source.interval = interval
    onInterval(interval)
    for link in links { link.takeInterval() }
  }
}

extension NetworkAddress {
  /// Whether both are of one kind.
  fileprivate func isLike(_ other: NetworkAddress) -> Bool {
    switch (self, other) {
    case (.ipv4, .ipv4), (.ipv6, .ipv6), (.unix, .unix): true
    default: false
    }
  }
}
