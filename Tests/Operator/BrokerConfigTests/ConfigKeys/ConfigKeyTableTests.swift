import KafkaModel
import BrokerConfig
import JSON
import KafkaResources
import Testing

@Suite struct ConfigKeyTableTests {
  /// Every fact of Kafka's own definitions is in the table; `dev/config-keys --check` compares the text.
  @Test(arguments: [("broker", ConfigKeyTable.broker, 3), ("topic", ConfigKeyTable.topic, 0)])
  func theTableHoldsKafkasDefinitions(name: String, table: ConfigKeyTable, more: Int) throws {
    guard let file = Shared.find("kafka/facts/\(name)-configs.json", orSkip: "BrokerConfig on Kafka's keys") else {
      return
    }
    let facts = try #require(JSONValue(parsing: Shared.text(file)).objectValue)
    #expect(table.keys.count == facts.count + more)
    for (name, fact) in facts {
      let key = try #require(table[name], "\(name)")
      #expect(key.name == name)
      #expect(key.type.rawValue == fact["type"]?.stringValue)
      #expect(key.defaultValue == fact["default"]?.stringValue, "\(name)")
      #expect(key.isRequired == (fact["required"]?.boolValue ?? false))
      if let update = fact["update"]?.stringValue { #expect(key.update.rawValue == update) }
      let valid = fact["valid"]?.stringValue ?? ""
      #expect((key.valid == .any) == (valid.isEmpty || valid == "non-null string"), "\(name)")
    }
  }

  @Test func aKeySaysHowItsValueChangesAndWhichAreValid() throws {
    let table = ConfigKeyTable.broker
    #expect(table.kafkaVersion == KafkaVersion(major: 4, minor: 3))
    #expect(table["num.network.threads"]?.update == .clusterWide)
    #expect(table["ssl.keystore.location"]?.update == .perBroker)
    #expect(table["broker.rack"]?.update == .restart)
    #expect(table["compression.gzip.level"]?.valid == .range(from: 1, to: 9, or: -1))
    #expect(table["compression.zstd.level"]?.valid == .range(from: -131_072, to: 22, or: nil))
    #expect(table["log.cleaner.io.buffer.load.factor"]?.type == .double)
    #expect(table["ssl.client.auth"]?.valid == .oneOf(["required", "requested", "none"], ignoringCase: false))
    #expect(table["log.cleanup.policy"]?.defaultValue == "delete")
    #expect(table["node.id"]?.isRequired == true)
    #expect(ConfigKeyTable.topic["cleanup.policy"]?.type == .list)
    #expect(table["cleanup.policy"] == nil)
  }

  @Test func aVersionsLineIsItsTwoFirstNumbers() {
    #expect(ConfigKeyTable.broker.isLine(of: KafkaVersion("4.3.1")))
    #expect(!ConfigKeyTable.broker.isLine(of: KafkaVersion("3.9.2")))
    #expect(!ConfigKeyTable.broker.isLine(of: nil))
  }
}
