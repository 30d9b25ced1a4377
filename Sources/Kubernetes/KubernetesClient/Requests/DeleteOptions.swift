public import JSON

/// How an object is to be deleted.
public struct DeleteOptions: Sendable, Hashable {
  /// What becomes of the objects that it owns.
  public enum Propagation: String, Sendable, Hashable {
    /// They stay, without an owner.
    case orphan = "Orphan"
    /// They go afterwards.
    case background = "Background"
    /// They go first.
    case foreground = "Foreground"
  }

  /// The UID that the object must have: not another one of the same name.
  public var uid: String?
  /// The resource version that the object must have: as it was when the decision was made.
  public var resourceVersion: String?
  /// What becomes of the objects that it owns; nil for the kind's default.
  public var propagation: Propagation?
  /// The seconds that a pod has to end; nil for its own.
  public var gracePeriodSeconds: Int?
  /// Whether everything is checked and nothing is deleted.
  public var dryRun: Bool

  /// Options.
  public init(
    uid: String? = nil, resourceVersion: String? = nil, propagation: Propagation? = nil,
    gracePeriodSeconds: Int? = nil, dryRun: Bool = false
  ) {
    self.uid = uid
    self.resourceVersion = resourceVersion
    self.propagation = propagation
    self.gracePeriodSeconds = gracePeriodSeconds
    self.dryRun = dryRun
  }

  /// The options as the API has them.
  public var json: JSONValue {
    var members: JSONObject = ["apiVersion": "v1", "kind": "DeleteOptions"]
    if let gracePeriodSeconds { members["gracePeriodSeconds"] = .number(JSONNumber(gracePeriodSeconds)) }
    var preconditions = JSONObject()
    if let uid { preconditions["uid"] = .string(uid) }
    if let resourceVersion { preconditions["resourceVersion"] = .string(resourceVersion) }
    if !preconditions.isEmpty { members["preconditions"] = .object(preconditions) }
    if let propagation { members["propagationPolicy"] = .string(propagation.rawValue) }
    if dryRun { members["dryRun"] = ["All"] }
    return .object(members)
  }
}
