public import JSON

/// What a container does: one of these; none is waiting.
public struct ContainerState: KubernetesValue {
  /// It has not started.
  @Indirect public var waiting: ContainerStateWaiting?
  /// It runs.
  @Indirect public var running: ContainerStateRunning?
  /// It has ended.
  @Indirect public var terminated: ContainerStateTerminated?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    waiting: ContainerStateWaiting? = nil, running: ContainerStateRunning? = nil,
    terminated: ContainerStateTerminated? = nil
  ) {
    self.waiting = waiting
    self.running = running
    self.terminated = terminated
  }
}

extension ContainerState: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.part("waiting", &_waiting)
    try fields.part("running", &_running, unique: true)
    try fields.part("terminated", &_terminated, unique: true)
  }
}

/// A container that has not started.
public struct ContainerStateWaiting: KubernetesValue {
  /// Why, in one word, as `CrashLoopBackOff`.
  public var reason: String?
  /// Why, for people.
  public var message: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(reason: String? = nil, message: String? = nil) {
    self.reason = reason
    self.message = message
  }
}

extension ContainerStateWaiting: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("reason", &reason)
    try fields.optional("message", &message)
  }
}

/// A container that runs.
public struct ContainerStateRunning: KubernetesValue {
  /// Since when.
  public var startedAt: Time?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(startedAt: Time? = nil) {
    self.startedAt = startedAt
  }
}

extension ContainerStateRunning: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("startedAt", &startedAt)
  }
}

/// A container that has ended.
public struct ContainerStateTerminated: KubernetesValue {
  /// What it ended with.
  public var exitCode: Int?
  /// The signal that ended it.
  public var signal: Int?
  /// Why, in one word, as `OOMKilled`.
  public var reason: String?
  /// Why, for people.
  public var message: String?
  /// When it had started.
  public var startedAt: Time?
  /// When it ended.
  public var finishedAt: Time?
  /// The runtime's name of it.
  public var containerID: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    exitCode: Int? = nil, signal: Int? = nil, reason: String? = nil, message: String? = nil, startedAt: Time? = nil,
    finishedAt: Time? = nil, containerID: String? = nil
  ) {
    self.exitCode = exitCode
    self.signal = signal
    self.reason = reason
    self.message = message
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.containerID = containerID
  }
}

extension ContainerStateTerminated: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("exitCode", &exitCode)
    try fields.optional("signal", &signal)
    try fields.optional("reason", &reason)
    try fields.optional("message", &message)
    try fields.optional("startedAt", &startedAt)
    try fields.optional("finishedAt", &finishedAt)
    try fields.optional("containerID", &containerID)
  }
}
