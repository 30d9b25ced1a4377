public import JSON

/// One aspect of an object's state, as its controller sees it.
public struct Condition: KubernetesValue {
  /// The aspect, as `Ready` or `Available`.
  public var type = ""
  /// `True`, `False` or `Unknown`.
  public var status = ""
  /// The generation of the object that it speaks of.
  public var observedGeneration: Int?
  /// When it was last looked at.
  public var lastProbeTime: Time?
  /// When a node last said it.
  public var lastHeartbeatTime: Time?
  /// When a Deployment last said it.
  public var lastUpdateTime: Time?
  /// When the status last changed.
  public var lastTransitionTime: Time?
  /// Why, in one word for programs.
  public var reason: String?
  /// Why, for people.
  public var message: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    type: String, status: String, observedGeneration: Int? = nil, lastProbeTime: Time? = nil,
    lastHeartbeatTime: Time? = nil, lastUpdateTime: Time? = nil, lastTransitionTime: Time? = nil, reason: String? = nil,
    message: String? = nil
  ) {
    self.type = type
    self.status = status
    self.observedGeneration = observedGeneration
    self.lastProbeTime = lastProbeTime
    self.lastHeartbeatTime = lastHeartbeatTime
    self.lastUpdateTime = lastUpdateTime
    self.lastTransitionTime = lastTransitionTime
    self.reason = reason
    self.message = message
  }
}

extension Condition: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("type", &type)
    try fields.plain("status", &status)
    try fields.optional("observedGeneration", &observedGeneration)
    try fields.optional("lastProbeTime", &lastProbeTime)
    try fields.optional("lastHeartbeatTime", &lastHeartbeatTime)
    try fields.optional("lastUpdateTime", &lastUpdateTime)
    try fields.optional("lastTransitionTime", &lastTransitionTime)
    try fields.optional("reason", &reason)
    try fields.optional("message", &message)
  }
}
