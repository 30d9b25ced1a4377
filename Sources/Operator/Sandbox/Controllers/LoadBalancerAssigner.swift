import JSON
import KubernetesClient
import KubernetesObjects
import Synchronization

/// Gives the addresses of load balancers: a shell that holds what was given, around `LoadBalancerController`.
final class LoadBalancerAssigner: Sendable {
  private let addresses: any LoadBalancerAddresses
  private let assignments = Mutex(LoadBalancerAssignments())

  init(addresses: any LoadBalancerAddresses) { self.addresses = addresses }

  /// Sees that every load balancer has an address, and none that is gone.
  func prepare(for services: [Service]) async {
    for step in assignments.withLock({ $0.steps(for: services) }) {
      switch step {
      case .claim(let key, let address):
        // Somebody else has it: another sandbox began meanwhile.
        let given = await addresses.claim(address) ? address : await addresses.newAddress()
        assignments.withLock { $0.give(given, to: key) }
      case .give(let key):
        let given = await addresses.newAddress()
        assignments.withLock { $0.give(given, to: key) }
      case .release(let key, let address):
        await addresses.release(address)
        assignments.withLock { $0.forget(key) }
      }
    }
  }

  /// The writes that make Services say the addresses that they have.
  func decision(on objects: ClusterObjects) -> ControllerDecision {
    assignments.withLock { $0.decision(on: objects) }
  }
}
