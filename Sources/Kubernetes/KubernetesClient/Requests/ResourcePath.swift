/// Builds the paths of a resource.
struct ResourcePath {
  let resource: APIResource

  /// The path of all objects, or of those of a namespace.
  func collection(namespace: String?) throws(RequestError) -> String {
    var path = resource.group.isEmpty ? "/api/" : "/apis/" + PercentEncoding.segment(resource.group) + "/"
    path += PercentEncoding.segment(resource.version)
    if let namespace {
      guard resource.isNamespaced else {
        throw RequestError(
          .namespace, "objects of kind \(resource.kind) are in no namespace, not in '\(namespace)'", resource: resource)
      }
      path += "/namespaces/" + (try segment(namespace, .namespace))
    }
    return path + "/" + PercentEncoding.segment(resource.plural)
  }

  /// The path of one object or of a part of it.
  func object(_ name: String, namespace: String?, subresource: String = "") throws(RequestError) -> String {
    try requireNamespace(namespace)
    let path = try collection(namespace: namespace) + "/" + segment(name, .name)
    return subresource.isEmpty ? path : path + "/" + PercentEncoding.segment(subresource)
  }

  /// Refuses what is about one object of a namespace and names none.
  func requireNamespace(_ namespace: String?) throws(RequestError) {
    if resource.isNamespaced, namespace == nil {
      throw RequestError(
        .namespace, "objects of kind \(resource.kind) are in a namespace; none is named", resource: resource)
    }
  }

  /// A name as a segment: by the API server's own rule it is not empty, `.` or `..`, and holds no `/` and no `%`.
  private func segment(_ name: String, _ code: RequestError.Code) throws(RequestError) -> String {
    let isUsable =
      !name.isEmpty && name != "." && name != ".." && !name.utf8.contains(UInt8(ascii: "/"))
      && !name.utf8.contains(UInt8(ascii: "%"))
    guard isUsable else {
      let part = code == .name ? "name" : "namespace"
      throw RequestError(code, "'\(name)' cannot be the \(part) of an object", resource: resource)
    }
    return PercentEncoding.segment(name)
  }
}
