// Generated from proto/koperator/agent/v1/agent.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// What an agent sends.
public struct AgentMessage: ProtobufMessage {

  /// What `message` can be.
  public enum Message: Sendable, Hashable {
    /// `hello` (1).
    case hello(Hello)
    /// `report` (2).
    case report(BrokerReport)
    /// `heartbeat` (3).
    case heartbeat(Heartbeat)
    /// `transition` (4).
    case transition(Transition)
    /// `gone` (5).
    case gone(BrokerGone)
  }

  /// One of the cases, or none.
  public var message: Message?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.AgentMessage"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "hello", "hello"),
    ProtobufFieldName(2, "report", "report"),
    ProtobufFieldName(3, "heartbeat", "heartbeat"),
    ProtobufFieldName(4, "transition", "transition"),
    ProtobufFieldName(5, "gone", "gone"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .hello(let value) = self.message { try visitor.message(1, value) }
    if case .report(let value) = self.message { try visitor.message(2, value) }
    if case .heartbeat(let value) = self.message { try visitor.message(3, value) }
    if case .transition(let value) = self.message { try visitor.message(4, value) }
    if case .gone(let value) = self.message { try visitor.message(5, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1:
      var value: Hello?
      if case .hello(let known) = self.message, key.wireType == .lengthDelimited {
        value = known
        self.message = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.message = .hello(value)
      return true
    case 2:
      var value: BrokerReport?
      if case .report(let known) = self.message, key.wireType == .lengthDelimited {
        value = known
        self.message = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.message = .report(value)
      return true
    case 3:
      var value: Heartbeat?
      if case .heartbeat(let known) = self.message, key.wireType == .lengthDelimited {
        value = known
        self.message = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.message = .heartbeat(value)
      return true
    case 4:
      var value: Transition?
      if case .transition(let known) = self.message, key.wireType == .lengthDelimited {
        value = known
        self.message = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.message = .transition(value)
      return true
    case 5:
      var value: BrokerGone?
      if case .gone(let known) = self.message, key.wireType == .lengthDelimited {
        value = known
        self.message = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.message = .gone(value)
      return true
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1:
      if self.message != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.message = .hello(try decoder.message(value))
    case 2:
      if self.message != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.message = .report(try decoder.message(value))
    case 3:
      if self.message != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.message = .heartbeat(try decoder.message(value))
    case 4:
      if self.message != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.message = .transition(try decoder.message(value))
    case 5:
      if self.message != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.message = .gone(try decoder.message(value))
    default: break
    }
  }
}

/// Who the agent is.
public struct Hello: ProtobufMessage {

  /// `version` (1).
  public var version: String = ""

  /// `capabilities` (2).
  public var capabilities: [String] = []

  /// `incarnation` (3).
  public var incarnation: UInt64 = 0

  /// `node` (4).
  public var node: String = ""

  /// `interval_ms` (5).
  public var intervalMs: UInt32 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.Hello"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "version", "version"),
    ProtobufFieldName(2, "capabilities", "capabilities"),
    ProtobufFieldName(3, "incarnation", "incarnation"),
    ProtobufFieldName(4, "node", "node"),
    ProtobufFieldName(5, "interval_ms", "intervalMs"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.version.isEmpty { visitor.single(ProtobufString.self, 1, self.version) }
    if !self.capabilities.isEmpty { visitor.list(ProtobufString.self, 2, self.capabilities) }
    if self.incarnation != 0 { visitor.single(ProtobufUInt64.self, 3, self.incarnation) }
    if !self.node.isEmpty { visitor.single(ProtobufString.self, 4, self.node) }
    if self.intervalMs != 0 { visitor.single(ProtobufUInt32.self, 5, self.intervalMs) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.version)
    case 2: return try reader.list(ProtobufString.self, key, into: &self.capabilities)
    case 3: return try reader.single(ProtobufUInt64.self, key, into: &self.incarnation)
    case 4: return try reader.single(ProtobufString.self, key, into: &self.node)
    case 5: return try reader.single(ProtobufUInt32.self, key, into: &self.intervalMs)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.version = try ProtobufString.value(of: value)
    case 2: self.capabilities = try decoder.list(ProtobufString.self, value)
    case 3: self.incarnation = try ProtobufUInt64.value(of: value)
    case 4: self.node = try ProtobufString.value(of: value)
    case 5: self.intervalMs = try ProtobufUInt32.value(of: value)
    default: break
    }
  }
}

/// Nothing has changed since the message with this sequence number.
public struct Heartbeat: ProtobufMessage {

  /// `sequence` (1).
  public var sequence: UInt64 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.Heartbeat"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "sequence", "sequence")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.sequence != 0 { visitor.single(ProtobufUInt64.self, 1, self.sequence) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufUInt64.self, key, into: &self.sequence)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.sequence = try ProtobufUInt64.value(of: value)
    default: break
    }
  }
}

/// A broker left.
public struct BrokerGone: ProtobufMessage {

  /// `broker` (1).
  public var broker: UInt32 = 0

  /// `sequence` (2).
  public var sequence: UInt64 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.BrokerGone"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "broker", "broker"),
    ProtobufFieldName(2, "sequence", "sequence"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.broker != 0 { visitor.single(ProtobufUInt32.self, 1, self.broker) }
    if self.sequence != 0 { visitor.single(ProtobufUInt64.self, 2, self.sequence) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufUInt32.self, key, into: &self.broker)
    case 2: return try reader.single(ProtobufUInt64.self, key, into: &self.sequence)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.broker = try ProtobufUInt32.value(of: value)
    case 2: self.sequence = try ProtobufUInt64.value(of: value)
    default: break
    }
  }
}

/// Which broker is meant.
public struct BrokerIdentity: ProtobufMessage {

  /// `namespace` (1).
  public var namespace: String = ""

  /// `cluster` (2).
  public var cluster: String = ""

  /// `broker_id` (3).
  public var brokerId: UInt32 = 0

  /// `pod_name` (4).
  public var podName: String = ""

  /// `pod_uid` (5).
  public var podUid: String = ""

  /// `address` (6).
  public var address: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.BrokerIdentity"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "namespace", "namespace"),
    ProtobufFieldName(2, "cluster", "cluster"),
    ProtobufFieldName(3, "broker_id", "brokerId"),
    ProtobufFieldName(4, "pod_name", "podName"),
    ProtobufFieldName(5, "pod_uid", "podUid"),
    ProtobufFieldName(6, "address", "address"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.namespace.isEmpty { visitor.single(ProtobufString.self, 1, self.namespace) }
    if !self.cluster.isEmpty { visitor.single(ProtobufString.self, 2, self.cluster) }
    if self.brokerId != 0 { visitor.single(ProtobufUInt32.self, 3, self.brokerId) }
    if !self.podName.isEmpty { visitor.single(ProtobufString.self, 4, self.podName) }
    if !self.podUid.isEmpty { visitor.single(ProtobufString.self, 5, self.podUid) }
    if !self.address.isEmpty { visitor.single(ProtobufString.self, 6, self.address) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.namespace)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.cluster)
    case 3: return try reader.single(ProtobufUInt32.self, key, into: &self.brokerId)
    case 4: return try reader.single(ProtobufString.self, key, into: &self.podName)
    case 5: return try reader.single(ProtobufString.self, key, into: &self.podUid)
    case 6: return try reader.single(ProtobufString.self, key, into: &self.address)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.namespace = try ProtobufString.value(of: value)
    case 2: self.cluster = try ProtobufString.value(of: value)
    case 3: self.brokerId = try ProtobufUInt32.value(of: value)
    case 4: self.podName = try ProtobufString.value(of: value)
    case 5: self.podUid = try ProtobufString.value(of: value)
    case 6: self.address = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// What is so with one broker. A report that is not full names only the parts that changed; a part is always whole.
public struct BrokerReport: ProtobufMessage {

  /// `broker` (1).
  public var broker: UInt32 = 0

  /// `sequence` (2).
  public var sequence: UInt64 = 0

  /// `full` (3).
  public var full: Bool = false

  /// `identity` (4).
  public var identity: BrokerIdentity?

  /// `process` (5).
  public var process: Process?

  /// `kafka` (6).
  public var kafka: Kafka?

  /// `listeners` (7).
  public var listeners: [Listener] = []

  /// `removed_listeners` (8).
  public var removedListeners: [String] = []

  /// `log_dirs` (9).
  public var logDirs: [LogDir] = []

  /// `removed_log_dirs` (10).
  public var removedLogDirs: [String] = []

  /// `figures` (11).
  public var figures: Figures?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.BrokerReport"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "broker", "broker"),
    ProtobufFieldName(2, "sequence", "sequence"),
    ProtobufFieldName(3, "full", "full"),
    ProtobufFieldName(4, "identity", "identity"),
    ProtobufFieldName(5, "process", "process"),
    ProtobufFieldName(6, "kafka", "kafka"),
    ProtobufFieldName(7, "listeners", "listeners"),
    ProtobufFieldName(8, "removed_listeners", "removedListeners"),
    ProtobufFieldName(9, "log_dirs", "logDirs"),
    ProtobufFieldName(10, "removed_log_dirs", "removedLogDirs"),
    ProtobufFieldName(11, "figures", "figures"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.broker != 0 { visitor.single(ProtobufUInt32.self, 1, self.broker) }
    if self.sequence != 0 { visitor.single(ProtobufUInt64.self, 2, self.sequence) }
    if self.full { visitor.single(ProtobufBool.self, 3, self.full) }
    if let value = self.identity { try visitor.message(4, value) }
    if let value = self.process { try visitor.message(5, value) }
    if let value = self.kafka { try visitor.message(6, value) }
    if !self.listeners.isEmpty { try visitor.messages(7, self.listeners) }
    if !self.removedListeners.isEmpty { visitor.list(ProtobufString.self, 8, self.removedListeners) }
    if !self.logDirs.isEmpty { try visitor.messages(9, self.logDirs) }
    if !self.removedLogDirs.isEmpty { visitor.list(ProtobufString.self, 10, self.removedLogDirs) }
    if let value = self.figures { try visitor.message(11, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufUInt32.self, key, into: &self.broker)
    case 2: return try reader.single(ProtobufUInt64.self, key, into: &self.sequence)
    case 3: return try reader.single(ProtobufBool.self, key, into: &self.full)
    case 4: return try reader.message(key, into: &self.identity)
    case 5: return try reader.message(key, into: &self.process)
    case 6: return try reader.message(key, into: &self.kafka)
    case 7: return try reader.messages(key, into: &self.listeners)
    case 8: return try reader.list(ProtobufString.self, key, into: &self.removedListeners)
    case 9: return try reader.messages(key, into: &self.logDirs)
    case 10: return try reader.list(ProtobufString.self, key, into: &self.removedLogDirs)
    case 11: return try reader.message(key, into: &self.figures)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.broker = try ProtobufUInt32.value(of: value)
    case 2: self.sequence = try ProtobufUInt64.value(of: value)
    case 3: self.full = try ProtobufBool.value(of: value)
    case 4: self.identity = try decoder.message(value)
    case 5: self.process = try decoder.message(value)
    case 6: self.kafka = try decoder.message(value)
    case 7: self.listeners = try decoder.messages(value)
    case 8: self.removedListeners = try decoder.list(ProtobufString.self, value)
    case 9: self.logDirs = try decoder.messages(value)
    case 10: self.removedLogDirs = try decoder.list(ProtobufString.self, value)
    case 11: self.figures = try decoder.message(value)
    default: break
    }
  }
}

/// The process of Kafka.
public struct Process: ProtobufMessage {

  /// `koperator.agent.v1.Process.State`.
  public struct State: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `STATE_UNKNOWN`.
    public static let stateUnknown = Self(rawValue: 0)
    /// `STATE_RUNNING`.
    public static let stateRunning = Self(rawValue: 1)
    /// `STATE_GONE`.
    public static let stateGone = Self(rawValue: 2)
    /// `STATE_STOPPED`.
    public static let stateStopped = Self(rawValue: 3)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "STATE_UNKNOWN"),
      (1, "STATE_RUNNING"),
      (2, "STATE_GONE"),
      (3, "STATE_STOPPED"),
    ]
  }

  /// `state` (1).
  public var state: Process.State = Process.State(rawValue: 0)

  /// `pid` (2).
  public var pid: UInt32 = 0

  /// `restarts` (3).
  public var restarts: UInt32 = 0

  /// `started_ms` (4).
  public var startedMs: UInt64 = 0

  /// `open_files` (5).
  public var openFiles: UInt32 = 0

  /// `resident_bytes` (6).
  public var residentBytes: UInt64 = 0

  /// `age_ms` (7).
  public var ageMs: UInt32 = 0

  /// `problem` (8).
  public var problem: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.Process"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "state", "state"),
    ProtobufFieldName(2, "pid", "pid"),
    ProtobufFieldName(3, "restarts", "restarts"),
    ProtobufFieldName(4, "started_ms", "startedMs"),
    ProtobufFieldName(5, "open_files", "openFiles"),
    ProtobufFieldName(6, "resident_bytes", "residentBytes"),
    ProtobufFieldName(7, "age_ms", "ageMs"),
    ProtobufFieldName(8, "problem", "problem"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.state.rawValue != 0 { visitor.single(ProtobufEnumField<Process.State>.self, 1, self.state) }
    if self.pid != 0 { visitor.single(ProtobufUInt32.self, 2, self.pid) }
    if self.restarts != 0 { visitor.single(ProtobufUInt32.self, 3, self.restarts) }
    if self.startedMs != 0 { visitor.single(ProtobufUInt64.self, 4, self.startedMs) }
    if self.openFiles != 0 { visitor.single(ProtobufUInt32.self, 5, self.openFiles) }
    if self.residentBytes != 0 { visitor.single(ProtobufUInt64.self, 6, self.residentBytes) }
    if self.ageMs != 0 { visitor.single(ProtobufUInt32.self, 7, self.ageMs) }
    if !self.problem.isEmpty { visitor.single(ProtobufString.self, 8, self.problem) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufEnumField<Process.State>.self, key, into: &self.state)
    case 2: return try reader.single(ProtobufUInt32.self, key, into: &self.pid)
    case 3: return try reader.single(ProtobufUInt32.self, key, into: &self.restarts)
    case 4: return try reader.single(ProtobufUInt64.self, key, into: &self.startedMs)
    case 5: return try reader.single(ProtobufUInt32.self, key, into: &self.openFiles)
    case 6: return try reader.single(ProtobufUInt64.self, key, into: &self.residentBytes)
    case 7: return try reader.single(ProtobufUInt32.self, key, into: &self.ageMs)
    case 8: return try reader.single(ProtobufString.self, key, into: &self.problem)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.state = try ProtobufEnumField<Process.State>.value(of: value)
    case 2: self.pid = try ProtobufUInt32.value(of: value)
    case 3: self.restarts = try ProtobufUInt32.value(of: value)
    case 4: self.startedMs = try ProtobufUInt64.value(of: value)
    case 5: self.openFiles = try ProtobufUInt32.value(of: value)
    case 6: self.residentBytes = try ProtobufUInt64.value(of: value)
    case 7: self.ageMs = try ProtobufUInt32.value(of: value)
    case 8: self.problem = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// Whether Kafka answers on the one listener that is asked every interval.
public struct Kafka: ProtobufMessage {

  /// `koperator.agent.v1.Kafka.State`.
  public struct State: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `STATE_UNKNOWN`.
    public static let stateUnknown = Self(rawValue: 0)
    /// `STATE_ANSWERS`.
    public static let stateAnswers = Self(rawValue: 1)
    /// `STATE_REFUSED`.
    public static let stateRefused = Self(rawValue: 2)
    /// `STATE_TIMED_OUT`.
    public static let stateTimedOut = Self(rawValue: 3)
    /// `STATE_BROKEN`.
    public static let stateBroken = Self(rawValue: 4)
    /// `STATE_TLS_ONLY`.
    public static let stateTlsOnly = Self(rawValue: 5)
    /// `STATE_UNREACHABLE`.
    public static let stateUnreachable = Self(rawValue: 6)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "STATE_UNKNOWN"),
      (1, "STATE_ANSWERS"),
      (2, "STATE_REFUSED"),
      (3, "STATE_TIMED_OUT"),
      (4, "STATE_BROKEN"),
      (5, "STATE_TLS_ONLY"),
      (6, "STATE_UNREACHABLE"),
    ]
  }

  /// `state` (1).
  public var state: Kafka.State = Kafka.State(rawValue: 0)

  /// `listener` (2).
  public var listener: String = ""

  /// `latency_us` (3).
  public var latencyUs: UInt32 = 0

  /// `node_id_plus_one` (4).
  public var nodeIdPlusOne: UInt32 = 0

  /// `broker_role` (5).
  public var brokerRole: Bool = false

  /// `controller_role` (6).
  public var controllerRole: Bool = false

  /// `streak` (7).
  public var streak: UInt32 = 0

  /// `age_ms` (8).
  public var ageMs: UInt32 = 0

  /// `problem` (9).
  public var problem: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.Kafka"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "state", "state"),
    ProtobufFieldName(2, "listener", "listener"),
    ProtobufFieldName(3, "latency_us", "latencyUs"),
    ProtobufFieldName(4, "node_id_plus_one", "nodeIdPlusOne"),
    ProtobufFieldName(5, "broker_role", "brokerRole"),
    ProtobufFieldName(6, "controller_role", "controllerRole"),
    ProtobufFieldName(7, "streak", "streak"),
    ProtobufFieldName(8, "age_ms", "ageMs"),
    ProtobufFieldName(9, "problem", "problem"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.state.rawValue != 0 { visitor.single(ProtobufEnumField<Kafka.State>.self, 1, self.state) }
    if !self.listener.isEmpty { visitor.single(ProtobufString.self, 2, self.listener) }
    if self.latencyUs != 0 { visitor.single(ProtobufUInt32.self, 3, self.latencyUs) }
    if self.nodeIdPlusOne != 0 { visitor.single(ProtobufUInt32.self, 4, self.nodeIdPlusOne) }
    if self.brokerRole { visitor.single(ProtobufBool.self, 5, self.brokerRole) }
    if self.controllerRole { visitor.single(ProtobufBool.self, 6, self.controllerRole) }
    if self.streak != 0 { visitor.single(ProtobufUInt32.self, 7, self.streak) }
    if self.ageMs != 0 { visitor.single(ProtobufUInt32.self, 8, self.ageMs) }
    if !self.problem.isEmpty { visitor.single(ProtobufString.self, 9, self.problem) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufEnumField<Kafka.State>.self, key, into: &self.state)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.listener)
    case 3: return try reader.single(ProtobufUInt32.self, key, into: &self.latencyUs)
    case 4: return try reader.single(ProtobufUInt32.self, key, into: &self.nodeIdPlusOne)
    case 5: return try reader.single(ProtobufBool.self, key, into: &self.brokerRole)
    case 6: return try reader.single(ProtobufBool.self, key, into: &self.controllerRole)
    case 7: return try reader.single(ProtobufUInt32.self, key, into: &self.streak)
    case 8: return try reader.single(ProtobufUInt32.self, key, into: &self.ageMs)
    case 9: return try reader.single(ProtobufString.self, key, into: &self.problem)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.state = try ProtobufEnumField<Kafka.State>.value(of: value)
    case 2: self.listener = try ProtobufString.value(of: value)
    case 3: self.latencyUs = try ProtobufUInt32.value(of: value)
    case 4: self.nodeIdPlusOne = try ProtobufUInt32.value(of: value)
    case 5: self.brokerRole = try ProtobufBool.value(of: value)
    case 6: self.controllerRole = try ProtobufBool.value(of: value)
    case 7: self.streak = try ProtobufUInt32.value(of: value)
    case 8: self.ageMs = try ProtobufUInt32.value(of: value)
    case 9: self.problem = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// One listener, by a connection and a handshake of its own.
public struct Listener: ProtobufMessage {

  /// `name` (1).
  public var name: String = ""

  /// `port` (2).
  public var port: UInt32 = 0

  /// `state` (3).
  public var state: Kafka.State = Kafka.State(rawValue: 0)

  /// `certificate` (4).
  public var certificate: Certificate?

  /// `latency_us` (5).
  public var latencyUs: UInt32 = 0

  /// `age_ms` (6).
  public var ageMs: UInt32 = 0

  /// `problem` (7).
  public var problem: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.Listener"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(2, "port", "port"),
    ProtobufFieldName(3, "state", "state"),
    ProtobufFieldName(4, "certificate", "certificate"),
    ProtobufFieldName(5, "latency_us", "latencyUs"),
    ProtobufFieldName(6, "age_ms", "ageMs"),
    ProtobufFieldName(7, "problem", "problem"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if self.port != 0 { visitor.single(ProtobufUInt32.self, 2, self.port) }
    if self.state.rawValue != 0 { visitor.single(ProtobufEnumField<Kafka.State>.self, 3, self.state) }
    if let value = self.certificate { try visitor.message(4, value) }
    if self.latencyUs != 0 { visitor.single(ProtobufUInt32.self, 5, self.latencyUs) }
    if self.ageMs != 0 { visitor.single(ProtobufUInt32.self, 6, self.ageMs) }
    if !self.problem.isEmpty { visitor.single(ProtobufString.self, 7, self.problem) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 2: return try reader.single(ProtobufUInt32.self, key, into: &self.port)
    case 3: return try reader.single(ProtobufEnumField<Kafka.State>.self, key, into: &self.state)
    case 4: return try reader.message(key, into: &self.certificate)
    case 5: return try reader.single(ProtobufUInt32.self, key, into: &self.latencyUs)
    case 6: return try reader.single(ProtobufUInt32.self, key, into: &self.ageMs)
    case 7: return try reader.single(ProtobufString.self, key, into: &self.problem)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.name = try ProtobufString.value(of: value)
    case 2: self.port = try ProtobufUInt32.value(of: value)
    case 3: self.state = try ProtobufEnumField<Kafka.State>.value(of: value)
    case 4: self.certificate = try decoder.message(value)
    case 5: self.latencyUs = try ProtobufUInt32.value(of: value)
    case 6: self.ageMs = try ProtobufUInt32.value(of: value)
    case 7: self.problem = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// A certificate that a listener shows.
public struct Certificate: ProtobufMessage {

  /// `serial` (1).
  public var serial: String = ""

  /// `not_before` (2).
  public var notBefore: Int64 = 0

  /// `not_after` (3).
  public var notAfter: Int64 = 0

  /// `subject` (4).
  public var subject: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.Certificate"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "serial", "serial"),
    ProtobufFieldName(2, "not_before", "notBefore"),
    ProtobufFieldName(3, "not_after", "notAfter"),
    ProtobufFieldName(4, "subject", "subject"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.serial.isEmpty { visitor.single(ProtobufString.self, 1, self.serial) }
    if self.notBefore != 0 { visitor.single(ProtobufInt64.self, 2, self.notBefore) }
    if self.notAfter != 0 { visitor.single(ProtobufInt64.self, 3, self.notAfter) }
    if !self.subject.isEmpty { visitor.single(ProtobufString.self, 4, self.subject) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.serial)
    case 2: return try reader.single(ProtobufInt64.self, key, into: &self.notBefore)
    case 3: return try reader.single(ProtobufInt64.self, key, into: &self.notAfter)
    case 4: return try reader.single(ProtobufString.self, key, into: &self.subject)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.serial = try ProtobufString.value(of: value)
    case 2: self.notBefore = try ProtobufInt64.value(of: value)
    case 3: self.notAfter = try ProtobufInt64.value(of: value)
    case 4: self.subject = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// One of Kafka's log directories, and the file system that it lies on.
public struct LogDir: ProtobufMessage {

  /// `koperator.agent.v1.LogDir.State`.
  public struct State: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `STATE_UNKNOWN`.
    public static let stateUnknown = Self(rawValue: 0)
    /// `STATE_OK`.
    public static let stateOk = Self(rawValue: 1)
    /// `STATE_READ_ONLY`.
    public static let stateReadOnly = Self(rawValue: 2)
    /// `STATE_FAILED`.
    public static let stateFailed = Self(rawValue: 3)
    /// `STATE_MISSING`.
    public static let stateMissing = Self(rawValue: 4)
    /// `STATE_HUNG`.
    public static let stateHung = Self(rawValue: 5)
    /// `STATE_FULL`.
    public static let stateFull = Self(rawValue: 6)
    /// `STATE_NOT_WRITABLE`.
    public static let stateNotWritable = Self(rawValue: 7)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "STATE_UNKNOWN"),
      (1, "STATE_OK"),
      (2, "STATE_READ_ONLY"),
      (3, "STATE_FAILED"),
      (4, "STATE_MISSING"),
      (5, "STATE_HUNG"),
      (6, "STATE_FULL"),
      (7, "STATE_NOT_WRITABLE"),
    ]
  }

  /// `path` (1).
  public var path: String = ""

  /// `state` (2).
  public var state: LogDir.State = LogDir.State(rawValue: 0)

  /// `space` (3).
  public var space: Space?

  /// `write` (4).
  public var write: WriteProbe?

  /// `partitions` (5).
  public var partitions: Partitions?

  /// `identity` (6).
  public var identity: DirIdentity?

  /// `problem` (7).
  public var problem: String = ""

  /// `clean_shutdown` (8).
  public var cleanShutdown: Bool = false

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.LogDir"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "path", "path"),
    ProtobufFieldName(2, "state", "state"),
    ProtobufFieldName(3, "space", "space"),
    ProtobufFieldName(4, "write", "write"),
    ProtobufFieldName(5, "partitions", "partitions"),
    ProtobufFieldName(6, "identity", "identity"),
    ProtobufFieldName(7, "problem", "problem"),
    ProtobufFieldName(8, "clean_shutdown", "cleanShutdown"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.path.isEmpty { visitor.single(ProtobufString.self, 1, self.path) }
    if self.state.rawValue != 0 { visitor.single(ProtobufEnumField<LogDir.State>.self, 2, self.state) }
    if let value = self.space { try visitor.message(3, value) }
    if let value = self.write { try visitor.message(4, value) }
    if let value = self.partitions { try visitor.message(5, value) }
    if let value = self.identity { try visitor.message(6, value) }
    if !self.problem.isEmpty { visitor.single(ProtobufString.self, 7, self.problem) }
    if self.cleanShutdown { visitor.single(ProtobufBool.self, 8, self.cleanShutdown) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.path)
    case 2: return try reader.single(ProtobufEnumField<LogDir.State>.self, key, into: &self.state)
    case 3: return try reader.message(key, into: &self.space)
    case 4: return try reader.message(key, into: &self.write)
    case 5: return try reader.message(key, into: &self.partitions)
    case 6: return try reader.message(key, into: &self.identity)
    case 7: return try reader.single(ProtobufString.self, key, into: &self.problem)
    case 8: return try reader.single(ProtobufBool.self, key, into: &self.cleanShutdown)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.path = try ProtobufString.value(of: value)
    case 2: self.state = try ProtobufEnumField<LogDir.State>.value(of: value)
    case 3: self.space = try decoder.message(value)
    case 4: self.write = try decoder.message(value)
    case 5: self.partitions = try decoder.message(value)
    case 6: self.identity = try decoder.message(value)
    case 7: self.problem = try ProtobufString.value(of: value)
    case 8: self.cleanShutdown = try ProtobufBool.value(of: value)
    default: break
    }
  }
}

/// The file system of a log directory, by statvfs.
public struct Space: ProtobufMessage {

  /// `mount` (1).
  public var mount: String = ""

  /// `device` (2).
  public var device: String = ""

  /// `type` (3).
  public var type: String = ""

  /// `total_bytes` (4).
  public var totalBytes: UInt64 = 0

  /// `used_bytes` (5).
  public var usedBytes: UInt64 = 0

  /// `free_bytes` (6).
  public var freeBytes: UInt64 = 0

  /// `total_inodes` (7).
  public var totalInodes: UInt64 = 0

  /// `free_inodes` (8).
  public var freeInodes: UInt64 = 0

  /// `read_only` (9).
  public var readOnly: Bool = false

  /// `age_ms` (10).
  public var ageMs: UInt32 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.Space"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "mount", "mount"),
    ProtobufFieldName(2, "device", "device"),
    ProtobufFieldName(3, "type", "type"),
    ProtobufFieldName(4, "total_bytes", "totalBytes"),
    ProtobufFieldName(5, "used_bytes", "usedBytes"),
    ProtobufFieldName(6, "free_bytes", "freeBytes"),
    ProtobufFieldName(7, "total_inodes", "totalInodes"),
    ProtobufFieldName(8, "free_inodes", "freeInodes"),
    ProtobufFieldName(9, "read_only", "readOnly"),
    ProtobufFieldName(10, "age_ms", "ageMs"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.mount.isEmpty { visitor.single(ProtobufString.self, 1, self.mount) }
    if !self.device.isEmpty { visitor.single(ProtobufString.self, 2, self.device) }
    if !self.type.isEmpty { visitor.single(ProtobufString.self, 3, self.type) }
    if self.totalBytes != 0 { visitor.single(ProtobufUInt64.self, 4, self.totalBytes) }
    if self.usedBytes != 0 { visitor.single(ProtobufUInt64.self, 5, self.usedBytes) }
    if self.freeBytes != 0 { visitor.single(ProtobufUInt64.self, 6, self.freeBytes) }
    if self.totalInodes != 0 { visitor.single(ProtobufUInt64.self, 7, self.totalInodes) }
    if self.freeInodes != 0 { visitor.single(ProtobufUInt64.self, 8, self.freeInodes) }
    if self.readOnly { visitor.single(ProtobufBool.self, 9, self.readOnly) }
    if self.ageMs != 0 { visitor.single(ProtobufUInt32.self, 10, self.ageMs) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.mount)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.device)
    case 3: return try reader.single(ProtobufString.self, key, into: &self.type)
    case 4: return try reader.single(ProtobufUInt64.self, key, into: &self.totalBytes)
    case 5: return try reader.single(ProtobufUInt64.self, key, into: &self.usedBytes)
    case 6: return try reader.single(ProtobufUInt64.self, key, into: &self.freeBytes)
    case 7: return try reader.single(ProtobufUInt64.self, key, into: &self.totalInodes)
    case 8: return try reader.single(ProtobufUInt64.self, key, into: &self.freeInodes)
    case 9: return try reader.single(ProtobufBool.self, key, into: &self.readOnly)
    case 10: return try reader.single(ProtobufUInt32.self, key, into: &self.ageMs)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.mount = try ProtobufString.value(of: value)
    case 2: self.device = try ProtobufString.value(of: value)
    case 3: self.type = try ProtobufString.value(of: value)
    case 4: self.totalBytes = try ProtobufUInt64.value(of: value)
    case 5: self.usedBytes = try ProtobufUInt64.value(of: value)
    case 6: self.freeBytes = try ProtobufUInt64.value(of: value)
    case 7: self.totalInodes = try ProtobufUInt64.value(of: value)
    case 8: self.freeInodes = try ProtobufUInt64.value(of: value)
    case 9: self.readOnly = try ProtobufBool.value(of: value)
    case 10: self.ageMs = try ProtobufUInt32.value(of: value)
    default: break
    }
  }
}

/// A write of 4 KB, fdatasync, and a read back.
public struct WriteProbe: ProtobufMessage {

  /// `succeeded` (1).
  public var succeeded: Bool = false

  /// `latency_us` (2).
  public var latencyUs: UInt32 = 0

  /// `direct` (3).
  public var direct: Bool = false

  /// `error` (4).
  public var error: String = ""

  /// `age_ms` (5).
  public var ageMs: UInt32 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.WriteProbe"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "succeeded", "succeeded"),
    ProtobufFieldName(2, "latency_us", "latencyUs"),
    ProtobufFieldName(3, "direct", "direct"),
    ProtobufFieldName(4, "error", "error"),
    ProtobufFieldName(5, "age_ms", "ageMs"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.succeeded { visitor.single(ProtobufBool.self, 1, self.succeeded) }
    if self.latencyUs != 0 { visitor.single(ProtobufUInt32.self, 2, self.latencyUs) }
    if self.direct { visitor.single(ProtobufBool.self, 3, self.direct) }
    if !self.error.isEmpty { visitor.single(ProtobufString.self, 4, self.error) }
    if self.ageMs != 0 { visitor.single(ProtobufUInt32.self, 5, self.ageMs) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufBool.self, key, into: &self.succeeded)
    case 2: return try reader.single(ProtobufUInt32.self, key, into: &self.latencyUs)
    case 3: return try reader.single(ProtobufBool.self, key, into: &self.direct)
    case 4: return try reader.single(ProtobufString.self, key, into: &self.error)
    case 5: return try reader.single(ProtobufUInt32.self, key, into: &self.ageMs)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.succeeded = try ProtobufBool.value(of: value)
    case 2: self.latencyUs = try ProtobufUInt32.value(of: value)
    case 3: self.direct = try ProtobufBool.value(of: value)
    case 4: self.error = try ProtobufString.value(of: value)
    case 5: self.ageMs = try ProtobufUInt32.value(of: value)
    default: break
    }
  }
}

/// The directories of partitions in a log directory, by the endings of their names.
public struct Partitions: ProtobufMessage {

  /// `live` (1).
  public var live: PartitionSum?

  /// `future` (2).
  public var future: PartitionSum?

  /// `deleted` (3).
  public var deleted: PartitionSum?

  /// `stray` (4).
  public var stray: PartitionSum?

  /// `metadata` (5).
  public var metadata: PartitionSum?

  /// `names_age_ms` (6).
  public var namesAgeMs: UInt32 = 0

  /// `bytes_age_ms` (7).
  public var bytesAgeMs: UInt32 = 0

  /// `bytes_known` (8).
  public var bytesKnown: Bool = false

  /// `others` (9).
  public var others: UInt32 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.Partitions"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "live", "live"),
    ProtobufFieldName(2, "future", "future"),
    ProtobufFieldName(3, "deleted", "deleted"),
    ProtobufFieldName(4, "stray", "stray"),
    ProtobufFieldName(5, "metadata", "metadata"),
    ProtobufFieldName(6, "names_age_ms", "namesAgeMs"),
    ProtobufFieldName(7, "bytes_age_ms", "bytesAgeMs"),
    ProtobufFieldName(8, "bytes_known", "bytesKnown"),
    ProtobufFieldName(9, "others", "others"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.live { try visitor.message(1, value) }
    if let value = self.future { try visitor.message(2, value) }
    if let value = self.deleted { try visitor.message(3, value) }
    if let value = self.stray { try visitor.message(4, value) }
    if let value = self.metadata { try visitor.message(5, value) }
    if self.namesAgeMs != 0 { visitor.single(ProtobufUInt32.self, 6, self.namesAgeMs) }
    if self.bytesAgeMs != 0 { visitor.single(ProtobufUInt32.self, 7, self.bytesAgeMs) }
    if self.bytesKnown { visitor.single(ProtobufBool.self, 8, self.bytesKnown) }
    if self.others != 0 { visitor.single(ProtobufUInt32.self, 9, self.others) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.live)
    case 2: return try reader.message(key, into: &self.future)
    case 3: return try reader.message(key, into: &self.deleted)
    case 4: return try reader.message(key, into: &self.stray)
    case 5: return try reader.message(key, into: &self.metadata)
    case 6: return try reader.single(ProtobufUInt32.self, key, into: &self.namesAgeMs)
    case 7: return try reader.single(ProtobufUInt32.self, key, into: &self.bytesAgeMs)
    case 8: return try reader.single(ProtobufBool.self, key, into: &self.bytesKnown)
    case 9: return try reader.single(ProtobufUInt32.self, key, into: &self.others)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.live = try decoder.message(value)
    case 2: self.future = try decoder.message(value)
    case 3: self.deleted = try decoder.message(value)
    case 4: self.stray = try decoder.message(value)
    case 5: self.metadata = try decoder.message(value)
    case 6: self.namesAgeMs = try ProtobufUInt32.value(of: value)
    case 7: self.bytesAgeMs = try ProtobufUInt32.value(of: value)
    case 8: self.bytesKnown = try ProtobufBool.value(of: value)
    case 9: self.others = try ProtobufUInt32.value(of: value)
    default: break
    }
  }
}

/// Partitions of one kind.
public struct PartitionSum: ProtobufMessage {

  /// `count` (1).
  public var count: UInt32 = 0

  /// `bytes` (2).
  public var bytes: UInt64 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.PartitionSum"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "count", "count"),
    ProtobufFieldName(2, "bytes", "bytes"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.count != 0 { visitor.single(ProtobufUInt32.self, 1, self.count) }
    if self.bytes != 0 { visitor.single(ProtobufUInt64.self, 2, self.bytes) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufUInt32.self, key, into: &self.count)
    case 2: return try reader.single(ProtobufUInt64.self, key, into: &self.bytes)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.count = try ProtobufUInt32.value(of: value)
    case 2: self.bytes = try ProtobufUInt64.value(of: value)
    default: break
    }
  }
}

/// `meta.properties` of a log directory.
public struct DirIdentity: ProtobufMessage {

  /// `koperator.agent.v1.DirIdentity.State`.
  public struct State: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `STATE_UNKNOWN`.
    public static let stateUnknown = Self(rawValue: 0)
    /// `STATE_PRESENT`.
    public static let statePresent = Self(rawValue: 1)
    /// `STATE_ABSENT`.
    public static let stateAbsent = Self(rawValue: 2)
    /// `STATE_DAMAGED`.
    public static let stateDamaged = Self(rawValue: 3)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "STATE_UNKNOWN"),
      (1, "STATE_PRESENT"),
      (2, "STATE_ABSENT"),
      (3, "STATE_DAMAGED"),
    ]
  }

  /// `state` (1).
  public var state: DirIdentity.State = DirIdentity.State(rawValue: 0)

  /// `cluster_id` (2).
  public var clusterId: String = ""

  /// `node_id_plus_one` (3).
  public var nodeIdPlusOne: UInt32 = 0

  /// `directory_id` (4).
  public var directoryId: String = ""

  /// `age_ms` (5).
  public var ageMs: UInt32 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.DirIdentity"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "state", "state"),
    ProtobufFieldName(2, "cluster_id", "clusterId"),
    ProtobufFieldName(3, "node_id_plus_one", "nodeIdPlusOne"),
    ProtobufFieldName(4, "directory_id", "directoryId"),
    ProtobufFieldName(5, "age_ms", "ageMs"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.state.rawValue != 0 { visitor.single(ProtobufEnumField<DirIdentity.State>.self, 1, self.state) }
    if !self.clusterId.isEmpty { visitor.single(ProtobufString.self, 2, self.clusterId) }
    if self.nodeIdPlusOne != 0 { visitor.single(ProtobufUInt32.self, 3, self.nodeIdPlusOne) }
    if !self.directoryId.isEmpty { visitor.single(ProtobufString.self, 4, self.directoryId) }
    if self.ageMs != 0 { visitor.single(ProtobufUInt32.self, 5, self.ageMs) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufEnumField<DirIdentity.State>.self, key, into: &self.state)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.clusterId)
    case 3: return try reader.single(ProtobufUInt32.self, key, into: &self.nodeIdPlusOne)
    case 4: return try reader.single(ProtobufString.self, key, into: &self.directoryId)
    case 5: return try reader.single(ProtobufUInt32.self, key, into: &self.ageMs)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.state = try ProtobufEnumField<DirIdentity.State>.value(of: value)
    case 2: self.clusterId = try ProtobufString.value(of: value)
    case 3: self.nodeIdPlusOne = try ProtobufUInt32.value(of: value)
    case 4: self.directoryId = try ProtobufString.value(of: value)
    case 5: self.ageMs = try ProtobufUInt32.value(of: value)
    default: break
    }
  }
}

/// What Kafka says of itself. A figure that the exporter does not show is missing in `known`.
public struct Figures: ProtobufMessage {

  /// `available` (1).
  public var available: Bool = false

  /// `under_replicated` (2).
  public var underReplicated: UInt32 = 0

  /// `offline_replicas` (3).
  public var offlineReplicas: UInt32 = 0

  /// `offline_partitions` (4).
  public var offlinePartitions: UInt32 = 0

  /// `request_idle_permille` (5).
  public var requestIdlePermille: UInt32 = 0

  /// `known` (6).
  public var known: UInt32 = 0

  /// `age_ms` (7).
  public var ageMs: UInt32 = 0

  /// `problem` (8).
  public var problem: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.Figures"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "available", "available"),
    ProtobufFieldName(2, "under_replicated", "underReplicated"),
    ProtobufFieldName(3, "offline_replicas", "offlineReplicas"),
    ProtobufFieldName(4, "offline_partitions", "offlinePartitions"),
    ProtobufFieldName(5, "request_idle_permille", "requestIdlePermille"),
    ProtobufFieldName(6, "known", "known"),
    ProtobufFieldName(7, "age_ms", "ageMs"),
    ProtobufFieldName(8, "problem", "problem"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.available { visitor.single(ProtobufBool.self, 1, self.available) }
    if self.underReplicated != 0 { visitor.single(ProtobufUInt32.self, 2, self.underReplicated) }
    if self.offlineReplicas != 0 { visitor.single(ProtobufUInt32.self, 3, self.offlineReplicas) }
    if self.offlinePartitions != 0 { visitor.single(ProtobufUInt32.self, 4, self.offlinePartitions) }
    if self.requestIdlePermille != 0 { visitor.single(ProtobufUInt32.self, 5, self.requestIdlePermille) }
    if self.known != 0 { visitor.single(ProtobufUInt32.self, 6, self.known) }
    if self.ageMs != 0 { visitor.single(ProtobufUInt32.self, 7, self.ageMs) }
    if !self.problem.isEmpty { visitor.single(ProtobufString.self, 8, self.problem) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufBool.self, key, into: &self.available)
    case 2: return try reader.single(ProtobufUInt32.self, key, into: &self.underReplicated)
    case 3: return try reader.single(ProtobufUInt32.self, key, into: &self.offlineReplicas)
    case 4: return try reader.single(ProtobufUInt32.self, key, into: &self.offlinePartitions)
    case 5: return try reader.single(ProtobufUInt32.self, key, into: &self.requestIdlePermille)
    case 6: return try reader.single(ProtobufUInt32.self, key, into: &self.known)
    case 7: return try reader.single(ProtobufUInt32.self, key, into: &self.ageMs)
    case 8: return try reader.single(ProtobufString.self, key, into: &self.problem)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.available = try ProtobufBool.value(of: value)
    case 2: self.underReplicated = try ProtobufUInt32.value(of: value)
    case 3: self.offlineReplicas = try ProtobufUInt32.value(of: value)
    case 4: self.offlinePartitions = try ProtobufUInt32.value(of: value)
    case 5: self.requestIdlePermille = try ProtobufUInt32.value(of: value)
    case 6: self.known = try ProtobufUInt32.value(of: value)
    case 7: self.ageMs = try ProtobufUInt32.value(of: value)
    case 8: self.problem = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// Something that changed while a replica did not listen.
public struct Transition: ProtobufMessage {

  /// `broker` (1).
  public var broker: UInt32 = 0

  /// `sequence` (2).
  public var sequence: UInt64 = 0

  /// `time_ms` (3).
  public var timeMs: UInt64 = 0

  /// `subject` (4).
  public var subject: String = ""

  /// `before` (5).
  public var before: String = ""

  /// `after` (6).
  public var after: String = ""

  /// `lost` (7).
  public var lost: UInt32 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.Transition"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "broker", "broker"),
    ProtobufFieldName(2, "sequence", "sequence"),
    ProtobufFieldName(3, "time_ms", "timeMs"),
    ProtobufFieldName(4, "subject", "subject"),
    ProtobufFieldName(5, "before", "before"),
    ProtobufFieldName(6, "after", "after"),
    ProtobufFieldName(7, "lost", "lost"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.broker != 0 { visitor.single(ProtobufUInt32.self, 1, self.broker) }
    if self.sequence != 0 { visitor.single(ProtobufUInt64.self, 2, self.sequence) }
    if self.timeMs != 0 { visitor.single(ProtobufUInt64.self, 3, self.timeMs) }
    if !self.subject.isEmpty { visitor.single(ProtobufString.self, 4, self.subject) }
    if !self.before.isEmpty { visitor.single(ProtobufString.self, 5, self.before) }
    if !self.after.isEmpty { visitor.single(ProtobufString.self, 6, self.after) }
    if self.lost != 0 { visitor.single(ProtobufUInt32.self, 7, self.lost) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufUInt32.self, key, into: &self.broker)
    case 2: return try reader.single(ProtobufUInt64.self, key, into: &self.sequence)
    case 3: return try reader.single(ProtobufUInt64.self, key, into: &self.timeMs)
    case 4: return try reader.single(ProtobufString.self, key, into: &self.subject)
    case 5: return try reader.single(ProtobufString.self, key, into: &self.before)
    case 6: return try reader.single(ProtobufString.self, key, into: &self.after)
    case 7: return try reader.single(ProtobufUInt32.self, key, into: &self.lost)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.broker = try ProtobufUInt32.value(of: value)
    case 2: self.sequence = try ProtobufUInt64.value(of: value)
    case 3: self.timeMs = try ProtobufUInt64.value(of: value)
    case 4: self.subject = try ProtobufString.value(of: value)
    case 5: self.before = try ProtobufString.value(of: value)
    case 6: self.after = try ProtobufString.value(of: value)
    case 7: self.lost = try ProtobufUInt32.value(of: value)
    default: break
    }
  }
}

/// What the server sends.
public struct ServerMessage: ProtobufMessage {

  /// What `message` can be.
  public enum Message: Sendable, Hashable {
    /// `welcome` (1).
    case welcome(Welcome)
    /// `sampling` (2).
    case sampling(Sampling)
  }

  /// One of the cases, or none.
  public var message: Message?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.ServerMessage"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "welcome", "welcome"),
    ProtobufFieldName(2, "sampling", "sampling"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .welcome(let value) = self.message { try visitor.message(1, value) }
    if case .sampling(let value) = self.message { try visitor.message(2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1:
      var value: Welcome?
      if case .welcome(let known) = self.message, key.wireType == .lengthDelimited {
        value = known
        self.message = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.message = .welcome(value)
      return true
    case 2:
      var value: Sampling?
      if case .sampling(let known) = self.message, key.wireType == .lengthDelimited {
        value = known
        self.message = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.message = .sampling(value)
      return true
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1:
      if self.message != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.message = .welcome(try decoder.message(value))
    case 2:
      if self.message != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.message = .sampling(try decoder.message(value))
    default: break
    }
  }
}

/// The server takes the agent's reports.
public struct Welcome: ProtobufMessage {

  /// `version` (1).
  public var version: String = ""

  /// `capabilities` (2).
  public var capabilities: [String] = []

  /// `last_sequence` (3).
  public var lastSequence: UInt64 = 0

  /// `interval_ms` (4).
  public var intervalMs: UInt32 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.Welcome"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "version", "version"),
    ProtobufFieldName(2, "capabilities", "capabilities"),
    ProtobufFieldName(3, "last_sequence", "lastSequence"),
    ProtobufFieldName(4, "interval_ms", "intervalMs"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.version.isEmpty { visitor.single(ProtobufString.self, 1, self.version) }
    if !self.capabilities.isEmpty { visitor.list(ProtobufString.self, 2, self.capabilities) }
    if self.lastSequence != 0 { visitor.single(ProtobufUInt64.self, 3, self.lastSequence) }
    if self.intervalMs != 0 { visitor.single(ProtobufUInt32.self, 4, self.intervalMs) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.version)
    case 2: return try reader.list(ProtobufString.self, key, into: &self.capabilities)
    case 3: return try reader.single(ProtobufUInt64.self, key, into: &self.lastSequence)
    case 4: return try reader.single(ProtobufUInt32.self, key, into: &self.intervalMs)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.version = try ProtobufString.value(of: value)
    case 2: self.capabilities = try decoder.list(ProtobufString.self, value)
    case 3: self.lastSequence = try ProtobufUInt64.value(of: value)
    case 4: self.intervalMs = try ProtobufUInt32.value(of: value)
    default: break
    }
  }
}

/// How often to look.
public struct Sampling: ProtobufMessage {

  /// `interval_ms` (1).
  public var intervalMs: UInt32 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.agent.v1.Sampling"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "interval_ms", "intervalMs")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.intervalMs != 0 { visitor.single(ProtobufUInt32.self, 1, self.intervalMs) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufUInt32.self, key, into: &self.intervalMs)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.intervalMs = try ProtobufUInt32.value(of: value)
    default: break
    }
  }
}
