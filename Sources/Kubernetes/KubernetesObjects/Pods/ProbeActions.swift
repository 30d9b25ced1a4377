public import JSON

/// A program that is run in a container.
public struct ExecAction: KubernetesValue {
  /// The program and its arguments; no shell is involved.
  public var command: [String] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(command: [String]) {
    self.command = command
  }
}

extension ExecAction: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.list("command", &command)
  }
}

/// A request to a container.
public struct HTTPGetAction: KubernetesValue {
  /// The path; the API's default is `/`.
  public var path: String?
  /// The port or its name.
  public var port: IntOrString = 0
  /// The address; the API's default is the pod's.
  public var host: String?
  /// `HTTP` or `HTTPS`.
  public var scheme: String?
  /// Further headers.
  public var httpHeaders: [HTTPHeader] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    path: String? = nil, port: IntOrString, host: String? = nil, scheme: String? = nil, httpHeaders: [HTTPHeader] = []
  ) {
    self.path = path
    self.port = port
    self.host = host
    self.scheme = scheme
    self.httpHeaders = httpHeaders
  }
}

extension HTTPGetAction: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("path", &path)
    try fields.plain("port", &port)
    try fields.optional("host", &host)
    try fields.optional("scheme", &scheme)
    try fields.list("httpHeaders", &httpHeaders)
  }
}

/// A header of a request.
public struct HTTPHeader: KubernetesValue {
  /// The name.
  public var name = ""
  /// The value.
  public var value = ""
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(name: String, value: String = "") {
    self.name = name
    self.value = value
  }
}

extension HTTPHeader: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("name", &name)
    try fields.plain("value", &value)
  }
}

/// A connection to a container.
public struct TCPSocketAction: KubernetesValue {
  /// The port or its name.
  public var port: IntOrString = 0
  /// The address; the API's default is the pod's.
  public var host: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(port: IntOrString, host: String? = nil) {
    self.port = port
    self.host = host
  }
}

extension TCPSocketAction: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("port", &port)
    try fields.optional("host", &host)
  }
}

/// A call of gRPC's health service.
public struct GRPCAction: KubernetesValue {
  /// The port.
  public var port = 0
  /// The service that is asked for.
  public var service: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(port: Int, service: String? = nil) {
    self.port = port
    self.service = service
  }
}

extension GRPCAction: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("port", &port)
    try fields.optional("service", &service)
  }
}
