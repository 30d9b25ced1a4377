import Foundation
import HTTPClient
import JSON

/// What the control plane knows of brokers by their agents, asked once: `agents` of its `/status`.
///
/// Paths of volumes are called as the pods call them, since agents see where those are on this machine.
struct AgentWords: Sendable {
  /// A volume of a pod: where it is on this machine, and in the pod.
  struct Mount: Sendable {
    let folder: String
    let mountPath: String
  }

  /// How long the control plane may take: it answers from memory.
  private static let patience = Duration.seconds(2)

  /// Why nothing is known; nil where the control plane answered.
  let problem: String?
  /// What agents told last, the newest first.
  let events: [JSONValue]
  private let brokers: [String: JSONValue]

  /// Asks the control plane.
  ///
  /// - Parameter url: Where its administration is.
  static func ask(_ url: String, mounts: [Mount], _ http: HTTPClient?) async -> AgentWords {
    guard let http else { return AgentWords(problem: "this process has no means to ask") }
    let address = "\(url)/status"
    do throws(HTTPClientError) {
      let answer = try await http.response(to: HTTPClientRequest(url: address, deadline: patience))
      guard answer.status == 200, let status = try? JSONValue(parsing: answer.body) else {
        return AgentWords(problem: "\(address) answers \(answer.status), which is no status")
      }
      return AgentWords(status, mounts: mounts, now: Date())
    } catch { return AgentWords(problem: "\(error)") }
  }

  private init(problem: String) {
    self.problem = problem
    events = []
    brokers = [:]
  }

  /// What a control plane answered.
  init(_ status: JSONValue, mounts: [Mount], now: Date) {
    problem = nil
    var brokers: [String: JSONValue] = [:]
    for broker in status["agents"]?["brokers"]?.arrayValue ?? [] {
      guard let name = broker["broker"]?.stringValue else { continue }
      brokers[name] = Self.word(broker, mounts, now)
    }
    self.brokers = brokers
    var events: [JSONValue] = []
    for event in status["agents"]?["events"]?.arrayValue ?? [] {
      guard var event = event.objectValue else { continue }
      for key in ["subject", "reason"] { event[key] = Self.named(event[key], mounts) }
      events.append(.object(event))
    }
    self.events = events
  }

  /// What is known of a broker; nil where no agent has reported it.
  func broker(_ namespace: String, _ cluster: String, _ id: Int32) -> JSONValue? {
    brokers["\(namespace)/\(cluster)/\(id)"]
  }

  private static func word(_ broker: JSONValue, _ mounts: [Mount], _ now: Date) -> JSONValue {
    guard var word = broker.objectValue else { return broker }
    word["broker"] = nil
    word["reason"] = named(word["reason"], mounts)
    word["logDirs"] = .array(
      (word["logDirs"]?.arrayValue ?? []).map { dir in
        guard var dir = dir.objectValue, let path = dir["path"]?.stringValue else { return dir }
        let mount = mounts.first { path == $0.folder || path.hasPrefix($0.folder + "/") }
        dir["mountPath"] = mount.map { .string($0.mountPath) } ?? .null
        dir["problem"] = named(dir["problem"], mounts)
        return .object(dir)
      })
    word["listeners"] = .array(
      (word["listeners"]?.arrayValue ?? []).map { listener in
        guard var listener = listener.objectValue else { return listener }
        var left: JSONValue = .null
        if let text = listener["certificateExpiry"]?.stringValue, !text.isEmpty,
          let end = try? Date(text, strategy: .iso8601)
        {
          left = .number(JSONNumber(Int(end.timeIntervalSince(now))))
        }
        listener["certificateSecondsLeft"] = left
        return .object(listener)
      })
    return .object(word)
  }

  /// A text with the pods' paths.
  private static func named(_ value: JSONValue?, _ mounts: [Mount]) -> JSONValue {
    var text = value?.stringValue ?? ""
    for mount in mounts { text = text.replacingOccurrences(of: mount.folder, with: mount.mountPath) }
    return .string(text)
  }
}
