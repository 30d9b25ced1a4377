import KubernetesObjects

/// How a run of a container ended.
struct ContainerEnd: Sendable, Hashable {
  var code: Int
  var signal: Int?
  var reason: String
  var message: String?
  var startedAt: Time?
  var finishedAt: Time
  /// The name of the run.
  var containerID: String?

  /// The end as the API has it.
  var terminated: ContainerStateTerminated {
    ContainerStateTerminated(
      exitCode: code, signal: signal, reason: reason, message: message, startedAt: startedAt, finishedAt: finishedAt,
      containerID: containerID)
  }

  /// An end that a process came to.
  init(_ exit: ProcessExit, log: String?, startedAt: Time?, finishedAt: Time) {
    code = Int(exit.code)
    reason = exit.isSuccess ? "Completed" : "Error"
    message = exit.isSuccess ? nil : log
    self.startedAt = startedAt
    self.finishedAt = finishedAt
  }

  /// A run that did not begin, in a container runtime's words.
  init(notStarted message: String, at time: Time) {
    code = 128
    reason = "StartError"
    self.message = message
    startedAt = time
    finishedAt = time
  }

  /// A run whose end nobody saw: the node had gone.
  init(unseenSince startedAt: Time?, at time: Time) {
    code = 137
    reason = "ContainerStatusUnknown"
    message = "The node was restarted while the container ran; its processes ended with the node"
    self.startedAt = startedAt
    finishedAt = time
  }

  /// What a status tells.
  init(_ terminated: ContainerStateTerminated, at time: Time) {
    code = terminated.exitCode ?? 0
    signal = terminated.signal
    reason = terminated.reason ?? (terminated.exitCode == 0 ? "Completed" : "Error")
    message = terminated.message
    startedAt = terminated.startedAt
    finishedAt = terminated.finishedAt ?? time
    containerID = terminated.containerID
  }
}
