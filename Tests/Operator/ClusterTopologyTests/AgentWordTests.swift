import Testing

@testable import ClusterTopology

@Suite struct AgentWordTests {
  private func address(_ last: Int) throws -> IPAddress { try #require(IPAddress("10.0.0.\(last)")) }

  private func health(_ other: BrokerHealth, _ agent: BrokerHealth?) throws -> BrokerHealth? {
    let reports = BrokerReports([
      BrokerReport(id: 1, location: BrokerLocation(address: try address(1), port: 99), health: other)
    ])
    let word = AgentWord(id: 1, address: try address(7), podUID: "", health: agent)
    let heard = reports.heard(from: [word], addsBrokers: true)
    #expect(heard.brokers.map(\.location) == reports.brokers.map(\.location))
    return heard.brokers.first?.health
  }

  @Test(arguments: [BrokerHealth.healthy, .unhealthy, .unknown]) func theAgentSaysHowABrokerIs(
    other: BrokerHealth
  ) throws {
    for agent in [BrokerHealth.healthy, .unhealthy, .unreachable] { #expect(try health(other, agent) == agent) }
    #expect(try health(other, nil) == other)
  }

  @Test(arguments: BrokerHealth.allCases) func whatTheOtherSourceAloneKnowsStands(agent: BrokerHealth) throws {
    #expect(try health(.draining, agent) == .draining)
    #expect(try health(.unreachable, agent) == .unreachable)
  }

  @Test func aSilentAgentLeavesABrokerUnknownUnlessItIsSaidToBeUnhealthy() throws {
    #expect(try health(.healthy, .unknown) == .unknown)
    #expect(try health(.unknown, .unknown) == .unknown)
    #expect(try health(.unhealthy, .unknown) == .unhealthy)
  }

  @Test func aBrokerThatOnlyItsAgentNamesIsAtThePodsAddressWhereThatIsWanted() throws {
    let words = [
      AgentWord(id: 2, address: try address(2), podUID: "", health: .healthy),
      AgentWord(id: 3, address: nil, podUID: "", health: .healthy),
      AgentWord(id: 4, address: try address(4), podUID: "", health: nil),
    ]
    let alone = BrokerReports([]).heard(from: words, addsBrokers: true)
    #expect(alone.brokers.map(\.id) == [2, 4])
    #expect(alone.brokers.map(\.health) == [.healthy, .unknown])
    #expect(alone.brokers.first?.location.address == words[0].address)
    #expect(BrokerReports([]).heard(from: words, addsBrokers: false).brokers.isEmpty)
  }

  @Test func theOrderOfWordsMakesNoDifference() throws {
    var words: [AgentWord] = []
    for id: Int32 in 0..<20 {
      words.append(AgentWord(id: id, address: try address(Int(id) + 1), podUID: "", health: .healthy))
    }
    #expect(
      BrokerReports([]).heard(from: words, addsBrokers: true)
        == BrokerReports([]).heard(from: words.reversed(), addsBrokers: true))
  }
}
