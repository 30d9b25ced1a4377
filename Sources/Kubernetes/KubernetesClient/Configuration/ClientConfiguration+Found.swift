extension ClientConfiguration {
  /// The configuration that kubectl would use here: of the kubeconfig where there is one, else that of the pod.
  ///
  /// - Parameters:
  ///   - kubeconfig: a file that must be there; nil for those of the environment.
  ///   - context: the context; nil for the current one.
  ///   - environment: `KUBECONFIG`, `HOME`, `KUBERNETES_SERVICE_HOST`, …
  ///   - read: reads files.
  /// - Throws: `ConfigurationError` where there is none, or one that is not complete.
  public static func found(
    kubeconfig: String? = nil, context: String? = nil, environment: [String: String], read: FileReading
  ) throws(ConfigurationError) -> ClientConfiguration {
    let config = try KubeConfig(paths: kubeconfig.map { [$0] } ?? KubeConfig.paths(in: environment), read: read)
    if let kubeconfig, !config.missingFiles.isEmpty {
      throw ConfigurationError(
        .file, "the kubeconfig is not there", file: kubeconfig, remedy: "name a file that is there")
    }
    if config.isEmpty, kubeconfig == nil, context == nil, isInCluster(environment) {
      return try inCluster(environment: environment, read: read)
    }
    return try config.configuration(context: context, read: read)
  }
}
