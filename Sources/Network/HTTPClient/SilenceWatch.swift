/// Says when a shared connection is to be left: a request on it got no sign of life until it was too late, and neither did any
/// other request to the host meanwhile. Without it a connection that is up but dead (a frozen server or load balancer, which
/// still acknowledges what is sent) would take every new request to its deadline, for as long as one is under way on it.
///
/// Those that wait on it go on; requests to come have another generation, and so another connection (where
/// authorities are given: the system's make no difference between generations).
struct SilenceWatch {
  /// A silence that is shorter says nothing.
  static let shortest = Duration.seconds(1)
  /// The most hosts that are remembered.
  private static let capacity = 256
  /// Generations are counted up to here, then from 0 again: nothing of the first is left then.
  private static let generations = 64

  /// Of the connections that requests to come may use.
  private(set) var generation = 0
  private var lastHeard: [String: ContinuousClock.Instant] = [:]

  /// Something came from a host.
  mutating func heard(_ host: String, at time: ContinuousClock.Instant) {
    if let last = lastHeard[host], last >= time { return }
    if lastHeard.count >= Self.capacity { lastHeard = [:] }
    lastHeard[host] = time
  }

  /// A request to a host was given up.
  mutating func gaveUp(_ host: String, silentSince time: ContinuousClock.Instant, at now: ContinuousClock.Instant) {
    guard now - time >= Self.shortest else { return }
    if let last = lastHeard[host], last > time { return }
    generation = (generation + 1) % Self.generations
    // Others that waited as long waited on the same connection.
    heard(host, at: now)
  }
}
