import KafkaProtocol

/// What of a call may be tried again, and why.
enum RetryRules {
  /// Whether a request may be sent twice with the same end: reads, and changes that say how things are to be. Of the others
  /// the second answer says that the change is there, or they do it twice.
  static func isRepeatable(_ api: ApiKey) -> Bool {
    switch api {
    case .produce, .createTopics, .deleteTopics, .createPartitions, .deleteGroups, .addRaftVoter, .removeRaftVoter,
      .unregisterBroker, .joinGroup, .leaveGroup, .updateFeatures:
      false
    default: true
    }
  }

  /// Whether a failed attempt is worth another one.
  static func allowsRetry(_ error: KafkaAdminError, of api: ApiKey) -> Bool {
    guard error.isRetryable else { return false }
    return !error.mayHaveHappened || isRepeatable(api)
  }

  /// The error for which an answer is worth another attempt; nil where it is to be given to the caller.
  static func retryableError(in response: any KafkaResponse) -> ErrorCode? {
    let errors = errors(in: response).filter(\.isError)
    guard let first = errors.first else { return nil }
    // Nothing was done where no item was looked at.
    if errors.allSatisfy({ $0 == .notController }) { return first }
    guard isRepeatable(type(of: response).apiKey) else { return nil }
    return errors.first { $0.isRetryable && $0 != .unknownTopicOrPartition && $0 != .unknownTopicId }
  }

  /// Kafka's errors in an answer: its own, and those of the things that were asked for.
  static func errors(in response: any KafkaResponse) -> [ErrorCode] {
    codes(in: response).map { ErrorCode(rawValue: $0) }
  }

  private static func codes(in response: any KafkaResponse) -> [Int16] {
    switch response {
    case let response as CreateTopicsResponse: response.topics.map(\.errorCode)
    case let response as DeleteTopicsResponse: response.responses.map(\.errorCode)
    case let response as CreatePartitionsResponse: response.results.map(\.errorCode)
    case let response as AlterPartitionReassignmentsResponse: [response.errorCode]
    case let response as ListPartitionReassignmentsResponse: [response.errorCode]
    case let response as ElectLeadersResponse: [response.errorCode]
    case let response as DescribeConfigsResponse: response.results.map(\.errorCode)
    case let response as AlterConfigsResponse: response.responses.map(\.errorCode)
    case let response as IncrementalAlterConfigsResponse: response.responses.map(\.errorCode)
    case let response as DescribeLogDirsResponse: [response.errorCode]
    case let response as DescribeClusterResponse: [response.errorCode]
    case let response as MetadataResponse: [response.errorCode]
    default: moreCodes(in: response)
    }
  }

  private static func moreCodes(in response: any KafkaResponse) -> [Int16] {
    switch response {
    case let response as DescribeQuorumResponse: [response.errorCode]
    case let response as AddRaftVoterResponse: [response.errorCode]
    case let response as RemoveRaftVoterResponse: [response.errorCode]
    case let response as UpdateFeaturesResponse: [response.errorCode]
    case let response as UnregisterBrokerResponse: [response.errorCode]
    case let response as DescribeAclsResponse: [response.errorCode]
    case let response as CreateAclsResponse: response.results.map(\.errorCode)
    case let response as DeleteAclsResponse: response.filterResults.map(\.errorCode)
    case let response as DescribeUserScramCredentialsResponse: [response.errorCode]
    case let response as AlterUserScramCredentialsResponse: response.results.map(\.errorCode)
    case let response as DescribeClientQuotasResponse: [response.errorCode]
    case let response as AlterClientQuotasResponse: response.entries.map(\.errorCode)
    case let response as FindCoordinatorResponse: [response.errorCode] + response.coordinators.map(\.errorCode)
    case let response as DescribeGroupsResponse: response.groups.map(\.errorCode)
    case let response as ListGroupsResponse: [response.errorCode]
    case let response as DeleteGroupsResponse: response.results.map(\.errorCode)
    case let response as OffsetDeleteResponse: [response.errorCode]
    case let response as OffsetFetchResponse: [response.errorCode] + response.groups.map(\.errorCode)
    case let response as InitProducerIdResponse: [response.errorCode]
    case let response as ListConfigResourcesResponse: [response.errorCode]
    default: []
    }
  }
}
