import KafkaProtocol

/// Requests that wait: appends for the high watermark, fetches for data.
extension BrokerNode {
  /// Has an append wait for its partitions; it is answered at once where nothing is missing, or where too many wait.
  func wait(_ append: WaitingAppend) {
    var isFull = false
    if case .producer = append.origin { isFull = waitingAppendCount >= configuration.maximumWaitingAppends }
    waitingAppendCount += 1
    if append.update(isOver: isFull) {
      finish(append)
      return
    }
    for part in append.parts { part.replica.waitingAppends.append(append) }
    deadlines.insert(.append(append), at: append.deadline)
  }

  /// Something happened to a partition: its waiting appends are looked at, and its waiting fetches later.
  func touch(_ replica: PartitionReplica) {
    if !replica.waitingAppends.isEmpty {
      let waiting = replica.waitingAppends
      replica.waitingAppends = []
      for append in waiting where !append.isDone {
        if append.update(isOver: false) {
          finish(append)
        } else if append.parts.contains(where: { $0.replica === replica }) {
          replica.waitingAppends.append(append)
        }
      }
    }
    for fetch in replica.waitingFetches where !fetch.isTouched && !fetch.isDone {
      fetch.isTouched = true
      touchedFetches.append(fetch)
    }
  }

  func expireWaiting() {
    while let item = deadlines.pop(before: now.monotonic) {
      switch item {
      case .append(let append):
        for part in append.parts { part.replica.waitingAppends.removeAll { $0 === append } }
        _ = append.update(isOver: true)
        finish(append)
      case .fetch(let fetch): complete(fetch, isOver: true)
      }
    }
  }

  func answerTouchedFetches() {
    while !touchedFetches.isEmpty {
      let fetches = touchedFetches
      touchedFetches = []
      for fetch in fetches where !fetch.isDone {
        fetch.isTouched = false
        complete(fetch, isOver: false)
      }
    }
  }

  private func finish(_ append: WaitingAppend) {
    append.isDone = true
    waitingAppendCount -= 1
    switch append.origin {
    case .producer(let token): outputs.append(.respond(token, append.response))
    case .groups(let id):
      let code = append.response.responses.first?.partitionResponses.first?.errorCode ?? 0
      take(groups.appended(id, ErrorCode(rawValue: code), at: now))
    }
  }
}
