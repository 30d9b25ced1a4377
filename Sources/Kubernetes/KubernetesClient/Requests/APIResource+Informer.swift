public import KubernetesObjects

extension APIResource {
  /// The page that a watch cache asks for.
  public func list(
    _ page: ListRequest, namespace: String? = nil, labels: Selector? = nil, fields: [FieldRequirement] = [],
    as form: Representation = .full
  ) throws(RequestError) -> APIRequest {
    let token = page.continue.flatMap { $0.isEmpty ? nil : $0 }
    let options = ListOptions(labels: labels, fields: fields, limit: page.limit, continueToken: token)
    return try list(namespace: namespace, options, as: form)
  }

  /// The watch that a watch cache asks for; the server ends it after whole seconds, at least one.
  public func watch(
    _ watch: WatchRequest, namespace: String? = nil, labels: Selector? = nil, fields: [FieldRequirement] = [],
    as form: Representation = .full
  ) throws(RequestError) -> APIRequest {
    let options = WatchOptions(
      labels: labels, fields: fields, resourceVersion: watch.from.text,
      timeoutSeconds: Int(max(1, watch.timeout.components.seconds)))
    return try self.watch(namespace: namespace, options, as: form)
  }
}
