/// What sends requests to an API server: `APIClient`; `LeaderTransport`, which lets writes through only while this process
/// leads; in tests a server that a script plays. What the client offers by verb (`get`, `list`, `apply`, …) are extensions of
/// it, so that all of it works through each of them.
///
/// It must never send a request twice that could be carried out twice.
public protocol APITransport: Sendable {
  /// Sends a request that ends by itself, tries again where that is safe, and gives the answer where it is a success (2xx).
  ///
  /// - Parameter within: the whole time with all attempts and what is waited between them; nil for the transport's own.
  func send(_ request: APIRequest, within: Duration?) async throws(ClientError) -> APIAnswer

  /// Begins a watch, and returns when its answer (2xx) has begun. It is not tried again: its cache does that.
  func watch(_ request: APIRequest) async throws(ClientError) -> WatchBytes
}

extension APITransport {
  /// Sends a request, within the transport's own time.
  public func send(_ request: APIRequest) async throws(ClientError) -> APIAnswer {
    try await send(request, within: nil)
  }
}
