import Transport

/// What is to be known of a broker to watch it. Paths are as its pod sees them.
public struct WatchConfiguration: Sendable, Hashable {
  /// The broker; its id is checked against the one in Kafka's configuration.
  public var broker: WatchedBroker
  /// Kafka's `server.properties`.
  public var settingsFile: String
  /// The paths at which the broker's volumes are mounted.
  public var volumes: [String]
  /// The port of the JMX exporter at the pod's address; nil where none is asked.
  public var metricsPort: UInt16?
  /// How Kafka's process is known among those that the agent sees.
  public var process: ProcessPattern
  /// Where the agent sees what the pod sees.
  public var paths = PodPaths.same

  /// The folder of a volume in which the agent may write.
  public static let probeFolder = ".koperator"

  /// Reads the variables that the sidecar has.
  ///
  /// - Throws: `AgentError` naming the variable that is missing or cannot be understood, and the remedy.
  init(_ variables: AgentVariables) throws(AgentError) {
    let id = try variables.required("BROKER_ID", "Kafka's node id")
    guard let number = Int32(id), number >= 0 else {
      throw AgentError(.configuration, "BROKER_ID", "'\(id)' is no node id: give a number from 0 on")
    }
    let address = try variables.required("POD_IP", "the pod's address")
    do throws(TransportError) { _ = try NetworkAddress(host: address, port: 1) } catch {
      throw AgentError(.configuration, "POD_IP", "'\(address)' is no numeric address: \(error.reason)")
    }
    broker = WatchedBroker(
      namespace: try variables.required("POD_NAMESPACE", "the pod's namespace"),
      cluster: try variables.required("KAFKA_CLUSTER", "the name of the KafkaCluster"), id: number,
      podName: variables["POD_NAME"] ?? "", podUID: try variables.id("POD_UID"), address: address)
    for (variable, name) in [("POD_NAMESPACE", broker.namespace), ("KAFKA_CLUSTER", broker.cluster)]
    where name.utf8.count > 253 || name.utf8.contains(UInt8(ascii: "/")) {
      throw AgentError(.configuration, variable, "it is no name of Kubernetes: give at most 253 bytes without '/'")
    }
    guard address != "0.0.0.0", !address.utf8.allSatisfy({ $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "0") }) else {
      throw AgentError(.configuration, "POD_IP", "'\(address)' is no address of one pod: give the pod's own")
    }
    settingsFile = try variables.path("KAFKA_CONFIG", "the path of Kafka's server.properties")
    volumes = (variables["LOG_VOLUMES"] ?? "").split(separator: ",").map(String.init)
    metricsPort = try variables.port("METRICS_PORT")
    process = ProcessPattern(word: variables["KAFKA_PROCESS"] ?? "")
  }

  /// The folder in which the agent may write on the file system of a log directory: that of its volume, as the pod sees it; nil
  /// where it lies on none.
  func probeFolder(of logDir: String) -> String? {
    var best: String?
    for volume in volumes {
      let folder = volume.hasSuffix("/") ? String(volume.dropLast()) : volume
      guard logDir == folder || logDir.hasPrefix(folder + "/") else { continue }
      if folder.utf8.count > best?.utf8.count ?? -1 { best = folder }
    }
    return best.map { "\($0)/\(Self.probeFolder)" }
  }
}
