import HTTPClient
import Testing

/// Waits until a condition holds; a test that waits longer fails.
func eventually(
  _ what: Comment, within limit: Duration = .seconds(120), sourceLocation: SourceLocation = #_sourceLocation,
  _ condition: () -> Bool
) async {
  let deadline = ContinuousClock.now + limit
  while !condition() {
    if ContinuousClock.now > deadline {
      Issue.record(what, sourceLocation: sourceLocation)
      return
    }
    try? await Task.sleep(for: .milliseconds(2))
  }
}

/// The error that a call ends with; nil where it ends well.
func failure<Value>(_ body: () async throws(HTTPClientError) -> Value) async -> HTTPClientError? {
  do throws(HTTPClientError) {
    _ = try await body()
    return nil
  } catch {
    return error
  }
}

extension HTTPClientBody {
  /// What comes before the end, and the error that it ends with.
  func readAll() async -> (bytes: [UInt8], error: HTTPClientError?) {
    var bytes: [UInt8] = []
    let error = await failure { () async throws(HTTPClientError) in
      for try await chunk in self { bytes += chunk }
    }
    return (bytes, error)
  }
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
