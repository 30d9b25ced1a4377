import CAgentAPI

/// Makes bytes of the agent's messages, by protobuf-c's generated C.
///
/// Texts are bounded: names and paths at `maximumName` bytes, words for people at `maximumText`.
public struct MessageEncoder: ~Copyable {
  /// The longest name or path, in bytes: Linux's PATH_MAX.
  public static let maximumName = 1_024
  /// The longest text for people, in bytes.
  public static let maximumText = 512

  private let now: Duration
  var arena = MessageArena()

  /// The bytes of a message that is sent at `now`.
  public static func encode(_ output: AgentOutput, at now: Duration) -> [UInt8] {
    var encoder = MessageEncoder(now: now)
    return encoder.encode(output)
  }

  private init(now: Duration) { self.now = now }

  private mutating func encode(_ output: AgentOutput) -> [UInt8] {
    let message = unsafe arena.make(koperator__agent__v1__agent_message__init)
    switch output {
    case .hello(let value):
      unsafe message.pointee.message_case = KOPERATOR__AGENT__V1__AGENT_MESSAGE__MESSAGE_HELLO
      unsafe message.pointee.hello = unsafe hello(value)
    case .report(let value):
      unsafe message.pointee.message_case = KOPERATOR__AGENT__V1__AGENT_MESSAGE__MESSAGE_REPORT
      unsafe message.pointee.report = unsafe report(value)
    case .heartbeat(let sequence):
      unsafe message.pointee.message_case = KOPERATOR__AGENT__V1__AGENT_MESSAGE__MESSAGE_HEARTBEAT
      let heartbeat = unsafe arena.make(koperator__agent__v1__heartbeat__init)
      unsafe heartbeat.pointee.sequence = sequence
      unsafe message.pointee.heartbeat = unsafe heartbeat
    case .transition(let value, let lost):
      unsafe message.pointee.message_case = KOPERATOR__AGENT__V1__AGENT_MESSAGE__MESSAGE_TRANSITION
      unsafe message.pointee.transition = unsafe transition(value, lost: lost)
    case .gone(let broker, let sequence):
      unsafe message.pointee.message_case = KOPERATOR__AGENT__V1__AGENT_MESSAGE__MESSAGE_GONE
      let gone = unsafe arena.make(koperator__agent__v1__broker_gone__init)
      unsafe gone.pointee.broker = broker
      unsafe gone.pointee.sequence = sequence
      unsafe message.pointee.gone = unsafe gone
    }
    let size = unsafe koperator__agent__v1__agent_message__get_packed_size(message)
    return unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = unsafe koperator__agent__v1__agent_message__pack(message, buffer.baseAddress)
    }
  }

  // MARK: Messages

  private mutating func hello(_ value: AgentHello) -> UnsafeMutablePointer<Koperator__Agent__V1__Hello> {
    let hello = unsafe arena.make(koperator__agent__v1__hello__init)
    unsafe hello.pointee.version = unsafe text(value.version)
    unsafe hello.pointee.n_capabilities = value.capabilities.count
    unsafe hello.pointee.capabilities = unsafe arena.texts(value.capabilities, limit: Self.maximumText)
    unsafe hello.pointee.incarnation = value.incarnation
    unsafe hello.pointee.node = unsafe name(value.node)
    unsafe hello.pointee.interval_ms = value.intervalMilliseconds
    return unsafe hello
  }

  private mutating func report(_ value: BrokerReport) -> UnsafeMutablePointer<Koperator__Agent__V1__BrokerReport> {
    let report = unsafe arena.make(koperator__agent__v1__broker_report__init)
    unsafe report.pointee.broker = value.number
    unsafe report.pointee.sequence = value.sequence
    if let broker = value.identity {
      unsafe report.pointee.full = 1
      unsafe report.pointee.identity = unsafe identity(broker)
    }
    if let process = value.process { unsafe report.pointee.process = unsafe self.process(process) }
    if let kafka = value.kafka { unsafe report.pointee.kafka = unsafe self.kafka(kafka) }
    unsafe report.pointee.n_listeners = value.listeners.count
    unsafe report.pointee.listeners = unsafe arena.list(
      of: value.listeners.count, Koperator__Agent__V1__Listener.self)
    for (index, one) in value.listeners.enumerated() {
      unsafe report.pointee.listeners[index] = unsafe listener(one)
    }
    unsafe report.pointee.n_removed_listeners = value.removedListeners.count
    unsafe report.pointee.removed_listeners = unsafe arena.texts(value.removedListeners, limit: Self.maximumName)
    unsafe report.pointee.n_log_dirs = value.logDirs.count
    unsafe report.pointee.log_dirs = unsafe arena.list(of: value.logDirs.count, Koperator__Agent__V1__LogDir.self)
    for (index, one) in value.logDirs.enumerated() { unsafe report.pointee.log_dirs[index] = unsafe logDir(one) }
    unsafe report.pointee.n_removed_log_dirs = value.removedLogDirs.count
    unsafe report.pointee.removed_log_dirs = unsafe arena.texts(value.removedLogDirs, limit: Self.maximumName)
    if let figures = value.figures { unsafe report.pointee.figures = unsafe self.figures(figures) }
    return unsafe report
  }

  private mutating func identity(
    _ value: WatchedBroker
  ) -> UnsafeMutablePointer<Koperator__Agent__V1__BrokerIdentity> {
    let identity = unsafe arena.make(koperator__agent__v1__broker_identity__init)
    unsafe identity.pointee.namespace_ = unsafe name(value.namespace)
    unsafe identity.pointee.cluster = unsafe name(value.cluster)
    unsafe identity.pointee.broker_id = UInt32(clamping: value.id)
    unsafe identity.pointee.pod_name = unsafe name(value.podName)
    unsafe identity.pointee.pod_uid = unsafe name(value.podUID)
    unsafe identity.pointee.address = unsafe name(value.address)
    return unsafe identity
  }

  private mutating func transition(
    _ value: BrokerTransition, lost: UInt32
  ) -> UnsafeMutablePointer<Koperator__Agent__V1__Transition> {
    let transition = unsafe arena.make(koperator__agent__v1__transition__init)
    unsafe transition.pointee.broker = value.number
    unsafe transition.pointee.sequence = value.sequence
    unsafe transition.pointee.time_ms = value.timeMilliseconds
    unsafe transition.pointee.subject = unsafe name(value.subject.description)
    unsafe transition.pointee.before = unsafe text(value.before)
    unsafe transition.pointee.after = unsafe text(value.after)
    unsafe transition.pointee.lost = lost
    return unsafe transition
  }

  // MARK: Values

  mutating func name(_ name: String) -> UnsafeMutablePointer<CChar> {
    unsafe arena.text(name, limit: Self.maximumName)
  }

  mutating func text(_ text: String) -> UnsafeMutablePointer<CChar> {
    unsafe arena.text(text, limit: Self.maximumText)
  }

  /// How long ago something was seen, in milliseconds.
  func age(_ seen: Duration) -> UInt32 {
    let (seconds, attoseconds) = max(.zero, now - seen).components
    guard seconds < 1 << 31 else { return .max }
    return UInt32(clamping: seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
  }

  /// A node id, plus one; 0 for none.
  func plusOne(_ id: Int32?) -> UInt32 { id.map { UInt32(clamping: Int64($0) + 1) } ?? 0 }
}
