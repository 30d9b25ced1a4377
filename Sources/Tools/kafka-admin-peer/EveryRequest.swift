import KafkaAdmin
import KafkaProtocol
import Transport

/// Every request of the tables, in every version that a broker knows.
struct EveryRequest {
  let address: String
  let security: KafkaSecurity
  let loop: EventLoop

  /// What only brokers and controllers ask one another; a broker's listener does not take it.
  private static let ofBrokers: Set<ApiKey> = [
    .alterPartition, .allocateProducerIds, .brokerRegistration, .brokerHeartbeat,
  ]

  /// Whether all were answered.
  func run() async -> Bool {
    var (answered, apis, failures): (Int, Int, [String]) = (0, 0, [])
    for api in KafkaAPI.all where !Self.ofBrokers.contains(api) {
      let type = await open()
      guard let ours = KafkaAPI.versions(of: api) else { continue }
      // The first call negotiates.
      let first = await one(ApiVersionsRequest(), type, .max)
      if let first {
        failures.append("ApiVersions: \(first)")
        break
      }
      guard let theirs = await type.versions(of: api) else {
        print("\(api): the broker does not know it")
        continue
      }
      apis += 1
      for version in max(ours.lowerBound, theirs.lowerBound)...min(ours.upperBound, theirs.upperBound) {
        let connection = await open()
        if let failure = await ask(api, version, connection) {
          failures.append("\(api) \(version): \(failure)")
        } else {
          answered += 1
        }
        connection.close()
      }
      type.close()
    }
    for failure in failures { print(failure) }
    print("\(answered) requests of \(apis) APIs answered, \(failures.count) not")
    return failures.isEmpty && answered > 0
  }

  private func open() async -> KafkaConnection {
    let parts = address.split(separator: ":")
    return KafkaConnection(
      host: String(parts[0]), port: UInt16(parts[1]) ?? 9092, security: security, on: loop, resolver: NameResolver())
  }

  private func one(_ request: some KafkaRequest, _ connection: KafkaConnection, _ version: Int16) async -> String? {
    do throws(KafkaAdminError) {
      _ = try await connection.send(request, within: .seconds(20), newest: version)
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
