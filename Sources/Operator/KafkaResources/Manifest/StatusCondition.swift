public import JSON

/// One thing that is, or is not, true of an object (Kubernetes' API conventions, `metav1.Condition`).
public struct StatusCondition: Sendable, Hashable {
  /// Whether it is true.
  public enum Truth: String, Sendable, Hashable {
    /// It is.
    case `true` = "True"
    /// It is not.
    case `false` = "False"
    /// It is not known.
    case unknown = "Unknown"
  }

  /// What it is about, in one word such as `Ready`; there is one condition of a type.
  public var type: String
  /// Whether it is true.
  public var status: Truth
  /// Why, in one word for programs.
  public var reason: String
  /// Why, for people.
  public var message: String
  /// When `status` changed last (RFC 3339).
  public var lastTransitionTime: String?
  /// The generation of the object that it was seen at.
  public var observedGeneration: Int?
  /// Members that are not known here.
  public var other: JSONObject

  /// A condition.
  public init(
    type: String, status: Truth, reason: String, message: String = "", lastTransitionTime: String? = nil,
    observedGeneration: Int? = nil
  ) {
    self.type = type
    self.status = status
    self.reason = reason
    self.message = message
    self.lastTransitionTime = lastTransitionTime
    self.observedGeneration = observedGeneration
    other = [:]
  }

  init(_ members: JSONObject) {
    var reader = StatusReader(members)
    type = reader.string("type") ?? ""
    status = reader.open("status") ?? .unknown
    reason = reader.string("reason") ?? ""
    message = reader.string("message") ?? ""
    lastTransitionTime = reader.string("lastTransitionTime")
    observedGeneration = reader.integer("observedGeneration")
    other = reader.other
  }

  /// The condition as it is written.
  public var json: JSONObject {
    var writer = StatusWriter()
    writer.set("type", type)
    writer.set("status", status.rawValue)
    writer.set("observedGeneration", observedGeneration)
    writer.set("lastTransitionTime", lastTransitionTime)
    writer.set("reason", reason)
    writer.set("message", message)
    return writer.object(with: other)
  }
}

extension [StatusCondition] {
  /// The condition of that type.
  public subscript(type type: String) -> StatusCondition? { first { $0.type == type } }

  /// Puts a condition in the place of the one of its type. Where `status` stays as it is, so does the time.
  public mutating func set(_ condition: StatusCondition) {
    guard let index = firstIndex(where: { $0.type == condition.type }) else { return append(condition) }
    var next = condition
    if self[index].status == condition.status, let time = self[index].lastTransitionTime {
      next.lastTransitionTime = time
    }
    self[index] = next
  }
}
