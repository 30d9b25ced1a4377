public import JSON

/// A taint of a node that a pod accepts.
public struct Toleration: KubernetesValue {
  /// The taint; nil with `Exists` is every one.
  public var key: String?
  /// `Exists` or `Equal`; the API's default is `Equal`.
  public var `operator`: String?
  /// The taint's value, for `Equal`.
  public var value: String?
  /// `NoSchedule`, `PreferNoSchedule` or `NoExecute`; nil is every one.
  public var effect: String?
  /// How long a `NoExecute` taint is borne; nil is for ever.
  public var tolerationSeconds: Int?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    key: String? = nil, `operator`: String? = nil, value: String? = nil, effect: String? = nil,
    tolerationSeconds: Int? = nil
  ) {
    self.key = key
    self.operator = `operator`
    self.value = value
    self.effect = effect
    self.tolerationSeconds = tolerationSeconds
  }
}

extension Toleration: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("key", &key)
    try fields.optional("operator", &`operator`)
    try fields.optional("value", &value)
    try fields.optional("effect", &effect)
    try fields.optional("tolerationSeconds", &tolerationSeconds)
  }
}
