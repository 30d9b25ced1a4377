public import JSON

/// An address behind a service, with its state.
public struct Endpoint: KubernetesValue {
  /// The address; where there are several, all reach the same.
  public var addresses: [String] = []
  /// Whether it takes traffic.
  public var conditions = EndpointConditions()
  /// The host name within the service.
  public var hostname: String?
  /// The pod.
  @Indirect public var targetRef: ObjectReference?
  /// The node.
  public var nodeName: String?
  /// The zone.
  public var zone: String?
  /// For which zones it is meant; as written.
  public var hints: JSONValue?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    addresses: [String], conditions: EndpointConditions = EndpointConditions(ready: nil), hostname: String? = nil,
    targetRef: ObjectReference? = nil, nodeName: String? = nil, zone: String? = nil, hints: JSONValue? = nil
  ) {
    self.addresses = addresses
    self.conditions = conditions
    self.hostname = hostname
    self.targetRef = targetRef
    self.nodeName = nodeName
    self.zone = zone
    self.hints = hints
  }
}

extension Endpoint: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.list("addresses", &addresses, unique: true)
    try fields.plain("conditions", &conditions)
    try fields.optional("hostname", &hostname)
    try fields.part("targetRef", &_targetRef, unique: true)
    try fields.optional("nodeName", &nodeName)
    try fields.optional("zone", &zone)
    try fields.optional("hints", &hints)
  }
}

/// Whether an endpoint takes traffic.
public struct EndpointConditions: KubernetesValue {
  /// Whether it does; nil counts as true.
  public var ready: Bool?
  /// As `ready`, but also while it ends; nil counts as `ready`.
  public var serving: Bool?
  /// Whether it ends; nil counts as false.
  public var terminating: Bool?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(ready: Bool? = nil, serving: Bool? = nil, terminating: Bool? = nil) {
    self.ready = ready
    self.serving = serving
    self.terminating = terminating
  }
}

extension EndpointConditions: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("ready", &ready)
    try fields.optional("serving", &serving)
    try fields.optional("terminating", &terminating)
  }
}
