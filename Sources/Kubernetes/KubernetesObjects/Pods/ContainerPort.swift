public import JSON

/// A port that a container listens on.
public struct ContainerPort: KubernetesValue {
  /// The name, unique in the pod; services can refer to it.
  public var name: String?
  /// The port of the node that leads to it.
  public var hostPort: Int?
  /// The port.
  public var containerPort = 0
  /// `TCP`, `UDP` or `SCTP`; the API's default is `TCP`.
  public var `protocol`: String?
  /// The address of the node that `hostPort` is bound to.
  public var hostIP: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    name: String? = nil, hostPort: Int? = nil, containerPort: Int, `protocol`: String? = nil, hostIP: String? = nil
  ) {
    self.name = name
    self.hostPort = hostPort
    self.containerPort = containerPort
    self.protocol = `protocol`
    self.hostIP = hostIP
  }
}

extension ContainerPort: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("name", &name)
    try fields.optional("hostPort", &hostPort)
    try fields.plain("containerPort", &containerPort)
    try fields.optional("protocol", &`protocol`)
    try fields.optional("hostIP", &hostIP)
  }
}
