extension APIResource {
  private var paths: ResourcePath { ResourcePath(resource: self) }

  func subject(
    _ verb: String, namespace: String?, name: String? = nil, subresource: String = ""
  ) -> RequestSubject {
    RequestSubject(
      verb: verb, group: group, resource: plural, subresource: subresource, namespace: namespace, name: name)
  }

  /// Reads one object.
  public func get(
    _ name: String, namespace: String? = nil, as form: Representation = .full, subresource: String = ""
  ) throws(RequestError) -> APIRequest {
    APIRequest(
      method: .get, path: try paths.object(name, namespace: namespace, subresource: subresource), query: form.query,
      headers: [form.accept(isList: false)], body: nil,
      subject: subject("get", namespace: namespace, name: name, subresource: subresource))
  }

  /// Reads the objects of a namespace, or of all where none is named.
  public func list(
    namespace: String? = nil, _ options: ListOptions = ListOptions(), as form: Representation = .full
  ) throws(RequestError) -> APIRequest {
    APIRequest(
      method: .get, path: try paths.collection(namespace: namespace),
      query: try options.query(of: self) + form.query, headers: [form.accept(isList: true)], body: nil,
      subject: subject("list", namespace: namespace))
  }

  /// Watches the objects of a namespace, or of all where none is named.
  public func watch(
    namespace: String? = nil, _ options: WatchOptions = WatchOptions(), as form: Representation = .full
  ) throws(RequestError) -> APIRequest {
    APIRequest(
      method: .get, path: try paths.collection(namespace: namespace),
      query: try options.query(of: self) + form.query, headers: [form.accept(isList: false)], body: nil,
      subject: subject("watch", namespace: namespace))
  }
}
