/// Says whether a principal may do something: the rules of Kafka's StandardAuthorizer over a set of entries.
///
/// A super user may do all. Otherwise an entry that denies wins over all that allow; where no entry allows, it is denied;
/// only a resource that no entry at all is about follows `allow.everyone.if.no.acl.found`. It must never answer by the
/// order in which entries were added.
public struct Authorizer: Sendable {
  private struct Resource: Sendable, Hashable {
    var type: AccessResourceType
    var name: String
  }

  private let superUsers: Set<String>
  private let allowsWithoutEntries: Bool
  private var literal: [Resource: [AccessControlEntry]] = [:]
  private var prefixed: [AccessResourceType: [AccessControlEntry]] = [:]

  /// An authorizer over these entries. `superUsers` are principals as `User:admin`; `allowsWithoutEntries` is
  /// `allow.everyone.if.no.acl.found` (Kafka's default: false).
  public init(
    entries: some Sequence<AccessControlEntry>, superUsers: Set<String> = [], allowsWithoutEntries: Bool = false
  ) {
    self.superUsers = superUsers
    self.allowsWithoutEntries = allowsWithoutEntries
    for entry in entries {
      switch entry.patternType {
      case .literal:
        literal[Resource(type: entry.resourceType, name: entry.resourceName), default: []].append(entry)
      case .prefixed: prefixed[entry.resourceType, default: []].append(entry)
      case .unknown, .any, .match: continue
      }
    }
  }

  /// The principals that `super.users` names: separated by semicolons.
  public static func superUsers(in text: String) -> Set<String> {
    var users: Set<String> = []
    for part in text.split(separator: ";") {
      let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
      var name = part.drop(while: blank)
      while let last = name.last, blank(last) { name.removeLast() }
      if !name.isEmpty { users.insert(String(name)) }
    }
    return users
  }

  /// Whether the principal, who comes from `host`, may do `operation` to the resource.
  public func isAllowed(
    _ principal: String, from host: String, _ operation: AccessOperation, on type: AccessResourceType,
    named name: String
  ) -> Bool {
    if superUsers.contains(principal) { return true }
    var isKnown = false
    var isAllowed = false
    let exact = literal[Resource(type: type, name: name)] ?? []
    let everything = name == "*" ? [] : literal[Resource(type: type, name: "*")] ?? []
    for entry in exact + everything + (prefixed[type] ?? []) {
      if entry.patternType == .prefixed && !name.utf8.starts(with: entry.resourceName.utf8) { continue }
      isKnown = true
      guard Self.isAbout(entry, principal, host) else { continue }
      if entry.permission == .deny {
        if entry.operation == .all || entry.operation == operation { return false }
      } else if entry.permission == .allow && entry.operation.implies(operation) {
        isAllowed = true
      }
    }
    return isKnown ? isAllowed : allowsWithoutEntries
  }

  /// Whether there is some resource of this kind that the principal may do `operation` to: an idempotent producer
  /// needs a topic that it may write (KIP-679).
  public func isAllowedAnywhere(
    _ principal: String, from host: String, _ operation: AccessOperation, on type: AccessResourceType
  ) -> Bool {
    if superUsers.contains(principal) { return true }
    var denials: [AccessControlEntry] = []
    var permissions: [AccessControlEntry] = []
    for (resource, entries) in literal where resource.type == type {
      for entry in entries { Self.sort(entry, principal, host, operation, &denials, &permissions) }
    }
    for entry in prefixed[type] ?? [] { Self.sort(entry, principal, host, operation, &denials, &permissions) }
    if denials.contains(where: { $0.patternType == .literal && $0.resourceName == "*" }) { return false }
    if allowsWithoutEntries { return true }
    return permissions.contains { permission in !denials.contains { Self.covers($0, permission) } }
  }

  private static func sort(
    _ entry: AccessControlEntry, _ principal: String, _ host: String, _ operation: AccessOperation,
    _ denials: inout [AccessControlEntry], _ permissions: inout [AccessControlEntry]
  ) {
    guard isAbout(entry, principal, host) else { return }
    if entry.permission == .deny {
      if entry.operation == .all || entry.operation == operation { denials.append(entry) }
    } else if entry.permission == .allow && entry.operation.implies(operation) {
      permissions.append(entry)
    }
  }

  /// Whether a denial leaves nothing of what an entry allows.
  private static func covers(_ denial: AccessControlEntry, _ permission: AccessControlEntry) -> Bool {
    switch (denial.patternType, permission.patternType) {
    case (.prefixed, _):
      permission.resourceName != "*" && permission.resourceName.utf8.starts(with: denial.resourceName.utf8)
    case (.literal, .literal): denial.resourceName == permission.resourceName
    default: false
    }
  }

  private static func isAbout(_ entry: AccessControlEntry, _ principal: String, _ host: String) -> Bool {
    if entry.principal != principal {
      guard entry.principal == "User:*", principal.utf8.starts(with: "User:".utf8) else { return false }
    }
    return entry.host == "*" || entry.host == host
  }
}
