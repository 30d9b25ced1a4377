/// The names of states, as people, metrics and transitions read them.
extension ProcessState.Status {
  /// Its name.
  public var name: String {
    switch self {
    case .unknown: "unknown"
    case .running: "running"
    case .gone: "gone"
    case .stopped: "stopped"
    }
  }
}

extension AnswerStatus {
  /// Its name.
  public var name: String {
    switch self {
    case .unknown: "unknown"
    case .answers: "answers"
    case .refused: "refused"
    case .timedOut: "timed-out"
    case .broken: "broken"
    case .tlsOnly: "tls-only"
    case .unreachable: "unreachable"
    }
  }
}

extension LogDirState.Status {
  /// Its name.
  public var name: String {
    switch self {
    case .unknown: "unknown"
    case .ok: "ok"
    case .readOnly: "read-only"
    case .failed: "failed"
    case .missing: "missing"
    case .hung: "hung"
    case .full: "full"
    case .notWritable: "not-writable"
    }
  }
}
