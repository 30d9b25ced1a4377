extension APIState {
  /// Begins a watch. What happens afterwards is in `events(after:of:)`, seen through the `view`.
  ///
  /// - Throws: `badRequest`, `invalid`; `expired` where the version is forgotten: the real server answers that as an event
  ///   `ERROR` of a watch that has begun.
  func watchStart(_ request: WatchRequest) throws(APIFailure) -> WatchStart {
    let target = try target(request.resource, request.version)
    let filter = try ObjectFilter(
      target.type, namespace: request.namespace, labels: request.labelSelector,
      fields: request.fieldSelector)
    guard let bucket = buckets[target.resource] else { throw APIFailure.notServed }
    try Self.check(request)
    let asked = try ReadVersion.number(request.resourceVersion)
    let sendsAll = request.sendInitialEvents ?? (asked == nil)
    var start = WatchStart(
      initial: [], endsInitialWithBookmark: false, resourceVersion: version,
      view: ObjectView(filter: filter, form: target.form))
    guard sendsAll else {
      // Without initial events and a version, it begins at the present.
      guard let asked else { return start }
      if asked < bucket.floor { throw APIFailure.tooOld(asked, floor: bucket.floor) }
      start.resourceVersion = asked
      return start
    }
    if let asked, asked > version { throw APIFailure.tooLarge(asked, current: version) }
    for object in bucket.objects(in: request.namespace) where filter.matches(object) {
      start.initial.append(target.form.shown(object))
    }
    start.endsInitialWithBookmark = request.sendInitialEvents == true && request.allowsBookmarks
    return start
  }

  private static func check(_ request: WatchRequest) throws(APIFailure) {
    let (match, field) = (request.resourceVersionMatch, "resourceVersionMatch")
    if request.sendInitialEvents == nil {
      if !match.isEmpty {
        throw .invalidListOptions(
          .forbidden(field, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"))
      }
      return
    }
    if match.isEmpty {
      throw .invalidListOptions(
        .forbidden(field, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"))
    }
    if match != "NotOlderThan" { throw .invalidListOptions(.notSupported(field, match, ["NotOlderThan"])) }
  }

  /// The writes of a resource after a version, oldest first; also of a resource that has just ended.
  ///
  /// - Throws: `expired` where some of them are forgotten.
  func events(after version: Int, of resource: String) throws(APIFailure) -> ArraySlice<StoreEvent> {
    let name = types[resource]?.strategy.alias?.resource ?? resource
    guard let bucket = buckets[name] else { throw APIFailure.notServed }
    if version < bucket.floor { throw APIFailure.tooOld(version, floor: bucket.floor) }
    return bucket.events(after: version)
  }
}
