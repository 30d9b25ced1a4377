import KubernetesObjects

extension WatchCache {
  /// Carries out a request, and tells the informer what comes of it.
  func perform(_ request: CacheRequest) async {
    reporter.began(request)
    var watched: Duration?
    do throws(ClientError) {
      switch request {
      case .list(let list): try await perform(list)
      case .watch(let watch): try await perform(watch, since: &watched)
      }
    } catch {
      // A request that was ended by the informer's wish is of no interest to it.
      if Task.isCancelled { return }
      let now = clock.now
      // Servers go, and what is between forgets connections: a watch that lived may break as well as end. It is news if
      // the next one does not come about.
      let lived = watched.map { now - $0 >= configuration.shortestWatch } ?? false
      update(failure: error, isNews: !lived || error.troubleKind != .unreachable) { state in
        request.isWatch
          ? state.informer.watchFailed(error.requestFailure, of: request.number, at: now)
          : state.informer.listFailed(error.requestFailure, of: request.number, at: now)
      }
    }
  }

  private var managedFields: ManagedFieldsFilter { configuration.fieldManager.map { .only($0) } ?? .none }

  private func perform(_ list: ListRequest) async throws(ClientError) {
    var request: APIRequest
    do throws(RequestError) {
      request = try resource.list(
        list, namespace: scope.namespace, labels: scope.labels, fields: scope.fields, as: form)
    } catch { throw ClientError(.invalid(error)) }
    // The informer rests and tries again by itself, and says what is wrong.
    request.maximumAttempts = 2
    let answer = try await transport.send(request, within: max(list.deadline - clock.now, .milliseconds(1)))
    if Task.isCancelled { return }
    let read: CacheDecoding<Object>.Page
    do throws(AnswerError) {
      read = try decoding.withLock { decoding throws(AnswerError) in try decoding.page(answer.body, managedFields) }
    } catch { throw ClientError(.unreadable(error), subject: request.subject) }
    let now = clock.now
    update(unreadable: read.unreadable) { $0.informer.receive(read.page, of: list.request, at: now) }
  }

  /// - Parameter since: set to when the answer began.
  private func perform(_ watch: WatchRequest, since watched: inout Duration?) async throws(ClientError) {
    let request: APIRequest
    do throws(RequestError) {
      request = try resource.watch(
        watch, namespace: scope.namespace, labels: scope.labels, fields: scope.fields, as: form)
    } catch { throw ClientError(.invalid(error)) }
    let bytes = try await transport.watch(request)
    decoding.withLock { $0.beginWatch(of: request.subject, managedFields) }
    let began = clock.now
    watched = began
    update { $0.informer.watchBegan(watch.request, at: began) }
    for try await chunk in bytes {
      if Task.isCancelled { return }
      let events = decoding.withLock { $0.events(chunk) }
      try receive(events, of: watch, request.subject)
    }
    if Task.isCancelled { return }
    try receive(decoding.withLock { $0.lastEvents() }, of: watch, request.subject)
    let ended = clock.now
    update { $0.informer.watchEnded(watch.request, at: ended) }
  }

  private func receive(
    _ read: CacheDecoding<Object>.Events, of watch: WatchRequest, _ subject: RequestSubject
  ) throws(ClientError) {
    let now = clock.now
    reporter.received(read.events.count)
    switch read.failure {
    case .refused(let error):
      // The status is the last of the events, which tells the informer.
      update(failure: ClientError(.refused(error), subject: subject), unreadable: read.unreadable) {
        $0.informer.receive(read.events, of: watch.request, at: now)
      }
    case let failure:
      if !read.events.isEmpty {
        update(unreadable: read.unreadable) { $0.informer.receive(read.events, of: watch.request, at: now) }
      }
      if let failure { throw ClientError(failure, subject: subject) }
    }
  }
}
