public import JSON

/// The name of an object in the same namespace.
public struct LocalObjectReference: KubernetesValue {
  /// The name.
  public var name = ""
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(name: String) {
    self.name = name
  }
}

extension LocalObjectReference: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("name", &name)
  }
}
