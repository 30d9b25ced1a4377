/// A kind of object as paths name it.
public struct APIResource: Sendable, Hashable {
  /// The API group; empty for the core group.
  public let group: String
  /// The version, as `v1`.
  public let version: String
  /// The name in paths, as `pods`.
  public let plural: String
  /// The kind, as `Pod`.
  public let kind: String
  /// Whether its objects are in namespaces.
  public let isNamespaced: Bool

  /// A resource.
  public init(group: String, version: String, plural: String, kind: String, isNamespaced: Bool = true) {
    self.group = group
    self.version = version
    self.plural = plural
    self.kind = kind
    self.isNamespaced = isNamespaced
  }

  /// The resource of objects that say that `apiVersion` (`v1`, `apps/v1`) and kind.
  public init(apiVersion: String, plural: String, kind: String, isNamespaced: Bool = true) {
    let parts = apiVersion.split(separator: "/", maxSplits: 1).map(String.init)
    self.init(
      group: parts.count == 2 ? parts[0] : "", version: parts.last ?? "", plural: plural, kind: kind,
      isNamespaced: isNamespaced)
  }

  /// Group and version as objects write them: `v1`, `apps/v1`.
  public var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }
}

extension APIResource: CustomStringConvertible {
  /// Resource and group, as kubectl names them: `pods`, `deployments.apps`.
  public var description: String { group.isEmpty ? plural : "\(plural).\(group)" }
}
