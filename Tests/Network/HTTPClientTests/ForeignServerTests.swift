import Foundation
import HTTPClient
import Testing

/// What is said where another program than an HTTP server listens.
struct ForeignServerTests {
  /// Listens on loopback and greets the first who connects, as servers of mail and of SSH do.
  private func greeting(_ text: String) throws -> UInt16 {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var local = sockaddr_in()
    local.sin_family = sa_family_t(AF_INET)
    local.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &local) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, size) == 0 && listen(listener, 1) == 0 && getsockname(listener, pointer, &size) == 0
      }
    }
    try #require(isListening)
    Thread.detachNewThread {
      let client = accept(listener, nil, nil)
      var request = [UInt8](repeating: 0, count: 4096)
      _ = read(client, &request, request.count)
      let bytes = Array(text.utf8)
      _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
      close(client)
      close(listener)
    }
    return UInt16(bigEndian: local.sin_port)
  }

  @Test func aProgramThatSpeaksNoHTTPIsTheOtherSidesFaultAndNotTheRequests() async throws {
    let port = try greeting("SSH-2.0-OpenSSH_9.2\r\n")
    let client = try HTTPClient()
    let error = await failure { () async throws(HTTPClientError) in
      try await client.response(to: HTTPClientRequest(url: "http://127.0.0.1:\(port)/", deadline: .seconds(120)))
    }
    #expect(error?.code == .protocolError)
    #expect(error?.isRetryable == false)
    await client.stop()
  }
}
