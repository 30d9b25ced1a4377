import HTTP
import HTTPTransport
import Transport

/// Answers the requests of one connection. It lives on one loop.
///
/// A request is read whole, then answered off the loop; what comes as it happens is sent as fast as the client reads.
final class APIConnection: HTTPConnectionHandler {
  /// The bytes of a body; more is refused with 413 (kube-apiserver's bound).
  static let bodyLimit = 3 << 20
  /// What is read of a body that is too large, so that the client gets to hear why: more ends the request at once.
  private static let skipLimit = 8 << 20
  /// No more of a feed is given to the connection while so many bytes wait in it.
  private static let highMark = 256 << 10

  private struct Reading {
    let head: HTTPRequestHead
    var body: [UInt8] = []
    var count = 0
  }

  private enum Exchange {
    case reading(Reading)
    case answering(isHead: Bool)
    case feeding(ByteFeed)
  }

  private let respond: @Sendable (ServedRequest) async -> ServedAnswer
  private let subject: String?
  private var exchanges: [HTTPStreamID: Exchange] = [:]
  private var place: LoopConfined<(APIConnection, HTTPServerChannel)>?
  private var isConnected = true

  init(_ info: HTTPConnectionInfo, respond: @escaping @Sendable (ServedRequest) async -> ServedAnswer) {
    subject = info.identity?.subject
    self.respond = respond
  }

  var nextDeadline: Duration? { nil }
  func timeout(on channel: HTTPServerChannel) {}

  func disconnected(_ channel: HTTPServerChannel) {
    isConnected = false
    for exchange in exchanges.values { Self.abandon(exchange) }
    exchanges = [:]
    place = nil
  }

  func received(_ event: HTTPEvent, on channel: HTTPServerChannel) {
    switch event {
    case .request(let id, let head, let isWhole):
      exchanges[id] = .reading(Reading(head: head))
      if isWhole { answer(id, channel) }
    case .body(let id, let bytes, let isLast): received(bytes, of: id, isLast, channel)
    case .trailers(let id, _): answer(id, channel)
    case .writable(let id): pump(id, channel)
    case .closed(let id, _): if let exchange = exchanges.removeValue(forKey: id) { Self.abandon(exchange) }
    case .response, .goAway: break
    }
  }

  private static func abandon(_ exchange: Exchange) {
    if case .feeding(let feed) = exchange { feed.abandon() }
  }

  // MARK: The request

  private func received(_ bytes: [UInt8], of id: HTTPStreamID, _ isLast: Bool, _ channel: HTTPServerChannel) {
    guard case .reading(var reading) = exchanges[id] else { return }
    // The body is changed where it is, not copied.
    exchanges[id] = .answering(isHead: false)
    reading.count += bytes.count
    if reading.count <= Self.bodyLimit { reading.body += bytes } else { reading.body = [] }
    guard reading.count <= Self.skipLimit else { return send(Self.tooLarge, on: id, isHead: false, channel) }
    exchanges[id] = .reading(reading)
    if isLast { answer(id, channel) }
  }

  private static let tooLarge = ServedAnswer.failure(
    APIFailure(.requestEntityTooLarge, "Request entity too large: limit is \(bodyLimit)"))

  private func answer(_ id: HTTPStreamID, _ channel: HTTPServerChannel) {
    guard case .reading(let reading) = exchanges[id] else { return }
    let isHead = reading.head.method == "HEAD"
    exchanges[id] = .answering(isHead: isHead)
    guard reading.count <= Self.bodyLimit else { return send(Self.tooLarge, on: id, isHead: isHead, channel) }
    let place = place ?? LoopConfined((self, channel), on: channel.loop)
    self.place = place
    Self.answerLater(id, ServedRequest(reading.head, body: reading.body, subject: subject), respond, place)
  }

  /// Makes the answer off the loop, and gives it back on it, where alone the connection is touched.
  private static func answerLater(
    _ id: HTTPStreamID, _ request: ServedRequest, _ respond: @escaping @Sendable (ServedRequest) async -> ServedAnswer,
    _ place: LoopConfined<(APIConnection, HTTPServerChannel)>
  ) {
    Task {
      let answer = await respond(request)
      let isPosted = place.loop.execute {
        place.withValue { value in
          let (connection, channel) = value
          connection.give(answer, to: id, channel)
        }
      }
      if !isPosted, case .feed(let feed) = answer.content { feed.abandon() }
    }
  }

  // MARK: The answer

  private func give(_ answer: ServedAnswer, to id: HTTPStreamID, _ channel: HTTPServerChannel) {
    guard isConnected, case .answering(let isHead) = exchanges[id] else {
      if case .feed(let feed) = answer.content { feed.abandon() }
      return
    }
    send(answer, on: id, isHead: isHead, channel)
    channel.flush()
  }

  private func send(_ answer: ServedAnswer, on id: HTTPStreamID, isHead: Bool, _ channel: HTTPServerChannel) {
    switch answer.content {
    case .bytes(let bytes):
      exchanges[id] = nil
      var fields = answer.fields
      fields.append("content-length", String(bytes.count))
      channel.withHTTP { http in
        http.respond(to: id, HTTPResponseHead(status: answer.status, fields: fields), endStream: isHead)
        if !isHead { http.send(bytes, on: id, endStream: true) }
      }
    case .feed(let feed):
      channel.withHTTP {
        $0.respond(to: id, HTTPResponseHead(status: answer.status, fields: answer.fields), endStream: false)
      }
      exchanges[id] = .feeding(feed)
      guard let place else { return }
      feed.connect {
        place.loop.execute {
          place.withValue { value in
            let (connection, channel) = value
            guard connection.isConnected else { return }
            connection.pump(id, channel)
            channel.flush()
          }
        }
      }
    case .cut:
      exchanges[id] = nil
      channel.abort()
    }
  }

  /// Sends what a feed has, as long as the client reads.
  private func pump(_ id: HTTPStreamID, _ channel: HTTPServerChannel) {
    guard case .feeding(let feed) = exchanges[id] else { return }
    channel.withHTTP { http in
      while http.queuedBytes(on: id) < Self.highMark, let piece = feed.take() {
        http.send(piece, on: id, endStream: false)
      }
      if feed.isDrained {
        http.send([], on: id, endStream: true)
        exchanges[id] = nil
      }
    }
  }
}
