import JavaProperties

/// What the agent must know of a broker's configuration, from the file that Kafka itself starts with.
public struct BrokerSettings: Sendable, Hashable {
  /// How the bytes of a listener are protected.
  public enum Security: String, Sendable, Hashable {
    case plaintext = "PLAINTEXT"
    case tls = "SSL"
    case sasl = "SASL_PLAINTEXT"
    case saslOverTLS = "SASL_SSL"

    /// Whether there is TLS.
    public var hasTLS: Bool { self == .tls || self == .saslOverTLS }

    /// Whether clients log in.
    public var hasSASL: Bool { self == .sasl || self == .saslOverTLS }
  }

  /// A listener.
  public struct Listener: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// What it binds; empty or `0.0.0.0` for every address.
    public var host: String
    /// Its port.
    public var port: UInt16
    /// How its bytes are protected.
    public var security: Security
    /// Whether controllers alone are behind it.
    public var isController: Bool
    /// Whether it demands certificates of clients (`ssl.client.auth`): without one only its TLS can be seen.
    public var demandsCertificate: Bool
  }

  /// The most listeners, and the most log directories.
  public static let maximumParts = 128

  /// `node.id`, or `broker.id`; nil where the file has neither.
  public private(set) var nodeID: Int32?
  /// The listeners, in the file's order.
  public private(set) var listeners: [Listener] = []
  /// The log directories, with the one of the metadata log, each once.
  public private(set) var logDirs: [String] = []

  /// Reads Kafka's `server.properties`.
  ///
  /// - Throws: `AgentError` naming the key, or the line, that cannot be understood, and the remedy.
  public init(properties text: String) throws(AgentError) {
    let values: JavaProperties
    do throws(JavaPropertiesError) { values = try JavaProperties(text: text) } catch {
      throw AgentError(
        .configuration, "server.properties", "\(error): give a file as java.util.Properties reads it")
    }
    func list(_ key: String) -> [String] {
      (values[key] ?? "").split(separator: ",").map { Self.trimmed($0) }.filter { !$0.isEmpty }
    }
    if let id = values["node.id"] ?? values["broker.id"] {
      guard let number = Int32(Self.trimmed(id[...])) else {
        throw AgentError(.configuration, "node.id", "'\(id)' is no number: give Kafka's node id")
      }
      nodeID = number
    }
    var protocols: [String: String] = [:]
    for entry in list("listener.security.protocol.map") {
      let parts = entry.split(separator: ":").map { Self.trimmed($0) }
      if parts.count == 2 { protocols[parts[0].uppercased()] = parts[1].uppercased() }
    }
    let controllers = Set(list("controller.listener.names").map { $0.uppercased() })
    // What Kafka has where the file says nothing; an empty file is one that is not written yet.
    let entries = list("listeners")
    for entry in entries.isEmpty && !values.isEmpty ? ["PLAINTEXT://:9092"] : entries {
      var listener = try Self.listener(entry, protocols, controllers)
      // One for IPv4 and one for IPv6 may share a name and a port (KIP-797): the first is watched.
      if listeners.contains(where: { $0.name == listener.name }) { continue }
      let key = "ssl.client.auth"
      let demand = values["listener.name.\(listener.name.lowercased()).\(key)"] ?? values[key] ?? ""
      listener.demandsCertificate = listener.security == .tls && Self.trimmed(demand[...]).lowercased() == "required"
      listeners.append(listener)
    }
    var dirs = list("log.dirs")
    if dirs.isEmpty { dirs = list("log.dir") }
    if dirs.isEmpty, !values.isEmpty { dirs = ["/tmp/kafka-logs"] }
    if let metadata = values["metadata.log.dir"].map({ Self.trimmed($0[...]) }), !metadata.isEmpty {
      dirs.append(metadata)
    }
    for dir in dirs where !logDirs.contains(dir) { logDirs.append(dir) }
    try checkLimits()
  }

  /// The control plane takes no more of a broker (`AgentService`), and would end the reports.
  private func checkLimits() throws(AgentError) {
    for (key, names) in [("listeners", listeners.map(\.name)), ("log.dirs", logDirs)] {
      if names.count > Self.maximumParts {
        throw AgentError(.configuration, key, "there are \(names.count): give at most \(Self.maximumParts)")
      }
      if let long = names.first(where: { $0.utf8.count > MessageEncoder.maximumName }) {
        throw AgentError(
          .configuration, key,
          "'\(long.prefix(64))…' has \(long.utf8.count) bytes: give at most \(MessageEncoder.maximumName)")
      }
    }
  }

  /// The listener that is asked whether Kafka answers: one that clients use, and the one that costs least.
  public var asked: Listener? { listeners.min { Self.cost($0) < Self.cost($1) } }

  /// A kept connection costs less than one for each question, that less with TLS; where a certificate is demanded nothing can be
  /// asked, and Kafka logs each try.
  private static func cost(_ listener: Listener) -> Int {
    let cost =
      switch listener.security {
      case .plaintext: 0
      case .tls: listener.demandsCertificate ? 4 : 1
      case .sasl: 2
      case .saslOverTLS: 3
      }
    return listener.isController ? cost + 5 : cost
  }

  private static func listener(
    _ text: String, _ protocols: [String: String], _ controllers: Set<String>
  ) throws(AgentError) -> Listener {
    guard let mark = text.firstIndex(of: ":"), text[mark...].hasPrefix("://"), let colon = text.lastIndex(of: ":"),
      colon > mark, let port = UInt16(text[text.index(after: colon)...])
    else { throw AgentError(.configuration, "listeners", "'\(text)' is no listener: write NAME://host:port") }
    let name = text[..<mark].uppercased()
    var host = String(text[mark..<colon].dropFirst("://".count))
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    // Without a map, Kafka takes controllers' listeners for ones in the clear.
    let isPlain = protocols.isEmpty && controllers.contains(name)
    guard let security = Security(rawValue: protocols[name] ?? (isPlain ? "PLAINTEXT" : name)) else {
      throw AgentError(
        .configuration, "listener.security.protocol.map",
        "the listener \(name) has no known protocol: give it PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL")
    }
    return Listener(
      name: name, host: host, port: port, security: security, isController: controllers.contains(name),
      demandsCertificate: false)
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }
}
