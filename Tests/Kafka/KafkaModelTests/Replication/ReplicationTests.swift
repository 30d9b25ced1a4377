import KafkaProtocol
import Testing

@testable import KafkaModel

@Suite struct ReplicationTests {
  private func log(_ world: BrokerWorld, _ id: Int32) throws -> PartitionLog {
    try #require(world.nodes[id]?.topics["topic"]?.replica(0)).log
  }

  @Test func aNewLeaderHasWhatTheOldOneAcknowledged() throws {
    let world = BrokerWorld(brokers: 3)
    world.makeTopic(replicas: [1, 2, 3])
    for value in ["a", "b", "c"] { _ = world.send(BrokerWorld.produce(BrokerWorld.batch([value])), version: 9) }
    world.advance(by: .seconds(1))
    world.nodes[1] = nil
    world.changePartition {
      $0.leader = 2
      $0.inSyncReplicas = [2, 3]
    }
    world.advance(by: .seconds(2))
    #expect(try world.read(of: 2) == ["a", "b", "c"])
    let token = world.send(BrokerWorld.produce(BrokerWorld.batch(["d"])), version: 9, to: 2)
    world.advance(by: .seconds(1))
    #expect(world.produced(token)?.baseOffset == 3)
    #expect(try log(world, 3).endOffset == 4)
  }

  @Test func whatAFencedLeaderTookIsNotAcknowledgedAndGoesWhenItFollows() throws {
    let world = BrokerWorld(brokers: 3)
    world.makeTopic(replicas: [1, 2, 3])
    world.advance(by: .seconds(1))
    world.isolated = [1]
    let lost = world.send(BrokerWorld.produce(BrokerWorld.batch(["lost"])), version: 9)
    world.changePartition {
      $0.leader = 2
      $0.inSyncReplicas = [2, 3]
    }
    world.advance(by: .seconds(1))
    let kept = world.send(BrokerWorld.produce(BrokerWorld.batch(["kept", "too"])), version: 9, to: 2)
    world.advance(by: .seconds(2))
    #expect(world.produced(kept)?.errorCode == 0)
    #expect(world.answers[lost] == nil)
    world.isolated = []
    world.publish()
    world.advance(by: .seconds(3))
    #expect(world.produced(lost)?.errorCode == ErrorCode.notLeaderOrFollower.rawValue)
    #expect(try log(world, 1).endOffset == 2)
    #expect(world.image.partition("topic", 0)?.inSyncReplicas.sorted() == [1, 2, 3])
    world.changePartition { $0.leader = 1 }
    world.advance(by: .seconds(2))
    #expect(try world.read(of: 1) == ["kept", "too"])
  }

  @Test func anEpochWithoutRecordsDoesNotStopAFollower() throws {
    let world = BrokerWorld(brokers: 2)
    world.makeTopic(replicas: [1, 2])
    world.advance(by: .seconds(1))
    // The first leads a term in which nothing is written, then the other takes over before it heard of it.
    world.isolated = [2]
    world.changePartition { $0.leader = 2 }
    world.changePartition { $0.leader = 1 }
    world.isolated = [1]
    world.changePartition { $0.leader = 2 }
    world.isolated = []
    world.publish()
    let token = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9, to: 2)
    world.advance(by: .seconds(2))
    #expect(world.produced(token)?.errorCode == 0)
    #expect(try log(world, 1).endOffset == 1)
  }

  @Test func aFollowerThatIsNewCopiesAllThatIsThere() throws {
    let world = BrokerWorld(brokers: 2)
    world.makeTopic(replicas: [1])
    for round in 0..<30 {
      let batch = BrokerWorld.batch([String(repeating: "x", count: 200_000), "\(round)"])
      _ = world.send(BrokerWorld.produce(batch), version: 9)
    }
    var request = DeleteRecordsRequest()
    var topic = DeleteRecordsRequest.Topic()
    topic.name = "topic"
    var partition = DeleteRecordsRequest.Partition()
    partition.offset = 11
    topic.partitions = [partition]
    request.topics = [topic]
    #expect(try world.ask(request, version: 2).topics.first?.partitions.first?.lowWatermark == 11)
    world.changePartition { $0.replicas = [1, 2] }
    world.advance(by: .seconds(3))
    #expect(world.image.partition("topic", 0)?.inSyncReplicas == [1, 2])
    #expect(try log(world, 2).startOffset == 11)
    #expect(try log(world, 2).endOffset == 60)
    world.changePartition { $0.leader = 2 }
    world.advance(by: .seconds(2))
    #expect(try world.read(from: 58, of: 2) == [String(repeating: "x", count: 200_000), "29"])
    #expect(try world.read(from: 11, of: 2).count == 49)
  }

  @Test func aReplicaThatIsTakenAwayIsGone() throws {
    let world = BrokerWorld(brokers: 2)
    world.makeTopic(replicas: [1, 2])
    _ = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9)
    world.advance(by: .seconds(1))
    world.changePartition {
      $0.replicas = [2]
      $0.inSyncReplicas = [2]
      $0.leader = 2
    }
    #expect(world.nodes[1]?.hostedPartitions.isEmpty == true && world.nodes[1]?.memoryUsed == 0)
    world.advance(by: .seconds(1))
    #expect(try world.read(of: 2) == ["a"])
    world.image.removeTopic("topic")
    world.publish()
    #expect(world.nodes[2]?.hostedPartitions.isEmpty == true && world.nodes[2]?.memoryUsed == 0)
  }

  @Test func anUnansweredChangeOfInSyncReplicasCountsUntilItIsKnown() throws {
    let world = BrokerWorld(brokers: 2)
    world.makeTopic(replicas: [1])
    world.advance(by: .seconds(1))
    world.isControllerReachable = false
    world.changePartition { $0.replicas = [1, 2] }
    world.advance(by: .seconds(2))
    // The second was asked for, and perhaps it is in: so nothing is acknowledged without it.
    world.isolated = [2]
    let token = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9)
    world.advance(by: .seconds(2))
    #expect(world.answers[token] == nil)
    world.isolated = []
    world.publish()
    world.advance(by: .seconds(2))
    #expect(world.produced(token)?.errorCode == 0)
  }
}
