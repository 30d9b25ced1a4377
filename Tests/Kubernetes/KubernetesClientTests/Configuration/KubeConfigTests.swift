import KubernetesClient
import KubernetesObjects
import Testing

struct KubeConfigTests {
  /// "PEM" in Base64.
  private static let inline = "UEVN"

  private func error(_ files: Files, context: String? = nil) -> ConfigurationError? {
    #expect(throws: ConfigurationError.self) { try files.configuration(context: context) }
  }

  @Test func aContextPutsClusterUserAndNamespaceTogether() throws {
    let configuration = try Files.kubeconfig(user: "{token: t}").configuration()
    #expect(configuration.server == ServerAddress(host: "h", port: 6443))
    #expect(configuration.namespace == "kafka")
    #expect(configuration.credentials.authorization == .token(SecretText("t")))
    #expect(configuration.trust == ServerTrust())
  }

  @Test func theFileOfARealControlPlaneIsRead() throws {
    let text = """
      apiVersion: v1
      kind: Config
      current-context: local
      clusters: [{name: local, cluster: {server: "https://127.0.0.1:21443", certificate-authority: "/cp/apiserver.crt"}}]
      users: [{name: admin, user: {token: "dee7e3d4"}}]
      contexts: [{name: local, context: {cluster: local, user: admin, namespace: default}}]
      """
    let configuration = try Files(["/home/a/.kube/config": text, "/cp/apiserver.crt": "PEM"]).configuration()
    #expect(configuration.server.url == "https://127.0.0.1:21443")
    #expect(configuration.trust.certificateAuthority == Array("PEM".utf8))
    #expect(configuration.trust.certificateAuthorityFile == "/cp/apiserver.crt")
  }

  @Test func theClustersFieldsAreRead() throws {
    let configuration = try Files.kubeconfig(
      cluster: """
        {server: "https://h/k8s/clusters/c-1/", certificate-authority-data: \(Self.inline), tls-server-name: api,
        proxy-url: "socks5://p:1080"}
        """
    ).configuration()
    #expect(configuration.server == ServerAddress(host: "h", port: 443, path: "/k8s/clusters/c-1"))
    #expect(configuration.trust.certificateAuthority == Array("PEM".utf8))
    #expect(configuration.trust.certificateAuthorityFile == nil)
    #expect(configuration.trust.serverName == "api")
    #expect(configuration.proxyURL == "socks5://p:1080")
    let unchecked = try Files.kubeconfig(cluster: "{server: h, insecure-skip-tls-verify: true}").configuration()
    #expect(unchecked.trust.isUnchecked)
    #expect(unchecked.server.url == "https://h:443")
  }

  @Test func relativePathsStartFromTheFileThatTheyStandIn() throws {
    let files = Files.kubeconfig(
      cluster: "{server: \"https://h\", certificate-authority: ca.pem}",
      user: "{client-certificate: certs/a.pem, client-key: ../key.pem}",
      ["/home/a/.kube/ca.pem": "CA", "/home/a/.kube/certs/a.pem": "CERT", "/home/a/.kube/../key.pem": "KEY"])
    let configuration = try files.configuration()
    #expect(configuration.trust.certificateAuthorityFile == "/home/a/.kube/ca.pem")
    #expect(
      configuration.credentials.certificate
        == ClientCertificate(
          certificate: Array("CERT".utf8), key: SecretBytes("KEY"), certificateFile: "/home/a/.kube/certs/a.pem",
          keyFile: "/home/a/.kube/../key.pem"))
    let token = try Files.kubeconfig(user: "{tokenFile: token}").configuration()
    #expect(token.credentials.authorization == .tokenFile("/home/a/.kube/token", fallback: nil))
  }

  @Test func aPathWithoutAFolderIsRelativeToWhereTheProgramRuns() throws {
    let files = Files([
      "config":
        "{current-context: c, contexts: [{name: c, context: {cluster: k}}], clusters: [{name: k, cluster: {server: h, certificate-authority: ca}}]}",
      "ca": "PEM",
    ])
    let config = try KubeConfig(paths: ["config"], read: files.read)
    #expect(try config.configuration(read: files.read).trust.certificateAuthorityFile == "ca")
  }

  @Test func aClientCertificateAndATokenMayBothBeThere() throws {
    let configuration = try Files.kubeconfig(
      user: "{client-certificate-data: \(Self.inline), client-key-data: \(Self.inline), token: t}"
    ).configuration()
    #expect(configuration.credentials.certificate?.certificate == Array("PEM".utf8))
    #expect(configuration.credentials.authorization == .token(SecretText("t")))
  }

  @Test func aTokenFileCountsBeforeItsToken() throws {
    let configuration = try Files.kubeconfig(user: "{token: t, tokenFile: /t}").configuration()
    #expect(configuration.credentials.authorization == .tokenFile("/t", fallback: SecretText("t")))
  }

  @Test func aTokenOrAPasswordCountsBeforeAPlugin() throws {
    let exec = "exec: {command: x, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}"
    let token = try Files.kubeconfig(user: "{token: t, \(exec)}").configuration()
    #expect(token.credentials.authorization == .token(SecretText("t")))
    let basic = try Files.kubeconfig(user: "{username: a, \(exec)}").configuration()
    #expect(basic.credentials.authorization == .basic(username: "a", password: SecretText("")))
  }

  @Test func aKeyWithoutItsCertificateIsOverlookedBesideAToken() throws {
    let configuration = try Files.kubeconfig(user: "{token: t, client-key-data: \(Self.inline)}").configuration()
    #expect(configuration.credentials.certificate == nil)
  }

  @Test func aNameAndAPasswordAreRead() throws {
    let configuration = try Files.kubeconfig(user: "{username: a, password: \"1\"}").configuration()
    #expect(configuration.credentials.authorization == .basic(username: "a", password: SecretText("1")))
  }

  @Test func impersonationIsRead() throws {
    let configuration = try Files.kubeconfig(
      user: "{token: t, as: bob, as-uid: \"7\", as-groups: [p, q], as-user-extra: {\"a/b\": [c]}}"
    ).configuration()
    let headers = configuration.credentials.impersonation?.headers.map { "\($0.name): \($0.value)" }
    #expect(
      headers == [
        "Impersonate-User: bob", "Impersonate-Uid: 7", "Impersonate-Group: p", "Impersonate-Group: q",
        "Impersonate-Extra-a%2Fb: c",
      ])
    #expect(error(Files.kubeconfig(user: "{as-groups: [x]}"))?.field == "users['u'].user.as")
  }

  @Test func theNamespaceIsDefaultWhereTheContextNamesNone() throws {
    var files = Files.kubeconfig()
    files.contents["/home/a/.kube/config"]?.replace(", namespace: kafka", with: "")
    #expect(try files.configuration().namespace == "default")
  }

  @Test func aContextThatIsNotThereIsNamedWithThoseThatAre() {
    let missing = error(Files.kubeconfig(), context: "x")
    #expect(
      missing?.description
        == "/home/a/.kube/config: contexts: there is no context 'x' (name one of: c)")
    var files = Files.kubeconfig()
    files.contents["/home/a/.kube/config"]?.replace("current-context: c", with: "")
    #expect(error(files)?.field == "current-context")
    files.contents["/home/a/.kube/config"] = ""
    #expect(error(files)?.code == .missing)
  }

  @Test(arguments: [("cluster: k", "cluster: x", "cluster"), ("user: u", "user: x", "user")])
  func whatAContextNamesMustBeThere(old: String, new: String, field: String) {
    var files = Files.kubeconfig()
    files.contents["/home/a/.kube/config"]?.replace("{\(old)", with: "{\(new)")
    files.contents["/home/a/.kube/config"]?.replace(", \(old)", with: ", \(new)")
    let found = error(files)
    #expect(found?.code == .name)
    #expect(found?.field == "contexts['c'].context.\(field)")
  }

  @Test(arguments: [
    ("{}", "server", ConfigurationError.Code.field), ("{server: \"ftp://h\"}", "server", .field),
    ("{server: \"https://h:99999\"}", "server", .field), ("{server: 7}", "server", .field),
    ("{server: h, proxy-url: \"ftp://p\"}", "proxy-url", .field),
    ("{server: h, insecure-skip-tls-verify: maybe}", "insecure-skip-tls-verify", .field),
    ("{server: h, certificate-authority-data: \"?\"}", "certificate-authority-data", .field),
    ("{server: h, certificate-authority: none}", "certificate-authority", .file),
    (
      "{server: h, certificate-authority: a, certificate-authority-data: UEVN}", "certificate-authority", .contradiction
    ),
    (
      "{server: h, insecure-skip-tls-verify: true, certificate-authority-data: UEVN}", "insecure-skip-tls-verify",
      .contradiction
    ),
  ])
  func aWrongClusterNamesTheField(cluster: String, field: String, code: ConfigurationError.Code) {
    let found = error(Files.kubeconfig(cluster: cluster))
    #expect(found?.file == "/home/a/.kube/config")
    #expect(found?.field == "clusters['k'].cluster.\(field)")
    #expect(found?.code == code)
    #expect(found?.remedy.isEmpty == false)
  }

  @Test(arguments: [
    ("{client-certificate-data: UEVN}", "client-key", ConfigurationError.Code.field),
    ("{client-key-data: UEVN}", "client-certificate", .field),
    ("{token: t, username: a}", "username", .contradiction),
    ("{token: 7}", "token", .field),
    ("{auth-provider: {name: gcp}}", "auth-provider", .field), ("{exec: {}}", "exec.command", .field),
    ("{exec: {command: x}}", "exec.apiVersion", .field),
    ("{exec: {command: x, apiVersion: client.authentication.k8s.io/v1alpha1}}", "exec.apiVersion", .field),
    ("{exec: {command: x, apiVersion: client.authentication.k8s.io/v1}}", "exec.interactiveMode", .field),
    (
      "{exec: {command: x, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Always}}",
      "exec.interactiveMode", .field
    ),
    ("{exec: {command: x, apiVersion: client.authentication.k8s.io/v1beta1, args: [1]}}", "exec.args", .field),
    ("{exec: {command: x, apiVersion: client.authentication.k8s.io/v1beta1, env: [{}]}}", "exec.env", .field),
  ])
  func aWrongUserNamesTheField(user: String, field: String, code: ConfigurationError.Code) {
    let found = error(Files.kubeconfig(user: user))
    #expect(found?.field == "users['u'].user.\(field)")
    #expect(found?.code == code)
    #expect(found?.isRetryable == (code == .file))
  }

  @Test(arguments: [
    ("a: [", ConfigurationError.Code.syntax, ""), ("[1]", .field, ""), ("kind: Pod", .field, "kind"),
    ("apiVersion: v2", .field, "apiVersion"), ("clusters: 1", .field, "clusters"),
    ("users: [{user: {}}]", .field, "users[0].name"), ("users: [{name: a, user: 1}]", .field, "users['a'].user"),
    ("contexts: [{name: a}, {name: a}]", .field, "contexts"), ("current-context: 1", .field, "current-context"),
  ])
  func whatIsNoKubeconfigNamesThePlace(text: String, code: ConfigurationError.Code, field: String) {
    let found = error(Files(["/home/a/.kube/config": text]))
    #expect(found?.code == code)
    #expect(found?.field == field)
    #expect(found?.file == "/home/a/.kube/config")
  }

  @Test func secretsAreNotPrinted() throws {
    let files = Files.kubeconfig(
      user: """
        {token: hunter2, client-certificate-data: \(Self.inline), client-key-data: aHVudGVyMg==, as: bob}
        """)
    let config = try KubeConfig(paths: ["/home/a/.kube/config"], read: files.read)
    var text = "\(config) \(try files.configuration())"
    dump(config, to: &text)
    dump(try files.configuration(), to: &text)
    #expect(!text.contains("hunter2"))
    #expect(!text.contains("aHVudGVyMg"))
    #expect(!text.contains("104, 117"))
  }
}
