import KafkaProtocol

/// DescribeConfigs and ListConfigResources.
extension BrokerNode {
  func describeConfigs(_ request: DescribeConfigsRequest, _ call: Call) -> DescribeConfigsResponse {
    var response = DescribeConfigsResponse()
    for resource in request.resources {
      var result = DescribeConfigsResponse.Result()
      result.resourceType = resource.resourceType
      result.resourceName = resource.resourceName
      result.errorCode = ErrorCode.unsupportedVersion.rawValue
      result.errorMessage = "Configurations cannot be described here."
      response.results.append(result)
    }
    return response
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
