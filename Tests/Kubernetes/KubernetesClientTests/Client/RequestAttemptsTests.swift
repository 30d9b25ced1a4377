import HTTPClient
import Testing

@testable import KubernetesClient

/// How often a request is tried.
struct RequestAttemptsTests {
  /// How many attempts are made of a read where nobody answers.
  private func attempts(saying maximum: Int?, client: Int) throws -> Int {
    var request = try APIResource(apiVersion: "v1", plural: "pods", kind: "Pod").list(namespace: "n")
    request.maximumAttempts = maximum
    var attempts = RequestAttempts(
      request, deadline: .seconds(1_000), maximum: client,
      backoff: Backoff(initial: .milliseconds(1), maximum: .milliseconds(1)))
    var generator = SeededGenerator(seed: 1)
    let cause = ClientError.Cause.noAnswer(HTTPClientError(.connectFailed, "nobody listens", host: "server"))
    var count = 1
    while case .again = attempts.failed(cause, at: .zero, using: &generator) { count += 1 }
    return count
  }

  @Test func aRequestIsTriedNoMoreOftenThanTheClientOrTheRequestSays() throws {
    #expect(try attempts(saying: nil, client: 8) == 8)
    #expect(try attempts(saying: 2, client: 8) == 2)
    #expect(try attempts(saying: 20, client: 8) == 8)
    #expect(try attempts(saying: 0, client: 8) == 1)
  }
}
