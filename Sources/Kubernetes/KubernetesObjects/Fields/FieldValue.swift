import JSON

/// A value that is made of fields. One description of them serves both directions, so that no field can be read and
/// not written.
protocol FieldValue: KubernetesValue, JSONConvertible {
  /// A value without any field.
  init()
  /// The members that are no field, and the fields that are there but empty.
  var other: JSONObject { get set }
  /// Whether parts of it may be taken from a pool and stay there.
  static var isShared: Bool { get }
  /// Names every field once, in the order in which they are written.
  mutating func describe(_ fields: inout Fields) throws(ObjectError)
}

extension FieldValue {
  static var isShared: Bool { true }

  /// Reads a value.
  ///
  /// - Throws: `ObjectError` where a member that is known has the wrong type or form.
  public init(json: JSONValue) throws(ObjectError) { self = try Self.read(JSONDocument(json).root, sharing: nil) }

  /// Reads a value from a document; what the pool has already is taken from it, and nothing is made of its text.
  ///
  /// - Throws: `ObjectError` where a member that is known has the wrong type or form.
  public init(reading node: JSONNode, sharing pool: SharingPool) throws(ObjectError) {
    self = try Self.read(node, sharing: pool)
  }

  static func read(_ node: JSONNode, sharing pool: SharingPool?) throws(ObjectError) -> Self {
    guard node.kind == .object else { throw .wrongKind(node, expected: "an object") }
    var value = Self()
    var fields = Fields(reading: node, sharing: isShared ? pool : nil)
    try value.describe(&fields)
    value.other = try fields.rest()
    return value
  }

  /// The value as JSON; the same value always gives the same bytes.
  public var json: JSONValue {
    var fields = Fields()
    var value = self
    // Only what is read can have a wrong type.
    try? value.describe(&fields)
    return .object(fields.written(with: other))
  }
}
