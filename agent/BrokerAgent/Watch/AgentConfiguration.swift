public import Transport

/// What an agent beside one broker is told, in its environment.
public struct AgentConfiguration: Sendable {
  /// The broker; its id is checked against the one in Kafka's configuration.
  public var broker: WatchedBroker
  /// Kafka's `server.properties`.
  public var settingsFile: String
  /// The paths at which the broker's volumes are mounted.
  public var volumes: [String]
  /// The port of the JMX exporter at the pod's address; nil where none is asked.
  public var metricsPort: UInt16?
  /// Where the control plane is; nil reports to nobody.
  public var controlPlane: ConnectTarget?
  /// The folder with `tls.crt`, `tls.key` and `ca.crt`; nil connects in the clear.
  public var tlsFolder: String?
  /// The Kubernetes node; empty where it is not known.
  public var node: String
  /// A piece of an argument that tells Kafka's process of this pod from others; empty where one pod is all that is seen.
  public var processWord: String
  /// Where `/healthz` and `/metrics` are answered; nil for nowhere.
  public var local: NetworkAddress?

  /// The folder of a volume in which the agent may write.
  public static let probeFolder = ".koperator"
  /// The port of `/healthz` and `/metrics`.
  public static let localPort: UInt16 = 9021

  /// Reads the environment of the sidecar.
  ///
  /// - Throws: `AgentError` naming the variable that is missing or cannot be understood, and the remedy.
  public init(environment: [String: String]) throws(AgentError) {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    func required(_ name: String, _ what: String) throws(AgentError) -> String {
      guard let value = value(name) else { throw AgentError(.configuration, name, "it is not set: give \(what)") }
      return value
    }
    func port(_ name: String) throws(AgentError) -> UInt16? {
      guard let text = value(name) else { return nil }
      guard let port = UInt16(text), port > 0 else {
        throw AgentError(.configuration, name, "'\(text)' is no port: give a number from 1 to 65535")
      }
      return port
    }
    let id = try required("BROKER_ID", "Kafka's node id")
    guard let number = Int32(id), number >= 0 else {
      throw AgentError(.configuration, "BROKER_ID", "'\(id)' is no node id: give a number from 0 on")
    }
    let address = try required("POD_IP", "the pod's address")
    broker = WatchedBroker(
      namespace: try required("POD_NAMESPACE", "the pod's namespace"),
      cluster: try required("KAFKA_CLUSTER", "the name of the KafkaCluster"), id: number,
      podName: value("POD_NAME") ?? "", podUID: value("POD_UID") ?? "", address: address)
    settingsFile = try required("KAFKA_CONFIG", "the path of Kafka's server.properties")
    volumes = (value("LOG_VOLUMES") ?? "").split(separator: ",").map(String.init)
    metricsPort = try port("METRICS_PORT")
    node = value("NODE_NAME") ?? ""
    tlsFolder = value("TLS_FOLDER")
    processWord = value("KAFKA_PROCESS") ?? ""
    if let text = value("CONTROL_PLANE") {
      do throws(TransportError) { controlPlane = try ConnectTarget(text) } catch {
        throw AgentError(.configuration, "CONTROL_PLANE", "\(error.reason): give host:port")
      }
    }
    let localPort = try port("AGENT_PORT") ?? Self.localPort
    do throws(TransportError) { local = try NetworkAddress(host: address, port: localPort) } catch {
      throw AgentError(.configuration, "POD_IP", "'\(address)' is no numeric address: \(error.reason)")
    }
  }

  /// The folder in which the agent may write on the file system of a log directory: that of its volume; nil where it lies on none.
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
