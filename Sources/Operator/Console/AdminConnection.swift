import HTTP
import HTTPTransport
import JSON
import Transport

/// Answers the requests of one connection of the admin server. It lives on one loop.
final class AdminConnection: HTTPConnectionHandler {
  /// An answer.
  struct Page: Sendable {
    var status = 200
    var type = "application/json"
    var body: [UInt8]

    static func text(_ status: Int, _ text: String) -> Page {
      Page(status: status, type: "text/plain; charset=utf-8", body: Array((text + "\n").utf8))
    }

    static func json(_ value: JSONValue) -> Page { Page(body: value.serialized(style: .pretty) + [10]) }
  }

  private let sources: AdminServer.Sources
  private let counters: AdminCounters
  private var isConnected = true

  init(_ sources: AdminServer.Sources, _ counters: AdminCounters) {
    self.sources = sources
    self.counters = counters
  }

  var nextDeadline: Duration? { nil }
  func timeout(on channel: HTTPServerChannel) {}
  func disconnected(_ channel: HTTPServerChannel) { isConnected = false }

  func received(_ event: HTTPEvent, on channel: HTTPServerChannel) {
    guard case .request(let id, let head, _) = event else { return }
    guard head.method == "GET" || head.method == "HEAD" else {
      return answer(id, .text(405, "only GET is answered here"), isHead: false, channel)
    }
    let path = String(head.path.prefix { $0 != "?" })
    let isHead = head.method == "HEAD"
    Self.answerLater(id, path, isHead: isHead, sources, counters, LoopConfined((self, channel), on: channel.loop))
  }

  /// Makes the page off the loop, and answers back on it, where alone the connection is touched.
  private static func answerLater(
    _ id: HTTPStreamID, _ path: String, isHead: Bool, _ sources: AdminServer.Sources, _ counters: AdminCounters,
    _ place: LoopConfined<(AdminConnection, HTTPServerChannel)>
  ) {
    Task {
      let page = await page(path, sources, counters)
      place.loop.execute {
        place.withValue { value in
          let (connection, channel) = value
          guard connection.isConnected else { return }
          connection.answer(id, page, isHead: isHead, channel)
          channel.flush()
        }
      }
    }
  }

  private func answer(_ id: HTTPStreamID, _ page: Page, isHead: Bool, _ channel: HTTPServerChannel) {
    var fields: HTTPFields = [
      "content-type": page.type, "content-length": String(page.body.count), "cache-control": "no-store",
    ]
    if page.status == 405 { fields.append("allow", "GET, HEAD") }
    channel.withHTTP { http in
      http.respond(to: id, HTTPResponseHead(status: page.status, fields: fields), endStream: isHead)
      if !isHead { http.send(page.body, on: id, endStream: true) }
    }
  }

  private static func page(
    _ path: String, _ sources: AdminServer.Sources, _ counters: AdminCounters
  ) async -> Page {
    switch path {
    case "/healthz": return .text(200, "ok")
    case "/readyz":
      return sources.isReady() ? .text(200, "ok") : .text(503, "the inputs have not loaded; see /status")
    case "/metrics":
      await sources.server.updateMetrics()
      if let now = counters.now { sources.metrics.update("admin", from: now) }
      let text = sources.metrics.text()
      return Page(type: "text/plain; version=0.0.4; charset=utf-8", body: Array(text.utf8))
    case "/streams": return .json(await sources.server.status())
    case "/status": return .json(sources.inputs())
    case "/":
      return .text(
        200,
        "koperator\n/healthz  alive\n/readyz   inputs loaded\n/metrics  for Prometheus\n"
          + "/streams  every Envoy: what it was sent, has, and rejected\n/status   the inputs and alarms")
    default: return .text(404, "there is nothing at \(path.debugDescription); / lists what there is")
    }
  }
}
