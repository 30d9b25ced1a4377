import Telemetry

/// What the agent knows, for Prometheus.
enum AgentMetrics {
  /// The text, in Prometheus' format.
  ///
  /// - Parameters:
  ///   - states: The brokers that are watched, by the words that are shown for them, and what is known of them.
  ///   - streams: How many replicas of the control plane take the reports.
  static func text(_ states: [(broker: String, state: BrokerState)], streams: Int) -> String {
    // Made anew each time: what is gone must not be shown.
    let metrics = MetricsRegistry()
    metrics.set(.agentStreams, to: Double(streams))
    for (broker, state) in states { add(state, of: broker, to: metrics) }
    return metrics.text()
  }

  private static func add(_ state: BrokerState, of broker: String, to metrics: MetricsRegistry) {
    let process = state.process
    switch process.status {
    case .running, .stopped:
      metrics.set(.agentProcessUp, [broker], to: 1)
      metrics.set(.agentProcessMemory, [broker], to: Double(process.residentBytes))
      metrics.set(.agentProcessFiles, [broker], to: Double(process.openFiles))
    case .gone: metrics.set(.agentProcessUp, [broker], to: 0)
    case .unknown: metrics.set(.agentProcessUp, [broker], to: .nan)
    }
    metrics.set(.agentProcessRestarts, [broker], to: Double(process.restarts))
    if state.kafka.status != .unknown {
      let labels = [broker, state.kafka.listener]
      metrics.set(.agentKafkaAnswers, labels, to: state.kafka.status.isAnswer ? 1 : 0)
      metrics.set(.agentKafkaLatency, labels, to: Double(state.kafka.latencyMicroseconds) / 1e6)
    }
    for listener in state.listeners where listener.status != .unknown {
      metrics.set(.agentListenerAnswers, [broker, listener.name], to: listener.status.isAnswer ? 1 : 0)
      if let certificate = listener.certificate {
        metrics.set(.agentCertificateExpiry, [broker, listener.name], to: Double(certificate.notAfter))
      }
    }
    for dir in state.logDirs { add(dir, of: broker, to: metrics) }
  }

  private static func add(_ dir: LogDirState, of broker: String, to metrics: MetricsRegistry) {
    let labels = [broker, dir.path]
    metrics.set(.agentLogDirState, labels + [dir.status.name], to: 1)
    if let space = dir.space {
      metrics.set(.agentLogDirSize, labels, to: Double(space.totalBytes))
      metrics.set(.agentLogDirFree, labels, to: Double(space.freeBytes))
    }
    if let write = dir.write { metrics.set(.agentLogDirWrite, labels, to: Double(write.latencyMicroseconds) / 1e6) }
    guard let partitions = dir.partitions else { return }
    for (kind, sum) in partitions.sums {
      metrics.set(.agentLogDirPartitions, labels + [kind], to: Double(sum.count))
      if partitions.bytesSeen != nil {
        metrics.set(.agentLogDirPartitionBytes, labels + [kind], to: Double(sum.bytes))
      }
    }
  }
}

extension AnswerStatus {
  /// Whether somebody who speaks the right language is there.
  var isAnswer: Bool { self == .answers || self == .tlsOnly }
}

extension PartitionsState {
  /// Every kind by its name.
  var sums: [(kind: String, sum: Sum)] {
    [("live", live), ("future", future), ("delete", deleted), ("stray", stray), ("metadata", metadata)]
  }
}
