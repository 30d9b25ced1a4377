public import JSON

/// What a manager applied to an object last, as the object's `managedFields` have it.
///
/// Only the manager's entry of the operation `Apply` counts. What a manager of the same name created or updated is no
/// part of it: the server never removes such fields because they are no longer applied.
public struct AppliedFields: Sendable, Hashable {
  /// The API version in which it was applied; the paths are that version's.
  public let apiVersion: String
  /// The fields.
  public let owned: OwnedFields

  /// The manager's entry in an object, or nil where it never applied the object, or that part of it.
  ///
  /// - Parameters:
  ///   - subresource: the part, as `status`; empty for the object itself.
  public init?(of manager: String, subresource: String = "", in object: JSONValue) {
    for entry in object["metadata"]?["managedFields"]?.arrayValue ?? [] {
      guard entry["operation"] == "Apply", entry["manager"]?.stringValue == manager,
        (entry["subresource"]?.stringValue ?? "") == subresource, let fields = entry["fieldsV1"]?.objectValue
      else { continue }
      apiVersion = entry["apiVersion"]?.stringValue ?? ""
      owned = OwnedFields(fieldsV1: fields)
      return
    }
    return nil
  }
}
