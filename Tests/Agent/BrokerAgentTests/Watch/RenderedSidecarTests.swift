import Testing

@testable import BrokerAgent
@testable import BrokerConfig

/// What the rendered Pod and the agent in it must have in common; neither program links the other.
@Suite struct RenderedSidecarTests {
  @Test func theFolderThatMayBeWrittenIsTheOneThatIsTried() {
    #expect(ContainersBeside.probeFolder == WatchConfiguration.probeFolder)
  }

  @Test func thePortOfTheServiceIsWhereTheAgentAnswers() {
    #expect(ServicePorts.agent == Int(AgentConfiguration.localPort))
  }
}
