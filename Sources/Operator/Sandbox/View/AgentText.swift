import JSON

/// What the agent of one broker says, as words for tables and lines: a function of `agent` in the status.
struct AgentText {
  /// How much of a certificate's time may be left before that is said, in seconds: 30 days.
  private static let nearEnd = 30 * 86_400
  /// For how long it is said that another directory lies in a place, where all is well with it, in seconds.
  private static let newsAge = 600.0

  /// nil where no agent has spoken.
  private let word: JSONObject?

  init(_ word: JSONValue?) { self.word = word?.objectValue }

  /// What is said of one log directory.
  struct Directory {
    /// Where it is, as the pod calls it.
    let place: String
    /// Used and whole size.
    let space: String
    /// Its state, and whether another disk lies there.
    let state: String
    /// Whether it is as it should be.
    let isWell: Bool
  }

  var isWell: Bool { health == "healthy" }
  var health: String { text("health") }
  /// How old what is said is.
  var age: String { Self.age(word?["silentSeconds"]) }
  var process: String { text("process") }
  var kafka: String { text("kafka") }
  var latency: String {
    guard kafka == "answers", let micros = word?["kafkaLatencyMicroseconds"]?.intValue else { return "-" }
    if micros < 1_000 { return "\(micros)us" }
    if micros < 10_000 { return "\(micros / 1000).\(micros / 100 % 10)ms" }
    return micros < 1_000_000 ? "\(micros / 1000)ms" : "\(micros / 1_000_000).\(micros / 100_000 % 10)s"
  }

  var directories: [Directory] {
    (word?["logDirs"]?.arrayValue ?? []).map { dir in
      let state = dir["state"]?.stringValue ?? "unknown"
      let total = dir["totalBytes"]?.intValue ?? 0
      let space = total > 0 ? "\(StatusText.size(dir["usedBytes"]?.intValue))/\(StatusText.size(total))" : "-"
      let isNew = Self.isNew(dir)
      return Directory(
        place: Self.place(dir), space: space, state: isNew ? "\(state),swapped" : state,
        isWell: state == "ok" && !isNew)
    }
  }

  /// What is wrong, or will be: a sentence each.
  var notes: [String] {
    var notes: [String] = []
    if word != nil, !isWell {
      let reason = word?["reason"]?.stringValue ?? ""
      // What made it so stays said until it is healthy.
      let isBack = health == "unhealthy" && process == "running" && kafka == "answers"
      notes.append(health + (reason.isEmpty ? "" : ": \(reason)") + (isBack ? "; it answers again" : ""))
    }
    for listener in word?["listeners"]?.arrayValue ?? [] {
      let name = "listener \(listener["name"]?.stringValue ?? "-")"
      let state = listener["state"]?.stringValue ?? "unknown"
      let problem = listener["problem"]?.stringValue ?? ""
      // Where nothing answers, that was said above.
      if isWell, !["answers", "tls-only", "unknown"].contains(state) {
        notes.append("\(name) \(state)\(problem.isEmpty ? "" : ": \(problem)")")
      }
      guard let left = listener["certificateSecondsLeft"]?.intValue, left < Self.nearEnd else { continue }
      let end = listener["certificateExpiry"]?.stringValue ?? "-"
      notes.append(
        left <= 0
          ? "\(name): its certificate ended at \(end)" : "\(name): its certificate ends in \(Self.age(left)) (\(end))")
    }
    for dir in word?["logDirs"]?.arrayValue ?? [] {
      if let note = Self.note(of: dir) { notes.append("\(Self.place(dir)): \(note)") }
    }
    return notes
  }

  /// What is wrong with a log directory, or new there.
  private static func note(of dir: JSONValue) -> String? {
    var parts: [String] = []
    if let problem = dir["problem"]?.stringValue, !problem.isEmpty { parts.append(problem) }
    if isNew(dir), let previous = dir["previous"] {
      let name = previous["directoryId"]?.stringValue ?? "-"
      let now = Self.name(of: dir)
      parts.append(
        "\(name) was there until \(age(previous["secondsAgo"])) ago" + (now.isEmpty ? "" : ", \(now) is there now"))
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// Whether another disk lies in the place than before, or an empty one.
  private static func isNew(_ dir: JSONValue) -> Bool {
    guard let seconds = dir["previous"]?["secondsAgo"]?.numberValue?.doubleValue else { return false }
    return seconds < newsAge || name(of: dir).isEmpty
  }

  /// Which directory lies there: Kafka gives them ids from 3.7 on, before that the cluster's has to do. Empty for none.
  private static func name(of dir: JSONValue) -> String {
    let id = dir["directoryId"]?.stringValue ?? ""
    return id.isEmpty ? dir["clusterId"]?.stringValue ?? "" : id
  }

  private static func place(_ dir: JSONValue) -> String {
    dir["mountPath"]?.stringValue ?? dir["path"]?.stringValue ?? "-"
  }

  private func text(_ key: String) -> String { word?[key]?.stringValue ?? "-" }

  /// An age as people read it: `0.7s`, `12s`, `3m`.
  static func age(_ seconds: JSONValue?) -> String {
    guard let seconds = seconds?.numberValue?.doubleValue else { return "-" }
    if seconds < 9.95 {
      let tenths = Int((max(0, seconds) * 10).rounded())
      return "\(tenths / 10).\(tenths % 10)s"
    }
    return age(Int(seconds.rounded()))
  }

  private static func age(_ seconds: Int) -> String {
    switch seconds {
    case ..<120: "\(seconds)s"
    case ..<7_200: "\(seconds / 60)m"
    case ..<172_800: "\(seconds / 3_600)h"
    default: "\(seconds / 86_400)d"
    }
  }
}
