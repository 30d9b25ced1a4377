import KafkaProtocol

/// A request to the coordinator of groups, with what is needed to answer it.
struct GroupCall {
  let token: RequestToken
  let context: RequestContext
  let version: Int16
  let topics: any GroupTopics
  /// Whether the client may do something to a resource.
  let allows: (AccessOperation, AccessResourceType, String) -> Bool
  let moment: Moment

  /// Where the answer goes, for a request that waits.
  var waiting: GroupMember.Waiting { GroupMember.Waiting(token: token, version: version) }
}
