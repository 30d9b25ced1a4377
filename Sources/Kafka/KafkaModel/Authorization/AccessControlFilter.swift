/// Which access control entries are meant: what DescribeAcls and DeleteAcls ask for.
public struct AccessControlFilter: Sendable, Hashable {
  /// The kind of resource; `.any` is every kind.
  public var resourceType: AccessResourceType
  /// The resource's name; nil is every name.
  public var resourceName: String?
  /// How the name is compared.
  public var patternType: AccessPatternType
  /// The principal; nil is everyone.
  public var principal: String?
  /// The host; nil is every one.
  public var host: String?
  /// The operation; `.any` is every one.
  public var operation: AccessOperation
  /// The permission; `.any` is both.
  public var permission: AccessPermission

  /// A filter with these parts; without any it is the filter that every entry passes.
  public init(
    resourceType: AccessResourceType = .any, resourceName: String? = nil, patternType: AccessPatternType = .any,
    principal: String? = nil, host: String? = nil, operation: AccessOperation = .any,
    permission: AccessPermission = .any
  ) {
    self.resourceType = resourceType
    self.resourceName = resourceName
    self.patternType = patternType
    self.principal = principal
    self.host = host
    self.operation = operation
    self.permission = permission
  }

  /// The filter of a request's numbers and texts; parts that are not known become `.unknown`.
  public init(
    resourceType: Int8, resourceName: String?, patternType: Int8, principal: String?, host: String?,
    operation: Int8, permission: Int8
  ) {
    self.init(
      resourceType: AccessResourceType(rawValue: resourceType) ?? .unknown, resourceName: resourceName,
      patternType: AccessPatternType(rawValue: patternType) ?? .unknown, principal: principal, host: host,
      operation: AccessOperation(rawValue: operation) ?? .unknown,
      permission: AccessPermission(rawValue: permission) ?? .unknown)
  }

  /// Whether a part is none that Kafka knows: such a filter is refused with INVALID_REQUEST.
  public var isUnknown: Bool {
    resourceType == .unknown || patternType == .unknown || operation == .unknown || permission == .unknown
  }

  /// Whether an entry is meant.
  public func matches(_ entry: AccessControlEntry) -> Bool {
    if resourceType != .any && resourceType != entry.resourceType { return false }
    if let principal, principal != entry.principal { return false }
    if let host, host != entry.host { return false }
    if operation != .any && operation != entry.operation { return false }
    if permission != .any && permission != entry.permission { return false }
    return matchesPattern(of: entry)
  }

  private func matchesPattern(of entry: AccessControlEntry) -> Bool {
    if patternType != .any && patternType != .match && patternType != entry.patternType { return false }
    guard let name = resourceName else { return true }
    if patternType != .match || entry.patternType == .literal && entry.resourceName == "*" {
      return patternType == .match || entry.resourceName == name
    }
    if entry.patternType == .literal { return entry.resourceName == name }
    return entry.patternType == .prefixed && name.utf8.starts(with: entry.resourceName.utf8)
  }
}
