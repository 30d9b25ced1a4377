import EnvoyAPI
public import Protobuf

extension SubscriptionRequest {
  /// Reads a request's bytes: a `DiscoveryRequest` or a `DeltaDiscoveryRequest`.
  ///
  /// - Throws: `ProtobufError`, where the bytes are no such message.
  public init(serialized bytes: [UInt8], variant: XDSVariant, limits: ProtobufLimits = ProtobufLimits())
    throws(ProtobufError)
  {
    switch variant {
    case .stateOfTheWorld: self.init(try DiscoveryRequest(serialized: bytes, limits: limits))
    case .delta: self.init(try DeltaDiscoveryRequest(serialized: bytes, limits: limits))
    }
  }

  init(_ request: DiscoveryRequest) {
    self.init(
      node: request.node.map { XDSNode($0) }, type: request.typeUrl, nonce: request.responseNonce,
      failure: request.errorDetail.map { Failure(code: $0.code, message: $0.message) },
      change: .stateOfTheWorld(version: request.versionInfo, names: request.resourceNames))
  }

  init(_ request: DeltaDiscoveryRequest) {
    self.init(
      node: request.node.map { XDSNode($0) }, type: request.typeUrl, nonce: request.responseNonce,
      failure: request.errorDetail.map { Failure(code: $0.code, message: $0.message) },
      change: .delta(
        subscribe: request.resourceNamesSubscribe, unsubscribe: request.resourceNamesUnsubscribe,
        initialVersions: request.initialResourceVersions))
  }
}

extension XDSNode {
  init(_ node: Node) {
    self.init(id: node.id, cluster: node.cluster, userAgentName: node.userAgentName)
    if case .userAgentVersion(let version)? = node.userAgentVersionType { userAgentVersion = version }
    // A number that JSON cannot hold leaves the metadata out; nothing else can go wrong.
    if let metadata = node.metadata, let value = try? metadata.jsonValue(registry: ProtobufTypeRegistry()) {
      self.metadata = value.objectValue ?? [:]
    }
  }
}
