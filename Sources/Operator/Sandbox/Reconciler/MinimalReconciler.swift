public import BrokerConfig
import KafkaResources
public import KubernetesClient
import KubernetesObjects
public import Telemetry

/// Makes the objects of KafkaClusters: creates them, replaces them on a change, and deletes them.
///
/// It knows no gates: a broker is replaced when the others are ready, whatever their replicas are doing, and a broker that
/// is taken out of the manifest goes with the data that only it has. It must never stop a broker because a manifest is
/// wrong.
public final class MinimalReconciler: ClusterReconciler {
  /// What it renders with.
  public struct Settings: Sendable {
    /// Where Envoys find the control plane.
    public var controlPlane: ControlPlaneEndpoint
    /// What tells the time.
    public var clock: any MonotonicClock

    /// Settings.
    public init(controlPlane: ControlPlaneEndpoint, clock: any MonotonicClock = SystemClock()) {
      self.controlPlane = controlPlane
      self.clock = clock
    }
  }

  private let settings: Settings

  /// A reconciler that does nothing yet.
  ///
  /// - Throws: `RequestError`; with a client of a real API server it does not.
  public init(
    _ transport: any APITransport, _ settings: Settings, log: Logger, metrics: MetricsRegistry
  ) throws(RequestError) {
    self.settings = settings
  }

  /// Works until the task is cancelled. It is called once.
  public func run() async {}
}
