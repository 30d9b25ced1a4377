import KafkaResources
import Testing

@testable import BrokerConfig

@Suite struct BrokerConfigHashTests {
  private func hash(_ readOnlyConfig: String, _ brokerConfig: String = "{}", facts: RenderingFacts = RenderingFacts())
    throws -> String?
  {
    let spec = "readOnlyConfig: |\n" + readOnlyConfig.split(separator: "\n").map { "  " + $0 + "\n" }.joined()
    return try Pods.broker(brokerConfig, spec: spec, facts: facts).pod.metadata.annotations[
      BrokerPod.configHashAnnotation]
  }

  @Test func aKeyThatKafkaReadsAtItsStartCounts() throws {
    #expect(try hash("auto.create.topics.enable=false") != hash("auto.create.topics.enable=true"))
    #expect(try hash("some.plugin.key=a") != hash("some.plugin.key=b"))
    #expect(try hash("a.b=c") != hash(""))
  }

  @Test func aKeyThatChangesWhileKafkaRunsDoesNotCount() throws {
    #expect(try hash("log.retention.ms=1000") == hash("log.retention.ms=2000"))
    #expect(try hash("log.cleaner.threads=2\na=b") == hash("a=b"))
    #expect(try hash("num.io.threads=4") == hash("num.io.threads=16"))
  }

  @Test func theLoggingConfigurationCountsAndTheRecordOfVolumesDoesNot() throws {
    #expect(try hash("", "{log4jConfig: 'a=b'}") != hash("", "{log4jConfig: 'a=c'}"))
    let settings = "{storageConfigs: [{mountPath: /d, pvcSpec: {}}]}"
    #expect(try hash("", settings) == hash("", settings, facts: RenderingFacts(usedVolumes: [0: ["/d"]])))
  }

  @Test func listenersAndWhatClientsAreToldCount() throws {
    let listeners = """
      internalListeners:
            - {type: plaintext, name: internal, containerPort: PORT, usedForInnerBrokerCommunication: true}
          externalListeners: [{type: plaintext, name: out, containerPort: 9094, externalStartingPort: 19090}]
      """
    func hash(_ port: String, _ address: String) throws -> String? {
      try Pods.broker(
        listeners: listeners.replacing("PORT", with: port), facts: RenderingFacts(defaultExternalAddress: address)
      ).pod.metadata.annotations[BrokerPod.configHashAnnotation]
    }
    #expect(try hash("29092", "a.example") != hash("29092", "b.example"))
    #expect(try hash("29092", "a.example") != hash("29093", "a.example"))
  }

  @Test func twoListsOfPropertiesNeverMakeTheSameBytes() {
    let one = BrokerConfigHash.hash(of: ["a.x": "1b.x2", "c": "3"], log4j: nil)
    let other = BrokerConfigHash.hash(of: ["a.x": "1", "b.x": "2", "c": "3"], log4j: nil)
    #expect(one != other)
    #expect(one.count == 64)
  }
}
