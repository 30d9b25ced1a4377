/// Every histogram.
extension MetricName.Histogram {
  /// From publishing to the last acknowledgement.
  public static let convergence = Self(
    "xds_convergence_seconds", "From publishing a snapshot until every stream had acknowledged it.")
  /// How long keys wait for a worker.
  public static let workQueueWait = Self(
    "work_queue_wait_seconds", "From when a key was ready to the start of its pass.", ["queue"])
  /// How long passes run.
  public static let workQueueRun = Self("work_queue_run_seconds", "From the start of a pass to its end.", ["queue"])
  /// From sending a request to the API server to the end of its answer.
  public static let kubernetesRequestTime = Self(
    "kubernetes_request_duration_seconds",
    "From sending a request to the Kubernetes API server to the end of its answer; of a watch, to its beginning.",
    ["verb"])
  /// What requests wait for the client's own rate limit.
  public static let kubernetesRateLimitWait = Self(
    "kubernetes_rate_limit_wait_seconds", "How long requests to the Kubernetes API server waited for the rate limit.")
}
