import Testing

@testable import AgentService

@Suite struct AgentIdentityTests {
  @Test func aBrokerAndANodeAreReadWhateverTheTrustDomain() {
    let names = ["spiffe://example.org/agent/shop/kafka/12", "spiffe://cluster.local/node/worker-1"]
    #expect(AgentIdentity.identities(in: names) == [.broker(broker(12)), .node("worker-1")])
  }

  @Test(arguments: [
    "", "agent/shop/kafka/1", "spiffe://a/agent/shop/kafka", "spiffe://a/agent/shop/kafka/x",
    "spiffe://a/agent/shop//1",
    "spiffe://a/agent/shop/kafka/-1", "spiffe://a/agent/shop/kafka/99999999999", "spiffe://a/agent/shop/kafka/1/2",
    "spiffe://a/node/", "spiffe://a/node/x/y", "spiffe://a/envoy/shop/kafka/1", "://a/node/x", "spiffe:///node/x",
    "spiffe://a/agent/shop/kafka/+1",
  ])
  func anythingElseNamesNothing(name: String) {
    #expect(AgentIdentity.identities(in: [name]).isEmpty)
  }
}
