import JSON
import KubernetesObjects

extension ExecPlugin {
  /// What the program is asked, for `infoVariable`: an `ExecCredential` with a `spec`. Nobody is there to be asked.
  public func info(for configuration: ClientConfiguration) -> String {
    var spec: JSONObject = ["interactive": false]
    if providesClusterInfo {
      var cluster: JSONObject = ["server": .string(configuration.server.url)]
      if let name = configuration.trust.serverName { cluster["tls-server-name"] = .string(name) }
      if configuration.trust.isUnchecked { cluster["insecure-skip-tls-verify"] = true }
      if let authority = configuration.trust.certificateAuthority {
        cluster["certificate-authority-data"] = SecretBytes(authority).json
      }
      if let proxy = configuration.proxyURL { cluster["proxy-url"] = .string(proxy) }
      if let clusterConfig { cluster["config"] = clusterConfig }
      spec["cluster"] = .object(cluster)
    }
    let value: JSONValue = ["kind": "ExecCredential", "apiVersion": .string(apiVersion), "spec": .object(spec)]
    return value.text()
  }
}
