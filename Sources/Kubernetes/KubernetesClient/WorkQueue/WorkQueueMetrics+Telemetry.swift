import Telemetry

extension WorkQueueMetrics {
  /// Writes the figures under the queue's name.
  func write(to registry: MetricsRegistry, queue: String) {
    registry.set(.workQueueDepth, [queue], to: Double(depth))
    registry.set(.workQueueDelayed, [queue], to: Double(delayed))
    registry.set(.workQueueRunning, [queue], to: Double(running))
    registry.set(.workQueueAge, [queue], to: oldestReady / .seconds(1))
    registry.set(.workQueueLongestRun, [queue], to: longestRun / .seconds(1))
    registry.setCounter(.workQueueAdds, [queue], to: Double(added))
    registry.setCounter(.workQueuePasses, [queue], to: Double(started))
    registry.setCounter(.workQueueRetries, [queue], to: Double(retried))
  }
}
