/// What becomes of the objects that a deleted object owns (`propagationPolicy` of a deletion).
enum DeletionPropagation: String, Sendable, Hashable {
  /// The object goes at once, what it owns afterwards.
  case background = "Background"
  /// What blocks the object goes first; it stays until then.
  case foreground = "Foreground"
  /// What it owns stays, without it as an owner.
  case orphan = "Orphan"

  /// The finalizer that keeps the object while that is done.
  var finalizer: String? {
    switch self {
    case .background: nil
    case .foreground: "foregroundDeletion"
    case .orphan: "orphan"
    }
  }

  private static let finalizers: Set<String> = ["foregroundDeletion", "orphan"]

  /// The finalizers of an object whose deletion is asked for in this way, in place of another.
  func finalizers(_ known: [String]) -> [String] {
    guard let finalizer else { return known.filter { !Self.finalizers.contains($0) } }
    let others = known.filter { $0 == finalizer || !Self.finalizers.contains($0) }
    return others.contains(finalizer) ? others : others + [finalizer]
  }

  /// The work that keeps an object which is being deleted; nil where others keep it.
  static func pending(_ object: StoredObject) -> DeletionPropagation? {
    guard object.deletionTimestamp != nil else { return nil }
    let finalizers = object.finalizers
    if finalizers.contains("orphan") { return .orphan }
    return finalizers.contains("foregroundDeletion") ? .foreground : nil
  }
}
