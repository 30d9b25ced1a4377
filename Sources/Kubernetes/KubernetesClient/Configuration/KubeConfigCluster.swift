import JSON

/// Reads a cluster of a kubeconfig.
struct KubeConfigCluster {
  private let fields: KubeConfigFields

  init(_ fields: KubeConfigFields) { self.fields = fields }

  func read() throws(ConfigurationError) -> (ServerAddress, ServerTrust, proxy: String?) {
    let isUnchecked = try fields.flag("insecure-skip-tls-verify")
    let authority = try fields.bytes("certificate-authority")
    if isUnchecked, authority != nil {
      throw fields.failure(
        .contradiction, "an authority is named, and the server is not to be checked", "insecure-skip-tls-verify",
        "remove insecure-skip-tls-verify, or the certificate-authority")
    }
    let trust = ServerTrust(
      certificateAuthority: authority?.bytes, certificateAuthorityFile: authority?.file,
      serverName: try fields.text("tls-server-name"), isUnchecked: isUnchecked)
    return (try server(assumingTLS: authority != nil || isUnchecked), trust, try proxy())
  }

  /// What the cluster holds for exec plugins, among its extensions.
  func execConfig() throws(ConfigurationError) -> JSONValue? {
    for entry in try fields.list("extensions") where entry["name"] == "client.authentication.k8s.io/exec" {
      return entry["extension"]
    }
    return nil
  }

  private func server(assumingTLS: Bool) throws(ConfigurationError) -> ServerAddress {
    guard let text = try fields.text("server") else {
      throw fields.failure(.field, "the server is missing", "server", "write its URL, as https://host:6443")
    }
    guard let server = ServerAddress(text, assumingTLS: assumingTLS) else {
      throw fields.failure(.field, "this is no URL of a server", "server", "write its URL, as https://host:6443")
    }
    return server
  }

  private func proxy() throws(ConfigurationError) -> String? {
    guard let text = try fields.text("proxy-url") else { return nil }
    for scheme in ["http://", "https://", "socks5://"]
    where text.hasPrefix(scheme) && text.utf8.count > scheme.utf8.count { return text }
    throw fields.failure(
      .field, "this is no URL of a proxy", "proxy-url", "write its URL, as http://host:3128, https:// or socks5://")
  }
}
