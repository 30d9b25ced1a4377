public import JSON

/// Configuration under keys.
public struct ConfigMap: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "v1"
  /// The kind.
  public static let kind = "ConfigMap"

  /// Name, labels, owners.
  public var metadata = ObjectMeta()
  /// Texts.
  public var data: [String: String] = [:]
  /// Bytes.
  public var binaryData: [String: Base64Bytes] = [:]
  /// Whether it can never change.
  public var immutable: Bool?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    metadata: ObjectMeta, data: [String: String] = [:], binaryData: [String: Base64Bytes] = [:], immutable: Bool? = nil
  ) {
    self.metadata = metadata
    self.data = data
    self.binaryData = binaryData
    self.immutable = immutable
  }
}

extension ConfigMap: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.map("data", &data, unique: true)
    try fields.map("binaryData", &binaryData, unique: true)
    try fields.optional("immutable", &immutable)
  }
}
