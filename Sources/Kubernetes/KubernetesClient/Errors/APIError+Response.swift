import JSON

extension APIError {
  /// The longest part of an answer that is not Kubernetes' which goes into the message, in bytes.
  private static let excerptSize = 200

  /// The error that an answer tells of: any answer but 2xx.
  ///
  /// - Parameters:
  ///   - httpStatus: the answer's code.
  ///   - headers: the answer's headers.
  ///   - body: the answer's body, or its beginning.
  ///   - subject: what was asked for.
  public init(httpStatus: Int, headers: [HeaderField] = [], body: [UInt8], subject: RequestSubject) {
    let header = RetryAfter.delay(in: headers)
    if let json = try? JSONValue(parsing: body), let status = APIStatus(json: json) {
      self.init(status: status, subject: subject, httpStatus: httpStatus, retryAfter: header)
      return
    }
    let excerpt = Self.excerpt(of: body)
    let code: Code
    switch httpStatus {
    // The API server answers so where it has no such group or version.
    case 404 where excerpt == "404 page not found": code = .notServed
    case 401: code = .unauthorized
    case 429: code = .tooManyRequests
    case 503: code = .unavailable
    case 504: code = .timeout
    default: code = .unexpectedAnswer
    }
    let said = excerpt.isEmpty ? "an empty answer" : "an answer that is not Kubernetes': \(excerpt)"
    let message = code == .notServed ? "the server does not serve this resource" : "HTTP \(httpStatus) with \(said)"
    self.init(code: code, message: message, subject: subject, httpStatus: httpStatus, retryAfter: header)
  }

  /// The error that a status tells of: of an answer, or of an `ERROR` event of a watch.
  public init(status: APIStatus, subject: RequestSubject, httpStatus: Int? = nil, retryAfter: Duration? = nil) {
    let httpStatus = httpStatus ?? status.code
    var wait = retryAfter
    if wait == nil, let seconds = status.retryAfterSeconds { wait = RetryAfter.bounded(seconds: Int64(seconds)) }
    self.init(
      code: Code(status, httpStatus: httpStatus), message: status.message, subject: subject, httpStatus: httpStatus,
      status: status, retryAfter: wait)
  }

  /// The beginning of a text on one line, without what a terminal would act on.
  private static func excerpt(of body: [UInt8]) -> String {
    var text = ""
    for scalar in String(decoding: body.prefix(excerptSize), as: UTF8.self).unicodeScalars {
      if scalar.properties.generalCategory == .control || scalar == "\u{FFFD}" {
        if text.last != " " { text.append(" ") }
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return body.count > excerptSize ? text + "…" : text
  }
}
