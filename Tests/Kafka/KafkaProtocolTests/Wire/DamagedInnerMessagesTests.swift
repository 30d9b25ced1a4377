import Testing

@testable import KafkaProtocol

/// Messages that no API has were damaged: headers, what members of a group tell each other, the records of the group log.
@Suite struct DamagedInnerMessagesTests {
  private func check<M: KafkaMessage>(_ message: M) throws {
    for version in M.validVersions {
      let bytes = try message.encoded(version: version)
      for problem in Damage.problemsOfCutting(bytes, M.self, version) {
        Issue.record("\(M.name) \(version): \(problem)")
      }
      let outcome = Damage.outcomeOfOverwriting(bytes, M.self, version)
      for problem in outcome.problems { Issue.record("\(M.name) \(version): \(problem)") }
      #expect(outcome.read > 0)
    }
  }

  @Test func headersAreAnErrorOrOtherHeaders() throws {
    var request = RequestHeader()
    request.requestApiKey = 3
    request.correlationId = 7
    request.clientId = "client"
    try check(request)
    var response = ResponseHeader()
    response.correlationId = 7
    try check(response)
  }

  @Test func subscriptionsAndAssignmentsAreAnErrorOrOthers() throws {
    var subscription = ConsumerProtocolSubscription()
    subscription.topics = ["orders", "payments"]
    subscription.userData = [1, 2, 3]
    var owned = ConsumerProtocolSubscription.TopicPartition()
    owned.topic = "orders"
    owned.partitions = [0, 1]
    subscription.ownedPartitions = [owned]
    subscription.rackId = "a"
    try check(subscription)
    var assignment = ConsumerProtocolAssignment()
    var assigned = ConsumerProtocolAssignment.TopicPartition()
    assigned.topic = "orders"
    assigned.partitions = [0, 1, 2, 3, 4, 5, 6]
    assignment.assignedPartitions = [assigned]
    assignment.userData = []
    try check(assignment)
  }

  @Test func keysAndValuesOfTheGroupLogAreAnErrorOrOthers() throws {
    var offsetKey = OffsetCommitKey()
    offsetKey.group = "billing"
    offsetKey.topic = "orders"
    try check(offsetKey)
    var offset = OffsetCommitValue()
    offset.offset = 12
    offset.metadata = "m"
    offset.topicId = KafkaUUID(high: 1, low: 2)
    try check(offset)
    var groupKey = GroupMetadataKey()
    groupKey.group = "billing"
    try check(groupKey)
    var group = GroupMetadataValue()
    group.protocolType = "consumer"
    group.protocol = "range"
    var member = GroupMetadataValue.MemberMetadata()
    member.memberId = "a-1"
    member.groupInstanceId = "a"
    member.subscription = [0, 1]
    group.members = [member, GroupMetadataValue.MemberMetadata()]
    try check(group)
  }
}
