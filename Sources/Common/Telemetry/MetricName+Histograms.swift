/// Every histogram.
extension MetricName.Histogram {
  /// From publishing to the last acknowledgement.
  public static let convergence = Self(
    "xds_convergence_seconds", "From publishing a snapshot until every stream had acknowledged it.")
  /// From sending a request to the API server to the end of its answer.
  public static let kubernetesRequestTime = Self(
    "kubernetes_request_duration_seconds",
    "From sending a request to the Kubernetes API server to the end of its answer; of a watch, to its beginning.",
    ["verb"])
  /// What requests wait for the client's own rate limit.
  public static let kubernetesRateLimitWait = Self(
    "kubernetes_rate_limit_wait_seconds", "How long requests to the Kubernetes API server waited for the rate limit.")
}
