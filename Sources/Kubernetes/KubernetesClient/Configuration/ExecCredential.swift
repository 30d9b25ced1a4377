import JSON
public import KubernetesObjects

/// What an exec plugin answered.
public struct ExecCredential: Sendable, Hashable {
  /// The token; nil where the certificate is all.
  public let token: SecretText?
  /// The certificate; nil where the token is all.
  public let certificate: ClientCertificate?
  /// When it ends to hold; nil where it holds until the server refuses it.
  public let expires: Time?

  /// Reads the answer of a plugin.
  ///
  /// - Throws: `ConfigurationError` where it is none, is of another version than the plugin's, or holds neither a
  ///   token nor a certificate with its key. The error shows nothing of the answer.
  public init(parsing output: [UInt8], of plugin: ExecPlugin) throws(ConfigurationError) {
    func failure(_ message: String, _ field: String = "") -> ConfigurationError {
      let hint =
        plugin.installHint.isEmpty ? "run \(plugin.command) by hand and look at its output" : plugin.installHint
      return ConfigurationError(.plugin, "the plugin \(plugin.command) \(message)", field: field, remedy: hint)
    }
    guard let json = try? JSONValue(parsing: output), case .object = json else {
      throw failure("answered something that is not JSON")
    }
    guard json["kind"] == "ExecCredential" else { throw failure("answered no ExecCredential", "kind") }
    guard json["apiVersion"] == .string(plugin.apiVersion) else {
      throw failure("answered in another version than \(plugin.apiVersion)", "apiVersion")
    }
    guard let status = json["status"], case .object = status else { throw failure("answered no status", "status") }
    let token = status["token"]?.stringValue ?? ""
    let certificate = status["clientCertificateData"]?.stringValue ?? ""
    let key = status["clientKeyData"]?.stringValue ?? ""
    guard certificate.isEmpty == key.isEmpty else {
      throw failure("answered a certificate without its key, or a key alone", "status.clientCertificateData")
    }
    guard !token.isEmpty || !certificate.isEmpty else {
      throw failure("answered neither a token nor a certificate", "status.token")
    }
    self.token = token.isEmpty ? nil : SecretText(token)
    self.certificate =
      certificate.isEmpty ? nil : ClientCertificate(certificate: Array(certificate.utf8), key: SecretBytes(key))
    if let text = status["expirationTimestamp"]?.stringValue {
      do { expires = try Time(text) } catch {
        throw failure("answered a time that is none", "status.expirationTimestamp")
      }
    } else {
      expires = nil
    }
  }

  /// Whether the plugin must be run again before the next request.
  ///
  /// - Parameter now: seconds since 1970.
  public func isExpired(at now: Int64) -> Bool {
    guard let expires else { return false }
    return now >= expires.secondsSince1970
  }
}
