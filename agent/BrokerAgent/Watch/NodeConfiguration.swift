public import Transport

/// What an agent that watches all brokers of a node is told, in its environment.
public struct NodeConfiguration: Sendable {
  /// The folder with a file for each broker of the node.
  public var discoveryFolder: String
  /// Where the agent sees the folder in which the kubelet has a folder for each pod, by its UID; nil where it sees what pods
  /// see at the same paths.
  public var podsFolder: String?
  /// To whom it is reported.
  public var reporting: ReportingConfiguration
  /// Where `/healthz` and `/metrics` are answered; nil for nowhere.
  public var local: NetworkAddress?

  /// Reads the environment of the DaemonSet's container.
  ///
  /// - Throws: `AgentError` naming the variable that is missing or cannot be understood, and the remedy.
  public init(environment: [String: String]) throws(AgentError) {
    let variables = AgentVariables(environment)
    discoveryFolder = try variables.path("DISCOVERY_FOLDER", "the folder with a file for each broker of the node")
    podsFolder =
      variables["PODS_FOLDER"] == nil
      ? nil : try variables.path("PODS_FOLDER", "where the kubelet's folder of pods is seen")
    reporting = try ReportingConfiguration(variables)
    if let address = variables["POD_IP"] { local = try variables.local(at: address) }
  }
}
