/// A report as a line for people.
public enum ReportText {
  /// The line, without its end.
  public static func line(of output: AgentOutput) -> String {
    switch output {
    case .hello(let hello): "hello version=\(hello.version) incarnation=\(hello.incarnation) node=\(hello.node)"
    case .heartbeat(let sequence): "heartbeat sequence=\(sequence)"
    case .gone(let number, let sequence): "gone broker=\(number) sequence=\(sequence)"
    case .transition(let transition, _):
      "transition \(transition.subject): \(transition.before) -> \(transition.after) sequence=\(transition.sequence)"
    case .report(let report): text(of: report)
    }
  }

  private static func text(of report: BrokerReport) -> String {
    var parts = ["report", "sequence=\(report.sequence)"]
    if let identity = report.identity {
      parts.append("broker=\(identity.namespace)/\(identity.cluster)/\(identity.id)")
    }
    if let process = report.process {
      parts.append(
        "process=\(process.status.name) pid=\(process.pid) rss=\(process.residentBytes) files=\(process.openFiles)")
    }
    if let kafka = report.kafka {
      parts.append("kafka=\(kafka.status.name) listener=\(kafka.listener) latency=\(kafka.latencyMicroseconds)us")
    }
    for listener in report.listeners {
      parts.append(
        "listener(\(listener.name):\(listener.port) \(listener.status.name)\(listener.certificate.map { " serial=\($0.serial)" } ?? ""))"
      )
    }
    for name in report.removedListeners { parts.append("no-listener(\(name))") }
    for dir in report.logDirs {
      var words = [dir.path, dir.status.name]
      if let space = dir.space { words.append("free=\(space.freeBytes) of \(space.totalBytes)") }
      if let write = dir.write {
        words.append("write=\(write.latencyMicroseconds)us\(write.error.isEmpty ? "" : " " + write.error)")
      }
      if let partitions = dir.partitions { words.append("partitions=\(partitions.live.count)") }
      parts.append("log-dir(\(words.joined(separator: " ")))")
    }
    for path in report.removedLogDirs { parts.append("no-log-dir(\(path))") }
    if let figures = report.figures {
      parts.append(
        figures.isAvailable
          ? "figures(under-replicated=\(figures.underReplicated.map(String.init) ?? "?"))"
          : "figures(none: \(figures.problem))")
    }
    return parts.joined(separator: " ")
  }
}
