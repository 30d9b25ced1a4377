import KafkaModel
import KafkaProtocol
import Testing

/// Brokers that come, go and come again.
@Suite struct ControllerBrokerTests {
  @Test func aBrokerLeadsNothingBeforeItsFirstHeartbeat() throws {
    let world = ControllerWorld()
    world.register(1)
    #expect(world.image.brokers[1]?.isFenced == true)
    #expect(!world.heartbeat(1).isFenced)
    #expect(world.image.brokers[1]?.isActive == true)
    #expect(world.image.controllerID == 1)
  }

  @Test func aProcessOfAnotherClusterIsRefused() {
    let world = ControllerWorld()
    var request = BrokerRegistrationRequest()
    request.brokerId = 1
    request.clusterId = "other"
    let response = world.controller.register(request, at: world.now)
    #expect(ErrorCode(rawValue: response.errorCode) == .inconsistentClusterId)
    #expect(world.image.brokers.isEmpty)
  }

  @Test func aSecondProcessWithTheSameNumberWaitsUntilTheFirstIsDead() {
    let world = ControllerWorld()
    world.start(1)
    #expect(world.register(1) == .duplicateBrokerRegistration)
    world.pass(.seconds(10))
    #expect(world.register(1) == .none)
  }

  @Test func theSameProcessOnAnotherConnectionLeadsWhatItLed() throws {
    let world = ControllerWorld()
    world.start(1, 2)
    try world.create("t", replicas: [[1, 2]])
    let before = try world.partition("t")
    let old = try #require(world.image.brokers[1]).epoch
    #expect(world.register(1, again: true) == .none)
    world.check("registered again")
    #expect(try world.partition("t") == before)
    // The end of the old connection, which comes late, says nothing of the new one.
    world.controller.disconnected(broker: 1, epoch: old, at: world.now)
    #expect(try world.partition("t") == before)
    // That of the new one does, though no heartbeat came on it.
    world.disconnect(1)
    #expect(try world.partition("t").leader == 2)
    world.check("gone")
  }

  @Test func aNewProcessHasLostWhatTheOldOneHadAndIsInSyncNowhere() throws {
    let world = ControllerWorld()
    world.start(1, 2, 3)
    try world.create("t", replicas: [[1, 2, 3]])
    world.disconnect(1)
    #expect(world.register(1) == .none)
    world.heartbeat(1)
    let partition = try world.partition("t")
    #expect(partition.inSyncReplicas == [2, 3])
    #expect(partition.leader == 2)
    #expect(partition.leaderEpoch == 1)
  }

  @Test func aSilentBrokerIsTakenForDeadAndAnotherInSyncOneLeads() throws {
    let world = ControllerWorld(properties: ["broker.session.timeout.ms": "6000"])
    world.start(1, 2)
    try world.create("t", replicas: [[1, 2]])
    #expect(world.controller.nextDeadline == .seconds(6))
    world.pass(.seconds(5))
    world.heartbeat(2)
    world.pass(.seconds(2))
    #expect(world.image.brokers[1]?.isFenced == true)
    #expect(try world.partition("t").leader == 2)
    #expect(try world.partition("t").inSyncReplicas == [2])
  }

  @Test func theLastInSyncReplicaStaysInSyncWhenItDiesAndNobodyElseLeads() throws {
    let world = ControllerWorld()
    world.start(1, 2)
    try world.create("t", replicas: [[1, 2]])
    #expect(try world.alter("t", inSync: [1]) == .none)
    world.disconnect(1)
    let dead = try world.partition("t")
    #expect(dead.leader == -1)
    #expect(dead.inSyncReplicas == [1])
    world.heartbeat(1)
    #expect(try world.partition("t").leader == 1)
  }

  @Test func anotherReplicaLeadsUncleanlyOnlyWhereTheTopicSaysSo() throws {
    let world = ControllerWorld(properties: ["unclean.leader.election.enable": "true"])
    world.start(1, 2)
    try world.create("t", replicas: [[1, 2]])
    try world.alter("t", inSync: [1])
    world.disconnect(1)
    #expect(try world.partition("t").leader == 2)
    #expect(try world.partition("t").inSyncReplicas == [2])
    world.check("unclean")
  }

  @Test func aBrokerThatWantsToStopHandsOverWhatItLeads() throws {
    let world = ControllerWorld()
    world.start(1, 2)
    try world.create("t", replicas: [[1, 2]])
    #expect(world.heartbeat(1, wantsShutDown: true).shouldShutDown)
    #expect(try world.partition("t").leader == 2)
    #expect(world.image.brokers[1]?.isActive == false)
  }

  @Test func aHeartbeatOfAnEpochThatIsOverIsRefused() {
    let world = ControllerWorld()
    world.start(1)
    var request = BrokerHeartbeatRequest()
    request.brokerId = 1
    request.brokerEpoch = 99
    #expect(ErrorCode(rawValue: world.controller.heartbeat(request, at: world.now).errorCode) == .staleBrokerEpoch)
    request.brokerId = 5
    #expect(
      ErrorCode(rawValue: world.controller.heartbeat(request, at: world.now).errorCode) == .brokerIdNotRegistered)
  }

  @Test func theVersionOfTheImageGrowsOnlyWithAChange() {
    let world = ControllerWorld()
    world.start(1)
    let version = world.image.version
    world.heartbeat(1)
    world.pass(.seconds(1))
    #expect(world.image.version == version)
    world.disconnect(1)
    #expect(world.image.version == version + 1)
  }
}
