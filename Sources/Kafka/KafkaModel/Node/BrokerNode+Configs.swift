import KafkaProtocol

/// DescribeConfigs and ListConfigResources.
extension BrokerNode {
  func describeConfigs(_ request: DescribeConfigsRequest, _ call: Call) -> DescribeConfigsResponse {
    var response = DescribeConfigsResponse()
    for resource in request.resources {
      var result = DescribeConfigsResponse.Result()
      result.resourceType = resource.resourceType
      result.resourceName = resource.resourceName
      func refuse(_ code: ErrorCode, _ message: String) {
        result.errorCode = code.rawValue
        result.errorMessage = message
      }
      let name = resource.resourceName
      let isTopic = resource.resourceType == 2
      let isAllowed =
        isTopic
        ? allows(call.context, .describeConfigs, .topic, name)
        : allows(call.context, .describeConfigs, .cluster, AccessResourceType.clusterName)
      switch resource.resourceType {
      case _ where !isAllowed:
        refuse(
          isTopic ? .topicAuthorizationFailed : .clusterAuthorizationFailed, "Not allowed to describe configurations.")
      case 2 where image.topics[name] == nil: refuse(.unknownTopicOrPartition, "There is no topic \(name).")
      case 2: result.configs = ConfigKeyTable.topic.keys.map { describe($0, ofTopic: name) }
      case 4 where name.isEmpty:
        result.configs = (image.configs[.allBrokers] ?? [:]).keys.sorted().map { describeShared($0) }
      case 4 where name == "\(configuration.nodeID)": result.configs = describeBroker()
      case 4: refuse(.invalidRequest, "This is broker \(configuration.nodeID), not \(name).")
      case 16: break  // There are no subscriptions to metrics of clients, so none is configured.
      default: refuse(.invalidRequest, "Resources of type \(resource.resourceType) have no configuration here.")
      }
      if let keys = resource.configurationKeys, !keys.isEmpty {
        let wanted = Set(keys)
        result.configs.removeAll { !wanted.contains($0.name) }
      }
      if !request.includeSynonyms {
        for index in result.configs.indices { result.configs[index].synonyms = [] }
      }
      response.results.append(result)
    }
    return response
  }

  /// Where a value comes from, by Kafka's numbers.
  private enum Source: Int8 {
    case topic = 1
    case broker = 2
    case allBrokers = 3
    case file = 4
    case standard = 5
  }

  /// The values of a broker's key, the one in force first.
  private func values(of key: String) -> [(name: String, value: String?, source: Source)] {
    var values: [(name: String, value: String?, source: Source)] = []
    if let value = image.configs[.broker(configuration.nodeID)]?[key] { values.append((key, value, .broker)) }
    if let value = image.configs[.allBrokers]?[key] { values.append((key, value, .allBrokers)) }
    if let value = configuration.properties[key] { values.append((key, value, .file)) }
    if let known = ConfigKeyTable.broker[key], let value = known.defaultValue { values.append((key, value, .standard)) }
    return values
  }

  private func describe(_ key: ConfigKey, ofTopic topic: String) -> DescribeConfigsResponse.ResourceResult {
    var synonyms = values(of: ConfigCatalog.brokerKey(key.name, isTopic: true))
    let shared = topicValue(key.name, of: topic)
    if let value = image.configs[.topic(topic)]?[key.name] {
      synonyms.insert((key.name, value, .topic), at: 0)
    } else if let shared, synonyms.first.map({ $0.source == .standard || $0.value != shared }) ?? true {
      // A key of brokers in another unit, as log.retention.hours.
      synonyms.insert((ConfigCatalog.brokerKey(key.name, isTopic: true), shared, .file), at: 0)
    } else if synonyms.isEmpty, let value = key.defaultValue {
      synonyms.append((ConfigCatalog.brokerKey(key.name, isTopic: true), value, .standard))
    }
    return result(key.name, key, synonyms, isReadOnly: false)
  }

  private func describeBroker() -> [DescribeConfigsResponse.ResourceResult] {
    var names = Set(ConfigKeyTable.broker.keys.map(\.name))
    names.formUnion(configuration.properties.keys)
    names.formUnion((image.configs[.broker(configuration.nodeID)] ?? [:]).keys)
    names.formUnion((image.configs[.allBrokers] ?? [:]).keys)
    return names.sorted().map { name in
      let key = ConfigKeyTable.broker[name]
      return result(name, key, values(of: name), isReadOnly: key.map { $0.update == .restart } ?? true)
    }
  }

  private func describeShared(_ name: String) -> DescribeConfigsResponse.ResourceResult {
    let value = image.configs[.allBrokers]?[name]
    return result(name, ConfigKeyTable.broker[name], [(name, value, .allBrokers)], isReadOnly: false)
  }

  /// What is told of a key. The value of a password is not, nor that of a key that Kafka does not know: it may be one.
  private func result(
    _ name: String, _ key: ConfigKey?, _ values: [(name: String, value: String?, source: Source)], isReadOnly: Bool
  ) -> DescribeConfigsResponse.ResourceResult {
    var result = DescribeConfigsResponse.ResourceResult()
    let isSecret = key.map { $0.type == .password } ?? true
    result.name = name
    result.value = isSecret ? nil : values.first?.value
    result.readOnly = isReadOnly
    result.configSource = (values.first?.source ?? .standard).rawValue
    result.isSensitive = isSecret
    result.documentation = nil
    result.configType = key.map { number(of: $0.type) } ?? 0
    for entry in values {
      var synonym = DescribeConfigsResponse.Synonym()
      synonym.name = entry.name
      synonym.value = isSecret ? nil : entry.value
      synonym.source = entry.source.rawValue
      result.synonyms.append(synonym)
    }
    return result
  }

  private func number(of type: ConfigKey.ValueType) -> Int8 {
    switch type {
    case .boolean: 1
    case .string: 2
    case .int: 3
    case .short: 4
    case .long: 5
    case .double: 6
    case .list: 7
    case .class: 8
    case .password: 9
    }
  }

  func listConfigResources(_ request: ListConfigResourcesRequest, _ call: Call) -> ListConfigResourcesResponse {
    var response = ListConfigResourcesResponse()
    guard allows(call.context, .describeConfigs, .cluster, AccessResourceType.clusterName) else {
      response.errorCode = ErrorCode.clusterAuthorizationFailed.rawValue
      return response
    }
    // Version 0 asks for metrics of clients alone, of which there are none here.
    guard call.version >= 1 else { return response }
    let types: Set<Int8> = request.resourceTypes.isEmpty ? [2, 4, 8, 16, 32] : Set(request.resourceTypes)
    guard types.isSubset(of: [2, 4, 8, 16, 32]) else {
      response.errorCode = ErrorCode.unsupportedVersion.rawValue
      return response
    }
    func add(_ type: Int8, _ names: [String]) {
      guard types.contains(type) else { return }
      for name in names {
        var resource = ListConfigResourcesResponse.ConfigResource()
        resource.resourceType = type
        resource.resourceName = name
        response.configResources.append(resource)
      }
    }
    let brokers = image.brokers.keys.sorted().map { String($0) }
    add(2, image.topics.keys.sorted())
    add(4, brokers)
    add(8, brokers)
    return response
  }
}
