public import KafkaProtocol

/// The one that decides for a cluster: which brokers are alive, who holds and leads each partition, what is configured.
///
/// It stands alone, without a quorum. It must be used from one thread at a time. It must never leave a partition without an
/// in-sync replica, and never let a broker lead that is not in sync, unless `unclean.leader.election.enable` says so.
public final class ClusterController {
  /// What is decided: it changes only through the calls below, and its version with it.
  public internal(set) var image: ClusterImage

  let properties: [String: String]
  let random: () -> UInt64
  /// When a broker was heard of last, on the monotonic clock.
  var heard: [Int32: Duration] = [:]
  var nextBrokerEpoch: Int64 = 1
  var nextProducerID: Int64 = 0
  /// Replicas that were in sync until their broker was taken for dead, the latest last, by topic and partition.
  var formerlyInSync: [KafkaUUID: [Int: [FormerReplica]]] = [:]
  /// Brokers whose connection was seen to end: their processes are gone.
  var departed: Set<Int32> = []
  /// The rules of `image.acls`; nil until they are asked for after a change.
  var authorizer: Authorizer?
  private var published: ClusterImage

  /// A controller of a cluster without brokers.
  ///
  /// - Parameters:
  ///   - properties: `server.properties` of a node, for defaults that all brokers share.
  ///   - random: gives 64 random bits.
  public init(clusterID: String, properties: [String: String], random: @escaping () -> UInt64) {
    image = ClusterImage(clusterID: clusterID)
    image.features = Self.initialFeatures
    published = image
    self.properties = properties
    self.random = random
  }

  /// Kafka 4.3's levels, which clients and tools look at.
  private static let initialFeatures: [String: Int16] = ["kraft.version": 1, "metadata.version": 29]

  /// How long a broker may be silent: `broker.session.timeout.ms`, of Kafka 9 s.
  var sessionTimeout: Duration { .milliseconds(number("broker.session.timeout.ms", 9_000)) }

  func number(_ key: String, _ fallback: Int64) -> Int64 { properties[key].flatMap { Int64($0) } ?? fallback }

  /// An identifier that was not given before.
  func newID() -> KafkaUUID {
    while true {
      let id = KafkaUUID(high: random(), low: random())
      if id.high != 0, image.topicNames[id] == nil { return id }
    }
  }

  /// Ends a change: the image has another version where anything is different.
  func changed() {
    image.controllerID = image.brokers.values.filter(\.isActive).map(\.id).min() ?? -1
    if image != published {
      image.version += 1
      published = image
    }
  }

  // MARK: Brokers

  /// A broker's process says that it is there; it leads nothing until its first heartbeat.
  public func register(_ request: BrokerRegistrationRequest, at moment: Moment) -> BrokerRegistrationResponse {
    defer { changed() }
    var response = BrokerRegistrationResponse()
    if request.clusterId != image.clusterID {
      response.errorCode = ErrorCode.inconsistentClusterId.rawValue
      return response
    }
    if let old = image.brokers[request.brokerId] {
      if old.incarnation != request.incarnationId, isHeard(old, moment) {
        response.errorCode = ErrorCode.duplicateBrokerRegistration.rawValue
        return response
      }
      // Another process has lost what the one before it had in memory.
      if old.incarnation != request.incarnationId {
        fence(request.brokerId)
        leave(request.brokerId)
        handOver(from: request.brokerId)
      }
    }
    var broker = BrokerRecord(
      id: request.brokerId, epoch: nextBrokerEpoch, incarnation: request.incarnationId, rack: request.rack)
    nextBrokerEpoch += 1
    // The same process on another connection still has what it had, and leads what it led.
    if let old = image.brokers[request.brokerId], old.incarnation == request.incarnationId {
      broker.isFenced = old.isFenced
      broker.isStopping = old.isStopping
    }
    for listener in request.listeners {
      broker.endpoints.append(
        BrokerEndpoint(
          listener: listener.name, host: listener.host, port: Int32(listener.port),
          securityProtocol: listener.securityProtocol))
    }
    broker.logDirectories = request.logDirs
    image.brokers[broker.id] = broker
    departed.remove(broker.id)
    heard[broker.id] = moment.monotonic
    response.brokerEpoch = broker.epoch
    return response
  }

  private func isHeard(_ broker: BrokerRecord, _ moment: Moment) -> Bool {
    guard !broker.isFenced, let last = heard[broker.id] else { return false }
    return moment.monotonic - last < sessionTimeout
  }

  /// A broker says that it lives, or that it wants to stop.
  public func heartbeat(_ request: BrokerHeartbeatRequest, at moment: Moment) -> BrokerHeartbeatResponse {
    defer { changed() }
    var response = BrokerHeartbeatResponse()
    guard var broker = image.brokers[request.brokerId] else {
      response.errorCode = ErrorCode.brokerIdNotRegistered.rawValue
      return response
    }
    guard broker.epoch == request.brokerEpoch else {
      response.errorCode = ErrorCode.staleBrokerEpoch.rawValue
      return response
    }
    heard[broker.id] = moment.monotonic
    response.isCaughtUp = true
    if request.wantShutDown {
      if !broker.isStopping {
        broker.isStopping = true
        image.brokers[broker.id] = broker
        leave(broker.id)
      }
      response.isFenced = broker.isFenced
      response.shouldShutDown = true
      return response
    }
    if request.wantFence {
      fence(broker.id)
    } else if broker.isFenced {
      broker.isFenced = false
      image.brokers[broker.id] = broker
      returned(broker.id)
    }
    response.isFenced = image.brokers[broker.id]?.isFenced ?? true
    return response
  }

  /// The broker's connection is gone: it is taken for dead at once.
  public func disconnected(broker id: Int32, epoch: Int64, at moment: Moment) {
    guard image.brokers[id]?.epoch == epoch else { return }
    departed.insert(id)
    fence(id)
    changed()
  }

  /// Time has passed: brokers that were silent for too long are taken for dead.
  public func tick(at moment: Moment) {
    for broker in image.brokers.values where !broker.isFenced {
      if let last = heard[broker.id], moment.monotonic - last >= sessionTimeout { fence(broker.id) }
    }
    changed()
  }

  /// When the next `tick` is due; nil where nobody can be silent for too long.
  public var nextDeadline: Duration? {
    image.brokers.values.filter { !$0.isFenced }.compactMap { heard[$0.id] }.min().map { $0 + sessionTimeout }
  }

  func fence(_ id: Int32) {
    guard var broker = image.brokers[id] else { return }
    let wasActive = broker.isActive
    broker.isFenced = true
    broker.isStopping = false
    image.brokers[id] = broker
    if wasActive { leave(id) }
  }

  func isActive(_ broker: Int32) -> Bool { image.brokers[broker]?.isActive ?? false }

  // MARK: Requests

  /// The answer to a request that only the controller can give.
  public func answer(
    request: any KafkaRequest, version: Int16, context: RequestContext, at moment: Moment
  ) -> any KafkaResponse {
    defer { changed() }
    switch request {
    case let request as CreateTopicsRequest: return createTopics(request, context)
    case let request as DeleteTopicsRequest: return deleteTopics(request, context)
    case let request as CreatePartitionsRequest: return createPartitions(request, context)
    case let request as AlterConfigsRequest: return alterConfigs(request, context)
    case let request as IncrementalAlterConfigsRequest: return incrementalAlterConfigs(request, context)
    case let request as AlterPartitionReassignmentsRequest: return alterReassignments(request, context)
    case let request as ListPartitionReassignmentsRequest: return listReassignments(request, context)
    case let request as ElectLeadersRequest: return electLeaders(request, context)
    case let request as DescribeQuorumRequest: return describeQuorum(request, context, moment)
    case let request as AddRaftVoterRequest: return addVoter(request)
    case let request as RemoveRaftVoterRequest: return removeVoter(request)
    case let request as UpdateFeaturesRequest: return updateFeatures(request, context)
    case let request as UnregisterBrokerRequest: return unregister(request, context)
    case let request as CreateAclsRequest: return createAcls(request, context)
    case let request as DeleteAclsRequest: return deleteAcls(request, context)
    case let request as DescribeAclsRequest: return describeAcls(request, context)
    case let request as AlterUserScramCredentialsRequest: return alterScramCredentials(request, context)
    case let request as DescribeUserScramCredentialsRequest: return describeScramCredentials(request, context)
    case let request as AlterClientQuotasRequest: return alterQuotas(request, context)
    case let request as DescribeClientQuotasRequest: return describeQuotas(request, context)
    case let request as AllocateProducerIdsRequest: return allocateProducerIDs(request)
    case let request as BrokerRegistrationRequest: return register(request, at: moment)
    case let request as BrokerHeartbeatRequest: return heartbeat(request, at: moment)
    case let request as AlterPartitionRequest: return alterPartition(request, at: moment)
    default:
      // Nobody asks a controller anything else; ApiVersions' answer can say so.
      var response = ApiVersionsResponse()
      response.errorCode = ErrorCode.unsupportedVersion.rawValue
      return response
    }
  }

  // MARK: Access

  private var hasAuthorizer: Bool { !(properties["authorizer.class.name"] ?? "").isEmpty }

  /// Whether somebody may do something; always, where the properties name no authorizer. Brokers ask for themselves without
  /// a listener.
  func allows(
    _ context: RequestContext, _ operation: AccessOperation, _ type: AccessResourceType, _ name: String
  ) -> Bool {
    guard hasAuthorizer, !context.listener.isEmpty else { return true }
    let authorizer =
      self.authorizer
      ?? Authorizer(
        entries: image.acls, superUsers: Authorizer.superUsers(in: properties["super.users"] ?? ""),
        allowsWithoutEntries: properties["allow.everyone.if.no.acl.found"] == "true")
    self.authorizer = authorizer
    return authorizer.isAllowed(context.principal, from: context.clientHost, operation, on: type, named: name)
  }

  /// Whether somebody may do something with the cluster.
  func allows(_ context: RequestContext, _ operation: AccessOperation) -> Bool {
    allows(context, operation, .cluster, AccessResourceType.clusterName)
  }
}
