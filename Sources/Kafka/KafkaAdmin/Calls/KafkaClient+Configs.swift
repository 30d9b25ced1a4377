import KafkaProtocol

// Configs of topics and brokers.
extension KafkaClient {
  /// All configs of resources; each one that cannot be described has its error. A broker's are asked of the broker itself.
  public func describeConfigs(
    _ resources: [ConfigResource]
  ) async throws(KafkaAdminError) -> [ConfigResource: Result<[String: ConfigEntry], KafkaAdminError>] {
    var outcomes: [ConfigResource: Result<[String: ConfigEntry], KafkaAdminError>] = [:]
    for (route, resources) in grouped(resources) {
      var request = DescribeConfigsRequest()
      request.resources = resources.map { resource in
        var wanted = DescribeConfigsRequest.Resource()
        wanted.resourceType = resource.type
        wanted.resourceName = resource.name
        wanted.configurationKeys = nil
        return wanted
      }
      for result in try await send(request, to: route).results {
        let resource = ConfigResource(type: result.resourceType, name: result.resourceName)
        let error = ErrorCode(rawValue: result.errorCode)
        outcomes[resource] =
          error.isError
          ? .failure(KafkaAdminError(error, text: result.errorMessage, object: "configs of \(resource.name)"))
          : .success(Self.entries(result.configs))
      }
    }
    return outcomes
  }

  private static func entries(_ configs: [DescribeConfigsResponse.ResourceResult]) -> [String: ConfigEntry] {
    var entries: [String: ConfigEntry] = [:]
    for config in configs {
      entries[config.name] = ConfigEntry(
        name: config.name, value: config.value, source: ConfigEntry.Source(rawValue: config.configSource) ?? .unknown,
        isReadOnly: config.readOnly, isSensitive: config.isSensitive)
    }
    return entries
  }

  /// Changes configs, and says of each resource that was not changed why.
  ///
  /// - Parameter isTrial: only checks whether they could be changed.
  public func incrementalAlterConfigs(
    _ changes: [ConfigResource: [ConfigChange]], isTrial: Bool = false
  ) async throws(KafkaAdminError) -> [ConfigResource: KafkaAdminError] {
    var failures: [ConfigResource: KafkaAdminError] = [:]
    for (route, resources) in grouped(Array(changes.keys)) {
      var request = IncrementalAlterConfigsRequest()
      request.validateOnly = isTrial
      request.resources = resources.map { Self.alteration($0, changes[$0] ?? []) }
      for result in try await send(request, to: route).responses {
        let error = ErrorCode(rawValue: result.errorCode)
        guard error.isError else { continue }
        failures[ConfigResource(type: result.resourceType, name: result.resourceName)] = KafkaAdminError(
          error, text: result.errorMessage, object: "configs of \(result.resourceName)")
      }
    }
    return failures
  }

  private static func alteration(
    _ resource: ConfigResource, _ changes: [ConfigChange]
  ) -> IncrementalAlterConfigsRequest.AlterConfigsResource {
    var altered = IncrementalAlterConfigsRequest.AlterConfigsResource()
    altered.resourceType = resource.type
    altered.resourceName = resource.name
    altered.configs = changes.map { change in
      var config = IncrementalAlterConfigsRequest.AlterableConfig()
      config.name = change.name
      config.configOperation = change.operation.rawValue
      config.value = change.value
      return config
    }
    return altered
  }

  /// The resources by who answers for them.
  private func grouped(_ resources: [ConfigResource]) -> [(Route, [ConfigResource])] {
    var groups: [Route: [ConfigResource]] = [:]
    for resource in resources {
      var route = configuration.endpoints == .controllers ? Route.controller : .any
      // What is set for a broker or its logger is known to the broker.
      if resource.type == 4 || resource.type == 8, configuration.endpoints == .brokers, let id = Int32(resource.name) {
        route = .node(id)
      }
      groups[route, default: []].append(resource)
    }
    return groups.map { ($0.key, $0.value) }
  }
}
