import BrokerAgent

/// A report in which every field has a value of its own.
enum FullReport {
  static func make(now: Duration) -> BrokerReport {
    let broker = WatchedBroker(
      namespace: "kafka", cluster: "größe", id: 101, podName: "größe-101", podUID: "8d7a", address: "fd00::1")
    var report = BrokerReport(number: 1, sequence: 1 << 40, of: broker, state(now: now))
    report.removedListeners = ["OLD"]
    report.removedLogDirs = ["/alt", "/旧"]
    return report
  }

  static func state(now: Duration) -> BrokerState {
    var state = BrokerState()
    state.process.status = .running
    state.process.pid = 4_711
    state.process.restarts = 2
    state.process.startedMilliseconds = 1_700_000_000_123
    state.process.openFiles = 812
    state.process.residentBytes = 1 << 32
    state.process.seen = now - .milliseconds(7)
    state.process.problem = "none"
    state.kafka.status = .answers
    state.kafka.listener = "INTERNAL"
    state.kafka.latencyMicroseconds = 830
    state.kafka.nodeID = 101
    state.kafka.isBroker = true
    state.kafka.isController = true
    state.kafka.streak = 1_000
    state.kafka.seen = now - .milliseconds(13)
    state.kafka.problem = "nothing"
    var listener = ListenerState(name: "EXTERNAL", port: 9_094)
    listener.status = .tlsOnly
    var certificate = CertificateState()
    certificate.serial = "0a1b"
    certificate.notBefore = -1
    certificate.notAfter = 1_900_000_000
    certificate.subject = "CN=größe"
    listener.certificate = certificate
    listener.latencyMicroseconds = 2_200
    listener.seen = now - .seconds(3)
    listener.problem = "it wants a client certificate"
    state.listeners = [listener, ListenerState(name: "PLAIN", port: 9_092)]
    state.listeners[1].seen = now
    state.logDirs = [logDir(now: now)]
    var figures = FiguresState()
    figures.isAvailable = true
    figures.underReplicated = 1
    figures.offlineReplicas = 2
    figures.offlinePartitions = 3
    figures.requestIdlePermille = 997
    figures.seen = now - .seconds(15)
    figures.problem = "slow"
    state.figures = figures
    return state
  }

  private static func logDir(now: Duration) -> LogDirState {
    var dir = LogDirState(path: "/kafka-logs/磁盘")
    dir.status = .ok
    var space = SpaceState()
    space.mount = "/kafka-logs"
    space.device = "8:16"
    space.type = "ext4"
    space.totalBytes = 1 << 41
    space.usedBytes = 1 << 40
    space.freeBytes = 1 << 39
    space.totalInodes = 1 << 27
    space.freeInodes = 1 << 26
    space.isReadOnly = true
    space.seen = now - .milliseconds(21)
    dir.space = space
    var write = WriteState()
    write.latencyMicroseconds = 450
    write.isDirect = true
    write.seen = now - .seconds(4)
    dir.write = write
    var partitions = PartitionsState()
    for (index, part) in [
      \PartitionsState.live, \PartitionsState.future, \PartitionsState.deleted, \PartitionsState.stray,
      \PartitionsState.metadata,
    ].enumerated() {
      partitions[keyPath: part].count = UInt32(index + 1)
      partitions[keyPath: part].bytes = UInt64(index + 1) << 33
    }
    partitions.others = 5
    partitions.namesSeen = now - .seconds(9)
    partitions.bytesSeen = now - .seconds(59)
    dir.partitions = partitions
    var identity = IdentityState()
    identity.status = .present
    identity.clusterID = "MkU3OEVBNTcwNTJENDM2Qk"
    identity.nodeID = 101
    identity.directoryID = "5sQ0"
    identity.seen = now - .seconds(10)
    dir.identity = identity
    dir.isCleanShutdown = true
    dir.problem = "small"
    return dir
  }
}
