import HTTPClient

extension ClientError: CustomStringConvertible {
  /// What was asked for, why it failed and what can be done about it, in one line.
  public var description: String {
    // The server's refusal names the request itself.
    if case .refused(let error) = cause { return "\(error)" }
    let start = subject.map { "cannot \($0): " } ?? ""
    return start + reason
  }

  private var reason: String {
    switch cause {
    case .refused(let error): "\(error)"
    case .noAnswer(let error): "no answer from the API server at \(error)\(Self.remedy(error))"
    case .unreadable(let error): "the server's answer cannot be read: \(error)"
    case .invalid(let error): "\(error)"
    case .configuration(let error): "\(error)"
    case .notLeading: "this process does not lead, and only the leader writes (another replica does it)"
    case .outOfTime: "the time was over before the request could be sent (give it more time, or raise the rate limit)"
    case .cancelled: "the task was cancelled"
    case .stopped: "the client has stopped"
    }
  }

  private static func remedy(_ error: HTTPClientError) -> String {
    switch error.code {
    case .nameNotResolved: " (is the server's name in the configuration right?)"
    case .connectFailed: " (does the server run, and may this host reach it?)"
    case .proxyFailed: " (is the proxy of proxy-url or of the environment right?)"
    case .serverNotTrusted: " (is certificate-authority that of this server?)"
    case .credentialsRefused, .credentialsUnusable: " (are client-certificate and client-key those of this cluster?)"
    default: ""
    }
  }
}
