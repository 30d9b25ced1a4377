import JSON

extension APIState {
  /// One object in the form of the path's version, or its `Scale`.
  ///
  /// - Throws: `notFound`; `timeout` where the version is not reached.
  func get(_ request: ReadRequest) throws(APIFailure) -> JSONValue {
    let target = try target(request.resource, request.version)
    if let asked = try ReadVersion.number(request.resourceVersion), asked > version {
      throw APIFailure.tooLarge(asked, current: version)
    }
    let object = try live(target, request.namespace, request.name)
    switch request.subresource {
    case "scale": return try scale(of: object, target)
    case "": break
    case "status" where target.version.hasStatus: break
    default: throw APIFailure.notServed
    }
    return target.form.shown(object).json
  }

  /// The objects of a resource, or a page of them, in one state.
  ///
  /// - Throws: `badRequest`, `invalid`; `timeout` where the version is not reached, `expired` where it is forgotten.
  func list(_ request: ListRequest) throws(APIFailure) -> ListPage {
    let target = try target(request.resource, request.version)
    let filter = try ObjectFilter(
      target.type, namespace: request.namespace, labels: request.labelSelector,
      fields: request.fieldSelector)
    guard let bucket = buckets[target.resource] else { throw APIFailure.notServed }
    let (asked, start) = try state(of: request, bucket)
    let objects = bucket.objects(in: request.namespace, at: asked)
    var page = ListPage(objects: [], resourceVersion: asked)
    var index = start.map { StoreBucket.index(in: objects, after: $0) } ?? objects.startIndex
    while index < objects.endIndex {
      let object = objects[index]
      if filter.matches(object) {
        if request.limit > 0, page.objects.count == request.limit { break }
        page.objects.append(target.form.shown(object))
      }
      index += 1
    }
    if index < objects.endIndex, let last = page.objects.last {
      page.continueToken = ContinueToken(version: asked, after: last.path).text
      if !filter.selects { page.remainingItemCount = objects.endIndex - index }
    }
    return page
  }

  /// The version of the state that a list is of, and the path behind which it goes on.
  private func state(
    of request: ListRequest, _ bucket: StoreBucket
  ) throws(APIFailure) -> (version: Int, start: String?) {
    let read = try ReadVersion(request)
    if !request.continueToken.isEmpty {
      let token = try ContinueToken(request.continueToken)
      guard read.state == .newest else {
        throw APIFailure(.badRequest, "specifying resource version is not allowed when using continue")
      }
      guard let asked = token.version else { return (version, token.path) }
      if asked > version { throw APIFailure.tooLarge(asked, current: version) }
      if asked < bucket.floor { throw Self.expired(token) }
      return (asked, token.path)
    }
    switch read.state {
    case .newest: return (version, nil)
    case .notOlder(let asked):
      if asked > version { throw APIFailure.tooLarge(asked, current: version) }
      return (version, nil)
    case .exact(let asked):
      if asked > version { throw APIFailure.tooLarge(asked, current: version) }
      if asked < bucket.floor { throw APIFailure(.expired, "The resourceVersion for the provided list is too old.") }
      return (asked, nil)
    }
  }

  private static func expired(_ token: ContinueToken) -> APIFailure {
    APIFailure(
      .expired,
      "The provided continue parameter is too old to display a consistent list result. You can start a new list without "
        + "the continue parameter, or use the continue token in this response to retrieve the remainder of the results. "
        + "Continuing with the provided token results in an inconsistent list - objects that were created, modified, or "
        + "deleted between the time the first chunk was returned and now may show up in the list.",
      continueToken: ContinueToken(version: nil, after: token.path).text)
  }
}
