public import JSON

/// What is done in a container beside its program.
public struct Lifecycle: KubernetesValue {
  /// Right after the start.
  @Indirect public var postStart: LifecycleHandler?
  /// Before the signal to end; its time is part of the grace period.
  @Indirect public var preStop: LifecycleHandler?
  /// The signal to end.
  public var stopSignal: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(postStart: LifecycleHandler? = nil, preStop: LifecycleHandler? = nil, stopSignal: String? = nil) {
    self.postStart = postStart
    self.preStop = preStop
    self.stopSignal = stopSignal
  }
}

extension Lifecycle: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.part("postStart", &_postStart)
    try fields.part("preStop", &_preStop)
    try fields.optional("stopSignal", &stopSignal)
  }
}

/// One thing to do: one of these.
public struct LifecycleHandler: KubernetesValue {
  /// Runs a program in the container.
  @Indirect public var exec: ExecAction?
  /// Sends a request.
  @Indirect public var httpGet: HTTPGetAction?
  /// Waits.
  @Indirect public var sleep: SleepAction?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(exec: ExecAction? = nil, httpGet: HTTPGetAction? = nil, sleep: SleepAction? = nil) {
    self.exec = exec
    self.httpGet = httpGet
    self.sleep = sleep
  }
}

extension LifecycleHandler: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.part("exec", &_exec)
    try fields.part("httpGet", &_httpGet)
    try fields.part("sleep", &_sleep)
  }
}

/// A wait.
public struct SleepAction: KubernetesValue {
  /// How long.
  public var seconds = 0
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(seconds: Int) {
    self.seconds = seconds
  }
}

extension SleepAction: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("seconds", &seconds)
  }
}
