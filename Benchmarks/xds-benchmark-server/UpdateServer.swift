import HTTP
import HTTPTransport
import Transport

/// Serves `GET /update?kind=eds|cds|lds&k=K&off=O`, which changes K resources from that of broker O on, and answers how long
/// publishing took, in microseconds: `{"set_us": …}`.
final class UpdateServer {
  private let server: HTTPServer

  init(_ fleet: Fleet, at address: NetworkAddress, on loops: EventLoopGroup) throws {
    server = try HTTPServer(address, on: loops) { _ in UpdateHandler(fleet) }
  }

  var address: NetworkAddress { server.address }
}

/// The requests of one connection.
private final class UpdateHandler: HTTPConnectionHandler {
  private let fleet: Fleet

  init(_ fleet: Fleet) { self.fleet = fleet }

  var nextDeadline: Duration? { nil }
  func timeout(on channel: HTTPServerChannel) {}
  func disconnected(_ channel: HTTPServerChannel) {}

  func received(_ event: HTTPEvent, on channel: HTTPServerChannel) {
    guard case .request(let id, let head, _) = event else { return }
    let (status, text) = answer(head.path)
    let body = Array((text + "\n").utf8)
    channel.withHTTP { http in
      http.respond(
        to: id, HTTPResponseHead(status: status, fields: ["content-length": String(body.count)]), endStream: false)
      http.send(body, on: id, endStream: true)
    }
  }

  private func answer(_ path: String) -> (status: Int, body: String) {
    let parts = path.split(separator: "?", maxSplits: 1)
    guard parts.first == "/update" else { return (404, "there is /update and nothing else") }
    var values: [Substring: Substring] = [:]
    for pair in parts.count > 1 ? parts[1].split(separator: "&") : [] {
      let sides = pair.split(separator: "=", maxSplits: 1)
      if sides.count == 2 { values[sides[0]] = sides[1] }
    }
    guard let kind = UpdateKind(rawValue: String(values["kind"] ?? "eds")),
      let count = Int(values["k"] ?? "1"), let offset = Int(values["off"] ?? "0"), count >= 0, offset >= 0
    else { return (400, "kind is eds, cds or lds; k and off are whole numbers") }
    let began = MonotonicClock.now
    do { try fleet.update(kind, count: count, offset: offset) } catch { return (500, "refused: \(error)") }
    return (200, "{\"set_us\":\(Int((MonotonicClock.now - began) / .microseconds(1)))}")
  }
}
