import JSON
import KubernetesClient
import KubernetesObjects
import Testing

struct ExecPluginTests {
  private static let version = "client.authentication.k8s.io/v1"
  private let plugin = ExecPlugin(command: "aws", apiVersion: version, installHint: "install aws")

  private func credential(_ status: String, version: String = version) throws -> ExecCredential {
    let text = "{\"kind\":\"ExecCredential\",\"apiVersion\":\"\(version)\",\"status\":\(status)}"
    return try ExecCredential(parsing: Array(text.utf8), of: plugin)
  }

  @Test func aPluginIsDescribedWhole() throws {
    let configuration = try Files.kubeconfig(
      user: """
        {exec: {apiVersion: \(Self.version), command: bin/login, args: [eks, "--x"], env: [{name: A, value: b}],
        installHint: see there, provideClusterInfo: true, interactiveMode: IfAvailable}}
        """
    ).configuration()
    let expected = ExecPlugin(
      command: "/home/a/.kube/bin/login", arguments: ["eks", "--x"],
      environment: [ExecPlugin.EnvironmentVariable(name: "A", value: SecretText("b"))], apiVersion: Self.version,
      installHint: "see there", providesClusterInfo: true, interactiveMode: .ifAvailable)
    #expect(configuration.credentials.authorization == .exec(expected))
  }

  @Test func aCommandWithoutAFolderIsLookedForInPath() throws {
    let configuration = try Files.kubeconfig(
      user: "{exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: aws, env: null, args: null}}"
    ).configuration()
    guard case .exec(let plugin) = configuration.credentials.authorization else { return #expect(Bool(false)) }
    #expect(plugin.command == "aws")
    #expect(plugin.interactiveMode == .ifAvailable)
  }

  @Test func thePluginIsToldOfTheServerOnlyWhereItAsks() throws {
    let configuration = ClientConfiguration(
      server: ServerAddress(host: "h", port: 6443),
      trust: ServerTrust(certificateAuthority: Array("PEM".utf8), serverName: "api"))
    #expect(
      try JSONValue(parsing: plugin.info(for: configuration))
        == ["kind": "ExecCredential", "apiVersion": .string(Self.version), "spec": ["interactive": false]])
    let asking = ExecPlugin(command: "aws", apiVersion: Self.version, providesClusterInfo: true)
    #expect(
      try JSONValue(parsing: asking.info(for: configuration))["spec"]?["cluster"]
        == ["server": "https://h:6443", "tls-server-name": "api", "certificate-authority-data": "UEVN"])
  }

  @Test func whatAClusterHoldsForPluginsIsToldWithTheServer() throws {
    let extensions =
      "[{name: other, extension: 1}, {name: client.authentication.k8s.io/exec, extension: {audience: a}}]"
    let exec = "apiVersion: \(Self.version), command: x, interactiveMode: Never, provideClusterInfo: true"
    let configuration = try Files.kubeconfig(
      cluster: "{server: \"https://h\", extensions: \(extensions)}", user: "{exec: {\(exec)}}"
    ).configuration()
    guard case .exec(let plugin) = configuration.credentials.authorization else { return #expect(Bool(false)) }
    #expect(
      try JSONValue(parsing: plugin.info(for: configuration))["spec"]?["cluster"]
        == ["server": "https://h:443", "config": ["audience": "a"]])
  }

  @Test func aTokenHoldsUntilItsTime() throws {
    let credential = try credential(#"{"token":"t","expirationTimestamp":"2026-11-27T00:00:00Z"}"#)
    #expect(credential.token == SecretText("t"))
    #expect(credential.certificate == nil)
    #expect(!credential.isExpired(at: 1_795_737_599))
    #expect(credential.isExpired(at: 1_795_737_600))
  }

  @Test func withoutATimeItHoldsUntilItIsRefused() throws {
    #expect(try !credential(#"{"token":"t"}"#).isExpired(at: .max))
  }

  @Test func aCertificateComesWithItsKey() throws {
    let credential = try credential(#"{"clientCertificateData":"C","clientKeyData":"K"}"#)
    #expect(credential.certificate == ClientCertificate(certificate: Array("C".utf8), key: SecretBytes("K")))
    #expect(credential.token == nil)
  }

  @Test(arguments: [
    "{}", "null", #"{"token":""}"#, #"{"token":7}"#, #"{"clientCertificateData":"C"}"#, #"{"clientKeyData":"K"}"#,
    #"{"token":"t","clientKeyData":"K"}"#, #"{"token":"secret","expirationTimestamp":"soon"}"#,
  ])
  func anAnswerThatIsNoCredentialIsRefused(status: String) {
    let error = #expect(throws: ConfigurationError.self) { try credential(status) }
    #expect(error?.code == .plugin)
    #expect(error?.remedy == "install aws")
    #expect(error?.isRetryable == true)
    #expect("\(String(describing: error))".contains("secret") == false)
  }

  @Test func anotherVersionKindOrFormIsRefused() {
    #expect(throws: ConfigurationError.self) {
      try credential(#"{"token":"t"}"#, version: "client.authentication.k8s.io/v1beta1")
    }
    for text in ["", "token", "[]", "{\"kind\":\"Pod\"}"] {
      #expect(throws: ConfigurationError.self) { try ExecCredential(parsing: Array(text.utf8), of: plugin) }
    }
  }
}
