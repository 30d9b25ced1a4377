import JavaProperties
import KafkaModel
public import JSON
public import KafkaResources

/// Checks configuration keys and values of a manifest against Kafka's own definitions.
///
/// A key that Kafka does not know is a warning. A wrong value is an error where the manifest's version of Kafka is the
/// table's; with another one it is a warning, because that version's rules may differ. A value that a provider fills in
/// (`${provider:…}`) is not looked at.
public struct ConfigChecker: Sendable {
  /// Where keys stand in a manifest.
  public enum Place: Sendable, Hashable {
    /// In the file that a broker starts with (`readOnlyConfig`).
    case file
    /// Among what is set while one broker runs (`brokerConfig.config`).
    case broker
    /// Among what is set for all brokers while they run (`clusterWideConfig`).
    case cluster
    /// In a topic (`KafkaTopic.spec.config`).
    case topic
  }

  /// The version of Kafka that will read the keys; nil where it is not known.
  public let version: KafkaVersion?
  /// The names of the listeners that `listener.name.` can speak of, in lower case; nil where they are not known.
  public let listeners: Set<String>?

  /// A checker.
  public init(version: KafkaVersion?, listeners: Set<String>? = nil) {
    self.version = version
    self.listeners = listeners.map { Set($0.map { $0.lowercased() }) }
  }

  /// The problems of a text of properties; `path` is where the text stands in the manifest.
  public func problems(inText text: String, at path: JSONPath, _ place: Place) -> [ManifestProblem] {
    let document: JavaPropertiesDocument
    do {
      document = try JavaPropertiesDocument(text)
    } catch {
      return [
        ManifestProblem(
          .error, at: path, "line \(error.line) of the text: \(error.message)", remedy: "correct the line")
      ]
    }
    var problems: [ManifestProblem] = []
    for (entry, line) in document.overruled {
      problems.append(
        ManifestProblem(
          .warning, at: path, "line \(entry.line) of the text: '\(entry.key)' is there again on line \(line)",
          remedy: "remove one of them; the last one counts"))
    }
    for entry in document.entries {
      guard let found = finding(key: entry.key, value: entry.value, place) else { continue }
      problems.append(found.problem(at: path, prefix: "line \(entry.line) of the text: "))
    }
    return problems
  }

  /// The problem of one key of a manifest's object; `path` is where the object stands.
  public func problem(key: String, value: String, at path: JSONPath, _ place: Place) -> ManifestProblem? {
    finding(key: key, value: value, place)?.problem(at: path.appending(key), prefix: "")
  }
}

extension ConfigChecker {
  /// Koperator's switches for a migration from ZooKeeper, which are nothing of Kafka's.
  static let switches = ["migration.broker.controllerQuorumConfigEnabled", "migration.broker.kRaftMode"]

  /// What is wrong with a key and its value, before it has a place.
  private struct Finding {
    var severity: ManifestProblem.Severity = .warning
    let message: String
    let remedy: String

    func problem(at path: JSONPath, prefix: String) -> ManifestProblem {
      ManifestProblem(severity, at: path, prefix + message, remedy: remedy)
    }
  }

  private func finding(key: String, value: String, _ place: Place) -> Finding? {
    if Self.switches.contains(key) {
      return Finding(
        message: "'\(key)' has no effect: a cluster is not migrated from ZooKeeper", remedy: "remove it")
    }
    let table = place == .topic ? ConfigKeyTable.topic : ConfigKeyTable.broker
    guard let name = definedName(of: key, place) else {
      return Finding(
        message: "no listener is called as in '\(key)'",
        remedy: "use one of: \((listeners ?? []).sorted().joined(separator: ", "))")
    }
    guard let definition = table[name] else {
      let removal =
        place == .topic ? RemovedKeys.version(removingTopicKey: name) : RemovedKeys.version(removingBrokerKey: name)
      if let removal { return removed(key, by: removal) }
      if place != .topic, PluginKeys.contains(name) { return nil }
      return Finding(
        message: "Kafka \(table.kafkaVersion.line) does not know '\(key)'",
        remedy: "check its name; what a plugin reads may stay")
    }
    if let change = changeProblem(key, definition, place) { return change }
    if Self.isProvided(value) { return nil }
    if let wrong = definition.problem(with: value) {
      return Finding(
        severity: table.isLine(of: version) ? .error : .warning, message: "'\(key)': \(wrong.message)",
        remedy: wrong.remedy)
    }
    if definition.type == .password, Self.isSecret(value, of: name) {
      return Finding(
        message: "'\(key)' holds a secret that everybody reads who reads the manifest",
        remedy: "let a provider fill it in: ${provider:path:key}")
    }
    return nil
  }

  private func removed(_ key: String, by removal: KafkaVersion) -> Finding? {
    guard let version, version >= removal else { return nil }
    return Finding(
      message: "Kafka \(removal.line) and later versions do not know '\(key)'", remedy: "remove it; it has no effect")
  }

  /// Kafka refuses to change some keys while it runs, and others for all brokers at once.
  private func changeProblem(_ key: String, _ definition: ConfigKey, _ place: Place) -> Finding? {
    switch (place, definition.update) {
    case (.broker, .restart), (.cluster, .restart):
      Finding(message: "'\(key)' does not change while a broker runs", remedy: "move it to readOnlyConfig")
    case (.cluster, .perBroker):
      Finding(
        message: "'\(key)' is not set for all brokers at once", remedy: "move it to brokerConfig.config of each broker")
    default: nil
    }
  }

  /// Whether a provider of configuration fills in the value, or a part of it, when Kafka reads it.
  static func isProvided(_ value: String) -> Bool {
    guard let start = value.firstRange(of: "${") else { return false }
    let rest = value[start.upperBound...]
    guard let end = rest.firstIndex(of: "}") else { return false }
    return rest[..<end].contains(":")
  }

  /// Whether a value gives something away. A login module's configuration may be without passwords.
  private static func isSecret(_ value: String, of name: String) -> Bool {
    guard name.hasSuffix("jaas.config") else { return !value.isEmpty }
    let text = value.lowercased()
    return ["password", "secret", "user_"].contains { text.contains($0) }
  }

  /// The name under which Kafka defines a key: without the prefix of a listener and of a SASL mechanism; nil where the
  /// listener is not there.
  private func definedName(of key: String, _ place: Place) -> String? {
    let prefix = "listener.name."
    guard place != .topic, key.hasPrefix(prefix) else { return key }
    let rest = key.dropFirst(prefix.count)
    guard let dot = rest.firstIndex(of: ".") else { return key }
    if let listeners, !listeners.contains(rest[..<dot].lowercased()) { return nil }
    let name = rest[rest.index(after: dot)...]
    if ConfigKeyTable.broker[String(name)] == nil, let dot = name.firstIndex(of: ".") {
      let inner = name[name.index(after: dot)...]
      if inner.hasPrefix("sasl.") || inner.hasPrefix("connections.max.reauth") { return String(inner) }
    }
    return String(name)
  }
}

extension KafkaVersion {
  /// The two first numbers: what Kafka calls a release's line.
  var line: String { "\(major).\(minor)" }
}
