import KafkaProtocol

extension ClusterController {
  /// How long a value may be, in bytes; ours.
  private static let maximumValueSize = 32_767

  func alterConfigs(_ request: AlterConfigsRequest, _ context: RequestContext) -> AlterConfigsResponse {
    var response = AlterConfigsResponse()
    for wish in request.resources {
      var result = AlterConfigsResponse.ResourceResponse()
      result.resourceType = wish.resourceType
      result.resourceName = wish.resourceName
      let resource = ConfigResource(type: wish.resourceType, name: wish.resourceName)
      var refusal = problem(of: resource, context)
      var values: [String: String] = [:]
      for config in wish.configs where refusal == nil {
        guard let value = config.value else { continue }
        refusal = problem(of: config.name, value, in: resource)
        values[config.name] = value
      }
      if let refusal {
        result.errorCode = refusal.error.rawValue
        result.errorMessage = refusal.message
      } else if !request.validateOnly {
        image.configs[resource] = values.isEmpty ? nil : values
      }
      response.responses.append(result)
    }
    return response
  }

  func incrementalAlterConfigs(
    _ request: IncrementalAlterConfigsRequest, _ context: RequestContext
  ) -> IncrementalAlterConfigsResponse {
    var response = IncrementalAlterConfigsResponse()
    for wish in request.resources {
      var result = IncrementalAlterConfigsResponse.AlterConfigsResourceResponse()
      result.resourceType = wish.resourceType
      result.resourceName = wish.resourceName
      let resource = ConfigResource(type: wish.resourceType, name: wish.resourceName)
      var values = image.configs[resource] ?? [:]
      var refusal = problem(of: resource, context)
      if Set(wish.configs.map(\.name)).count != wish.configs.count {
        refusal = refusal ?? Refusal(error: .invalidRequest, message: "A key is named more than once.")
      }
      for config in wish.configs where refusal == nil { refusal = apply(config, to: &values, of: resource) }
      if let refusal {
        result.errorCode = refusal.error.rawValue
        result.errorMessage = refusal.message
      } else if !request.validateOnly {
        image.configs[resource] = values.isEmpty ? nil : values
      }
      response.responses.append(result)
    }
    return response
  }

  /// KIP-339: 0 sets, 1 deletes, 2 appends to a list, 3 takes away from one.
  private func apply(
    _ config: IncrementalAlterConfigsRequest.AlterableConfig, to values: inout [String: String],
    of resource: ConfigResource
  ) -> Refusal? {
    guard let operation = ConfigOperation(rawValue: config.configOperation) else {
      return Refusal(error: .invalidRequest, message: "There is no operation \(config.configOperation).")
    }
    if operation == .delete {
      values[config.name] = nil
      return nil
    }
    guard let value = config.value else {
      return Refusal(error: .invalidConfig, message: "Null value not supported for the key \(config.name).")
    }
    if operation == .set {
      if let refusal = problem(of: config.name, value, in: resource) { return refusal }
      values[config.name] = value
      return nil
    }
    guard ConfigCatalog.isList(config.name, isTopic: resource.type == 2) else {
      return Refusal(
        error: .invalidConfig, message: "Can't append to or subtract from the key \(config.name): it is not a list.")
    }
    let present =
      values[config.name] ?? properties[ConfigCatalog.brokerKey(config.name, isTopic: resource.type == 2)]
      ?? ConfigCatalog.defaultValue(config.name, isTopic: resource.type == 2) ?? ""
    var list = present.split(separator: ",").map(String.init)
    for element in value.split(separator: ",").map(String.init) {
      if operation == .subtract {
        list.removeAll { $0 == element }
      } else if !list.contains(element) {
        list.append(element)
      }
    }
    let result = list.joined(separator: ",")
    if let refusal = problem(of: config.name, result, in: resource) { return refusal }
    values[config.name] = result
    return nil
  }

  private enum ConfigOperation: Int8 {
    case set = 0
    case delete = 1
    case append = 2
    case subtract = 3
  }

  private func problem(of resource: ConfigResource, _ context: RequestContext) -> Refusal? {
    switch resource.type {
    case 2:
      guard allows(context, .alterConfigs, .topic, resource.name) else {
        return Refusal(error: .topicAuthorizationFailed, message: "\(context.principal) may not alter the topic.")
      }
      if image.topics[resource.name] == nil {
        return Refusal(error: .unknownTopicOrPartition, message: "The topic '\(resource.name)' does not exist.")
      }
      return nil
    case 4:
      guard allows(context, .alterConfigs) else {
        return Refusal(error: .clusterAuthorizationFailed, message: "\(context.principal) may not alter the brokers.")
      }
      if !resource.name.isEmpty, Int32(resource.name) == nil {
        return Refusal(error: .invalidRequest, message: "'\(resource.name)' is no broker's number.")
      }
      return nil
    default:
      return Refusal(
        error: .invalidRequest, message: "Resources of the type \(resource.type) cannot be configured here.")
    }
  }

  private func problem(of key: String, _ value: String, in resource: ConfigResource) -> Refusal? {
    if value.utf8.count > Self.maximumValueSize {
      return Refusal(
        error: .invalidConfig, message: "The value of \(key) is longer than \(Self.maximumValueSize) bytes.")
    }
    let problem =
      resource.type == 2
      ? ConfigCatalog.topicProblem(key, value)
      : ConfigCatalog.brokerProblem(key, value, isPerBroker: !resource.name.isEmpty)
    return problem.map { Refusal(error: .invalidConfig, message: $0) }
  }
}
