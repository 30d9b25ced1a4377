import KubernetesObjects

extension ClientConfiguration {
  /// Where Kubernetes mounts what a pod needs to speak with the API server.
  public static let serviceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount"

  /// Whether the environment is that of a pod.
  public static func isInCluster(_ environment: [String: String]) -> Bool {
    !(environment["KUBERNETES_SERVICE_HOST"] ?? "").isEmpty && !(environment["KUBERNETES_SERVICE_PORT"] ?? "").isEmpty
  }

  /// The configuration of a pod: the server from its environment, token, authority and namespace from its service
  /// account. The token is read anew by `TokenSource`.
  ///
  /// - Throws: `ConfigurationError` where this is no pod, or one without a service account.
  public static func inCluster(
    environment: [String: String], read: FileReading
  ) throws(ConfigurationError) -> ClientConfiguration {
    let server = try serverOfPod(environment)
    let tokenPath = serviceAccountFolder + "/token"
    var source = TokenSource(path: tokenPath)
    let token = try source.token(at: 0, read: read)
    let authorityPath = serviceAccountFolder + "/ca.crt"
    let authority: [UInt8]
    do { authority = try read(authorityPath) } catch {
      throw ConfigurationError(
        .file, "the API server's authority cannot be read: \(error)", file: authorityPath,
        remedy: "do not switch automountServiceAccountToken off, or mount the ConfigMap kube-root-ca.crt there")
    }
    return ClientConfiguration(
      server: server,
      trust: ServerTrust(certificateAuthority: authority, certificateAuthorityFile: authorityPath),
      credentials: ClientCredentials(authorization: .tokenFile(tokenPath, fallback: token)),
      namespace: namespaceOfPod(environment, read: read))
  }

  private static func serverOfPod(_ environment: [String: String]) throws(ConfigurationError) -> ServerAddress {
    guard isInCluster(environment), let host = environment["KUBERNETES_SERVICE_HOST"],
      let port = environment["KUBERNETES_SERVICE_PORT"]
    else {
      throw ConfigurationError(
        .missing, "KUBERNETES_SERVICE_HOST or KUBERNETES_SERVICE_PORT is not set: this is no pod",
        remedy: "outside of a cluster, name a kubeconfig by KUBECONFIG")
    }
    let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    guard Int(port) != nil, let server = ServerAddress("https://\(name):\(port)"), server.path.isEmpty else {
      throw ConfigurationError(
        .field, "'\(host)' and '\(port)' are not the host and the port of a server",
        field: "KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT", remedy: "leave both to Kubernetes, which sets them")
    }
    return server
  }

  /// The pod's namespace: of the environment, as kubectl has it, else of the service account.
  private static func namespaceOfPod(_ environment: [String: String], read: FileReading) -> String {
    if let namespace = environment["POD_NAMESPACE"], !namespace.isEmpty { return namespace }
    var bytes = ((try? read(serviceAccountFolder + "/namespace")) ?? [])[...]
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return bytes.isEmpty ? "default" : String(decoding: bytes, as: UTF8.self)
  }
}
