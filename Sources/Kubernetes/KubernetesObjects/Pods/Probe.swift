public import JSON

/// How the node finds out whether a container is well: one way, and how often.
public struct Probe: KubernetesValue {
  /// A program that ends with 0.
  @Indirect public var exec: ExecAction?
  /// A request that is answered with a status from 200 to 399.
  @Indirect public var httpGet: HTTPGetAction?
  /// A port that accepts connections.
  @Indirect public var tcpSocket: TCPSocketAction?
  /// A gRPC health service that says `SERVING`.
  @Indirect public var grpc: GRPCAction?
  /// Seconds from the container's start to the first attempt.
  public var initialDelaySeconds: Int?
  /// Seconds after which an attempt has failed; the API's default is 1.
  public var timeoutSeconds: Int?
  /// Seconds between attempts; the API's default is 10.
  public var periodSeconds: Int?
  /// How many successes in a row count as one; the API's default is 1.
  public var successThreshold: Int?
  /// How many failures in a row count as one; the API's default is 3.
  public var failureThreshold: Int?
  /// The grace period of a container that its probe ends.
  public var terminationGracePeriodSeconds: Int?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    exec: ExecAction? = nil, httpGet: HTTPGetAction? = nil, tcpSocket: TCPSocketAction? = nil, grpc: GRPCAction? = nil,
    initialDelaySeconds: Int? = nil, timeoutSeconds: Int? = nil, periodSeconds: Int? = nil,
    successThreshold: Int? = nil, failureThreshold: Int? = nil, terminationGracePeriodSeconds: Int? = nil
  ) {
    self.exec = exec
    self.httpGet = httpGet
    self.tcpSocket = tcpSocket
    self.grpc = grpc
    self.initialDelaySeconds = initialDelaySeconds
    self.timeoutSeconds = timeoutSeconds
    self.periodSeconds = periodSeconds
    self.successThreshold = successThreshold
    self.failureThreshold = failureThreshold
    self.terminationGracePeriodSeconds = terminationGracePeriodSeconds
  }
}

extension Probe: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.part("exec", &_exec)
    try fields.part("httpGet", &_httpGet)
    try fields.part("tcpSocket", &_tcpSocket)
    try fields.part("grpc", &_grpc)
    try fields.optional("initialDelaySeconds", &initialDelaySeconds)
    try fields.optional("timeoutSeconds", &timeoutSeconds)
    try fields.optional("periodSeconds", &periodSeconds)
    try fields.optional("successThreshold", &successThreshold)
    try fields.optional("failureThreshold", &failureThreshold)
    try fields.optional("terminationGracePeriodSeconds", &terminationGracePeriodSeconds)
  }
}
