/// What a request is about, as rules of access name it: for messages, metrics and remedies.
public struct RequestSubject: Sendable, Hashable {
  /// The verb: `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`.
  public let verb: String
  /// The API group; empty for the core group.
  public let group: String
  /// The resource, in the plural: `pods`.
  public let resource: String
  /// The part of the object, as `status`; empty for the object itself.
  public let subresource: String
  /// The namespace; nil for the whole cluster.
  public let namespace: String?
  /// The object's name; nil for all of them, or for one that has none yet.
  public let name: String?

  /// A subject.
  public init(
    verb: String, group: String = "", resource: String, subresource: String = "", namespace: String? = nil,
    name: String? = nil
  ) {
    self.verb = verb
    self.group = group
    self.resource = resource
    self.subresource = subresource
    self.namespace = namespace
    self.name = name
  }

  /// The resource as rules of access name it: `pods/eviction`.
  public var resourceAndSubresource: String { subresource.isEmpty ? resource : "\(resource)/\(subresource)" }
}

extension RequestSubject: CustomStringConvertible {
  /// `patch kafkaclusters.kafka.banzaicloud.io/status 'k' in namespace 'kafka'`.
  public var description: String {
    var text = "\(verb) \(group.isEmpty ? resource : "\(resource).\(group)")"
    if !subresource.isEmpty { text += "/\(subresource)" }
    if let name { text += " '\(name)'" }
    if let namespace { text += " in namespace '\(namespace)'" }
    return text
  }
}
