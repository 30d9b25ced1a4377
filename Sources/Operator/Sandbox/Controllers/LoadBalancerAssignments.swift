import JSON
import KubernetesClient
import KubernetesObjects

/// Which load balancer has which address, as a value.
///
/// An address that a Service says already, from an earlier run, is taken again where that is possible: what brokers
/// advertise does not move. An address stays with its Service for as long as that is a load balancer.
struct LoadBalancerAssignments: Sendable {
  /// What is to be done before Services can be told.
  enum Step: Sendable, Hashable {
    /// Take an address that the Service says or asks for.
    case claim(ObjectKey, String)
    /// Give it a new one.
    case give(ObjectKey)
    /// Its Service is gone, or is no load balancer any more.
    case release(ObjectKey, String)
  }

  private var given: [ObjectKey: String] = [:]
  /// Those for which there was no address.
  private var wanting: Set<ObjectKey> = []

  /// What is missing, and what is too much. Those that say an address come first, for none of them may be given away.
  func steps(for services: [Service]) -> [Step] {
    var claims: [Step] = []
    var gifts: [Step] = []
    var wanted: Set<ObjectKey> = []
    for service in services where service.isOurLoadBalancer {
      wanted.insert(service.objectKey)
      guard given[service.objectKey] == nil else { continue }
      if let address = service.loadBalancerAddress {
        claims.append(.claim(service.objectKey, address))
      } else if let address = service.spec?.loadBalancerIP, !address.isEmpty {
        gifts.append(.claim(service.objectKey, address))
      } else {
        gifts.append(.give(service.objectKey))
      }
    }
    let gone = given.keys.filter { !wanted.contains($0) }.sorted { $0.path < $1.path }
    return gone.compactMap { key in given[key].map { .release(key, $0) } } + claims + gifts
  }

  /// Keeps what a Service got; nil where there was nothing.
  mutating func give(_ address: String?, to key: ObjectKey) {
    given[key] = address
    if address == nil { wanting.insert(key) } else { wanting.remove(key) }
  }

  /// Forgets a Service.
  mutating func forget(_ key: ObjectKey) {
    given[key] = nil
    wanting.remove(key)
  }

  /// The writes that make Services say what they have.
  func decision(on objects: ClusterObjects) -> ControllerDecision {
    var decision = ControllerDecision()
    for service in objects.services {
      let wanted = service.isOurLoadBalancer ? given[service.objectKey] : nil
      let said = service.status?.loadBalancer.ingress ?? []
      if service.isOurLoadBalancer, wanted == nil {
        if wanting.contains(service.objectKey) {
          decision.notes.insert(
            ControllerNote(
              reason: "NoAddress", action: "AssignAddress",
              message:
                "there is no free address left for the load balancer of Service '\(service.objectKey.path)': stop "
                + "another sandbox, or delete a Service of the type LoadBalancer",
              object: service.reference))
          decision.look(after: .seconds(10))
        }
        continue
      }
      guard service.isOurLoadBalancer || (service.spec?.type != "LoadBalancer" && !said.isEmpty) else { continue }
      if said.map(\.ip) == (wanted.map { [$0] } ?? []) { continue }
      let ingress: [JSONValue] = wanted.map { [["ip": .string($0), "ipMode": "VIP"]] } ?? []
      decision.writes.append(
        .patch(
          Service.resource, service.objectKey,
          service.patch(["status": ["loadBalancer": ["ingress": ingress.isEmpty ? nil : .array(ingress)]]]),
          subresource: "status"))
    }
    return decision
  }
}

extension Service {
  /// Whether it is a load balancer, and no other implementation's.
  var isOurLoadBalancer: Bool {
    spec?.type == "LoadBalancer" && spec?.loadBalancerClass == nil && metadata.deletionTimestamp == nil
  }
  /// The address that its status says.
  var loadBalancerAddress: String? {
    let ip = status?.loadBalancer.ingress.first?.ip ?? ""
    return ip.isEmpty ? nil : ip
  }
}
