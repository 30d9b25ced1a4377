public import Transport

/// To whom an agent reports, and as whom.
public struct ReportingConfiguration: Sendable {
  /// Where the control plane is; nil reports to nobody.
  public var controlPlane: ConnectTarget?
  /// The folder with `tls.crt`, `tls.key` and `ca.crt`; nil connects in the clear.
  public var tlsFolder: String?
  /// The Kubernetes node; empty where it is not known.
  public var node: String

  init(_ variables: AgentVariables) throws(AgentError) {
    controlPlane = try variables.target("CONTROL_PLANE")
    tlsFolder = variables["TLS_FOLDER"]
    node = variables["NODE_NAME"] ?? ""
  }
}
