import Foundation
import HTTPClient
import JSON

/// Makes an etcd forget all states but the newest, through its HTTP gateway, and tells API servers of it in the way in which
/// they tell each other: by the key in which kube-apiserver's compactor keeps up to where it has compacted.
struct EtcdCompaction: Sendable {
  private let url: String

  init(url: String) { self.url = url }

  func compact() async throws {
    let client = try HTTPClient()
    let status = try await ask(client, "/v3/maintenance/status", [:])
    guard let revision = status["header"]?["revision"]?.stringValue else {
      throw HTTPClientError(.other, "etcd told no revision: \(status)", host: url)
    }
    let (key, value) = (Self.base64("compact_rev_key"), Self.base64(revision))
    _ = try await ask(client, "/v3/kv/put", ["key": .string(key), "value": .string(value)])
    _ = try await ask(client, "/v3/kv/compaction", ["revision": .string(revision), "physical": true])
    await client.stop()
  }

  private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  private func ask(_ client: HTTPClient, _ path: String, _ body: JSONValue) async throws -> JSONValue {
    let request = HTTPClientRequest(
      method: "POST", url: url + path, headers: ["content-type": "application/json"], body: body.serialized())
    let answer = try await client.response(to: request)
    let text = String(decoding: answer.body, as: UTF8.self)
    // Another may have compacted further in the meantime.
    guard answer.status == 200 || text.contains("has been compacted") else {
      throw HTTPClientError(.other, "etcd answered \(answer.status): \(text)", host: url)
    }
    return try JSONValue(parsing: answer.body)
  }
}
