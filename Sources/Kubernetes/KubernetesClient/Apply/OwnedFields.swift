public import JSON

/// The fields that one manager owns, as the API server records them in `metadata.managedFields` (`FieldsV1`).
///
/// It is a tree: `f:` names a member, `k:` the item of a list map by its keys, `v:` the value of a set, and `.` says that
/// the place itself is owned and not only what is in it. A place without anything below it is owned as a whole: a scalar,
/// an atomic list or object, or one that was applied empty.
public struct OwnedFields: Sendable, Hashable {
  private let members: JSONObject

  /// The fields that a `fieldsV1` names.
  public init(fieldsV1: JSONObject) { members = fieldsV1 }

  /// Whether nothing below this place is named: it is owned as a whole.
  public var isWhole: Bool {
    for member in members where member.key != "." { return false }
    return true
  }

  /// What is owned of a member; nil where nothing is.
  public func member(_ name: String) -> OwnedFields? { child("f:" + name) }

  /// The names of the members of which something is owned.
  public var memberNames: [String] { members.keys.filter { $0.hasPrefix("f:") }.map { String($0.dropFirst(2)) } }

  /// The items of a list map of which something is owned, with their keys.
  public var items: [(keys: JSONObject, owned: OwnedFields)] {
    var items: [(JSONObject, OwnedFields)] = []
    for name in members.keys where name.hasPrefix("k:") {
      guard let keys = Self.parsed(name)?.objectValue, let owned = child(name) else { continue }
      items.append((keys, owned))
    }
    return items
  }

  /// The values of a set that are owned.
  public var values: [JSONValue] { members.keys.filter { $0.hasPrefix("v:") }.compactMap(Self.parsed) }

  /// The paths of everything that is owned as a whole.
  public var paths: [FieldPath] { paths(within: FieldPath()) }

  private func paths(within path: FieldPath) -> [FieldPath] {
    if isWhole { return [path] }
    var found: [FieldPath] = []
    for name in memberNames {
      if let owned = member(name) { found += owned.paths(within: path.appending(.member(name))) }
    }
    for item in items { found += item.owned.paths(within: path.appending(.item(item.keys))) }
    for value in values { found.append(path.appending(.value(value))) }
    return found
  }

  private func child(_ name: String) -> OwnedFields? {
    members[name].map { OwnedFields(fieldsV1: $0.objectValue ?? JSONObject()) }
  }

  private static func parsed(_ name: String) -> JSONValue? { try? JSONValue(parsing: Array(name.utf8.dropFirst(2))) }
}
