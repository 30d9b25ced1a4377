import KafkaProtocol

/// A Produce request, or an append of the group coordinator, that waits until all in-sync replicas have its records.
///
/// It must be answered once: when the last of its parts is decided, or when its time is over.
final class WaitingAppend {
  /// Who waits.
  enum Origin {
    case producer(RequestToken)
    case groups(GroupAppendID)
  }

  /// A partition that is not decided.
  struct Part {
    var replica: PartitionReplica
    /// The high watermark that decides it.
    var requiredOffset: Int64
    /// Where its result stands in the response.
    var topic: Int
    var index: Int
  }

  let origin: Origin
  let deadline: Duration
  var response: ProduceResponse
  var parts: [Part]
  var isDone = false

  init(origin: Origin, deadline: Duration, response: ProduceResponse, parts: [Part]) {
    self.origin = origin
    self.deadline = deadline
    self.response = response
    self.parts = parts
  }

  /// Decides what can be decided; says whether all is.
  func update(isOver: Bool) -> Bool {
    parts.removeAll { part in
      let code: ErrorCode
      if part.replica.isRemoved {
        code = .unknownTopicOrPartition
      } else if !part.replica.isLeader {
        code = .notLeaderOrFollower
      } else if part.replica.highWatermark >= part.requiredOffset {
        code =
          part.replica.inSync.count < part.replica.minimumInSync
          ? .notEnoughReplicasAfterAppend : .none
      } else if isOver {
        code = .requestTimedOut
      } else {
        return false
      }
      set(code, part)
      return true
    }
    return parts.isEmpty
  }

  private func set(_ code: ErrorCode, _ part: Part) {
    guard code != .none else { return }
    response.responses[part.topic].partitionResponses[part.index].errorCode = code.rawValue
    response.responses[part.topic].partitionResponses[part.index].baseOffset = -1
    response.responses[part.topic].partitionResponses[part.index].logAppendTimeMs = -1
    response.responses[part.topic].partitionResponses[part.index].logStartOffset = -1
  }
}
