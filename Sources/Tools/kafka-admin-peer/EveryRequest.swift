import KafkaAdmin
import KafkaProtocol
import Transport

/// Every request of the tables, in every version that a broker knows.
struct EveryRequest {
  let target: ConnectTarget
  let security: KafkaSecurity
  let loop: EventLoop
  let resolver = NameResolver()

  /// What only brokers and controllers ask one another; a broker's listener does not take it.
  private static let ofBrokers: Set<ApiKey> = [
    .alterPartition, .allocateProducerIds, .brokerRegistration, .brokerHeartbeat,
  ]

  /// Whether all were answered.
  func run() async -> Bool {
    var (answered, apis, failures): (Int, Int, [String]) = (0, 0, [])
    let first = open()
    let known: ApiVersionTable
    do throws(KafkaAdminError) { known = try await first.ready() } catch {
      print(error)
      return false
    }
    first.close()
    for api in KafkaAPI.all where !Self.ofBrokers.contains(api) {
      guard let common = known.common(api) else {
        print("\(api): the broker does not know it")
        continue
      }
      apis += 1
      for version in common {
        let connection = open()
        if let failure = await ask(api, version, connection) {
          failures.append("\(api) \(version): \(failure)")
        } else {
          answered += 1
        }
        connection.close()
      }
    }
    for failure in failures { print(failure) }
    print("\(answered) requests of \(apis) APIs answered, \(failures.count) not")
    return failures.isEmpty && answered > 0
  }

  private func open() -> KafkaConnection {
    KafkaConnection(to: target, KafkaConnectionConfiguration(security: security), on: loop, resolver: resolver)
  }

  private func one(_ request: some KafkaRequest, _ connection: KafkaConnection, _ version: Int16) async -> String? {
    do throws(KafkaAdminError) {
      _ = try await connection.send(request, versions: version...version, deadline: .seconds(20))
      return nil
    } catch { return "\(error)" }
  }

  /// Asks with arguments that change nothing: most name nothing at all.
  private func ask(_ api: ApiKey, _ version: Int16, _ connection: KafkaConnection) async -> String? {
    switch api {
    case .produce:
      var request = ProduceRequest()
      request.acks = -1
      request.timeoutMs = 1_000
      return await one(request, connection, version)
    case .fetch: return await one(FetchRequest(), connection, version)
    case .unregisterBroker:
      var request = UnregisterBrokerRequest()
      request.brokerId = 9_999
      return await one(request, connection, version)
    case .apiVersions:
      var request = ApiVersionsRequest()
      request.clientSoftwareName = "koperator"
      request.clientSoftwareVersion = "1"
      return await one(request, connection, version)
    case .findCoordinator:
      var request = FindCoordinatorRequest()
      if version >= 4 { request.coordinatorKeys = ["kafka-admin-peer"] } else { request.key = "kafka-admin-peer" }
      return await one(request, connection, version)
    case .describeAcls:
      var request = DescribeAclsRequest()
      // Any resource, pattern, operation and permission.
      request.resourceTypeFilter = 1
      request.patternTypeFilter = version == 0 ? 3 : 1
      request.operation = 1
      request.permissionType = 1
      request.resourceNameFilter = nil
      request.principalFilter = nil
      request.hostFilter = nil
      return await one(request, connection, version)
    case .createTopics:
      var request = CreateTopicsRequest()
      request.validateOnly = true
      return await one(request, connection, version)
    case .createPartitions:
      var request = CreatePartitionsRequest()
      request.validateOnly = true
      return await one(request, connection, version)
    case .incrementalAlterConfigs:
      var request = IncrementalAlterConfigsRequest()
      request.validateOnly = true
      return await one(request, connection, version)
    case .alterConfigs:
      var request = AlterConfigsRequest()
      request.validateOnly = true
      return await one(request, connection, version)
    case .offsetFetch where version >= 8:
      var request = OffsetFetchRequest()
      var group = OffsetFetchRequest.Group()
      group.groupId = "kafka-admin-peer"
      request.groups = [group]
      return await one(request, connection, version)
    default:
      guard let type = KafkaAPI.emptyRequest(api) else { return "the tables do not have it" }
      return await one(type, connection, version)
    }
  }
}
