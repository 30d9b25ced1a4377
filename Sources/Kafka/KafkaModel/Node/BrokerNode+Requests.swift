import KafkaProtocol

/// Which request is answered where.
extension BrokerNode {
  func answer(_ request: any KafkaRequest, _ call: Call) {
    switch request {
    case let request as ProduceRequest: produce(request, call)
    case let request as FetchRequest: fetch(request, call)
    case let request as MetadataRequest: metadata(request, call)
    case let request as ListOffsetsRequest: respond(call, listOffsets(request, call))
    case let request as OffsetForLeaderEpochRequest: respond(call, offsetsForLeaderEpoch(request, call))
    case let request as DeleteRecordsRequest: respond(call, deleteRecords(request, call))
    case is ApiVersionsRequest: respond(call, apiVersions(call))
    case let request as DescribeClusterRequest: respond(call, describeCluster(request, call))
    case let request as DescribeTopicPartitionsRequest: respond(call, describeTopicPartitions(request, call))
    case let request as DescribeConfigsRequest: respond(call, describeConfigs(request, call))
    case let request as ListConfigResourcesRequest: respond(call, listConfigResources(request, call))
    case let request as DescribeLogDirsRequest: respond(call, describeLogDirs(request, call))
    case let request as AlterReplicaLogDirsRequest: respond(call, alterReplicaLogDirs(request, call))
    case let request as InitProducerIdRequest: initProducerID(request, call)
    case let request as FindCoordinatorRequest: respond(call, findCoordinator(request, call))
    case is JoinGroupRequest, is SyncGroupRequest, is HeartbeatRequest, is LeaveGroupRequest, is OffsetCommitRequest,
      is OffsetFetchRequest, is OffsetDeleteRequest, is DescribeGroupsRequest, is ListGroupsRequest,
      is DeleteGroupsRequest:
      askGroups(request, call)
    case is SaslHandshakeRequest, is SaslAuthenticateRequest:
      // The shell answers these before requests come here.
      outputs.append(.disconnect(call.token))
    default:
      outputs.append(.forward(call.token, call.context, type(of: request).apiKey, version: call.version, request))
    }
  }

  func takeForwarded(_ token: RequestToken, _ response: (any KafkaResponse)?) {
    if token.rawValue >= 1 << 63 {
      automaticTopics[token] = nil
    } else if let response {
      outputs.append(.respond(token, response))
    } else {
      outputs.append(.disconnect(token))
    }
  }

  /// A token for a request of the node's own.
  func ownToken() -> RequestToken {
    tokens += 1
    return RequestToken(rawValue: tokens)
  }
}
