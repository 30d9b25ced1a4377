public import JSON
import KubernetesObjects

extension APITransport {
  /// Reads one object.
  ///
  /// - Parameter within: the whole time with all attempts; nil for the transport's own.
  public func get<Object: APIObject>(
    _ type: Object.Type = Object.self, _ name: String, namespace: String? = nil, within: Duration? = nil
  ) async throws(ClientError) -> Object {
    try await get(Object.self, Object.resource, name, namespace: namespace, within: within)
  }

  /// Reads one object; nil where it is not there.
  public func find<Object: APIObject>(
    _ type: Object.Type = Object.self, _ name: String, namespace: String? = nil, within: Duration? = nil
  ) async throws(ClientError) -> Object? {
    do throws(ClientError) { return try await get(Object.self, name, namespace: namespace, within: within) } catch {
      if error.code == .notFound { return nil }
      throw error
    }
  }

  /// Reads one object of a resource, as JSON.
  public func get(
    _ resource: APIResource, _ name: String, namespace: String? = nil, subresource: String = "", within: Duration? = nil
  ) async throws(ClientError) -> JSONValue {
    try await object(within: within) { () throws(RequestError) in
      try resource.get(name, namespace: namespace, subresource: subresource)
    }
  }

  /// Reads the metadata of one object of a resource.
  public func metadata(
    of resource: APIResource, _ name: String, namespace: String? = nil, within: Duration? = nil
  ) async throws(ClientError) -> ObjectMetadata {
    let (request, answer) = try await exchange(within: within) { () throws(RequestError) in
      try resource.get(name, namespace: namespace, as: .metadata)
    }
    return try answer.object(ObjectMetadata.self, of: request.subject)
  }

  private func get<Object: KubernetesObject>(
    _ type: Object.Type, _ resource: APIResource, _ name: String, namespace: String?, within: Duration?
  ) async throws(ClientError) -> Object {
    let (request, answer) = try await exchange(within: within) { () throws(RequestError) in
      try resource.get(name, namespace: namespace)
    }
    return try answer.object(type, of: request.subject)
  }
}

extension APITransport {
  /// Makes a request and sends it.
  func exchange(
    within: Duration?, _ make: () throws(RequestError) -> APIRequest
  ) async throws(ClientError) -> (APIRequest, APIAnswer) {
    let request: APIRequest
    do { request = try make() } catch { throw ClientError(.invalid(error)) }
    return (request, try await send(request, within: within))
  }

  /// Makes a request, sends it, and gives the answer as JSON.
  func object(
    within: Duration?, _ make: () throws(RequestError) -> APIRequest
  ) async throws(ClientError) -> JSONValue {
    let (request, answer) = try await exchange(within: within, make)
    return try answer.json(of: request.subject)
  }
}

extension APIAnswer {
  /// The body as a value.
  func json(of subject: RequestSubject) throws(ClientError) -> JSONValue {
    do { return try json() } catch { throw ClientError(.unreadable(error), subject: subject) }
  }

  /// The body as an object of that kind.
  func object<Object: KubernetesObject>(
    _ type: Object.Type, of subject: RequestSubject
  ) throws(ClientError) -> Object {
    let json = try json(of: subject)
    do { return try Object(json: json) } catch {
      throw ClientError(.unreadable(AnswerError(.form, "\(Object.kind): \(error)")), subject: subject)
    }
  }
}
