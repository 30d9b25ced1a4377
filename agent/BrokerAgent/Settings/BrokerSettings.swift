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
  }

  /// `node.id`, or `broker.id`; nil where the file has neither.
  public private(set) var nodeID: Int32?
  /// The listeners, in the file's order.
  public private(set) var listeners: [Listener] = []
  /// The log directories, with the one of the metadata log, each once.
  public private(set) var logDirs: [String] = []

  /// Reads Kafka's `server.properties`.
  ///
  /// - Throws: `AgentError` naming the key that cannot be understood, and the remedy.
  public init(properties text: String) throws(AgentError) {
    let values = JavaProperties(text).values
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
    for entry in list("listeners") {
      listeners.append(try Self.listener(entry, protocols, controllers))
    }
    var dirs = list("log.dirs")
    if dirs.isEmpty { dirs = list("log.dir") }
    if let metadata = values["metadata.log.dir"].map({ Self.trimmed($0[...]) }), !metadata.isEmpty {
      dirs.append(metadata)
    }
    for dir in dirs where !logDirs.contains(dir) { logDirs.append(dir) }
  }

  /// The listener that is asked whether Kafka answers: one that clients use, and the one that costs least.
  public var asked: Listener? {
    let cost: [Security: Int] = [.plaintext: 0, .sasl: 1, .tls: 2, .saslOverTLS: 3]
    return listeners.min {
      ($0.isController ? 1 : 0, cost[$0.security] ?? 4) < ($1.isController ? 1 : 0, cost[$1.security] ?? 4)
    }
  }

  private static func listener(
    _ text: String, _ protocols: [String: String], _ controllers: Set<String>
  ) throws(AgentError) -> Listener {
    guard let mark = text.firstRange(of: "://"), let colon = text.lastIndex(of: ":"), colon > mark.lowerBound,
      let port = UInt16(text[text.index(after: colon)...])
    else { throw AgentError(.configuration, "listeners", "'\(text)' is no listener: write NAME://host:port") }
    let name = text[..<mark.lowerBound].uppercased()
    var host = String(text[mark.upperBound..<max(mark.upperBound, colon)])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    // Without a map, Kafka takes controllers' listeners for ones in the clear.
    let isPlain = protocols.isEmpty && controllers.contains(name)
    guard let security = Security(rawValue: protocols[name] ?? (isPlain ? "PLAINTEXT" : name)) else {
      throw AgentError(
        .configuration, "listener.security.protocol.map",
        "the listener \(name) has no known protocol: give it PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL")
    }
    return Listener(
      name: name, host: host, port: port, security: security, isController: controllers.contains(name))
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }
}
