public import KubernetesClient
public import Telemetry

/// Keeps the hosts file of a sandbox current: what its Pods and Services are called, and where they are.
public final class NamePublisher: Sendable {
  /// What is published, and where.
  public struct Configuration: Sendable {
    /// The hosts file.
    public var file: String
    /// The cluster's domains; `cluster.local` is the usual one, `spec.kubernetesClusterDomain` names others.
    public var domains: [String]
    /// Further names, asked for each time that the file is written.
    public var names: @Sendable () -> [PublishedName]

    /// What is published.
    public init(
      file: String, domains: [String] = ["cluster.local"], names: @escaping @Sendable () -> [PublishedName] = { [] }
    ) {
      self.file = file
      self.domains = domains
      self.names = names
    }
  }

  /// A publisher.
  public init(
    _ transport: any APITransport, _ configuration: Configuration, clock: any MonotonicClock = SystemClock(),
    log: Logger, metrics: MetricsRegistry
  ) throws(RequestError) {
  }

  /// Publishes until the task is cancelled.
  public func run() async {}

  /// Writes the file anew soon: the further names have changed.
  public func refresh() {}
}
