/// One access control entry: it allows or denies a principal an operation on the resources that a pattern names.
///
/// The numbers are those of Kafka's protocol (CreateAcls, DescribeAcls, DeleteAcls).
public struct AccessControlEntry: Sendable, Hashable {
  /// The kind of resource that the pattern is for.
  public var resourceType: AccessResourceType
  /// The resource's name, or the beginning of names where the pattern is prefixed; `*` stands for every name where it is literal.
  public var resourceName: String
  /// How the name is compared; an entry is `.literal` or `.prefixed`.
  public var patternType: AccessPatternType
  /// Who it is about, as `User:alice`; `User:*` is everybody.
  public var principal: String
  /// The address that the principal must come from; `*` is every address.
  public var host: String
  /// What it is about; `.all` is every operation.
  public var operation: AccessOperation
  /// Whether it allows or denies.
  public var permission: AccessPermission

  /// An entry with these parts.
  public init(
    resourceType: AccessResourceType, resourceName: String, patternType: AccessPatternType, principal: String,
    host: String, operation: AccessOperation, permission: AccessPermission
  ) {
    self.resourceType = resourceType
    self.resourceName = resourceName
    self.patternType = patternType
    self.principal = principal
    self.host = host
    self.operation = operation
    self.permission = permission
  }

  /// Why no such entry can be kept; nil where it can.
  public var problem: String? {
    if resourceType == .unknown || resourceType == .any { return "The resource type must be one that exists." }
    if patternType != .literal && patternType != .prefixed { return "The pattern type must be LITERAL or PREFIXED." }
    if operation == .unknown || operation == .any { return "The operation must be one that exists." }
    if permission != .allow && permission != .deny { return "The permission must be ALLOW or DENY." }
    if resourceName.isEmpty { return "The resource's name is empty." }
    if resourceType == .cluster && resourceName != AccessResourceType.clusterName {
      return "The cluster's resource has the name \(AccessResourceType.clusterName)."
    }
    if !principal.utf8.contains(UInt8(ascii: ":")) { return "The principal must have the form type:name." }
    if host.isEmpty { return "The host is empty." }
    return nil
  }
}
