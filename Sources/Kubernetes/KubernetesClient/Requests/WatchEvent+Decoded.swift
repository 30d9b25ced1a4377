public import KubernetesObjects

extension WatchEvent where Object: KubernetesObject {
  /// What a watch cache takes of an event; nil for one of a type that nobody knows.
  public init?(_ event: DecodedWatchEvent<Object>) {
    switch event {
    case .added(let object): self = .added(object)
    case .modified(let object): self = .modified(object)
    case .deleted(let object): self = .deleted(object)
    case .bookmark(let resourceVersion, _): self = .bookmark(ResourceVersion(resourceVersion))
    case .error(let error): self = .error(RequestFailure(error))
    case .unreadable("DELETED", let object): self = .gone(object.key, ResourceVersion(object.resourceVersion ?? ""))
    case .unreadable(_, let object): self = .unreadable(object.key, ResourceVersion(object.resourceVersion ?? ""))
    case .unknown: return nil
    }
  }
}
