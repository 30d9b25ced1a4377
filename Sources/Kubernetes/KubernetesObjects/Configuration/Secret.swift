public import JSON

/// Secret values under keys.
public struct Secret: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "v1"
  /// The kind.
  public static let kind = "Secret"

  /// Name, labels, owners.
  public var metadata = ObjectMeta()
  /// The values.
  public var data: [String: SecretBytes] = [:]
  /// Values as text: only written, the API server moves them to `data`.
  public var stringData: [String: SecretText] = [:]
  /// What it is for, as `kubernetes.io/tls`; the API's default is `Opaque`.
  public var type: String?
  /// Whether it can never change.
  public var immutable: Bool?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    metadata: ObjectMeta, data: [String: SecretBytes] = [:], stringData: [String: SecretText] = [:],
    type: String? = nil, immutable: Bool? = nil
  ) {
    self.metadata = metadata
    self.data = data
    self.stringData = stringData
    self.type = type
    self.immutable = immutable
  }
}

extension Secret: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.map("data", &data)
    try fields.map("stringData", &stringData)
    try fields.optional("type", &type)
    try fields.optional("immutable", &immutable)
  }
}

extension Secret {
  /// Nothing of a Secret is kept longer than the Secret.
  static var isShared: Bool { false }
}
