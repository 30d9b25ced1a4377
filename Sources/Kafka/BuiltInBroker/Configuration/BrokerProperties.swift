import KafkaModel
import Transport

/// Reads a `server.properties` into what a broker is started with.
///
/// It never guesses: a value that the built-in broker cannot follow, where following matters to clients, is an error that names
/// the key and the remedy. Keys that only Kafka's own insides know are taken over and shown, and change nothing.
public struct BrokerProperties: Sendable {
  /// Reads a file of properties, for `FileConfigProvider`.
  public typealias FileReader = @Sendable (String) throws(BuiltInBrokerError) -> [String: String]

  /// All values, those of providers put in.
  let values: [String: String]
  /// As they stand in the file.
  let written: [String: String]
  let openStore: KeyStoreReader

  /// Takes the properties of a file.
  ///
  /// - Parameters:
  ///   - values: The file's keys, with what the command line overrides.
  ///   - readProperties: Reads other files that values refer to.
  ///   - openStore: Opens JKS and PKCS #12 stores.
  public init(
    _ values: [String: String], readProperties: @escaping FileReader, openStore: @escaping KeyStoreReader
  ) throws(BuiltInBrokerError) {
    let providers = try ConfigProviders(values, readProperties: readProperties)
    var resolved: [String: String] = [:]
    for (key, value) in values {
      resolved[key] = value.utf8.contains(UInt8(ascii: "$")) ? try providers.resolve(value, of: key) : value
    }
    self.values = resolved
    written = values
    self.openStore = openStore
  }

  /// The configuration that they describe.
  public func configuration() throws(BuiltInBrokerError) -> BrokerConfiguration {
    let roles = Self.list(values["process.roles"])
    for role in roles where role != "broker" && role != "controller" {
      throw wrong("process.roles", "\"\(role)\" is no role: write broker, controller or both")
    }
    let key = values["node.id"] != nil || values["broker.id"] == nil ? "node.id" : "broker.id"
    guard let id = try integer(key, in: 0...Int64(Int32.max)) else {
      throw wrong(key, "it is missing: give every node a number of its own, from 0")
    }
    var configuration = BrokerConfiguration(
      nodeID: Int32(clamping: id), listeners: try listeners(), logDirectories: logDirectories, properties: written)
    configuration.isBroker = roles.isEmpty || roles.contains("broker")
    configuration.isController = roles.contains("controller")
    configuration.usesZooKeeper = roles.isEmpty
    configuration.interBrokerListener = try interBrokerListener(configuration)
    configuration.metadataDirectory = values["metadata.log.dir"]
    configuration.rack = values["broker.rack"].flatMap { $0.isEmpty ? nil : $0 }
    configuration.hasAuthorizer = !(values["authorizer.class.name"] ?? "").isEmpty
    configuration.superUsers = Authorizer.superUsers(in: values["super.users"] ?? "")
    configuration.allowsWithoutEntries = values["allow.everyone.if.no.acl.found"]?.lowercased() == "true"
    try takeLimits(&configuration)
    return configuration
  }

  private func takeLimits(_ configuration: inout BrokerConfiguration) throws(BuiltInBrokerError) {
    let counts: ClosedRange<Int64> = 0...Int64(Int32.max)
    if let value = try integer("max.connections", in: counts) {
      configuration.maximumConnections = min(Int(value), configuration.maximumConnections)
    }
    if let value = try integer("max.connections.per.ip", in: counts), value < Int64(Int32.max) {
      configuration.maximumConnectionsPerPeer = Int(value)
    }
    if let value = try integer("socket.request.max.bytes", in: 1...Int64(Int32.max)) {
      configuration.maximumRequestSize = Int(value)
    }
    if let value = try integer("connections.max.idle.ms", in: Int64.min...Int64.max) {
      configuration.idleTimeout = value < 0 ? nil : .milliseconds(min(value, 1 << 40))
    }
    if let value = try integer("broker.heartbeat.interval.ms", in: 1...Int64(Int32.max)) {
      configuration.heartbeatInterval = .milliseconds(value)
    }
    if let value = try integer("replica.socket.timeout.ms", in: 1...Int64(Int32.max)) {
      configuration.fetchDeadline = .milliseconds(value)
    }
  }

  private var logDirectories: [String] {
    let list = Self.list(values["log.dirs"])
    if !list.isEmpty { return list }
    let single = Self.list(values["log.dir"])
    return single.isEmpty ? ["/tmp/kafka-logs"] : single
  }

  private func interBrokerListener(_ configuration: BrokerConfiguration) throws(BuiltInBrokerError) -> String {
    if let name = values["inter.broker.listener.name"] {
      guard !configuration.isBroker || configuration.listeners.contains(where: { $0.name == name }) else {
        throw wrong("inter.broker.listener.name", "\"\(name)\" is none of the listeners: add it to listeners")
      }
      return name
    }
    let wanted = values["security.inter.broker.protocol"] ?? "PLAINTEXT"
    let found = configuration.listeners.first { !$0.isController && $0.security.rawValue == wanted }
    guard configuration.isBroker else { return found?.name ?? "" }
    guard let found else {
      throw wrong(
        "inter.broker.listener.name",
        "it is missing, and no listener has the protocol \(wanted): name the one for brokers")
    }
    return found.name
  }

  // MARK: Small readers

  func wrong(_ key: String, _ message: String) -> BuiltInBrokerError {
    BuiltInBrokerError(.configuration, key, message)
  }

  func integer(_ key: String, in range: ClosedRange<Int64>) throws(BuiltInBrokerError) -> Int64? {
    guard let text = values[key] else { return nil }
    guard let value = Int64(Self.trimmed(text)), range.contains(value) else {
      throw wrong(key, "\"\(text)\" is no whole number from \(range.lowerBound) to \(range.upperBound): write one")
    }
    return value
  }

  /// Words between commas, blanks about them taken off.
  static func list(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty }
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || (9...13).contains(byte) }
    var bytes = Array(text.utf8)[...]
    while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A small file's bytes, at most 1 MiB.
  static func bytes(of path: String, for key: String) throws(BuiltInBrokerError) -> [UInt8] {
    do { return try PEM(file: path).bytes } catch {
      throw BuiltInBrokerError(.configuration, key, "the file \(path) \(error.message)", cause: error.cause)
    }
  }
}
