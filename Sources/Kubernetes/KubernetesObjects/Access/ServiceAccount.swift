public import JSON

/// What pods are known as by the API server.
public struct ServiceAccount: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "v1"
  /// The kind.
  public static let kind = "ServiceAccount"

  /// Name, labels, owners.
  public var metadata = ObjectMeta()
  /// Secrets that its pods may use.
  public var secrets: [ObjectReference] = []
  /// Secrets with the credentials of registries.
  public var imagePullSecrets: [LocalObjectReference] = []
  /// Whether pods get its token.
  public var automountServiceAccountToken: Bool?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    metadata: ObjectMeta, secrets: [ObjectReference] = [], imagePullSecrets: [LocalObjectReference] = [],
    automountServiceAccountToken: Bool? = nil
  ) {
    self.metadata = metadata
    self.secrets = secrets
    self.imagePullSecrets = imagePullSecrets
    self.automountServiceAccountToken = automountServiceAccountToken
  }
}

extension ServiceAccount: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.list("secrets", &secrets)
    try fields.list("imagePullSecrets", &imagePullSecrets)
    try fields.optional("automountServiceAccountToken", &automountServiceAccountToken)
  }
}
