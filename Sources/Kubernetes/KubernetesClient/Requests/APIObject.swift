public import KubernetesObjects

/// An object with the resource that its requests name.
public protocol APIObject: KubernetesObject {
  /// The resource.
  static var resource: APIResource { get }
}

extension APIObject {
  static func served(as plural: String, isNamespaced: Bool = true) -> APIResource {
    APIResource(apiVersion: apiVersion, plural: plural, kind: kind, isNamespaced: isNamespaced)
  }
}
