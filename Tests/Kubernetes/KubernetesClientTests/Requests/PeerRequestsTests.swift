import Foundation
import JSON
import Testing

/// `Tests/Peer/kubernetes-requests` sends what stands in its file to a real API server; here the file is held against
/// the requests. With `KOPERATOR_RECORD_REQUESTS` set it is written anew.
struct PeerRequestsTests {
  @Test func whatThePeerSendsIsWhatTheRequestsSay() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
    let file = tests.appending(path: "Peer/kubernetes-requests/requests.json")
    let requests = JSONValue.array(try PeerRequests().list)
    if ProcessInfo.processInfo.environment["KOPERATOR_RECORD_REQUESTS"] != nil {
      try Data(requests.serialized(style: .pretty) + [0x0A]).write(to: file)
    }
    let recorded = try JSONValue(parsing: Array(Data(contentsOf: file)))
    #expect(requests == recorded)
  }
}
