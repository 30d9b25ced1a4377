import JSON
import KubernetesClient
import KubernetesObjects
import Synchronization
import Testing

@testable import Sandbox

private typealias Samples = ControllerSamples

@Suite struct ControllerLoadBalancerTests {
  /// A few addresses.
  private final class Addresses: LoadBalancerAddresses {
    private let free: Mutex<[String]>
    let given = Mutex<Set<String>>([])
    init(_ free: [String]) { self.free = Mutex(free) }
    func newAddress() async -> String? {
      let next = free.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      if let next { given.withLock { _ = $0.insert(next) } }
      return next
    }
    func claim(_ address: String) async -> Bool {
      let isFree = free.withLock { free in
        guard let index = free.firstIndex(of: address) else { return false }
        free.remove(at: index)
        return true
      }
      if isFree { given.withLock { _ = $0.insert(address) } }
      return isFree
    }
    func release(_ address: String) async {
      given.withLock { _ = $0.remove(address) }
      free.withLock { $0.append(address) }
    }
  }

  private func service(_ name: String, _ address: String?, type: String = "LoadBalancer") -> Service {
    var service = Samples.balancer(address, type: type)
    service.metadata.name = name
    return service
  }

  private func addresses(_ decision: ControllerDecision) -> [String: String] {
    var addresses: [String: String] = [:]
    for case .patch(_, let key, let patch, "status") in decision.writes {
      addresses[key.name] = patch["status"]?["loadBalancer"]?["ingress"]?[0]?["ip"]?.stringValue ?? "none"
    }
    return addresses
  }

  private func decide(_ assigner: LoadBalancerAssigner, _ services: [Service]) async -> ControllerDecision {
    await assigner.prepare(for: services)
    var objects = ClusterObjects()
    objects.services = services
    return assigner.decision(on: objects)
  }

  @Test func aLoadBalancerGetsAnAddressOnce() async {
    let assigner = LoadBalancerAssigner(addresses: Addresses(["127.1.0.1", "127.1.0.2"]))
    #expect(addresses(await decide(assigner, [service("a", nil)])) == ["a": "127.1.0.1"])
    // The cache lags, or somebody took the status away: the same again.
    #expect(addresses(await decide(assigner, [service("a", nil)])) == ["a": "127.1.0.1"])
    #expect(await decide(assigner, [service("a", "127.1.0.1")]).writes.isEmpty)
  }

  @Test func anAddressOfAnEarlierRunIsKeptAndGivenToNobodyElse() async {
    let assigner = LoadBalancerAssigner(addresses: Addresses(["127.1.0.1", "127.1.0.2"]))
    let decision = await decide(assigner, [service("a", nil), service("b", "127.1.0.1")])
    #expect(addresses(decision) == ["a": "127.1.0.2"])
  }

  @Test func anAddressThatIsNotOursAnyMoreIsReplaced() async {
    let assigner = LoadBalancerAssigner(addresses: Addresses(["127.1.0.1"]))
    #expect(addresses(await decide(assigner, [service("a", "127.9.0.1")])) == ["a": "127.1.0.1"])
  }

  @Test func anAddressIsGivenBackWithItsService() async {
    let space = Addresses(["127.1.0.1"])
    let assigner = LoadBalancerAssigner(addresses: space)
    _ = await decide(assigner, [service("a", nil)])
    #expect(space.given.withLock { $0 } == ["127.1.0.1"])
    #expect(addresses(await decide(assigner, [service("b", nil)])) == ["b": "127.1.0.1"])
    _ = await decide(assigner, [])
    #expect(space.given.withLock { $0 }.isEmpty)
  }

  @Test func aServiceThatIsNoLoadBalancerAnyMoreSaysNoAddress() async {
    let assigner = LoadBalancerAssigner(addresses: Addresses(["127.1.0.1"]))
    _ = await decide(assigner, [service("a", nil)])
    #expect(addresses(await decide(assigner, [service("a", "127.1.0.1", type: "ClusterIP")])) == ["a": "none"])
  }

  @Test func whereThereIsNoAddressThatIsToldAndTriedAgain() async {
    let assigner = LoadBalancerAssigner(addresses: Addresses([]))
    let decision = await decide(assigner, [service("a", nil)])
    #expect(decision.notes.map(\.reason) == ["NoAddress"])
    #expect(decision.again != nil)
  }

  @Test func anotherImplementationsServiceIsLeftAlone() async {
    let assigner = LoadBalancerAssigner(addresses: Addresses(["127.1.0.1"]))
    var other = service("a", nil)
    other.spec?.loadBalancerClass = "example.com/other"
    #expect(await decide(assigner, [other]).writes.isEmpty)
  }
}
