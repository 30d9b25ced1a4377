import KubernetesObjects

extension LeaderElector {
  /// Reads the Lease for the election.
  func read(_ request: Int, by deadline: Duration) async {
    let answer: LeaseAnswer
    do throws(ClientError) {
      let time = try timeLeft(until: deadline)
      answer = .found(
        try await transport.get(Lease.self, lease.name, namespace: lease.namespace, within: time))
      told(nil)
    } catch {
      answer = error.code == .notFound ? .notFound : .failed
      told(answer == .notFound ? nil : error)
    }
    change { $0.receive(answer, of: request, at: $1) }
  }

  /// Writes the Lease for the election.
  func write(_ written: Lease, _ request: Int, by deadline: Duration) async {
    let answer: LeaseAnswer
    let isNew = written.metadata.resourceVersion == nil
    do throws(ClientError) {
      let time = try timeLeft(until: deadline)
      answer = .written(
        isNew
          ? try await transport.create(written, within: time) : try await transport.replace(written, within: time))
      told(nil)
    } catch {
      switch error.code {
      case .conflict, .alreadyExists: answer = .conflict
      case .notFound:
        answer = .conflict
        // A namespace that is not there.
        if isNew { told(error) }
      default:
        answer = .failed
        told(error)
      }
    }
    change { $0.receive(answer, of: request, at: $1) }
  }

  private func timeLeft(until deadline: Duration) throws(ClientError) -> Duration {
    let left = deadline - clock.now
    if left <= .zero { throw ClientError(.outOfTime) }
    return left
  }

  /// Says that the Lease cannot be read or written, once until it can.
  private func told(_ error: ClientError?) {
    if let error, error.isCancellation { return }
    let isNews = state.withLock { state in
      defer { state.troubleTold = error != nil }
      return state.troubleTold != (error != nil)
    }
    guard isNews else { return }
    if let error {
      log.warning("the lease cannot be read or written", [.error: "\(error)"])
    } else {
      log.info("the lease can be read and written again")
    }
  }

  // MARK: Watching

  /// Tells the election what happens to the Lease, until the task is cancelled. The election looks by itself as well:
  /// what the watch misses is late, and not lost.
  func watchLease() async {
    var generator = SeededGenerator(seed: ~seed)
    var failures = 0
    while !Task.isCancelled {
      let begun = clock.now
      var trouble: ClientError?
      do throws(ClientError) {
        let options = WatchOptions(fields: [FieldRequirement("metadata.name", lease.name)], timeoutSeconds: 600)
        try await follow(options)
      } catch { trouble = error }
      if Task.isCancelled { return }
      // A watch that lived for a while has told what there was to tell; one that ends at once must not be begun at once.
      let lived = clock.now - begun > .seconds(5)
      failures = lived ? 1 : failures + 1
      let isNews = state.withLock { state in
        defer { state.watchTroubleTold = !lived && (state.watchTroubleTold || failures >= 2) }
        return !state.watchTroubleTold
      }
      if let trouble, failures == 2, isNews {
        log.warning(
          "the lease cannot be watched; it is looked at every retry period instead", [.error: "\(trouble)"])
      }
      try? await clock.sleep(for: Backoff.requests.rest(after: failures, using: &generator))
    }
  }

  private func follow(_ options: WatchOptions) async throws(ClientError) {
    let request: APIRequest
    do { request = try Lease.resource.watch(namespace: lease.namespace, options) } catch {
      throw ClientError(.invalid(error))
    }
    var decoder = WatchDecoder<Lease>(of: request.subject, sharing: SharingPool(), bound: 1 << 20)
    for try await bytes in try await transport.watch(request) {
      decoder.append(bytes)
      while let event = try next(&decoder, request.subject) {
        switch event {
        case .added(let lease), .modified(let lease): change { $0.observe(lease, at: $1) }
        case .deleted(let lease): change { $0.observeDeletion(of: lease, at: $1) }
        case .error(let error): throw ClientError(.refused(error), subject: request.subject)
        case .bookmark, .unreadable, .unknown: break
        }
      }
    }
  }

  private func next(
    _ decoder: inout WatchDecoder<Lease>, _ subject: RequestSubject
  ) throws(ClientError) -> DecodedWatchEvent<Lease>? {
    do { return try decoder.next() } catch { throw ClientError(.unreadable(error), subject: subject) }
  }
}
