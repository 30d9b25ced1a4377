public import Transport

/// What an agent beside one broker is told, in its environment.
public struct AgentConfiguration: Sendable {
  /// The broker.
  public var watched: WatchConfiguration
  /// To whom it is reported.
  public var reporting: ReportingConfiguration
  /// Where `/healthz` and `/metrics` are answered; nil for nowhere.
  public var local: NetworkAddress?

  /// The port of `/healthz` and `/metrics`.
  public static let localPort: UInt16 = 9021

  /// Reads the environment of the sidecar.
  ///
  /// - Throws: `AgentError` naming the variable that is missing or cannot be understood, and the remedy.
  public init(environment: [String: String]) throws(AgentError) {
    let variables = AgentVariables(environment)
    watched = try WatchConfiguration(variables)
    reporting = try ReportingConfiguration(variables)
    local = try variables.local(at: watched.broker.address)
  }
}
