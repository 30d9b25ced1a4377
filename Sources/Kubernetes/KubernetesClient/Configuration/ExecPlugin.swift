public import JSON
public import KubernetesObjects

/// A program that says how a client proves who it is: it is run, and answers an `ExecCredential` on its output.
public struct ExecPlugin: Sendable, Hashable {
  /// Whether the program may ask a person.
  public enum InteractiveMode: String, Sendable, Hashable {
    /// It asks nobody.
    case never = "Never"
    /// It asks where somebody is there.
    case ifAvailable = "IfAvailable"
    /// It needs somebody, and cannot be used by a service.
    case always = "Always"
  }

  /// The name of the variable that tells the program what is asked of it.
  public static let infoVariable = "KUBERNETES_EXEC_INFO"

  /// The program: a path, or a name that is looked for in `PATH`.
  public let command: String
  /// Its arguments.
  public let arguments: [String]
  /// The variables that it gets beside those of the client, in order.
  public let environment: [EnvironmentVariable]
  /// The version of the question and the answer: `client.authentication.k8s.io/v1`.
  public let apiVersion: String
  /// What to do where the program is not installed; empty where the configuration says nothing.
  public let installHint: String
  /// Whether the program is told about the server.
  public let providesClusterInfo: Bool
  /// Whether it may ask a person.
  public let interactiveMode: InteractiveMode
  /// What the cluster's entry holds for plugins, which is told with the server; nil for nothing.
  public var clusterConfig: JSONValue?

  /// A plugin.
  public init(
    command: String, arguments: [String] = [], environment: [EnvironmentVariable] = [], apiVersion: String,
    installHint: String = "", providesClusterInfo: Bool = false, interactiveMode: InteractiveMode = .never,
    clusterConfig: JSONValue? = nil
  ) {
    self.command = command
    self.arguments = arguments
    self.environment = environment
    self.apiVersion = apiVersion
    self.installHint = installHint
    self.providesClusterInfo = providesClusterInfo
    self.interactiveMode = interactiveMode
    self.clusterConfig = clusterConfig
  }

  /// A variable of a program; its value may be a secret.
  public struct EnvironmentVariable: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value.
    public let value: SecretText

    /// A variable.
    public init(name: String, value: SecretText) {
      self.name = name
      self.value = value
    }
  }
}
