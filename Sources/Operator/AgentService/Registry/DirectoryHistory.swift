import AgentAPI

/// Which directory of Kafka's lies at the path of a log directory, and which one lay there before: so it shows that a disk was
/// swapped or emptied, whatever the state of the one that is there.
///
/// States: nothing seen, a directory with a name (its `directory.id`; the cluster's id before Kafka 3.7), none.
struct DirectoryHistory: Sendable, Hashable {
  /// One that is not there any more.
  struct Previous: Sendable, Hashable {
    /// Its name.
    let name: String
    /// When it was seen to be gone, in the time that was passed in.
    let since: Duration
  }

  /// What lies there, by name: empty for none; nil where that was never seen.
  private(set) var current: String?
  /// What lay there before; nil for nothing, and where it is back.
  private(set) var previous: Previous?

  /// Takes what is said of the directory; returns whether another one lies there.
  mutating func see(_ dir: LogDir, at now: Duration) -> Bool {
    guard let next = Self.name(of: dir), next != current else { return false }
    let last = current
    current = next
    guard let last else { return false }
    if next == previous?.name {
      previous = nil
    } else if !last.isEmpty {
      previous = Previous(name: last, since: now)
    }
    return true
  }

  /// What is kept, in bytes.
  var size: Int { (current?.utf8.count ?? 0) + (previous?.name.utf8.count ?? 0) }

  /// The name of the directory: empty where there is none, nil where that cannot be told.
  private static func name(of dir: LogDir) -> String? {
    if dir.state == .stateMissing { return "" }
    switch dir.identity?.state {
    case .statePresent:
      guard let identity = dir.identity else { return nil }
      return identity.directoryId.isEmpty ? identity.clusterId : identity.directoryId
    case .stateAbsent: return ""
    default: return nil
    }
  }
}
