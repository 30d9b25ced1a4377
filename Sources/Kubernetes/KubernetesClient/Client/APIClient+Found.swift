public import Telemetry

extension APIClient {
  /// A client of the server that kubectl would use here: of the kubeconfig where there is one, else that of the pod.
  ///
  /// - Parameters:
  ///   - kubeconfig: a file that must be there; nil for those of the environment.
  ///   - context: the context; nil for the current one.
  /// - Throws: `ClientError` where there is none, or one that is not complete.
  public static func found(
    kubeconfig: String? = nil, context: String? = nil, _ settings: APIClientSettings = APIClientSettings(),
    log: Logger, metrics: MetricsRegistry
  ) throws(ClientError) -> APIClient {
    let configuration: ClientConfiguration
    do throws(ConfigurationError) {
      configuration = try ClientConfiguration.found(
        kubeconfig: kubeconfig, context: context, environment: SystemFiles.environment, read: SystemFiles.read)
    } catch { throw ClientError(.configuration(error)) }
    return try APIClient(configuration, settings, log: log, metrics: metrics)
  }
}
