extension MonotonicClock {
  /// Does something that can be cancelled, and cancels it at the deadline.
  ///
  /// - Returns: what it gives; nil where the deadline came first.
  func within<Value: Sendable>(
    _ deadline: Duration, _ body: @escaping @Sendable () async throws(ClientError) -> Value
  ) async throws(ClientError) -> Value? {
    let clock = self
    let result = await withTaskGroup(of: Result<Value, ClientError>?.self) { group in
      group.addTask {
        do throws(ClientError) { return .success(try await body()) } catch { return .failure(error) }
      }
      group.addTask {
        try? await clock.sleep(until: deadline)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    if result == nil, Task.isCancelled { throw ClientError(.cancelled) }
    return try result?.get()
  }
}
