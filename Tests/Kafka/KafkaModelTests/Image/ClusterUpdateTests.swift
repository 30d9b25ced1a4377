import KafkaModel
import KafkaProtocol
import Testing

@Suite struct ClusterUpdateTests {
  private func image() -> ClusterImage {
    var image = ClusterImage(clusterID: "c")
    image.version = 7
    image.controllerID = 1
    let endpoint = BrokerEndpoint(listener: "EXTERNAL", host: "kafka-1", port: 9094, securityProtocol: 3)
    image.brokers = [
      1: BrokerRecord(
        id: 1, epoch: 4, incarnation: KafkaUUID(high: 1, low: 2), rack: "a", endpoints: [endpoint], isFenced: false,
        logDirectories: [KafkaUUID(high: 3, low: 4)]),
      2: BrokerRecord(id: 2),
    ]
    let partition = PartitionRecord(
      replicas: [1, 2, 3], inSyncReplicas: [1, 2], leader: 1, leaderEpoch: 3, partitionEpoch: 9, addingReplicas: [3],
      removingReplicas: [2], directories: [.zero, KafkaUUID(high: 3, low: 4), .zero])
    image.setTopic(TopicRecord(id: KafkaUUID(high: 9, low: 1), name: "orders", partitions: [partition]))
    image.setTopic(TopicRecord(id: KafkaUUID(high: 9, low: 2), name: "__consumer_offsets", isInternal: true))
    image.configs = [.topic("orders"): ["retention.ms": "1"], .allBrokers: [:]]
    image.acls = [
      AccessControlEntry(
        resourceType: .topic, resourceName: "o", patternType: .prefixed, principal: "User:a", host: "*",
        operation: .read, permission: .deny)
    ]
    image.scramCredentials = [
      ScramUser(name: "a", mechanism: .sha512): ScramCredential(
        .sha512, password: "p", salt: [1, 2], iterations: 4096)
    ]
    image.quotas = [QuotaEntity(["user": "a", "client-id": nil]): ["producer_byte_rate": 1.5]]
    image.features = ["metadata.version": 27]
    image.voters = [1: QuorumVoter(id: 1, directoryID: .zero, endpoints: [endpoint])]
    return image
  }

  @Test func anImageIsTheSameAfterItWentOverTheWire() throws {
    let image = image()
    let update = image.update(from: nil)
    let read = try ClusterUpdate(decoding: try update.encoded()[...])
    #expect(read == update)
    #expect(try read.encoded() == update.encoded())
    var copy = ClusterImage()
    copy.apply(read)
    #expect(copy == image)
  }

  @Test func anUpdateHoldsOnlyWhatChanged() throws {
    let old = image()
    var new = old
    new.version = 8
    new.removeTopic("__consumer_offsets")
    new.setTopic(TopicRecord(id: KafkaUUID(high: 9, low: 3), name: "payments"))
    new.features = [:]
    let update = try ClusterUpdate(decoding: try new.update(from: old).encoded()[...])
    #expect(update.topics.map(\.name) == ["payments"])
    #expect(update.deletedTopics == ["__consumer_offsets"])
    #expect(update.brokers == nil)
    #expect(update.features == [:])
    var copy = old
    copy.apply(update)
    #expect(copy == new)
    // The same again, or an older one, changes nothing.
    copy.apply(update)
    #expect(copy == new)
  }

  @Test func bytesThatAreCutAreAnError() throws {
    let bytes = try image().update(from: nil).encoded()
    for count in 0..<bytes.count {
      #expect(throws: CodecError.self) { try ClusterUpdate(decoding: bytes.prefix(count)) }
    }
  }
}
