import JSON
import KubernetesObjects

/// Reads a user of a kubeconfig.
struct KubeConfigUser {
  private let fields: KubeConfigFields

  init(_ fields: KubeConfigFields) { self.fields = fields }

  func read() throws(ConfigurationError) -> ClientCredentials {
    if fields.has("auth-provider") {
      throw fields.failure(
        .field, "auth providers are gone since Kubernetes 1.26", "auth-provider",
        "use an exec plugin: the provider's documentation names it")
    }
    return ClientCredentials(
      certificate: try certificate(), authorization: try authorization(), impersonation: try impersonation())
  }

  private var hasAuthorization: Bool {
    for name in ["token", "tokenFile", "username", "exec"] where fields.has(name) { return true }
    return false
  }

  private func certificate() throws(ConfigurationError) -> ClientCertificate? {
    let certificate = try fields.bytes("client-certificate")
    let key = try fields.bytes("client-key")
    switch (certificate, key) {
    case (let certificate?, let key?):
      return ClientCertificate(
        certificate: certificate.bytes, key: SecretBytes(key.bytes), certificateFile: certificate.file,
        keyFile: key.file)
    case (nil, nil): return nil
    // kubectl takes no notice of such a key; where it is all that is there, the certificate was forgotten.
    case (nil, _) where hasAuthorization: return nil
    case (nil, _):
      throw fields.failure(
        .field, "a key is there without its certificate", "client-certificate",
        "write client-certificate or client-certificate-data")
    case (_, nil):
      throw fields.failure(
        .field, "a certificate is there without its key", "client-key", "write client-key or client-key-data")
    }
  }

  /// A token counts before a plugin, and so do name and password, as with kubectl: only these two exclude each other.
  private func authorization() throws(ConfigurationError) -> ClientCredentials.Authorization {
    let token = try fields.text("token")
    let tokenFile = try fields.path("tokenFile")
    let username = try fields.text("username")
    let password = try fields.text("password")
    let isBasic = username != nil || password != nil
    if isBasic, token != nil || tokenFile != nil {
      throw fields.failure(
        .contradiction, "there is more than one way to log in: token, username", "username", "keep one of them")
    }
    if let tokenFile { return .tokenFile(tokenFile, fallback: token.map { SecretText($0) }) }
    if let token { return .token(SecretText(token)) }
    if isBasic { return .basic(username: username ?? "", password: SecretText(password ?? "")) }
    return fields.has("exec") ? .exec(try exec()) : .none
  }

  private func impersonation() throws(ConfigurationError) -> Impersonation? {
    let uid = try fields.text("as-uid")
    let groups = try fields.texts("as-groups")
    let extra = try fields.textLists("as-user-extra")
    guard let user = try fields.text("as") else {
      if uid != nil || !groups.isEmpty || !extra.isEmpty {
        throw fields.failure(.field, "as-uid, as-groups and as-user-extra need a user", "as", "write the user's name")
      }
      return nil
    }
    return Impersonation(user: user, uid: uid, groups: groups, extra: extra)
  }

  private static let versions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"]

  private func exec() throws(ConfigurationError) -> ExecPlugin {
    guard let command = try fields.text("exec.command") else {
      throw fields.failure(.field, "the command is missing", "exec.command", "write the program's name or path")
    }
    guard let version = try fields.text("exec.apiVersion"), Self.versions.contains(version) else {
      throw fields.failure(
        .field, "the version is missing or unknown", "exec.apiVersion",
        "write one of: \(Self.versions.joined(separator: ", "))")
    }
    return ExecPlugin(
      // Only what is looked for in PATH is no path.
      command: command.contains("/") ? FilePath.resolve(command, in: fields.entry.folder) : command,
      arguments: try fields.texts("exec.args"), environment: try environment(), apiVersion: version,
      installHint: try fields.text("exec.installHint") ?? "",
      providesClusterInfo: try fields.flag("exec.provideClusterInfo"), interactiveMode: try mode(version))
  }

  private func environment() throws(ConfigurationError) -> [ExecPlugin.EnvironmentVariable] {
    var variables: [ExecPlugin.EnvironmentVariable] = []
    for variable in try fields.list("exec.env") {
      guard let name = variable["name"]?.stringValue, !name.isEmpty else {
        throw fields.failure(.field, "a variable has no name", "exec.env", "write name and value of each variable")
      }
      variables.append(.init(name: name, value: SecretText(variable["value"]?.stringValue ?? "")))
    }
    return variables
  }

  /// Version v1 asks for the mode; before, it was to be guessed.
  private func mode(_ version: String) throws(ConfigurationError) -> ExecPlugin.InteractiveMode {
    let text = try fields.text("exec.interactiveMode")
    if text == nil, version != Self.versions[0] { return .ifAvailable }
    guard let text, let mode = ExecPlugin.InteractiveMode(rawValue: text) else {
      throw fields.failure(
        .field, "the mode is missing or unknown", "exec.interactiveMode", "write Never, IfAvailable or Always")
    }
    if mode == .always {
      throw fields.failure(
        .field, "the plugin needs a person, and here is none", "exec.interactiveMode",
        "use credentials that need nobody: a token or a client certificate")
    }
    return mode
  }
}
