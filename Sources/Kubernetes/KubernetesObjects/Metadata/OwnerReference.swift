public import JSON

/// An object that another one belongs to: with the last owner gone, the garbage collector deletes it.
public struct OwnerReference: KubernetesValue {
  /// The owner's API group and version.
  public var apiVersion = ""
  /// The owner's kind.
  public var kind = ""
  /// The owner's name.
  public var name = ""
  /// The owner's UID: a later object of the same name is no owner.
  public var uid = ""
  /// Whether it is the one owner that manages the object.
  public var controller: Bool?
  /// Whether the owner, deleted in the foreground, waits for the object to go.
  public var blockOwnerDeletion: Bool?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    apiVersion: String, kind: String, name: String, uid: String, controller: Bool? = nil,
    blockOwnerDeletion: Bool? = nil
  ) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.name = name
    self.uid = uid
    self.controller = controller
    self.blockOwnerDeletion = blockOwnerDeletion
  }
}

extension OwnerReference: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("apiVersion", &apiVersion)
    try fields.plain("kind", &kind)
    try fields.plain("name", &name)
    try fields.plain("uid", &uid)
    try fields.optional("controller", &controller)
    try fields.optional("blockOwnerDeletion", &blockOwnerDeletion)
  }
}
