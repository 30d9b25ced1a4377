import CCurl
import Glibc

/// One request as libcurl has it: its handle, and what its callbacks write to. On the client's thread only.
///
/// It must be removed from libcurl's set before `close`, and not be closed in a callback.
@safe
final class Transfer {
  let exchange: Exchange
  let handle: UnsafeMutableRawPointer
  private var headers: UnsafeMutablePointer<curl_slist>?
  private var connectTo: UnsafeMutablePointer<curl_slist>?
  private let errorText: UnsafeMutablePointer<CChar>
  private var reader: HeadReader
  /// When something came last; nil before.
  private(set) var lastReceived: ContinuousClock.Instant?
  /// Whether it waits for its reader.
  private(set) var isPaused = false
  /// Whether it waits for its body's writer.
  private var isStarved = false
  /// How often libcurl was about to send the request.
  private var attempts = 0
  /// What the answer's head says of its body's length.
  private var announced: Int?
  private var received = 0
  private let moves: MoveCount
  private var uploaded: curl_off_t = 0
  private(set) var lastProgress = ContinuousClock.now
  private var isClosed = false

  /// - Parameter generation: Of the connections that it may share: it uses none of another.
  init(
    _ exchange: Exchange, _ settings: HTTPClientSettings, generation: Int, counting moves: MoveCount
  ) throws(HTTPClientError) {
    guard let handle = unsafe curl_easy_init() else {
      throw HTTPClientError(.other, "the request cannot begin: out of memory", host: exchange.host)
    }
    self.exchange = exchange
    self.moves = moves
    unsafe self.handle = handle
    unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    reader = HeadReader(limit: settings.maximumHeaderBytes)
    var options = unsafe CurlOptions(handle)
    setCallbacks(&options)
    setRequest(&options, settings)
    setConnection(&options, settings)
    setCredentials(&options, generation)
    if let problem = options.problem {
      close()
      throw HTTPClientError(curl: problem, host: exchange.host, cause: "")
    }
  }

  deinit { close() }

  /// Frees what libcurl has of it.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    unsafe curl_easy_cleanup(handle)
    unsafe curl_slist_free_all(headers)
    unsafe curl_slist_free_all(connectTo)
    unsafe errorText.deallocate()
  }

  /// Whether its connection may carry others, too.
  var isByTLS: Bool { exchange.request.url.hasPrefix("https:") }

  // MARK: Time

  /// When it has stood still for too long; nil where it may, or where its reader or writer lets it wait.
  var progressDeadline: ContinuousClock.Instant? {
    guard !isPaused, !isStarved, let limit = exchange.request.progressDeadline else { return nil }
    return lastProgress + min(limit, Exchange.longest)
  }

  /// What happened when `progressDeadline` is over.
  var stalled: HTTPClientError {
    let limit = exchange.request.progressDeadline ?? .zero
    return HTTPClientError(.stalled, "nothing was sent or received for \(limit)", host: exchange.host)
  }

  /// Its reader has read: libcurl offers again what it kept. Gives the new `progressDeadline`.
  func resume() -> ContinuousClock.Instant? {
    isPaused = false
    return carryOn()
  }

  /// There is more of its body. Gives the new `progressDeadline`.
  func resumeUpload() -> ContinuousClock.Instant? {
    isStarved = false
    return carryOn()
  }

  private func carryOn() -> ContinuousClock.Instant? {
    lastProgress = .now
    unsafe curl_easy_pause(handle, (isPaused ? CURLPAUSE_RECV : 0) | (isStarved ? CURLPAUSE_SEND : 0))
    return progressDeadline
  }

  /// It will be removed before its end: a connection that it alone uses is closed, so that the server knows.
  func giveUp() { unsafe koperator_curl_set_long(handle, CURLOPT_FORBID_REUSE, 1) }

  /// Sends what libcurl keeps for the connection. A pause of sending and its end change nothing else in a transfer that has
  /// nothing to send any more.
  func flush() {
    guard isByTLS, lastReceived != nil, !isPaused, exchange.request.body == nil, exchange.upload == nil else { return }
    unsafe curl_easy_pause(handle, CURLPAUSE_SEND)
    unsafe curl_easy_pause(handle, CURLPAUSE_CONT)
  }

  /// What it came to.
  func result(_ code: CURLcode) -> Result<Void, HTTPClientError> {
    guard code != CURLE_OK else { return .success(()) }
    let text = unsafe String(cString: errorText)
    if hasWholeAnswer(code, isSilent: text.isEmpty) { return .success(()) }
    let cause = text.isEmpty ? unsafe String(cString: curl_easy_strerror(code)) : text
    // Where some of the body was sent, libcurl would have to begin it anew.
    if code == CURLE_SEND_FAIL_REWIND || code == CURLE_ABORTED_BY_CALLBACK && attempts > 1 {
      let message = "the connection was lost before the answer began; the server may have carried the request out"
      return .failure(HTTPClientError(.connectionLost, message, host: exchange.host))
    }
    let error = HTTPClientError(curl: code, host: exchange.host, cause: cause)
    // libcurl tells of a tunnel that did not come about as of an answer that did not.
    if error.code == .connectionLost, attempts == 0 {
      if cause.contains("CONNECT") {
        return .failure(HTTPClientError(.proxyFailed, "the proxy makes no tunnel", host: exchange.host, cause: cause))
      }
      return .failure(HTTPClientError(.connectFailed, "no connection came about", host: exchange.host, cause: cause))
    }
    guard error.code == .connectionLost, lastReceived == nil, isByTLS,
      unsafe koperator_curl_made_connections(handle) > 0
    else {
      return .failure(error)
    }
    // Where a server refuses the certificate, it depends on who is faster whether its alert is read.
    let message = "the connection ended right after the TLS handshake; the server may want another client certificate"
    return .failure(HTTPClientError(.connectionLost, message, host: exchange.host, cause: cause))
  }

  /// Whether it failed only because it wanted to send more of its body to a server that had answered without it.
  private func hasWholeAnswer(_ code: CURLcode, isSilent: Bool) -> Bool {
    guard exchange.upload != nil, lastReceived != nil else { return false }
    switch code {
    // libcurl has no words for a stream that was ended without an error, after the answer's end.
    case CURLE_HTTP2_STREAM: return isSilent && announced == nil
    default: return false
    }
  }

  // MARK: From libcurl

  /// A line of the head or of the trailers.
  fileprivate func receive(line: UnsafeRawBufferPointer) {
    noteReceived()
    let text = unsafe String(decoding: line, as: UTF8.self)
    switch reader.receive(text[...]) {
    case .more: break
    case .head(let head):
      let isEmpty = head.status == 204 || head.status == 304
      announced = isEmpty ? 0 : head.headers["content-length"].flatMap { Int($0) }
      exchange.receive(head)
      finishEarly()
    case .tooLarge:
      exchange.cancel(
        HTTPClientError(.headersTooLarge, "the answer's header fields are too large", host: exchange.host))
    case .malformed:
      exchange.cancel(
        HTTPClientError(.protocolError, "the answer's header fields are malformed", host: exchange.host))
    }
  }

  /// Bytes of the body.
  fileprivate func receive(_ bytes: UnsafeRawBufferPointer) -> Exchange.Intake {
    noteReceived()
    let intake = unsafe exchange.receive(bytes)
    if intake == .pause {
      isPaused = true
    } else {
      received += bytes.count
      finishEarly()
    }
    return intake
  }

  /// An answer that is whole before the request's body is sent ends the request; libcurl 7.88 may wait for ever to send the
  /// rest on a stream that is over.
  private func finishEarly() {
    guard let upload = exchange.upload, received == announced, !upload.isTakenWhole else { return }
    exchange.finish()
  }

  private func noteReceived() {
    let now = ContinuousClock.now
    lastReceived = now
    lastProgress = now
    moves.value += 1
  }

  fileprivate func sent(_ count: curl_off_t) {
    guard count != uploaded else { return }
    uploaded = count
    lastProgress = .now
    moves.value += 1
  }

  /// Bytes of the request's body for libcurl.
  fileprivate func send(into target: UnsafeMutableRawBufferPointer) -> Int {
    guard let upload = exchange.upload else { return Int(CURL_READFUNC_ABORT) }
    switch unsafe upload.read(into: target) {
    case .bytes(let count): return count
    case .end: return 0
    // The transfer will be removed, which resets its stream. After an error from here libcurl may leave the connection unread.
    case .abort: return Int(CURL_READFUNC_PAUSE)
    case .pause:
      isStarved = true
      return Int(CURL_READFUNC_PAUSE)
    }
  }

  /// Whether libcurl may send the request now: a second time it does where a connection that it used before was lost.
  fileprivate func mayBegin() -> Bool {
    attempts += 1
    return attempts == 1 || exchange.upload == nil && exchange.request.mayBeRepeated
  }

  private func setCallbacks(_ options: inout CurlOptions) {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe options.set(CURLOPT_PRIVATE, context)
    unsafe options.set(CURLOPT_ERRORBUFFER, errorText)
    unsafe options.set(CURLOPT_HEADERDATA, context)
    unsafe options.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
      let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      unsafe transfer.receive(line: UnsafeRawBufferPointer(start: bytes, count: size * count))
      return size * count
    }
    unsafe options.set(CURLOPT_WRITEDATA, context)
    unsafe options.set(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
      let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      let intake = unsafe transfer.receive(UnsafeRawBufferPointer(start: bytes, count: size * count))
      // What is refused is dropped: the transfer will be removed, which resets its stream. An error from here would not.
      return intake == .pause ? Int(CURL_WRITEFUNC_PAUSE) : size * count
    }
    unsafe options.set(CURLOPT_PREREQDATA, context)
    unsafe options.setBeginFunction { context, _, _, _, _ in
      guard let context = unsafe context else { return CURL_PREREQFUNC_ABORT }
      let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      return transfer.mayBegin() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }
    if exchange.upload != nil {
      unsafe options.set(CURLOPT_READDATA, context)
      unsafe options.set(CURLOPT_READFUNCTION) { bytes, size, count, context in
        guard let bytes = unsafe bytes, let context = unsafe context else { return Int(CURL_READFUNC_ABORT) }
        let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        return unsafe transfer.send(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
      }
    }
    guard exchange.request.body != nil || exchange.upload != nil else { return }
    unsafe options.set(CURLOPT_XFERINFODATA, context)
    options.set(CURLOPT_NOPROGRESS, 0)
    unsafe options.setProgressFunction { context, _, _, _, uploaded in
      guard let context = unsafe context else { return 0 }
      unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().sent(uploaded)
      return 0
    }
  }

  // MARK: What is asked

  private func setRequest(_ options: inout CurlOptions, _ settings: HTTPClientSettings) {
    let request = exchange.request
    let url = URLParts(request.url)
    switch (request.method, request.body) {
    case (_, nil) where exchange.upload != nil:
      options.setUpload(length: exchange.upload?.length)
      options.set(CURLOPT_CUSTOMREQUEST, request.method)
    case ("GET", nil): break
    case ("HEAD", nil): options.set(CURLOPT_NOBODY, 1)
    case ("POST", nil): options.setBody([])
    case (_, nil): options.set(CURLOPT_CUSTOMREQUEST, request.method)
    case (_, let body?):
      options.setBody(body)
      options.set(CURLOPT_CUSTOMREQUEST, request.method)
    }
    // Without a value, libcurl's own field is left out: no form, and no waiting for 100.
    if request.headers["content-type"] == nil { add("content-type:") }
    add("expect:")
    for field in request.headers.fields {
      add(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
    }
    if let name = exchange.credentials.serverName, url.scheme == "https://" {
      // The name is asked for and verified, the URL's host is connected to.
      options.set(CURLOPT_URL, "\(url.scheme)\(name)\(url.port)\(url.rest)")
      unsafe connectTo = curl_slist_append(nil, "::\(url.host):")
      unsafe options.set(CURLOPT_CONNECT_TO, connectTo)
      if request.headers["host"] == nil { add("host: \(url.authority)") }
    } else {
      options.set(CURLOPT_URL, request.url)
    }
    unsafe options.set(CURLOPT_HTTPHEADER, headers)
    if request.headers["user-agent"] == nil { options.set(CURLOPT_USERAGENT, settings.userAgent) }
  }

  private func add(_ header: String) {
    if let longer = unsafe curl_slist_append(headers, header) { unsafe headers = longer }
  }

  private func setConnection(_ options: inout CurlOptions, _ settings: HTTPClientSettings) {
    options.set(CURLOPT_NOSIGNAL, 1)
    options.set(CURLOPT_PROTOCOLS_STR, "http,https")
    if isByTLS {
      options.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
      options.set(CURLOPT_PIPEWAIT, 1)
    } else {
      // Else libcurl would let no second request to a host begin before the first one is answered.
      options.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    }
    options.set(CURLOPT_FOLLOWLOCATION, 0)
    options.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    options.set(CURLOPT_CONNECTTIMEOUT_MS, Int(settings.connectDeadline.milliseconds))
    // A request that ends while its host is looked up does not make all others wait for the answer.
    options.set(CURLOPT_QUICK_EXIT, 1)
    options.set(CURLOPT_TCP_KEEPALIVE, 1)
    options.set(CURLOPT_TCP_KEEPIDLE, Int(settings.keepaliveInterval.components.seconds))
    options.set(CURLOPT_TCP_KEEPINTVL, 5)
    unsafe options.set(
      CURLOPT_SOCKOPTDATA, UnsafeMutableRawPointer(bitPattern: Int(settings.acknowledgementDeadline.milliseconds)))
    unsafe options.setSocketFunction { limit, socket, _ in
      var milliseconds = UInt32(clamping: UInt(bitPattern: limit))
      unsafe setsockopt(
        socket, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &milliseconds, socklen_t(MemoryLayout<UInt32>.size))
      return CURL_SOCKOPT_OK
    }
    switch settings.proxy {
    case .fromEnvironment: break
    case .none: options.set(CURLOPT_PROXY, "")
    case .url(let proxy): options.set(CURLOPT_PROXY, proxy)
    }
  }

  private func setCredentials(_ options: inout CurlOptions, _ generation: Int) {
    let credentials = exchange.credentials
    options.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    options.set(CURLOPT_SSL_VERIFYPEER, credentials.verifiesServer ? 1 : 0)
    options.set(CURLOPT_SSL_VERIFYHOST, credentials.verifiesServer ? 2 : 0)
    if let authorities = credentials.authorities {
      // Connections are shared by those with the same bytes; line breaks at the end mean nothing else.
      options.setBlob(CURLOPT_CAINFO_BLOB, authorities + [UInt8](repeating: 10, count: generation))
      // Debian's libcurl would trust the system's as well.
      options.clear(CURLOPT_CAPATH)
      options.clear(CURLOPT_CAINFO)
    }
    if let chain = credentials.certificateChain, let key = credentials.privateKey {
      options.setBlob(CURLOPT_SSLCERT_BLOB, chain)
      options.setBlob(CURLOPT_SSLKEY_BLOB, key)
    }
  }
}
