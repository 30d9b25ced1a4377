import KafkaModel
import KafkaProtocol
import Testing

/// Who holds partitions, who leads them, and how that is changed.
@Suite struct ControllerPartitionTests {
  @Test func onlyTheLeaderOfTheTermSaysWhoIsInSync() throws {
    let world = ControllerWorld()
    world.start(1, 2, 3)
    try world.create("t", replicas: [[1, 2, 3]])
    #expect(try world.alter("t", inSync: [2], by: 2) == .invalidRequest)
    #expect(try world.alter("t", inSync: [2, 3]) == .invalidRequest)
    #expect(try world.alter("t", inSync: [1, 4]) == .invalidRequest)
    world.disconnect(3)
    #expect(try world.alter("t", inSync: [1, 2, 3]) == .ineligibleReplica)
    #expect(try world.alter("t", inSync: [1]) == .none)
    #expect(try world.partition("t").inSyncReplicas == [1])
    #expect(try world.alter("t", inSync: [1, 2]) == .none)
    world.check("altered")
  }

  @Test func aReassignmentEndsWhenTheNewReplicasAreInSync() throws {
    let world = ControllerWorld()
    world.start(1, 2, 3, 4)
    try world.create("t", replicas: [[1, 2]])
    #expect(try world.reassign("t", to: [3, 4]) == .none)
    var partition = try world.partition("t")
    #expect(partition.replicas == [3, 4, 1, 2])
    #expect(partition.addingReplicas == [3, 4])
    #expect(partition.removingReplicas == [1, 2])
    #expect(partition.leader == 1)
    #expect(try world.alter("t", inSync: [1, 2, 3]) == .none)
    #expect(try world.partition("t").isReassigned)
    #expect(try world.alter("t", inSync: [1, 2, 3, 4]) == .none)
    partition = try world.partition("t")
    #expect(partition.replicas == [3, 4])
    #expect(partition.inSyncReplicas == [3, 4])
    #expect(partition.leader == 3)
    #expect(!partition.isReassigned)
  }

  @Test func aReassignmentCanBeTakenBack() throws {
    let world = ControllerWorld()
    world.start(1, 2, 3)
    try world.create("t", replicas: [[1, 2]])
    #expect(try world.reassign("t", to: nil) == .noReassignmentInProgress)
    try world.reassign("t", to: [1, 3])
    #expect(try world.reassign("t", to: nil) == .none)
    #expect(Set(try world.partition("t").replicas) == [1, 2])
    #expect(try !world.partition("t").isReassigned)
    #expect(try world.reassign("t", to: [1, 9]) == .invalidReplicaAssignment)
    #expect(try world.reassign("t", to: [1, 1]) == .invalidReplicaAssignment)
    #expect(try world.reassign("t", to: []) == .invalidReplicaAssignment)
    #expect(try world.reassign("other", to: [1]) == .unknownTopicOrPartition)
  }

  @Test func thePreferredReplicaLeadsAgainWhenItIsAskedTo() throws {
    let world = ControllerWorld()
    world.start(1, 2)
    try world.create("t", replicas: [[1, 2]])
    world.disconnect(1)
    world.heartbeat(1)
    #expect(try world.partition("t").leader == 2)
    func elect() throws -> ErrorCode {
      var named = ElectLeadersRequest.TopicPartitions()
      named.topic = "t"
      named.partitions = [0]
      var request = ElectLeadersRequest()
      request.topicPartitions = [named]
      let response = try world.answer(request)
      return ErrorCode(
        rawValue: try #require(response.replicaElectionResults.first?.partitionResult.first).errorCode)
    }
    #expect(try elect() == .preferredLeaderNotAvailable)
    try world.alter("t", inSync: [2, 1])
    #expect(try elect() == .none)
    #expect(try world.partition("t").leader == 1)
    #expect(try elect() == .electionNotNeeded)
  }

  @Test(arguments: [
    ("", ErrorCode.invalidTopicException), ("..", .invalidTopicException), ("a b", .invalidTopicException),
    (String(repeating: "x", count: 250), .invalidTopicException), ("fine", .none), ("t", .topicAlreadyExists),
    ("a_b", .none), ("a.b", .invalidTopicException),
  ])
  func topicsHaveNamesAsKafkaAllowsThem(name: String, expected: ErrorCode) throws {
    let world = ControllerWorld()
    world.start(1)
    try world.create("t", replicas: [[1]])
    if name == "a.b" { try world.create("a_b", replicas: [[1]]) }
    #expect(try world.create(name, replicas: [[1]]) == expected)
  }

  @Test func topicsOfOneRequestAgreeWithEachOther() throws {
    let world = ControllerWorld()
    world.start(1)
    var request = CreateTopicsRequest()
    for name in ["a.b", "a_b", "c"] {
      var topic = CreateTopicsRequest.CreatableTopic()
      topic.name = name
      topic.numPartitions = 1
      topic.replicationFactor = 1
      request.topics.append(topic)
    }
    let codes = try world.answer(request).topics.map { ErrorCode(rawValue: $0.errorCode) }
    #expect(codes == [.none, .invalidTopicException, .none])
  }

  @Test func aClusterHasOnlySoManyPartitionsHoweverTheyCome() throws {
    let world = ControllerWorld()
    world.start(1)
    try world.create("t", replicas: [[1]])
    try world.create("u", replicas: [[1]])
    var wish = CreatePartitionsRequest.Topic()
    wish.name = "t"
    wish.count = 200_000
    wish.assignments = nil
    var request = CreatePartitionsRequest()
    request.topics = [wish]
    #expect(try world.answer(request).results.first?.errorCode == ErrorCode.policyViolation.rawValue)
    request.topics[0].count = 2
    #expect(try world.answer(request).results.first?.errorCode == 0)
  }

  @Test func replicasAreSpreadOverBrokersAndRacks() throws {
    let world = ControllerWorld()
    for id: Int32 in 0..<6 {
      world.register(id, rack: "rack-\(id / 2)")
      world.heartbeat(id)
    }
    var topic = CreateTopicsRequest.CreatableTopic()
    topic.name = "t"
    topic.numPartitions = 60
    topic.replicationFactor = 3
    #expect(try world.create(topic) == .none)
    var leaders: [Int32: Int] = [:]
    for partition in try #require(world.image.topics["t"]).partitions {
      leaders[partition.leader, default: 0] += 1
      #expect(Set(partition.replicas.map { $0 / 2 }).count == 3, "\(partition.replicas) share a rack")
    }
    #expect(leaders.values.allSatisfy { $0 == 10 })
    world.check("created")
    topic.name = "u"
    topic.replicationFactor = 7
    #expect(try world.create(topic) == .invalidReplicationFactor)
    topic.replicationFactor = 1
    topic.numPartitions = 0
    #expect(try world.create(topic) == .invalidPartitions)
  }

  /// Anything in any order: what must hold of every image holds after each step.
  @Test(arguments: 0..<60)
  func noCourseOfEventsLeavesAPartitionWithoutAnInSyncReplicaOrWithALeaderThatIsNone(seed: Int) throws {
    let world = ControllerWorld(seed: UInt64(seed) &* 77 &+ 5)
    world.start(0, 1, 2, 3)
    for number in 0..<4 {
      let (first, second) = (Int32(number), Int32((number + 1) % 4))
      #expect(try world.create("t\(number)", replicas: [[0, 1], [2, 3], [first, second]]) == .none)
    }
    for step in 0..<300 {
      let broker = Int32(world.random(4))
      let topic = "t\(world.random(4))"
      let number = Int32(world.random(3))
      let what: String
      switch world.random(10) {
      case 0:
        what = "a new process of \(broker)"
        world.register(broker)
      case 1:
        what = "\(broker) registers again"
        world.register(broker, again: true)
      case 2, 3:
        what = "a heartbeat of \(broker)"
        world.heartbeat(broker)
      case 4:
        what = "\(broker) stops"
        world.heartbeat(broker, wantsShutDown: true)
      case 5:
        what = "\(broker) is gone"
        world.disconnect(broker)
      case 6:
        what = "time passes"
        world.pass(.seconds(world.random(5)))
      case 7:
        what = "\(topic)-\(number) has others in sync"
        let partition = try world.partition(topic, number)
        let kept = partition.replicas.filter { $0 == partition.leader || world.random(2) == 0 }
        if partition.leader != -1 { try world.alter(topic, number, inSync: kept) }
      case 8:
        what = "\(topic)-\(number) moves"
        let wanted = Array((0..<4).map { Int32($0) }.filter { _ in world.random(2) == 0 })
        try world.reassign(topic, number, to: wanted)
      default:
        what = "\(topic)-\(number) moves no more"
        try world.reassign(topic, number, to: nil)
      }
      world.check("seed \(seed), step \(step), \(what)")
    }
  }
}
