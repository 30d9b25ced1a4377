import AgentAPI
import ClusterTopology

/// The messages' name: `ClusterTopology` has a type of the same.
typealias BrokerReport = AgentAPI.BrokerReport

extension AgentAPI.BrokerReport {
  /// The most listeners and log directories of a broker.
  static let maximumParts = 128
  /// The longest text that is kept, in bytes; a problem's is cut, another is refused.
  static let maximumText = 1024

  /// Takes the parts that the next report has; all of it, where that is full. Lists are kept in the order of names.
  mutating func merge(_ next: AgentAPI.BrokerReport) {
    sequence = next.sequence
    broker = next.broker
    if next.full {
      self = next
      listeners.sort { $0.name < $1.name }
      logDirs.sort { $0.path < $1.path }
      return
    }
    if let process = next.process { self.process = process }
    if let kafka = next.kafka { self.kafka = kafka }
    if let figures = next.figures { self.figures = figures }
    let gone = Set(next.removedListeners).union(next.listeners.map(\.name))
    listeners = (listeners.filter { !gone.contains($0.name) } + next.listeners).sorted { $0.name < $1.name }
    let goneDirs = Set(next.removedLogDirs).union(next.logDirs.map(\.path))
    logDirs = (logDirs.filter { !goneDirs.contains($0.path) } + next.logDirs).sorted { $0.path < $1.path }
  }

  /// - Throws: That with the next report more listeners or log directories would be kept than a broker has.
  func checkMerging(_ next: AgentAPI.BrokerReport) throws(AgentRefusal) {
    // Most reports add nothing to either list.
    if next.full || (next.listeners.isEmpty && next.logDirs.isEmpty) { return }
    let names = Set(listeners.map(\.name)).subtracting(next.removedListeners).union(next.listeners.map(\.name))
    let dirs = Set(logDirs.map(\.path)).subtracting(next.removedLogDirs).union(next.logDirs.map(\.path))
    if max(names.count, dirs.count) > Self.maximumParts {
      throw AgentRefusal(.tooMuch, "a broker has more than \(Self.maximumParts) listeners or log directories")
    }
  }

  /// The report with problems cut to length.
  ///
  /// - Throws: What makes it no report.
  func checked() throws(AgentRefusal) -> AgentAPI.BrokerReport {
    var report = self
    if broker == 0 { throw AgentRefusal(.invalid, "a report names no broker: numbers begin at 1") }
    if full != (identity != nil) { throw AgentRefusal(.invalid, "a report is full, or names the broker, but not both") }
    if max(listeners.count, logDirs.count, removedListeners.count, removedLogDirs.count) > Self.maximumParts {
      throw AgentRefusal(.tooMuch, "a report names more than \(Self.maximumParts) listeners or log directories")
    }
    var texts = removedListeners + removedLogDirs + [kafka?.listener ?? ""]
    report.process?.problem.cut()
    report.kafka?.problem.cut()
    report.figures?.problem.cut()
    for index in listeners.indices {
      texts += [listeners[index].name, listeners[index].certificate?.serial ?? ""]
      report.listeners[index].problem.cut()
      report.listeners[index].certificate?.subject.cut()
    }
    for index in logDirs.indices {
      let dir = logDirs[index]
      texts += [dir.path, dir.identity?.clusterId ?? "", dir.identity?.directoryId ?? "", dir.write?.error ?? ""]
      texts += [dir.space?.mount ?? "", dir.space?.device ?? "", dir.space?.type ?? ""]
      report.logDirs[index].problem.cut()
    }
    if Set(listeners.map(\.name)).count < listeners.count || Set(logDirs.map(\.path)).count < logDirs.count {
      throw AgentRefusal(.invalid, "a report names a listener or a log directory twice")
    }
    if let identity { texts += try identity.checkedTexts() }
    if texts.contains(where: { $0.utf8.count > Self.maximumText }) {
      throw AgentRefusal(.invalid, "a name is longer than \(Self.maximumText) bytes")
    }
    return report
  }
}

extension BrokerIdentity {
  fileprivate func checkedTexts() throws(AgentRefusal) -> [String] {
    if namespace.isEmpty || cluster.isEmpty || namespace.contains("/") || cluster.contains("/") {
      throw AgentRefusal(.invalid, "'\(namespace.shortened)/\(cluster.shortened)' is no cluster")
    }
    if Int32(exactly: brokerId) == nil { throw AgentRefusal(.invalid, "\(brokerId) is no broker id") }
    if !address.isEmpty, IPAddress(address)?.isUnspecified ?? true {
      throw AgentRefusal(.invalid, "'\(address.shortened)' is no address of a broker")
    }
    return [namespace, cluster, podName, podUid]
  }

  var key: BrokerKey {
    BrokerKey(cluster: ClusterKey(namespace: namespace, name: cluster), id: Int32(truncatingIfNeeded: brokerId))
  }
}

extension String {
  /// Not longer than a text may be.
  mutating func cut() {
    if utf8.count > AgentAPI.BrokerReport.maximumText { self = shortened }
  }

  /// The beginning, for messages.
  var shortened: String { String(decoding: utf8.prefix(256), as: UTF8.self) }
}
