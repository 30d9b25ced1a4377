/// The body of a request that is written while it is sent: a writer waits while more than the bound is not sent yet.
///
/// It is the body of one request and is written by one task at a time, before the request begins or while it is under way. One that
/// is let go before it is finished fails its request: what was cut off must not look like the whole. An answer that is whole
/// before the body is ends the request; that is seen where the answer says its length, else the body is sent to its end.
public final class HTTPClientUpload: Sendable {
  let buffer: UploadBuffer

  /// A body.
  ///
  /// - Parameters:
  ///   - length: The number of bytes, where it is known: it is announced, and the body must have as many. Without it HTTP/1.1
  ///     sends chunks.
  ///   - bound: How many bytes may wait to be sent; a piece that is larger waits alone.
  public init(length: Int? = nil, bound: Int = 256 << 10) { buffer = UploadBuffer(length: length, bound: bound) }

  deinit {
    buffer.fail(
      HTTPClientError(.bodyFailed, "the request's body was let go before it was finished", host: buffer.host))
  }

  /// Adds bytes as soon as there is room for them. Cancelling the task fails the request.
  ///
  /// - Throws: What the request failed with; `bodyNotWanted` where the server has answered without the rest of the body.
  public func write(_ bytes: [UInt8]) async throws(HTTPClientError) { try await buffer.write(bytes) }

  /// The body is whole.
  ///
  /// - Throws: `invalidRequest` where it is shorter than announced; the request fails then.
  public func finish() throws(HTTPClientError) { try buffer.finish() }

  /// The body cannot be made: the request fails with `bodyFailed`.
  public func fail(_ reason: String) {
    buffer.fail(HTTPClientError(.bodyFailed, "the request's body could not be made", host: buffer.host, cause: reason))
  }

  /// Writes what a sequence gives, and ends as it does. The request tells what became of it.
  func write<Body: AsyncSequence>(all body: Body) async where Body.Element == [UInt8] {
    do {
      for try await bytes in body { try await write(bytes) }
      try finish()
    } catch let error as HTTPClientError {
      buffer.fail(error)
    } catch {
      fail("\(error)")
    }
  }
}
