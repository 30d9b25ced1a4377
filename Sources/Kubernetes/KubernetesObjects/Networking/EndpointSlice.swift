public import JSON

/// Addresses behind a service: some of them, the label `kubernetes.io/service-name` names the service.
public struct EndpointSlice: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "discovery.k8s.io/v1"
  /// The kind.
  public static let kind = "EndpointSlice"

  /// Name, labels, owners.
  public var metadata = ObjectMeta()
  /// `IPv4`, `IPv6` or `FQDN`; cannot be changed.
  public var addressType = ""
  /// The addresses.
  public var endpoints: [Endpoint] = []
  /// The ports that all of them have.
  public var ports: [EndpointPort] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(metadata: ObjectMeta, addressType: String = "", endpoints: [Endpoint] = [], ports: [EndpointPort] = []) {
    self.metadata = metadata
    self.addressType = addressType
    self.endpoints = endpoints
    self.ports = ports
  }
}

extension EndpointSlice: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.plain("addressType", &addressType)
    try fields.list("endpoints", &endpoints, unique: true)
    try fields.list("ports", &ports)
  }
}

/// A port of endpoints.
public struct EndpointPort: KubernetesValue {
  /// The name; that of the service's port.
  public var name: String?
  /// `TCP`, `UDP` or `SCTP`; the API's default is `TCP`.
  public var `protocol`: String?
  /// The port.
  public var port: Int?
  /// The protocol of the application.
  public var appProtocol: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(name: String? = nil, `protocol`: String? = nil, port: Int? = nil, appProtocol: String? = nil) {
    self.name = name
    self.protocol = `protocol`
    self.port = port
    self.appProtocol = appProtocol
  }
}

extension EndpointPort: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("name", &name)
    try fields.optional("protocol", &`protocol`)
    try fields.optional("port", &port)
    try fields.optional("appProtocol", &appProtocol)
  }
}
