import KubernetesClient
import KubernetesObjects
import Testing

struct InClusterTests {
  private static let folder = "/var/run/secrets/kubernetes.io/serviceaccount"
  private static let environment = ["KUBERNETES_SERVICE_HOST": "10.96.0.1", "KUBERNETES_SERVICE_PORT": "443"]

  private let files = Files([
    "\(folder)/token": "eyJ.a.b\n", "\(folder)/ca.crt": "PEM", "\(folder)/namespace": "kafka\n",
  ])

  private func configuration(_ environment: [String: String], _ files: Files) throws -> ClientConfiguration {
    try ClientConfiguration.inCluster(environment: environment, read: files.read)
  }

  @Test func aPodKnowsServerTokenAuthorityAndNamespace() throws {
    let configuration = try configuration(Self.environment, files)
    #expect(configuration.server.url == "https://10.96.0.1:443")
    #expect(
      configuration.credentials.authorization
        == .tokenFile("\(Self.folder)/token", fallback: SecretText("eyJ.a.b")))
    #expect(configuration.trust.certificateAuthority == Array("PEM".utf8))
    #expect(configuration.trust.certificateAuthorityFile == "\(Self.folder)/ca.crt")
    #expect(configuration.namespace == "kafka")
  }

  @Test func anIPv6AddressIsPutInBrackets() throws {
    for host in ["fd00::1", "[fd00::1]"] {
      let environment = ["KUBERNETES_SERVICE_HOST": host, "KUBERNETES_SERVICE_PORT": "6443"]
      let server = try configuration(environment, files).server
      #expect(server.host == "fd00::1")
      #expect(server.url == "https://[fd00::1]:6443")
    }
  }

  @Test func theNamespaceComesFromTheEnvironmentTheFileOrIsDefault() throws {
    var environment = Self.environment
    environment["POD_NAMESPACE"] = "own"
    #expect(try configuration(environment, files).namespace == "own")
    var without = files
    without.contents["\(Self.folder)/namespace"] = nil
    #expect(try configuration(Self.environment, without).namespace == "default")
  }

  @Test func outsideOfAPodTheRemedyIsAKubeconfig() {
    for environment in [[:], ["KUBERNETES_SERVICE_HOST": "h"], ["KUBERNETES_SERVICE_PORT": "1"]] {
      let error = #expect(throws: ConfigurationError.self) { try configuration(environment, files) }
      #expect(error?.code == .missing)
      #expect(error?.remedy.contains("KUBECONFIG") == true)
    }
  }

  @Test(arguments: [("h h", "443"), ("h", "x"), ("h", "0"), ("h", "443/a"), ("a/b", "443"), ("u@h", "1")])
  func anEnvironmentThatIsNoAddressIsRefused(host: String, port: String) {
    let environment = ["KUBERNETES_SERVICE_HOST": host, "KUBERNETES_SERVICE_PORT": port]
    let error = #expect(throws: ConfigurationError.self) { try configuration(environment, files) }
    #expect(error?.code == .field)
  }

  @Test(arguments: ["token", "ca.crt"])
  func aFileThatIsMissingIsNamed(name: String) {
    var without = files
    without.contents["\(Self.folder)/\(name)"] = nil
    let error = #expect(throws: ConfigurationError.self) { try configuration(Self.environment, without) }
    #expect(error?.file == "\(Self.folder)/\(name)")
    #expect(error?.code == .file)
    #expect(error?.isRetryable == true)
  }

  @Test func aKubeconfigCountsBeforeThePodAndThePodWhereThereIsNone() throws {
    var files = files
    var environment = Self.environment
    environment["HOME"] = "/home/a"
    #expect(try ClientConfiguration.found(environment: environment, read: files.read).server.host == "10.96.0.1")
    files.contents.merge(Files.kubeconfig().contents) { first, _ in first }
    #expect(try ClientConfiguration.found(environment: environment, read: files.read).server.host == "h")
    let error = #expect(throws: ConfigurationError.self) {
      try ClientConfiguration.found(environment: ["HOME": "/none"], read: files.read)
    }
    #expect(
      error?.description
        == "there is no kubeconfig; not there: /none/.kube/config (set KUBECONFIG to a file)")
  }
}
