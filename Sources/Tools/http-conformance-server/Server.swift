import Glibc
import HTTP
import HTTPTransport
import Transport

/// A server for conformance suites: `GET /` answers 1 KB, `POST /` echoes, everything else is not found.
///
/// `http-conformance-server [ADDRESS [CERTIFICATE KEY [CLIENT-CA]]]`; it prints the address that it listens on (port 0: one
/// that is free), and ends with standard input.
@main
struct Server {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      let address = try NetworkAddress(arguments.first ?? "127.0.0.1:0")
      let tls = try context(arguments)
      let group = try EventLoopGroup(count: 1)
      let server = try HTTPServer(address, on: group, tls: tls) { _ in Handler() }
      print(server.address)
      fflush(nil)
      while readLine() != nil {}
      server.shutdown(grace: .seconds(1))
      group.shutdown()
    } catch {
      print("http-conformance-server: \(error)")
      exit(1)
    }
  }

  private static func context(_ arguments: [String]) throws -> TLSContext? {
    guard arguments.count > 2 else { return nil }
    return try TLSContext.server(
      certificateChain: PEM(file: arguments[1]), privateKey: PEM(file: arguments[2]),
      clients: arguments.count > 3 ? .required(PEM(file: arguments[3])) : .anonymous, protocols: ["h2", "http/1.1"])
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
