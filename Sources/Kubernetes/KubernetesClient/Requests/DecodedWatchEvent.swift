public import KubernetesObjects

/// What a watch tells.
public enum DecodedWatchEvent<Object: KubernetesObject>: Sendable, Hashable {
  /// The object is there, or has come to match the selectors.
  case added(Object)
  /// The object has changed.
  case modified(Object)
  /// The object is gone, or does not match the selectors any more; this is its last state.
  case deleted(Object)
  /// Everything up to this resource version has been told; `isInitialEnd` where the objects that were there at the
  /// start have all been told (`sendInitialEvents`).
  case bookmark(resourceVersion: String, isInitialEnd: Bool)
  /// The watch has failed and ends: where `needsNewList`, it cannot go on from its resource version.
  case error(APIError)
  /// An event about an object that cannot be read: the type (`ADDED`) and the object.
  case unreadable(type: String, UnreadableObject)
  /// An event of a type that later servers may have.
  case unknown(type: String)

  /// The resource version from which a new watch goes on after this event.
  public var resourceVersion: String? {
    switch self {
    case .added(let object), .modified(let object), .deleted(let object): object.metadata.resourceVersion
    case .bookmark(let resourceVersion, _): resourceVersion
    case .unreadable(_, let object): object.resourceVersion
    case .error, .unknown: nil
    }
  }
}
