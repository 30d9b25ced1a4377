import CCurl

extension HTTPClientError {
  /// What libcurl says of a transfer.
  init(curl number: CURLcode, host: String, cause: String) {
    let (code, message) = Self.meaning(number, cause)
    self.init(code, message, host: host, cause: cause)
  }

  private static func meaning(_ number: CURLcode, _ cause: String) -> (Code, String) {
    switch number {
    // What answered begins with no status line: another program listens there.
    case CURLE_UNSUPPORTED_PROTOCOL where cause.contains("HTTP/0.9"): (.protocolError, "what answered speaks no HTTP")
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_FUNCTION_ARGUMENT, CURLE_UNKNOWN_OPTION:
      (.invalidRequest, "the request cannot be made")
    case CURLE_COULDNT_RESOLVE_HOST: (.nameNotResolved, "the host's name has no address")
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: (.proxyFailed, "the proxy cannot be used")
    // libcurl is given no deadline but that of the connection.
    case CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT: (.connectFailed, "no connection came about")
    case CURLE_PEER_FAILED_VERIFICATION:
      (.serverNotTrusted, "the server's certificate is not trusted; give the authority that signed it")
    case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR:
      (.credentialsUnusable, "the certificate, its key or the authorities cannot be used")
    case CURLE_SSL_CONNECT_ERROR, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
      failure(number, cause)
    case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_HTTP2_STREAM, CURLE_HTTP2, CURLE_AGAIN:
      (.connectionLost, "the connection ended before the answer did")
    case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING: (.protocolError, "the server broke HTTP's rules")
    default: (.other, "the request failed")
    }
  }

  /// A TLS 1.3 server refuses a client's certificate only after the handshake, by an alert, so that it is a failed read;
  /// OpenSSL's words are the only sign of it.
  private static func failure(_ number: CURLcode, _ cause: String) -> (Code, String) {
    if cause.contains("alert") && (cause.contains("certificate") || cause.contains("unknown ca")) {
      return (.credentialsRefused, "the server refuses the client's certificate, or wants one")
    }
    if number == CURLE_SSL_CONNECT_ERROR { return (.handshakeFailed, "the TLS handshake failed") }
    return (.connectionLost, "the connection ended before the answer did")
  }
}
