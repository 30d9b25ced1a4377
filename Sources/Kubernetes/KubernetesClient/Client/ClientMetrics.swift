import Telemetry

/// What a client counts.
struct ClientMetrics: Sendable {
  private let registry: MetricsRegistry

  init(_ registry: MetricsRegistry) { self.registry = registry }

  /// An attempt has ended.
  ///
  /// - Parameter code: of the answer; the transport's where none came.
  func attempted(_ subject: RequestSubject, code: String, took time: Duration) {
    registry.increment(.kubernetesRequests, [subject.verb, subject.metricResource, code])
    registry.observe(.kubernetesRequestTime, [subject.verb], time.inSeconds)
  }

  /// A request is sent again.
  func retried(_ subject: RequestSubject) { registry.increment(.kubernetesRetries, [subject.verb]) }

  /// A request waited for its turn.
  func waited(_ time: Duration) { registry.observe(.kubernetesRateLimitWait, [], time.inSeconds) }
}

extension RequestSubject {
  /// The resource as metrics name it: `deployments.apps/status`.
  fileprivate var metricResource: String {
    let name = group.isEmpty ? resource : "\(resource).\(group)"
    return subresource.isEmpty ? name : "\(name)/\(subresource)"
  }
}

extension Duration {
  fileprivate var inSeconds: Double { self / .seconds(1) }
}
