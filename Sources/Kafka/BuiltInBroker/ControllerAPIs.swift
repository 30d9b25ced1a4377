import KafkaModel
import KafkaProtocol

/// What is answered on a controller's listener.
enum ControllerAPIs {
  static let all: [ApiKey] = [
    .apiVersions, .createTopics, .deleteTopics, .createPartitions, .describeConfigs, .alterConfigs,
    .incrementalAlterConfigs, .alterPartitionReassignments, .listPartitionReassignments, .electLeaders, .describeQuorum,
    .addRaftVoter, .removeRaftVoter, .updateFeatures, .unregisterBroker, .describeCluster, .createAcls, .deleteAcls,
    .describeAcls, .alterUserScramCredentials, .alterClientQuotas,
  ]

  /// The answer to ApiVersions there.
  static var versions: ApiVersionsResponse {
    var response = ApiVersionsResponse()
    for api in all.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let range = KafkaAPI.advertisedVersions(of: api) else { continue }
      var entry = ApiVersionsResponse.ApiVersion()
      entry.apiKey = api.rawValue
      entry.minVersion = range.lowerBound
      entry.maxVersion = range.upperBound
      response.apiKeys.append(entry)
    }
    return response
  }

  /// The answer to DescribeCluster there: the controllers, of which the first is the one that decides.
  static func describeCluster(_ request: DescribeClusterRequest, _ image: ClusterImage) -> DescribeClusterResponse {
    var response = DescribeClusterResponse()
    response.endpointType = 2
    response.clusterId = image.clusterID
    guard request.endpointType == 2 else {
      response.errorCode = ErrorCode.mismatchedEndpointType.rawValue
      response.errorMessage = "This is a controller: it knows the endpoints of controllers."
      return response
    }
    let voters = image.voters.values.sorted { $0.id < $1.id }
    response.controllerId = voters.first?.id ?? -1
    for voter in voters {
      guard let endpoint = voter.endpoints.first else { continue }
      var node = DescribeClusterResponse.Broker()
      node.brokerId = voter.id
      node.host = endpoint.host
      node.port = endpoint.port
      response.brokers.append(node)
    }
    return response
  }
}
