public import JSON

extension APITransport {
  /// Applies an object where the live one differs in a field that the manager owns or is to own; else sends nothing.
  ///
  /// A live object from a cache that has not yet seen an apply of before costs a request that changes nothing; so wait for
  /// the cache before the next pass (`caughtUp(with:)`). An object that is being deleted is left alone, but where the
  /// apply gives up a finalizer.
  ///
  /// - Parameters:
  ///   - desired: the object with everything that the manager wants of it, and nothing else.
  ///   - live: the object as the cache has it, with the manager's entries of `managedFields`; nil where there is none.
  ///   - memory: what keeps an apply that changes nothing from being sent in every pass. One for the process.
  ///   - within: the whole time for the request; nil for the transport's own.
  /// - Throws: `ClientError` with `.invalid` for pods, which are created and deleted and never applied; with `.refused` where
  ///   the server does not take it.
  public func applyIfChanged(
    _ desired: JSONValue, of resource: APIResource, live: JSONValue?, _ options: ApplyOptions, memory: ApplyMemory,
    within: Duration? = nil
  ) async throws(ClientError) -> ApplyOutcome<JSONValue> {
    let request = try ApplyRequest(desired, of: resource, live: live, options)
    let decision = request.decision(about: live)
    if decision.isUnchanged {
      memory.forget(request.subject)
      return .unchanged
    }
    if decision.isBeingDeleted, !decision.removesFinalizer { return .beingDeleted(decision) }
    if memory.isSettled(request.subject, desired, decision) { return .settled(decision) }
    let answer = try await send(request.request, within: within)
    let object: JSONValue
    do { object = try answer.json() } catch {
      throw ClientError(.unreadable(error), subject: request.request.subject)
    }
    let wrote = live == nil || Self.version(live) != Self.version(object)
    if !options.dryRun {
      let left = request.decision(about: object)
      if !left.isUnchanged || !wrote {
        memory.settle(request.subject, desired, wrote ? [left] : [left, decision])
      } else {
        memory.forget(request.subject)
      }
    }
    return .applied(object, because: decision, wrote: wrote)
  }

  /// The same for an object with a type.
  public func applyIfChanged<Object: APIObject>(
    _ desired: Object, live: Object?, _ options: ApplyOptions, memory: ApplyMemory, within: Duration? = nil
  ) async throws(ClientError) -> ApplyOutcome<Object> {
    let outcome = try await applyIfChanged(
      desired.json, of: Object.resource, live: live?.json, options, memory: memory, within: within)
    switch outcome {
    case .unchanged: return .unchanged
    case .settled(let decision): return .settled(decision)
    case .beingDeleted(let decision): return .beingDeleted(decision)
    case .applied(let json, let decision, let wrote):
      do { return .applied(try Object(json: json), because: decision, wrote: wrote) } catch {
        throw ClientError(.unreadable(AnswerError(.form, "\(error)")), subject: nil, mayHaveBeenCarriedOut: true)
      }
    }
  }

  private static func version(_ object: JSONValue?) -> JSONValue? { object?["metadata"]?["resourceVersion"] }
}
