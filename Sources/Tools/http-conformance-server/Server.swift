import HTTP
import HTTPTestServer
import HTTPTransport

/// A server for conformance suites: `GET /` answers 1 KB, `POST /` echoes, everything else is not found.
///
/// `http-conformance-server [ADDRESS [CERTIFICATE KEY [CLIENT-CA]]]`: see `HTTPTestServer`.
@main
struct Server {
  static func main() {
    HTTPTestServer.run("http-conformance-server", protocols: ["h2", "http/1.1"]) { Handler() }
  }
}

/// Answers the requests of one connection.
final class Handler: HTTPConnectionHandler {
  private static let page = [UInt8](repeating: UInt8(ascii: "x"), count: 1024)
  private var echoes: Set<HTTPStreamID> = []

  var nextDeadline: Duration? { nil }
  func timeout(on channel: HTTPServerChannel) {}
  func disconnected(_ channel: HTTPServerChannel) {}

  func received(_ event: HTTPEvent, on channel: HTTPServerChannel) {
    channel.withHTTP { http in
      switch event {
      case .request(let id, let head, let endStream):
        if head.method == "POST" {
          echoes.insert(id)
          http.respond(to: id, HTTPResponseHead(status: 200), endStream: endStream)
        } else if head.path == "/" {
          http.respond(to: id, HTTPResponseHead(status: 200, fields: ["content-length": "1024"]), endStream: false)
          http.send(Self.page, on: id, endStream: true)
        } else {
          http.respond(to: id, HTTPResponseHead(status: 404), endStream: true)
        }
      case .body(let id, let bytes, let endStream):
        if echoes.contains(id) { http.send(bytes, on: id, endStream: endStream) }
      case .trailers(let id, _):
        if echoes.contains(id) { http.send([], on: id, endStream: true) }
      case .closed(let id, _): echoes.remove(id)
      case .response, .writable, .goAway: break
      }
    }
  }
}
