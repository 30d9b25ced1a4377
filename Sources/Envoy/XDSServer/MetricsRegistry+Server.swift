public import HTTPTransport
public import Telemetry

extension MetricsRegistry {
  /// Brings what is known of a listener and its connections up to date.
  ///
  /// - Parameter listener: What the listener is called in the metrics.
  public func update(_ listener: String, from counters: HTTPServerCounters) {
    let counts = counters.listener
    set(.connections, [listener], to: Double(counts.open))
    set(.handshakes, [listener], to: Double(counts.handshaking))
    set(.queuedBytes, [listener], to: Double(counts.queuedBytes))
    setCounter(.connectionsAccepted, [listener], to: Double(counts.accepted))
    let refused = [
      ("limit", counts.refused), ("peer", counts.refusedOfPeer), ("memory", counts.cut),
      ("handshake", counts.handshakeFailures - counts.handshakesGivenUp), ("crowd", counts.handshakesGivenUp),
      ("descriptors", counts.exhausted), ("protocol", counters.protocolErrors),
    ]
    // A handshake may be given up between the reading of the two.
    for (reason, count) in refused { setCounter(.connectionsRefused, [listener, reason], to: Double(max(0, count))) }
  }
}
