import HTTP
import HTTPTransport
public import Transport

/// Answers `/healthz` and `/metrics` on the agent's loop.
///
/// It tells what the agent knows, which is no secret, to whoever reaches its address; it changes nothing.
public final class LocalServer {
  /// A page.
  public struct Page: Sendable {
    /// The HTTP status.
    public var status: Int
    /// The type of its body.
    public var type = "text/plain; charset=utf-8"
    /// The body.
    public var body: String

    /// A page of text.
    public init(status: Int = 200, type: String = "text/plain; charset=utf-8", body: String) {
      self.status = status
      self.type = type
      self.body = body
    }
  }

  private let server: HTTPServer

  /// Listens.
  ///
  /// - Parameter pages: Makes the page of a path, on the loop; nil where there is none.
  /// - Throws: `TransportError` where the address cannot be listened on.
  public init(
    _ address: NetworkAddress, on loops: EventLoopGroup, pages: @escaping @Sendable (String) -> Page?
  ) throws(TransportError) {
    var configuration = HTTPServerConfiguration()
    configuration.idleTimeout = .seconds(60)
    configuration.headerDeadline = .seconds(5)
    configuration.stallTimeout = .seconds(10)
    configuration.maximumConcurrentStreams = 2
    configuration.maximumPipelinedBytes = 2 << 10
    var listener = ListenerConfiguration()
    listener.maximumConnections = 16
    server = try HTTPServer(address, on: loops, configuration: configuration, listener: listener) { _ in
      LocalConnection(pages)
    }
  }

  /// Where it listens, with the port that the system chose where 0 was asked for.
  public var address: NetworkAddress { server.address }

  /// Stops. It waits, so it must not be called on the loop.
  public func shutdown() { server.shutdown(grace: .milliseconds(200)) }
}

/// One connection of it.
private final class LocalConnection: HTTPConnectionHandler {
  private let pages: @Sendable (String) -> LocalServer.Page?

  init(_ pages: @escaping @Sendable (String) -> LocalServer.Page?) { self.pages = pages }

  var nextDeadline: Duration? { nil }
  func timeout(on channel: HTTPServerChannel) {}
  func disconnected(_ channel: HTTPServerChannel) {}

  func received(_ event: HTTPEvent, on channel: HTTPServerChannel) {
    guard case .request(let id, let head, _) = event else { return }
    let path = String(head.path.prefix { $0 != "?" })
    var page = LocalServer.Page(status: 405, body: "only GET is answered here\n")
    if head.method == "GET" || head.method == "HEAD" {
      page = pages(path) ?? LocalServer.Page(status: 404, body: "there is /healthz and /metrics\n")
    }
    let body = Array(page.body.utf8)
    let fields: HTTPFields = [
      "content-type": page.type, "content-length": String(body.count), "cache-control": "no-store",
    ]
    let isHead = head.method == "HEAD"
    channel.withHTTP { http in
      http.respond(to: id, HTTPResponseHead(status: page.status, fields: fields), endStream: isHead)
      if !isHead { http.send(body, on: id, endStream: true) }
    }
  }
}
