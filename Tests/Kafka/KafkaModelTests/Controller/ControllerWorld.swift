import KafkaModel
import KafkaProtocol
import Testing

/// A controller with brokers that say what a test wants them to say.
final class ControllerWorld {
  let controller: ClusterController
  private(set) var now = Moment(monotonic: .zero, wall: 1_700_000_000_000)
  private var state: UInt64
  private var incarnations: [Int32: UInt64] = [:]
  let context = RequestContext(connection: ConnectionID(rawValue: 1), listener: "INTERNAL")

  init(seed: UInt64 = 1, properties: [String: String] = [:]) {
    state = seed
    var identifiers = seed
    controller = ClusterController(clusterID: "cluster", properties: properties) {
      identifiers &+= 0x9E37_79B9_7F4A_7C15
      return identifiers | 1
    }
  }

  /// A number below another, by SplitMix64.
  func random(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(bound))
  }

  var image: ClusterImage { controller.image }

  func pass(_ duration: Duration) {
    now = now.later(duration)
    controller.tick(at: now)
  }

  // MARK: Brokers

  /// A process registers; a new one unless `again`.
  @discardableResult
  func register(_ id: Int32, again: Bool = false, rack: String? = nil) -> ErrorCode {
    let fresh = again ? incarnations[id] ?? 1 : (incarnations[id] ?? 0) + 1
    var request = BrokerRegistrationRequest()
    request.brokerId = id
    request.clusterId = "cluster"
    request.incarnationId = KafkaUUID(high: UInt64(id) + 1, low: fresh)
    request.rack = rack
    let error = ErrorCode(rawValue: controller.register(request, at: now).errorCode)
    if error == .none { incarnations[id] = fresh }
    return error
  }

  @discardableResult
  func heartbeat(_ id: Int32, wantsShutDown: Bool = false, wantsFence: Bool = false) -> BrokerHeartbeatResponse {
    var request = BrokerHeartbeatRequest()
    request.brokerId = id
    request.brokerEpoch = image.brokers[id]?.epoch ?? -1
    request.wantShutDown = wantsShutDown
    request.wantFence = wantsFence
    return controller.heartbeat(request, at: now)
  }

  func start(_ ids: Int32...) {
    for id in ids {
      register(id)
      heartbeat(id)
    }
  }

  func disconnect(_ id: Int32) {
    controller.disconnected(broker: id, epoch: image.brokers[id]?.epoch ?? -1, at: now)
  }

  // MARK: Topics

  func answer<Request: KafkaRequest>(_ request: Request) throws -> Request.Response {
    let version = Request.validVersions.upperBound
    let response = controller.answer(request: request, version: version, context: context, at: now) as? Request.Response
    return try #require(response)
  }

  /// Creates a topic with these replicas.
  @discardableResult
  func create(_ name: String, replicas: [[Int32]]) throws -> ErrorCode {
    var topic = CreateTopicsRequest.CreatableTopic()
    topic.name = name
    topic.numPartitions = -1
    topic.replicationFactor = -1
    for (number, list) in replicas.enumerated() {
      var assignment = CreateTopicsRequest.CreatableReplicaAssignment()
      assignment.partitionIndex = Int32(number)
      assignment.brokerIds = list
      topic.assignments.append(assignment)
    }
    return try create(topic)
  }

  func create(_ topic: CreateTopicsRequest.CreatableTopic) throws -> ErrorCode {
    var request = CreateTopicsRequest()
    request.topics = [topic]
    return ErrorCode(rawValue: try #require(try answer(request).topics.first).errorCode)
  }

  func partition(_ topic: String, _ number: Int32 = 0) throws -> PartitionRecord {
    try #require(image.partition(topic, number))
  }

  /// A leader says who is in sync with it.
  @discardableResult
  func alter(_ topic: String, _ number: Int32 = 0, inSync: [Int32], by broker: Int32? = nil) throws -> ErrorCode {
    let record = try partition(topic, number)
    var wish = AlterPartitionRequest.PartitionData()
    wish.partitionIndex = number
    wish.leaderEpoch = record.leaderEpoch
    wish.partitionEpoch = record.partitionEpoch
    for id in inSync {
      var member = AlterPartitionRequest.BrokerState()
      member.brokerId = id
      member.brokerEpoch = image.brokers[id]?.epoch ?? -1
      wish.newIsrWithEpochs.append(member)
    }
    var named = AlterPartitionRequest.TopicData()
    named.topicId = try #require(image.topics[topic]).id
    named.partitions = [wish]
    var request = AlterPartitionRequest()
    request.brokerId = broker ?? record.leader
    request.brokerEpoch = image.brokers[request.brokerId]?.epoch ?? -1
    request.topics = [named]
    let response = controller.alterPartition(request, at: now)
    guard response.errorCode == 0 else { return ErrorCode(rawValue: response.errorCode) }
    return ErrorCode(rawValue: try #require(response.topics.first?.partitions.first).errorCode)
  }

  /// Asks for other replicas, or, without them, for an end of the reassignment.
  @discardableResult
  func reassign(_ topic: String, _ number: Int32 = 0, to replicas: [Int32]?) throws -> ErrorCode {
    var wish = AlterPartitionReassignmentsRequest.ReassignablePartition()
    wish.partitionIndex = number
    wish.replicas = replicas
    var named = AlterPartitionReassignmentsRequest.ReassignableTopic()
    named.name = topic
    named.partitions = [wish]
    var request = AlterPartitionReassignmentsRequest()
    request.topics = [named]
    return ErrorCode(rawValue: try #require(try answer(request).responses.first?.partitions.first).errorCode)
  }

  /// What holds of every image, or where it does not.
  func check(_ comment: String) {
    for topic in image.topics.values {
      for (number, partition) in topic.partitions.enumerated() {
        guard let problem = problem(of: partition) else { continue }
        Issue.record("\(comment): \(topic.name)-\(number): \(problem): \(partition)")
      }
    }
  }

  private func problem(of partition: PartitionRecord) -> String? {
    let replicas = Set(partition.replicas)
    if replicas.count != partition.replicas.count { return "a replica twice" }
    if partition.inSyncReplicas.isEmpty { return "nobody in sync" }
    if !replicas.isSuperset(of: partition.inSyncReplicas) { return "in sync and no replica" }
    if !replicas.isSuperset(of: partition.addingReplicas + partition.removingReplicas) { return "a stray reassignment" }
    let isActive: (Int32) -> Bool = { self.image.brokers[$0]?.isActive == true }
    if partition.leader == -1 { return partition.inSyncReplicas.contains(where: isActive) ? "nobody leads" : nil }
    if !isActive(partition.leader) { return "the leader is not alive" }
    return partition.inSyncReplicas.contains(partition.leader) ? nil : "the leader is not in sync"
  }
}
