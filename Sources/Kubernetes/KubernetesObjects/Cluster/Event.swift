public import JSON

/// Something that happened to an object, for people.
public struct Event: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "events.k8s.io/v1"
  /// The kind.
  public static let kind = "Event"

  /// Name and namespace.
  public var metadata = ObjectMeta()
  /// When it first happened.
  public var eventTime: MicroTime?
  /// How often it happened again.
  @Indirect public var series: EventSeries?
  /// Who tells, as `koperator.io/operator`.
  public var reportingController: String?
  /// Which of them tells.
  public var reportingInstance: String?
  /// What was done, in one word.
  public var action: String?
  /// Why, in one word.
  public var reason: String?
  /// The object that it happened to.
  @Indirect public var regarding: ObjectReference?
  /// Another object that has to do with it.
  @Indirect public var related: ObjectReference?
  /// What happened, for people; at most 1 KiB.
  public var note: String?
  /// `Normal` or `Warning`.
  public var type: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    metadata: ObjectMeta, eventTime: MicroTime? = nil, series: EventSeries? = nil, reportingController: String? = nil,
    reportingInstance: String? = nil, action: String? = nil, reason: String? = nil, regarding: ObjectReference? = nil,
    related: ObjectReference? = nil, note: String? = nil, type: String? = nil
  ) {
    self.metadata = metadata
    self.eventTime = eventTime
    self.series = series
    self.reportingController = reportingController
    self.reportingInstance = reportingInstance
    self.action = action
    self.reason = reason
    self.regarding = regarding
    self.related = related
    self.note = note
    self.type = type
  }
}

extension Event: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.optional("eventTime", &eventTime)
    try fields.part("series", &_series, unique: true)
    try fields.optional("reportingController", &reportingController)
    try fields.optional("reportingInstance", &reportingInstance)
    try fields.optional("action", &action)
    try fields.optional("reason", &reason)
    try fields.part("regarding", &_regarding, unique: true)
    try fields.part("related", &_related, unique: true)
    try fields.optional("note", &note)
    try fields.optional("type", &type)
  }
}

/// How often an event happened.
public struct EventSeries: KubernetesValue {
  /// How often.
  public var count = 0
  /// When it last happened.
  public var lastObservedTime: MicroTime?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(count: Int, lastObservedTime: MicroTime? = nil) {
    self.count = count
    self.lastObservedTime = lastObservedTime
  }
}

extension EventSeries: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("count", &count)
    try fields.optional("lastObservedTime", &lastObservedTime)
  }
}
