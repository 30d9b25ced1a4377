import KubernetesClient
import KubernetesObjects
import Testing

/// kubectl's rules for several files.
struct KubeConfigMergeTests {
  private static let first = """
    current-context: a
    contexts: [{name: a, context: {cluster: k, user: red}}]
    users: [{name: red, user: {token: first}}]
    """
  private static let second = """
    current-context: b
    contexts: [{name: a, context: {cluster: other}}, {name: b, context: {cluster: k, user: blue}}]
    clusters: [{name: k, cluster: {server: "https://second", certificate-authority: ca}}]
    users: [{name: red, user: {token: second, as: bob}}, {name: blue, user: {token: blue}}]
    """

  private let files = Files(["/1/config": first, "/2/config": second, "/2/ca": "PEM"])

  @Test func theFirstFileThatSetsAValueOrANameWins() throws {
    let config = try KubeConfig(paths: ["/1/config", "/2/config"], read: files.read)
    #expect(config.currentContext == "a")
    let configuration = try config.configuration(read: files.read)
    #expect(configuration.credentials.authorization == .token(SecretText("first")))
    #expect(configuration.server.host == "second")
    let reversed = try KubeConfig(paths: ["/2/config", "/1/config"], read: files.read)
    #expect(reversed.currentContext == "b")
    #expect(reversed.users["red"]?.file == "/2/config")
  }

  @Test func aCurrentContextThatIsNotThereNamesTheFileThatChoseIt() throws {
    let files = Files(["/1": "contexts: [{name: a}]", "/2": "current-context: gone"])
    let config = try KubeConfig(paths: ["/1", "/2"], read: files.read)
    let error = #expect(throws: ConfigurationError.self) { try config.configuration(read: files.read) }
    #expect(error?.file == "/2")
    #expect(error?.field == "current-context")
  }

  @Test func ofANameNothingIsTakenFromLaterFiles() throws {
    let config = try KubeConfig(paths: ["/1/config", "/2/config"], read: files.read)
    #expect(try config.configuration(read: files.read).credentials.impersonation == nil)
  }

  @Test func pathsAreRelativeToTheFileThatWasMerged() throws {
    let config = try KubeConfig(paths: ["/1/config", "/2/config"], read: files.read)
    #expect(try config.configuration(read: files.read).trust.certificateAuthorityFile == "/2/ca")
  }

  @Test func otherContextsOfLaterFilesAreThere() throws {
    let config = try KubeConfig(paths: ["/1/config", "/2/config"], read: files.read)
    #expect(
      try config.configuration(context: "b", read: files.read).credentials.authorization == .token(SecretText("blue")))
  }

  @Test func filesThatAreNotThereAreLeftOutAndOthersMustBeReadable() throws {
    let config = try KubeConfig(paths: ["/0", "/2/config"], read: files.read)
    #expect(config.missingFiles == ["/0"])
    #expect(config.files == ["/2/config"])
    var locked = files
    locked.unreadable = ["/1/config"]
    let error = #expect(throws: ConfigurationError.self) {
      try KubeConfig(paths: ["/1/config", "/2/config"], read: locked.read)
    }
    #expect(error?.code == .file)
    #expect(error?.file == "/1/config")
    #expect(error?.isRetryable == true)
  }

  @Test func theVariableIsAListWithoutEmptyAndRepeatedNames() {
    #expect(KubeConfig.paths(in: ["KUBECONFIG": ":/a::/b:/a", "HOME": "/h"]) == ["/a", "/b"])
    #expect(KubeConfig.paths(in: ["KUBECONFIG": "", "HOME": "/h"]) == ["/h/.kube/config"])
    #expect(KubeConfig.paths(in: [:]).isEmpty)
  }

  @Test func anEmptyFileIsAnEmptyConfiguration() throws {
    let files = Files(["/a": "", "/b": Self.second])
    #expect(try KubeConfig(paths: ["/a"], read: files.read).isEmpty)
    #expect(try KubeConfig(paths: ["/a", "/b"], read: files.read).currentContext == "b")
  }

  @Test func aFileThatIsNamedOnPurposeMustBeThere() {
    let error = #expect(throws: ConfigurationError.self) {
      try ClientConfiguration.found(kubeconfig: "/none", environment: ["KUBECONFIG": "/2/config"], read: files.read)
    }
    #expect(error?.file == "/none")
  }
}
