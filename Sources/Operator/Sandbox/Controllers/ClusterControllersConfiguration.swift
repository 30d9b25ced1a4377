public import KubernetesClient

/// What `ClusterControllers` do and how.
public struct ClusterControllersConfiguration: Sendable {
  /// One of the controllers. A real control plane has its own of some of them: those are switched off here.
  public enum Controller: String, Sendable, Hashable, CaseIterable {
    /// Gives Pods their nodes (kube-scheduler).
    case scheduler
    /// Makes and binds volumes for claims, and removes them (a storage provisioner and kube-controller-manager).
    case volumes
    /// Keeps the Endpoints and EndpointSlices of Services (kube-controller-manager).
    case endpoints
    /// Gives addresses to Services of the type LoadBalancer (a cloud's controller).
    case loadBalancers
    /// Makes Pods of Deployments (kube-controller-manager).
    case deployments
    /// Keeps the status of PodDisruptionBudgets (kube-controller-manager).
    case disruptionBudgets
    /// Makes the account `default` of each namespace (kube-controller-manager).
    case serviceAccounts
    /// Removes Pods whose node is no more (kube-controller-manager).
    case podCleanup
  }

  /// Those that run.
  public var enabled: Set<Controller>
  /// Removes the files of the volume that was made for the claim with this UID; false where that has to be tried again. Nil
  /// keeps them.
  public var reclaimVolume: (@Sendable (_ uid: String) async -> Bool)?
  /// What tells the time.
  public var clock: any MonotonicClock

  /// All of them, or some. For an API server with kube-controller-manager and kube-scheduler: `besideControlPlane`.
  public init(enabled: Set<Controller> = Set(Controller.allCases), clock: any MonotonicClock = SystemClock()) {
    self.enabled = enabled
    self.clock = clock
  }

  /// What kube-controller-manager and kube-scheduler leave to others: volumes and load balancers.
  public static let besideControlPlane: Set<Controller> = [.volumes, .loadBalancers]
}
