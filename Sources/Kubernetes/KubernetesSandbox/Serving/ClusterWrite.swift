/// A request that may change the state.
enum ClusterWrite: Sendable {
  case create(WriteRequest)
  case update(WriteRequest)
  case patch(WriteRequest)
  case apply(WriteRequest)
  /// A JSON patch; the body of the request is left out.
  case jsonPatch(WriteRequest, JSONPatch)
  case delete(DeleteRequest)
  case deleteCollection(DeleteRequest)
  case evict(WriteRequest)
  case bind(WriteRequest)

  /// Whether nothing is to be kept.
  var isDryRun: Bool {
    switch self {
    case .create(let request), .update(let request), .patch(let request), .apply(let request),
      .jsonPatch(let request, _), .evict(let request), .bind(let request):
      request.dryRun
    case .delete(let request), .deleteCollection(let request): request.dryRun
    }
  }
}

extension APIState {
  /// Does a write.
  ///
  /// - Throws: `APIFailure`; nothing has changed then.
  mutating func perform(_ write: ClusterWrite, now: Int64) throws(APIFailure) -> WriteResult {
    switch write {
    case .create(let request): return try create(request, now: now)
    case .update(let request): return try update(request, now: now)
    case .patch(let request): return try patch(request, now: now)
    case .apply(let request): return try apply(request, now: now)
    case .delete(let request): return try delete(request, now: now)
    case .deleteCollection(let request): return try deleteCollection(request, now: now)
    case .evict(let request): return try evict(request, now: now)
    case .bind(let request): return try bind(request, now: now)
    case .jsonPatch(var request, let patch):
      let read = ReadRequest(
        request.resource, version: request.version, namespace: request.namespace, name: request.name ?? "",
        subresource: request.subresource)
      request.body = try patch.apply(to: try get(read))
      return try update(request, now: now)
    }
  }
}
