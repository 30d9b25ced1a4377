public import HTTP

/// Puts the answer to a call with one response together: one message and the status OK, or why there is none.
///
/// Its owner gives it the events of the call until it gives a result. Of a server that sends more than one message it
/// keeps the first, until the call is over.
public struct GRPCUnaryResponse: Sendable {
  private var message: [UInt8]?
  private var count = 0
  /// What the server's headers said, where they came.
  public private(set) var metadata = HTTPFields()

  /// Nothing received.
  public init() {}

  /// Takes an event of the call.
  ///
  /// - Returns: the message, or the status, when the call is over. A number of messages other than one breaks the method's
  ///   promise: UNIMPLEMENTED (gRPC's list of statuses that the library makes).
  public mutating func receive(_ event: GRPCClientEvent) -> Result<[UInt8], GRPCStatus>? {
    switch event {
    case .accepted(_, let metadata): self.metadata = metadata
    case .message(_, let bytes):
      count += 1
      if message == nil { message = bytes }
    case .writable: break
    case .ended(_, let result):
      guard result.status.code == .ok else { return .failure(result.status) }
      guard let message, count == 1 else {
        return .failure(GRPCStatus(.unimplemented, "the server sent \(count) responses, not one"))
      }
      return .success(message)
    }
    return nil
  }
}
