public import JSON
import KubernetesObjects

extension APITransport {
  /// Reads all objects of a namespace, or of all where none is named, page by page.
  ///
  /// - Parameters:
  ///   - options: which objects; page and place are taken care of.
  ///   - within: the time of each page, with all attempts; nil for the transport's own.
  public func list<Object: APIObject>(
    _ type: Object.Type = Object.self, namespace: String? = nil, _ options: ListOptions = ListOptions(),
    bounds: ListBounds = ListBounds(), within: Duration? = nil
  ) async throws(ClientError) -> ObjectList<Object> {
    let pool = SharingPool()
    return try await list(Object.resource, namespace: namespace, options, bounds: bounds, within: within) {
      body, list throws(AnswerError) in
      var decoder = try ListDecoder<Object>(body, sharing: pool)
      while let item = try decoder.next() {
        switch item {
        case .object(let object): list.items.append(object)
        case .unreadable(let object): list.unreadable.append(object)
        }
      }
      return decoder.metadata
    }
  }

  /// Reads the metadata of all objects of a resource.
  public func listMetadata(
    of resource: APIResource, namespace: String? = nil, _ options: ListOptions = ListOptions(),
    bounds: ListBounds = ListBounds(), within: Duration? = nil
  ) async throws(ClientError) -> ObjectList<ObjectMetadata> {
    let pool = SharingPool()
    return try await list(
      resource, namespace: namespace, options, as: .metadata, bounds: bounds, within: within
    ) { body, list throws(AnswerError) in
      var decoder = try ListDecoder<ObjectMetadata>(body, sharing: pool)
      while let item = try decoder.next() {
        switch item {
        case .object(let object): list.items.append(object)
        case .unreadable(let object): list.unreadable.append(object)
        }
      }
      return decoder.metadata
    }
  }

  /// Reads all objects of a resource as JSON.
  public func list(
    _ resource: APIResource, namespace: String? = nil, _ options: ListOptions = ListOptions(),
    bounds: ListBounds = ListBounds(), within: Duration? = nil
  ) async throws(ClientError) -> ObjectList<JSONValue> {
    try await list(resource, namespace: namespace, options, bounds: bounds, within: within) {
      body, list throws(AnswerError) in
      let json: JSONValue
      do throws(JSONError) { json = try JSONValue(parsing: body) } catch { throw AnswerError(error) }
      guard json["kind"]?.stringValue?.hasSuffix("List") == true, let metadata = json["metadata"] else {
        throw AnswerError(.form, "the answer is no list")
      }
      list.items += json["items"]?.arrayValue ?? []
      return ListMetadata(json: metadata)
    }
  }

  /// Reads page after page. `add` puts a page into the list.
  private func list<Object>(
    _ resource: APIResource, namespace: String?, _ options: ListOptions, as form: Representation = .full,
    bounds: ListBounds, within: Duration?,
    _ add: ([UInt8], inout ObjectList<Object>) throws(AnswerError) -> ListMetadata?
  ) async throws(ClientError) -> ObjectList<Object> {
    var pages = ListPages(options, bounds)
    var list = ObjectList<Object>()
    while true {
      let options = pages.options
      do throws(ClientError) {
        let (request, answer) = try await exchange(within: within) { () throws(RequestError) in
          try resource.list(namespace: namespace, options, as: form)
        }
        let metadata: ListMetadata?
        do { metadata = try add(answer.body, &list) } catch {
          throw ClientError(.unreadable(error), subject: request.subject)
        }
        list.resourceVersion = metadata?.resourceVersion ?? ""
        do throws(AnswerError) { if try !pages.goOn(from: metadata) { return list } } catch {
          throw ClientError(.unreadable(error), subject: request.subject)
        }
      } catch {
        guard error.apiError?.needsNewList == true, pages.beginAnew() else { throw error }
        list = ObjectList()
      }
    }
  }
}
