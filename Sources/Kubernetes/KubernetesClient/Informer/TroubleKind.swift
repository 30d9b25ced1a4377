/// What sort of thing is wrong with requests, as people tell things apart: while a trouble lasts, failures of one kind are
/// said once, however many faces they have.
enum TroubleKind: Sendable, Hashable {
  /// No connection comes about or lasts, or no answer comes in time.
  case unreachable
  /// The server is too busy, or not well.
  case unwell
  /// What answers does not speak as an API server does: a proxy, a portal, another program.
  case strange
  /// The server refuses what was asked for: a right is missing, the token has expired, there is no such resource.
  case refused(verb: String, APIError.Code)
  /// The trouble is on this side: a file, a plugin, a certificate.
  case own(ClientError.Cause)
}

extension ClientError {
  /// What sort of thing is wrong.
  var troubleKind: TroubleKind {
    switch cause {
    case .refused(let error) where error.code == .unexpectedAnswer && error.httpStatus < 500: .strange
    case .refused(let error) where error.isRetryable: .unwell
    case .refused(let error): .refused(verb: subject?.verb ?? "", error.code)
    case .noAnswer(let error) where error.isRetryable: .unreachable
    case .noAnswer(let error) where error.code == .protocolError || error.code == .headersTooLarge: .strange
    case .unreadable: .strange
    case .outOfTime: .unreachable
    case .noAnswer, .invalid, .configuration, .notLeading, .cancelled, .stopped: .own(cause)
    }
  }
}
