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
}
