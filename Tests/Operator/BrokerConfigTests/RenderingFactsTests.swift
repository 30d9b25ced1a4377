import BrokerConfig
import Testing

@Suite struct RenderingFactsTests {
  @Test func anAddressOfItsOwnGoesBeforeTheOneForAll() {
    let facts = RenderingFacts(externalAddresses: ["external-az1": "a.example"], defaultExternalAddress: "b.example")
    #expect(facts.externalAddress(of: "external-az1") == "a.example")
    #expect(facts.externalAddress(of: "external-az2") == "b.example")
    #expect(RenderingFacts().externalAddress(of: "external") == nil)
  }
}
