import KafkaProtocol
import Testing

@testable import KafkaModel

@Suite struct BrokerAnswersTests {
  @Test func metadataSaysWhoLeadsInEveryVersion() throws {
    let world = BrokerWorld(brokers: 2)
    world.makeTopic(replicas: [2, 1])
    world.changePartition { $0.leader = 1 }
    for version in MetadataRequest.validVersions {
      var request = MetadataRequest()
      request.topics = version == 0 ? [] : nil
      let answer = try world.ask(request, version: version)
      #expect(answer.brokers.map(\.nodeId) == [1, 2])
      #expect(answer.topics.map(\.name) == ["topic"])
      #expect(answer.topics[0].partitions[0].leaderId == 1)
      #expect(answer.topics[0].partitions[0].leaderEpoch == 1)
      #expect(answer.topics[0].topicAuthorizedOperations == Int32.min)
    }
  }

  @Test func aTopicThatIsNotThereIsMadeWhereThatIsAllowed() throws {
    let world = BrokerWorld()
    var topic = MetadataRequest.Topic()
    topic.name = "new"
    var request = MetadataRequest()
    request.topics = [topic]
    request.allowAutoTopicCreation = false
    #expect(
      try world.ask(request, version: 9).topics[0].errorCode == ErrorCode.unknownTopicOrPartition.rawValue)
    #expect(world.forwarded.isEmpty)
    request.allowAutoTopicCreation = true
    for _ in 0..<2 {
      #expect(try world.ask(request, version: 9).topics[0].errorCode == ErrorCode.leaderNotAvailable.rawValue)
    }
    let created = world.forwarded.compactMap { $0.1 as? CreateTopicsRequest }
    #expect(created.count == 1 && created[0].topics.map(\.name) == ["new"])
    request.topics?[0].name = "not/valid"
    #expect(try world.ask(request, version: 9).topics[0].errorCode == ErrorCode.invalidTopicException.rawValue)
    request.topics?[0].name = nil
    request.topics?[0].topicId = KafkaUUID(high: 1, low: 2)
    #expect(try world.ask(request, version: 12).topics[0].errorCode == ErrorCode.unknownTopicId.rawValue)
  }

  @Test func offsetsAreFoundByTimeAndByMeaning() throws {
    let world = BrokerWorld()
    world.makeTopic()
    for time in [1_000, 3_000, 2_000] as [Int64] {
      _ = world.send(BrokerWorld.produce(BrokerWorld.batch(["a", "b"], time: time)), version: 9)
    }
    func offset(_ timestamp: Int64) throws -> [Int64] {
      var partition = ListOffsetsRequest.Partition()
      partition.timestamp = timestamp
      var topic = ListOffsetsRequest.Topic()
      topic.name = "topic"
      topic.partitions = [partition]
      var request = ListOffsetsRequest()
      request.replicaId = -1
      request.topics = [topic]
      let answer = try world.ask(request, version: 9).topics[0].partitions[0]
      try #require(answer.errorCode == 0)
      return [answer.offset, answer.timestamp]
    }
    #expect(try offset(-1) == [6, -1])
    #expect(try offset(-2) == [0, -1])
    #expect(try offset(-3) == [3, 3_001])
    #expect(try offset(-4) == [0, -1])
    #expect(try offset(-5) == [-1, -1])
    #expect(try offset(1_001) == [1, 1_001])
    #expect(try offset(1_002) == [2, 3_000])
    #expect(try offset(9_000) == [-1, -1])
  }

  @Test func topicsThatAreMissingAreAskedForOnce() throws {
    let world = BrokerWorld()
    var request = MetadataRequest()
    request.topics = (0..<20_000).map { number in
      var topic = MetadataRequest.Topic()
      topic.name = "missing-\(number / 2)"
      return topic
    }
    _ = world.send(request, version: 9)
    _ = world.send(request, version: 9)
    #expect(world.forwarded.count == 1)
    #expect((world.forwarded.first?.1 as? CreateTopicsRequest)?.topics.count == 10_000)
  }

  @Test func newReplicasGoWhereTheFewestAre() throws {
    let world = BrokerWorld()
    world.makeTopic(partitions: 4)
    #expect(world.nodes[1]?.replicasByDirectory == ["/data/a": 2, "/data/b": 2])
    world.image.removeTopic("topic")
    world.publish()
    #expect(world.nodes[1]?.replicasByDirectory == ["/data/a": 0, "/data/b": 0])
  }

  @Test func replicasMoveBetweenLogDirectories() throws {
    let world = BrokerWorld()
    world.makeTopic(partitions: 2)
    _ = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9)
    world.run(1, .diskSpace([DirectorySpace(path: "/data/a", total: 100, usable: 40)]))
    var request = DescribeLogDirsRequest()
    request.topics = nil
    let before = try world.ask(request, version: 4)
    #expect(before.results.map(\.logDir) == ["/data/a", "/data/b"])
    #expect(before.results.map { $0.topics.first?.partitions.count } == [1, 1])
    #expect(before.results[0].totalBytes == 100 && before.results[0].usableBytes == 40)
    func move(_ partition: Int32, to path: String) throws -> Int16? {
      var topic = AlterReplicaLogDirsRequest.AlterReplicaLogDirTopic()
      topic.name = "topic"
      topic.partitions = [partition]
      var directory = AlterReplicaLogDirsRequest.AlterReplicaLogDir()
      directory.path = path
      directory.topics = [topic]
      var request = AlterReplicaLogDirsRequest()
      request.dirs = [directory]
      return try world.ask(request, version: 2).results.first?.partitions.first?.errorCode
    }
    #expect(try move(0, to: "/data/b") == 0 && move(1, to: "/data/b") == 0)
    #expect(try move(0, to: "/data/c") == ErrorCode.logDirNotFound.rawValue)
    #expect(try move(5, to: "/data/b") == ErrorCode.unknownTopicOrPartition.rawValue)
    let after = try world.ask(request, version: 4)
    #expect(after.results.map { $0.topics.first?.partitions.count } == [nil, 2])
    #expect(world.nodes[1]?.hostedPartitions.map(\.directory) == ["/data/b", "/data/b"])
    #expect(world.nodes[1]?.replicasByDirectory == ["/data/a": 0, "/data/b": 2])
  }

  @Test func aLogDirectoryThatCannotBeUsedIsToldWithItsError() throws {
    let world = BrokerWorld { $0.failedDirectories = ["/data/c"] }
    world.run(1, .diskSpace([DirectorySpace(path: "/data/a", total: 100, usable: 40)]))
    var request = DescribeLogDirsRequest()
    request.topics = nil
    let results = try world.ask(request, version: 4).results
    #expect(results.map(\.logDir) == ["/data/a", "/data/b", "/data/c"])
    #expect(results.map(\.errorCode) == [0, 0, ErrorCode.kafkaStorageError.rawValue])
    #expect(results[2].topics.isEmpty && results[2].totalBytes == -1 && results[2].usableBytes == -1)
  }

  @Test func configurationsAreToldWithTheirSource() throws {
    let world = BrokerWorld(properties: ["log.retention.hours": "2", "message.max.bytes": "500"])
    world.makeTopic(configs: ["max.message.bytes": "700"])
    func value(_ key: String, _ type: Int8 = 2, _ name: String = "topic") throws -> (String?, Int8)? {
      var resource = DescribeConfigsRequest.Resource()
      resource.resourceType = type
      resource.resourceName = name
      resource.configurationKeys = [key]
      var request = DescribeConfigsRequest()
      request.resources = [resource]
      let result = try world.ask(request, version: 4).results[0]
      return result.configs.first.map { ($0.value, $0.configSource) }
    }
    #expect(try value("max.message.bytes")?.0 == "700")
    #expect(try value("max.message.bytes")?.1 == 1)
    #expect(try value("retention.ms")?.0 == "7200000")
    #expect(try value("min.insync.replicas")?.1 == 5)
    #expect(try value("message.max.bytes", 4, "1")?.1 == 4)
    #expect(try value("retention.ms", 2, "nothing") == nil)
  }

  @Test func aVersionOfApiVersionsThatIsTooNewIsAnsweredWithTheOldOne() throws {
    let world = BrokerWorld()
    let token = RequestToken(rawValue: 999)
    let context = RequestContext(connection: ConnectionID(rawValue: 1), listener: "PLAINTEXT")
    world.run(1, .request(token, context, .apiVersions, version: 99, ApiVersionsRequest()))
    let answer = try #require(world.answers[token] as? ApiVersionsResponse)
    #expect(answer.errorCode == ErrorCode.unsupportedVersion.rawValue)
    #expect(answer.apiKeys.map(\.apiKey) == [18])
    #expect(try world.ask(ApiVersionsRequest(), version: 4).apiKeys.contains { $0.apiKey == 0 && $0.minVersion == 0 })
  }
}
